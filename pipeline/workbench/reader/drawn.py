"""A transcript as it is read: each turn in stretches, and its codes as tags with the coders who gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from pipeline.coding.memos import CODING, TRANSCRIPT, TURN
from pipeline.coding.working.fold import Coded, Noted
from pipeline.workbench import addresses
from pipeline.workbench.coding.book import BookCode
from pipeline.workbench.coding.marks import LANES, Span, Stretch, cut, lanes
from pipeline.workbench.coding.published import Transcript, Turn
from pipeline.workbench.facts import one_language
from pipeline.workbench.words import say, say_in_page

INTERVIEWER, NOBODY_NAMED = "interviewer", "?"
SIGNS = 8
"""So many speakers of a transcript have a sign of their own."""

_LANE_OF_CODINGS, _LANE_OF_SUGGESTIONS = "abcd", "ABCD"
# Not Datasette's environment: that one is asynchronous, which for four hundred turns takes twice as long.
_ENVIRONMENT = Environment(loader=FileSystemLoader(Path(__file__).parents[1] / "templates"), autoescape=True)
_ENVIRONMENT.globals.update(_=say_in_page, address=addresses)
_TURNS = _ENVIRONMENT.get_template("reader/_turns.html")


@dataclass(frozen=True, slots=True)
class Given:
    """A code on a stretch of a turn: `by` are (uid, coder) of all who gave it there, none where a machine suggests it.

    `note` is why it is suggested, or that the codebook has moved on since.
    """

    turn: int
    start: int
    end: int
    code: BookCode
    by: tuple[tuple[str, str], ...] = ()
    note: str = ""
    memos: tuple[Noted, ...] = ()

    @property
    def suggested(self) -> bool:
        """Say whether it comes from a machine."""
        return not self.by


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stretch of text with its classes and the numbers of the marks over it, and what it stands in place of.

    `begins` and `ends` are read out where marks do so.
    """

    text: str
    classes: str = ""
    marks: str = ""
    note: str = ""
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class DrawnTurn:
    """A turn with all that is shown in it and beside it; `missing` are the numbers left out before it, first and last.

    `voice` is the number of the speaker's sign, 0 where it needs none.
    """

    turn: Turn
    stretches: tuple[Drawn, ...]
    given: tuple[tuple[Given, str], ...]
    memos: tuple[Noted, ...]
    voice: int = 0
    missing: tuple[int, int] | None = None

    @property
    def interviewer(self) -> bool:
        """Say whether an interviewer speaks."""
        return self.turn.role == INTERVIEWER

    @property
    def speaker(self) -> str:
        """Say who speaks, under their study label; empty where nobody is named."""
        return self.turn.participant or ("" if self.turn.label == NOBODY_NAMED else self.turn.label)


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript that is ready to be read: its codes and suggestions in order, its turns drawn."""

    transcript: Transcript
    given: tuple[Given, ...]
    suggested: tuple[Given, ...]
    turns: tuple[DrawnTurn, ...]
    memos: tuple[Noted, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """List what can stand in place of something in it, each once."""
        return tuple(dict.fromkeys(piece.note for one in self.turns for piece in one.stretches if piece.note))

    @property
    def people(self) -> tuple[str, ...]:
        """List the participants who speak, as they come."""
        return tuple(dict.fromkeys(one.turn.participant for one in self.turns if one.turn.participant))

    @property
    def unquotable(self) -> tuple[str, ...]:
        """List those who have not agreed to be quoted outside the team, as they come."""
        return tuple(dict.fromkeys(one.speaker or NOBODY_NAMED for one in self.turns if not one.turn.may_quote))

    @property
    def passages(self) -> int:
        """Count the passages that have any code; words with several are one."""
        return len({(one.turn, one.start, one.end) for one in self.given})

    @property
    def coders(self) -> tuple[str, ...]:
        """List who coded it."""
        return tuple(sorted({coder for one in self.given for _, coder in one.by}))

    @property
    def language(self) -> str:
        """Return the language that is spoken, as a page says it; empty where the manifest names none."""
        return self.transcript.language if one_language(self.transcript.language) else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a page says of a transcript as a whole; `turns` and `suggested` are how many there are."""

    id: str
    kind: str
    group: str
    season: str
    language: str
    withheld: int
    turns: int
    people: tuple[str, ...]
    unquotable: tuple[str, ...]
    passages: int
    coders: tuple[str, ...]
    suggested: int
    notes: tuple[str, ...]
    memos: tuple[Noted, ...]

    @classmethod
    def of(cls, reading: Reading) -> Heading:
        """Make the heading of a transcript that is ready to be read."""
        transcript = reading.transcript
        return cls(
            id=transcript.id,
            kind=transcript.kind,
            group=transcript.group,
            season=transcript.season,
            language=reading.language,
            withheld=transcript.withheld,
            turns=len(reading.turns),
            people=reading.people,
            unquotable=reading.unquotable,
            passages=reading.passages,
            coders=reading.coders,
            suggested=len(reading.suggested),
            notes=reading.notes,
            memos=reading.memos,
        )


