"""A transcript as the coding page draws it: each turn in stretches, with its tags for the margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from pipeline.coding.memos import CODING, TRANSCRIPT, TURN
from pipeline.coding.working.fold import Coded, Noted
from pipeline.workbench.coding.addresses import code_path
from pipeline.workbench.coding.book import BookCode
from pipeline.workbench.coding.marks import LANES, Span, Stretch, cut, lanes
from pipeline.workbench.coding.published import Suggestion, Transcript, Turn
from pipeline.workbench.coding.seen import Seen
from pipeline.workbench.words import say, say_in_page, to_be_said

YOU = to_be_said("you")
# Not Datasette's environment: that one is asynchronous, which for four hundred turns takes twice as long.
_ENVIRONMENT = Environment(loader=FileSystemLoader(Path(__file__).parents[1] / "templates"), autoescape=True)
_ENVIRONMENT.globals["_"] = say_in_page
_TURNS = _ENVIRONMENT.get_template("coding/_turn.html")
_LANE_OF_CODINGS, _LANE_OF_SUGGESTIONS = "abcd", "ABCD"


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A tag in the margin: a coding, or a suggestion where `why` or `source` is not empty.

    `by` is "you" or how another coder is called; `theme` is the theme's number, for its colour; `older` says where the
    codebook has moved on since.
    """

    n: int
    tag: str
    name: str
    theme: int
    code: str
    start: int
    end: int
    quote: str
    uid: str = ""
    by: str = ""
    older: str = ""
    memos: tuple[Noted, ...] = ()
    source: str = ""
    why: str = ""

    @property
    def mine(self) -> bool:
        """Say whether it is a coding of whoever looks at the page."""
        return self.by == YOU


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stretch of text with its classes and the marks over it; `begins` and `ends` are read out where marks do so."""

    text: str
    classes: str = ""
    marks: str = ""
    begins: str = ""
    ends: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrawnTurn:
    """A turn with everything that is shown in it and beside it."""

    turn: Turn
    path: str
    stretches: tuple[Drawn, ...]
    marks: tuple[DrawnMark, ...]
    memos: tuple[Noted, ...] = ()


class Drawing:
    """Draws the turns of one transcript as one coder sees it."""

    def __init__(self, transcript: Transcript, seen: Seen, book: Mapping[str, BookCode], suggestions: bool) -> None:
        self._transcript, self._book = transcript, book
        self._codings: dict[int, list[tuple[Coded, str]]] = {}
        for coded in seen.own.codings:
            self._codings.setdefault(coded.turn, []).append((coded, YOU))
        for coded in seen.others:
            self._codings.setdefault(coded.turn, []).append((coded, coded.coder))
        self._suggestions: dict[int, list[Suggestion]] = {}
        for one in unanswered(transcript, seen) if suggestions else ():
            self._suggestions.setdefault(one.turn, []).append(one)
        self._memos: dict[tuple[str, str], list[Noted]] = {}
        for noted in (*(replace(one, coder=YOU) for one in seen.own.memos), *seen.other_memos):
            self._memos.setdefault((noted.about, noted.about_id), []).append(noted)

    @property
    def memos(self) -> tuple[Noted, ...]:
        """Return the memos on the transcript as a whole."""
        return tuple(self._memos.get((TRANSCRIPT, self._transcript.id), ()))

    def turns(self) -> tuple[DrawnTurn, ...]:
        """Draw every turn, in order."""
        return tuple(self.turn(n) for n in sorted(self._transcript.turns))

    def turn(self, n: int) -> DrawnTurn:
        """Draw one turn by its number."""
        turn = self._transcript.turns[n]
        marks = self._marks(turn)
        memos = tuple(self._memos.get((TURN, f"{self._transcript.id}/{n}"), ()))
        path = code_path(self._transcript.id, n)
        if not marks and not turn.replaced:
            return DrawnTurn(turn, path, (Drawn(turn.text),) if turn.text else (), (), memos)
        spans = [Span(one.start, one.end) for one in marks]
        classes = [_class(one, lane) for one, lane in zip(marks, lanes(spans), strict=True)]
        stretches = (_drawn(piece, marks, classes) for piece in cut(turn.text, spans, turn.notes))
        return DrawnTurn(turn, path, tuple(stretches), tuple(marks), memos)

    def _marks(self, turn: Turn) -> list[DrawnMark]:
        """List the marks of a turn in the order in which they begin, the longer first."""
        found: list[tuple[Coded | Suggestion, BookCode, str]] = [
            (coded, self._code(coded.code), by) for coded, by in self._codings.get(turn.n, ())
        ]
        found += ((one, self._code(one.code), "") for one in self._suggestions.get(turn.n, ()))
        found.sort(key=lambda one: (one[0].start, -one[0].end, one[1].tag, one[2]))
        return [self._mark(n, turn, one, code, by) for n, (one, code, by) in enumerate(found)]

    def _mark(self, n: int, turn: Turn, one: Coded | Suggestion, code: BookCode, by: str) -> DrawnMark:
        kind: dict[str, Any] = {}
        if isinstance(one, Suggestion):
            kind = {"source": one.source, "why": one.why}
        else:
            memos = tuple(self._memos.get((CODING, one.uid), ()))
            kind = {"uid": one.uid, "by": by, "older": self._older(one), "memos": memos}
        quote = turn.text[one.start : one.end]
        return DrawnMark(n, code.tag, code.name, code.theme, one.code, one.start, one.end, quote, **kind)

    def _code(self, id: str) -> BookCode:
        return self._book.get(id) or BookCode(id=id, tag=id, name=id)

    def _older(self, coded: Coded) -> str:
        """Say that the codebook has moved on since a coding was made, unless it was changed here after that."""
        return "" if coded.event else self._transcript.since(coded.uid)


def html_of(turns: Iterable[DrawnTurn]) -> Markup:
    """Write turns as HTML: the one place that does, for whole pages and for what an act changed."""
    return Markup(_TURNS.render(turns=turns))


def unanswered(transcript: Transcript, seen: Seen) -> list[Suggestion]:
    """List the suggestions that the coder has neither accepted nor rejected."""
    answered = seen.own.answers or {}
    return [one for one in transcript.suggestions if one.key not in answered]


def _drawn(piece: Stretch, marks: Sequence[DrawnMark], classes: Sequence[str]) -> Drawn:
    named = [classes[m] for m in piece.marks if classes[m]]
    kinds = (["m"] if piece.marks else []) + named + (["r"] if piece.replaced else [])
    return Drawn(
        piece.text,
        " ".join(kinds),
        " ".join(map(str, piece.marks)),
        ", ".join(_aloud(marks[m]) for m in piece.begins),
        say("end of {codes}", codes=", ".join(marks[m].tag for m in piece.ends)) if piece.ends else "",
        piece.note,
    )


def _class(mark: DrawnMark, lane: int) -> str:
    """Name the class that draws a mark's underline, none where there is no room for one more."""
    letters = _LANE_OF_SUGGESTIONS if mark.source else _LANE_OF_CODINGS
    return f"{letters[lane]}{mark.theme}" if lane < LANES else ""


def _aloud(mark: DrawnMark) -> str:
    if mark.source:
        return say("{tag} suggested", tag=mark.tag)
    return f"{mark.tag}, {say(YOU) if mark.mine else mark.by}"
