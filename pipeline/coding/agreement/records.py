"""What is compared, and what comes out: texts, codings, figures."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import PARTICIPANT

SENTENCE, TURN, CHARACTER = "sentence", "turn", "character"
UNITS = (SENTENCE, TURN, CHARACTER)
PLURALS = {SENTENCE: "sentences", TURN: "turns", CHARACTER: "characters"}

CODE, THEME, ALL_CODES = "code", "theme", "all"
SCOPES = (CODE, THEME, ALL_CODES)

EVERYBODY = "all"
COUNTED, NOT_COUNTED = "counted", "not counted"
TRANSCRIPTS, TURNS = "transcripts", "turns"


@dataclass(frozen=True, slots=True)
class Text:
    """What was said in a turn: its length, and its sentences as (start, end), in characters, end exclusive.

    `turn` is any number that tells the turns of a transcript apart.
    """

    transcript: str
    turn: int
    length: int
    sentences: tuple[tuple[int, int], ...]
    role: str = PARTICIPANT


@dataclass(frozen=True, slots=True)
class Coding:
    """A code that a coder applied to a stretch of a turn (characters, end exclusive)."""

    coder: str
    code: str
    transcript: str
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What figures stand on, and what is outside them.

    `shared` transcripts were worked on by two coders or more, `single` by one, `untouched` by none. Of the codings,
    `compared` are in what participants say in shared transcripts, `alone` in a transcript of one coder, and `asked` in
    an interviewer's turn; the last two are outside.
    """

    coders: tuple[str, ...]
    shared: int
    single: int
    untouched: int
    compared: int
    alone: int
    asked: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of agreement: of `scope_id` (a code, a theme, "" for all codes), between `coders`, in `unit`s.

    `value` is None where it is not defined, and `note` says why. `low` and `high` are ends of a 95 % interval from
    resampling `resampled` (transcripts or turns), None where too few resamples have a value. `n` counts units;
    `prevalence` is the share of all ratings that apply the code; for cu-alpha, of what was read what two coders coded.
    """

    unit: str
    scope: str
    scope_id: str
    coders: str
    uncoded: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    prevalence: float | None
    resampled: str
    note: str = ""


def theme_of(code: str) -> str:
    """Return the theme of a code's id."""
    return code.split("/")[0]