def drawn(transcript: Transcript, book: Mapping[str, BookCode], suggestions: bool = False) -> Reading:
    """Make a transcript ready to be read, with what a machine suggests where that is asked for."""
    memos: dict[tuple[str, str], list[Noted]] = {}
    for memo in transcript.memos:
        memos.setdefault((memo.about, memo.about_id), []).append(memo)
    given = tuple(_given(transcript, book, memos))
    suggested = tuple(
        Given(one.turn, one.start, one.end, _code(book, one.code), note=one.why) for one in transcript.suggestions
    )
    shown: dict[int, list[Given]] = {}
    for one in (*given, *(suggested if suggestions else ())):
        shown.setdefault(one.turn, []).append(one)
    voices = _voices(transcript)
    turns, before = [], 0
    for n in sorted(transcript.turns):
        turn = transcript.turns[n]
        about = tuple(memos.get((TURN, f"{transcript.id}/{n}"), ()))
        read = _drawn_turn(turn, shown.get(n, ()), about, voices.get(turn.participant or turn.label, 0))
        turns.append(replace(read, missing=(before + 1, n - 1)) if n > before + 1 else read)
        before = n
    return Reading(transcript, given, suggested, tuple(turns), tuple(memos.get((TRANSCRIPT, transcript.id), ())))


def html_of(reading: Reading) -> Markup:
    """Write the turns as HTML."""
    return Markup(_TURNS.render(turns=reading.turns))


def rows_of(reading: Reading) -> list[dict[str, object]]:
    """Make a row of each turn, with the codes in it and who gave them."""
    codes: dict[int, list[str]] = {}
    for one in reading.given:
        by = ", ".join(dict.fromkeys(coder for _, coder in one.by))
        codes.setdefault(one.turn, []).append(f"{one.code.id} ({by})")
    return [
        {
            "transcript": reading.transcript.id,
            "turn": one.turn.n,
            "speaker": one.turn.label,
            "participant": one.turn.participant,
            "role": one.turn.role,
            "time": one.turn.time,
            "text": one.turn.text,
            "may_quote": int(one.turn.may_quote),
            "codes": "; ".join(dict.fromkeys(codes.get(one.turn.n, ()))),
        }
        for one in reading.turns
    ]


def _given(
    transcript: Transcript, book: Mapping[str, BookCode], memos: Mapping[tuple[str, str], Sequence[Noted]]
) -> Iterator[Given]:
    """Put together what several coders gave alike, in the order of the words, the longer first."""

    def place(coded: Coded) -> tuple[int, int, int, str]:
        return coded.turn, coded.start, -coded.end, coded.code

    for (turn, start, end, code), alike in groupby(sorted(transcript.codings, key=place), place):
        codings = sorted(alike, key=lambda coded: (coded.coder, coded.uid))
        older = dict.fromkeys(transcript.since(coded.uid) for coded in codings)
        yield Given(
            turn,
            start,
            -end,
            _code(book, code),
            tuple((coded.uid, coded.coder) for coded in codings),
            "; ".join(filter(None, older)),
            tuple(memo for coded in codings for memo in memos.get((CODING, coded.uid), ())),
        )


def _code(book: Mapping[str, BookCode], id: str) -> BookCode:
    return book.get(id) or BookCode(id=id, tag=id, name=id)


def _voices(transcript: Transcript) -> dict[str, int]:
    """Number the speakers of a transcript in which several take part; the interviewer has no sign."""
    speakers = dict.fromkeys(
        turn.participant or turn.label
        for _, turn in sorted(transcript.turns.items())
        if turn.role != INTERVIEWER and (turn.participant or turn.label != NOBODY_NAMED)
    )
    return {speaker: n % SIGNS + 1 for n, speaker in enumerate(speakers)} if len(speakers) > 1 else {}


def _drawn_turn(turn: Turn, shown: Iterable[Given], memos: tuple[Noted, ...], voice: int) -> DrawnTurn:
    marks = sorted(shown, key=lambda one: (one.start, -one.end, one.code.tag, one.suggested))
    if not marks and not turn.replaced:
        return DrawnTurn(turn, (Drawn(turn.text),) if turn.text else (), (), memos, voice)
    spans = [Span(one.start, one.end) for one in marks]
    classes = [_class(one, lane) for one, lane in zip(marks, lanes(spans), strict=True)]
    stretches = tuple(_stretch(piece, marks, classes) for piece in cut(turn.text, spans, turn.notes))
    return DrawnTurn(turn, stretches, tuple((one, _said_of(one)) for one in marks), memos, voice)


def _stretch(piece: Stretch, marks: Sequence[Given], classes: Sequence[str]) -> Drawn:
    kinds = (["m"] if piece.marks else []) + [classes[n] for n in piece.marks if classes[n]]
    return Drawn(
        piece.text,
        " ".join([*kinds, "r"] if piece.replaced else kinds),
        " ".join(map(str, piece.marks)),
        piece.note,
        ", ".join(_aloud(marks[n]) for n in piece.begins),
        say("end of {codes}", codes=", ".join(marks[n].code.tag for n in piece.ends)) if piece.ends else "",
    )


def _aloud(one: Given) -> str:
    """Say of a mark, where it begins, which code it is and who gave it."""
    if one.suggested:
        return say("{tag} suggested", tag=one.code.tag)
    return ", ".join([one.code.tag, *(coder for _, coder in one.by)])


def _class(one: Given, lane: int) -> str:
    """Name the class that draws an underline, none where there is no room for one more."""
    letters = _LANE_OF_SUGGESTIONS if one.suggested else _LANE_OF_CODINGS
    return f"{letters[lane]}{one.code.theme}" if lane < LANES else ""


def _said_of(one: Given) -> str:
    """Say of a tag what its code is called; which words it belongs to is read out where they are."""
    return f"{one.code.name} ({one.note})" if one.note else one.code.name
