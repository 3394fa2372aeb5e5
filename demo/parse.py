"""From marked sources to records: what is said, which words identify someone, and what two coders made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

REQUIRED_KEYS = (
    "id",
    "group",
    "format",
    "speakers",
    "interview_date",
    "interviewer",
    "site",
    "language",
    "consent_level",
    "known_names",
)
WAVE = "wave"  # may stand after the site, where people are interviewed more than once
ASKING = "INT"

_HEADER = re.compile(r"#(\w+): (.+)")
_TIME = re.compile(r"@(\d\d):(\d\d):(\d\d)@ ?")
_MARK = re.compile(
    r"\{(?P<type>[A-Z_]+)(?P<either>\?)?(?::(?P<entity>[^|{}]+))?\|(?P<words>[^{}<>~]+)\}"
    r"|~(?P<kept>[^~{}<>]+)~"
    r"|<(?P<opens>[AB]\d+)=(?P<code>[a-z/-]+)(?:\|(?P<memo>[^<>]+))?>"
    r"|</(?P<closes>[AB]\d+)>"
)
_LEFT_OVER = re.compile(r"[{}~<>|]|@\d")


class BadSource(ValueError):
    """A marked source is not written as demo/source/README.md says."""

    def __init__(self, line: int, problem: str, file: str = "the source") -> None:
        """Say in which line of the source, counted from 1, and what to do."""
        self.line, self.problem = line, problem
        super().__init__(f"{file}, line {line}: {problem}")

    def in_file(self, file: str) -> BadSource:
        """Return the same error for the source called `file`."""
        return BadSource(self.line, self.problem, file)


@dataclass(frozen=True, slots=True)
class Identifier:
    """Words that could identify someone; `either` where they may be replaced or may stay."""

    start: int
    end: int
    type: str
    entity: str
    either: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An ordinary word that looks like a name and must come through unchanged."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A code that coder "A" or "B" put on a stretch, with a note or ""."""

    start: int
    end: int
    coder: str
    code: str
    memo: str


@dataclass(frozen=True, slots=True)
class MarkedTurn:
    """A turn without its marks; all offsets are into `text`, in code points, ends exclusive.

    `speaker` is the label in the source (INT, P1), `start` is in seconds or None; paragraphs are joined by a line feed.
    """

    speaker: str
    text: str
    start: float | None
    identifiers: tuple[Identifier, ...] = ()
    kept: tuple[Kept, ...] = ()
    codings: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class Interview:
    """One marked source: the keys of its header, the full name behind each label, and its turns."""

    header: dict[str, str]
    names: dict[str, str]
    turns: tuple[MarkedTurn, ...]

    @property
    def id(self) -> str:
        """Return the id of the transcript, such as FC01."""
        return self.header["id"]

    @property
    def words(self) -> int:
        """Count the words spoken."""
        return sum(len(turn.text.split()) for turn in self.turns)


@dataclass(slots=True)
class _Draft:
    """A turn that is being read."""

    speaker: str
    start: float | None
    text: str = ""
    identifiers: list[Identifier] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    codings: list[Coded] = field(default_factory=list)


def parse_interview(source: str) -> Interview:
    """Parse a marked source, as demo/source/README.md describes it.

    Raises BadSource with the number of the line and what is wrong there.
    """
    lines = [(number, line.strip()) for number, line in enumerate(source.splitlines(), start=1) if line.strip()]
    header = dict(_header([(number, line) for number, line in lines if line.startswith("#")]))
    names = dict(_names(header["speakers"]))
    drafts: list[_Draft] = []
    for number, line in lines:
        if line.startswith("#"):
            continue
        label, _, rest = line.partition(": ")
        if label in names:
            start, line = _take_time(rest)
            drafts.append(_Draft(label, start))
        elif not drafts:
            raise BadSource(number, "text before the first label; begin the turn with one of #speakers")
        _add_paragraph(drafts[-1], line, number)
    return Interview(header, names, tuple(_finished(draft) for draft in drafts))


def _header(lines: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    found = []
    for number, line in lines:
        match = _HEADER.fullmatch(line)
        if not match:
            raise BadSource(number, "not a header line; write it as #key: value")
        found.append(match[1])
        yield match[1], match[2].strip()
    if WAVE in found and found[found.index(WAVE) - 1] == "site":
        found.remove(WAVE)
    if tuple(found) != REQUIRED_KEYS:
        raise BadSource(1, f"the header needs exactly these keys, in this order: {', '.join(REQUIRED_KEYS)}")


def _names(speakers: str) -> Iterator[tuple[str, str]]:
    for part in speakers.split(";"):
        label, _, name = part.strip().partition("=")
        yield label, name


def _take_time(text: str) -> tuple[float | None, str]:
    match = _TIME.match(text)
    if not match:
        return None, text
    hours, minutes, seconds = (int(part) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + seconds), text[match.end() :]


def _add_paragraph(draft: _Draft, line: str, number: int) -> None:
    """Add a paragraph to the turn, its marks taken out and noted. Raises BadSource."""
    if draft.text:
        draft.text += "\n"
    opened: dict[str, tuple[int, str, str]] = {}
    read = 0
    for mark in _MARK.finditer(line):
        draft.text += _plain(line[read : mark.start()], number)
        read = mark.end()
        at = len(draft.text)
        if mark["words"]:
            draft.text += mark["words"]
            entity = mark["entity"] or ""
            draft.identifiers.append(Identifier(at, len(draft.text), mark["type"], entity, bool(mark["either"])))
        elif mark["kept"]:
            draft.text += mark["kept"]
            draft.kept.append(Kept(at, len(draft.text)))
        elif mark["opens"]:
            opened[mark["opens"]] = (at, mark["code"], mark["memo"] or "")
        elif mark["closes"] not in opened:
            raise BadSource(number, f"{mark['closes']} ends where it did not begin; open and close it in one paragraph")
        else:
            begin, code, memo = opened.pop(mark["closes"])
            draft.codings.append(Coded(begin, at, mark["closes"][0], code, memo))
    draft.text += _plain(line[read:], number)
    if opened:
        raise BadSource(number, f"{', '.join(opened)} has no end; open and close it in one paragraph")


def _plain(text: str, number: int) -> str:
    if _LEFT_OVER.search(text):
        raise BadSource(number, "a mark that is not complete; compare it with demo/source/README.md")
    return text


def _finished(draft: _Draft) -> MarkedTurn:
    codings = sorted(draft.codings, key=lambda coded: (coded.start, coded.end, coded.coder, coded.code))
    return MarkedTurn(
        draft.speaker, draft.text, draft.start, tuple(draft.identifiers), tuple(draft.kept), tuple(codings)
    )
