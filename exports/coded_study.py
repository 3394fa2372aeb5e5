"""Read the published database for coding elsewhere: transcripts with their turns, codings and memos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from codebook.load import parse_codebook
from codebook.model import Code, Codebook, Theme
from exports.published import Study, study_of


@dataclass(frozen=True, slots=True)
class Memo:
    """A note by somebody under a label; `about` is a kind of thing, `made_on` a day, "" where nobody knows."""

    uid: str
    about: str
    author: str
    made_on: str
    text: str


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a stretch of a turn, in published coordinates; `memo` is the text of all its `memos`."""

    uid: str
    turn: int
    start: int
    end: int
    code_id: str
    coder: str
    made_on: str
    memo: str
    memos: tuple[Memo, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as it was published; `replaced` are the spans whose words stand in for what was said."""

    n: int
    speaker: str
    participant: str
    text: str
    may_quote: bool
    replaced: tuple[tuple[int, int], ...]
    memos: tuple[Memo, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript with what is known of it; `group` is the label of its group, "" where it has none."""

    id: str
    group: str
    kind: str
    season: str
    language: str
    turns: tuple[Turn, ...]
    codings: tuple[Coding, ...]
    memos: tuple[Memo, ...]

    @property
    def participants(self) -> tuple[str, ...]:
        """List who speaks, in the order in which they begin to."""
        return tuple(dict.fromkeys(turn.participant for turn in self.turns if turn.participant))


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who was interviewed, with the label of their group."""

    id: str
    group: str
    memos: tuple[Memo, ...]


@dataclass(frozen=True, slots=True)
class CodedStudy:
    """All that was published of a study's coding.

    `codebook` has the retired codes too that codings still have; `retired` are their ids, and those of themes that hold
    no others. `memos` are those on the study as a whole.
    """

    study: Study
    codebook: Codebook
    retired: frozenset[str]
    coders: tuple[str, ...]
    participants: tuple[Participant, ...]
    transcripts: tuple[Transcript, ...]
    code_memos: dict[str, tuple[Memo, ...]]
    memos: tuple[Memo, ...]


_Memos = dict[tuple[str, object], tuple[Memo, ...]]

# By which column a memo of each kind says what it is about. What is said of a decision stands at its turn.
_ABOUT = {
    "coding": "coding_id",
    "code": "code_id",
    "turn": "turn_id",
    "settlement": "turn_id",
    "transcript": "transcript_id",
    "participant": "participant_id",
}


def read_coded_study(db: Database) -> CodedStudy:
    """Read everything that was published of a study's coding; suggestions of a machine are no part of it."""
    memos, of_codes, others = _memos(db)
    codebook = published_codebook(db)
    return CodedStudy(
        study=study_of(db),
        codebook=_with_retired(db, codebook),
        retired=frozenset(row["id"] for row in (*_retired(db, "themes"), *_retired(db, "codes"))),
        coders=tuple(row["id"] for row in db.query("SELECT id FROM coders ORDER BY id")),
        participants=tuple(
            Participant(row["id"], row["label"] or "", memos.get(("participant_id", row["id"]), ()))
            for row in db.query(
                """SELECT p.id, g.label FROM participants p LEFT JOIN groups g ON g.id = p.group_id ORDER BY p.id"""
            )
        ),
        transcripts=tuple(_transcripts(db, memos)),
        code_memos=of_codes,
        memos=others,
    )


def published_codebook(db: Database) -> Codebook:
    """Read the codebook that was published, which may be older than the study's file."""
    return parse_codebook(next(db.query("SELECT yaml FROM codebook"))["yaml"], "the published codebook")


def _retired(db: Database, table: str) -> Iterable[dict[str, Any]]:
    return db.query(f"SELECT * FROM {table} WHERE retired ORDER BY position")


def _with_retired(db: Database, codebook: Codebook) -> Codebook:
    """Add retired codes at the end of their themes, and themes that hold no others."""
    themes = {theme.id: theme for theme in codebook.themes}
    for row in _retired(db, "themes"):
        themes[row["id"]] = Theme(row["id"], row["tag"], row["name"], row["definition"], row["colour"], ())
    for row in _retired(db, "codes"):
        rules = (row["definition"], row["include_when"], row["exclude_when"])
        theme = themes[row["theme_id"]]
        code = Code(row["id"], row["tag"], row["name"], *rules, indicators=())
        themes[theme.id] = replace(theme, codes=(*theme.codes, code))
    return replace(codebook, themes=tuple(themes.values()))


def transcript_ids(db: Database) -> list[str]:
    """List the transcripts that were published."""
    return [row["id"] for row in db.query("SELECT id FROM transcripts ORDER BY id")]


def _transcripts(db: Database, memos: _Memos) -> Iterable[Transcript]:
    turns, codings = _turns(db, memos), _codings(db, memos)
    for row in db.query(
        """SELECT t.id, t.kind, t.season, t.language, g.label
           FROM transcripts t LEFT JOIN groups g ON g.id = t.group_id ORDER BY t.id"""
    ):
        yield Transcript(
            id=row["id"],
            group=row["label"] or "",
            kind=row["kind"],
            season=row["season"] or "",
            language=row["language"] or "",
            turns=tuple(turns.get(row["id"], ())),
            codings=tuple(codings.get(row["id"], ())),
            memos=memos.get(("transcript_id", row["id"]), ()),
        )


def _turns(db: Database, memos: _Memos) -> dict[str, list[Turn]]:
    replaced: dict[int, list[tuple[int, int]]] = {}
    for row in db.query("SELECT turn_id, start, end FROM replacements ORDER BY turn_id, start, end"):
        replaced.setdefault(row["turn_id"], []).append((row["start"], row["end"]))
    turns: dict[str, list[Turn]] = {}
    for row in db.query(
        """SELECT t.id, t.transcript_id, t.n, s.label, t.participant_id, t.text, t.may_quote
           FROM turns t JOIN speakers s ON s.id = t.speaker_id ORDER BY t.transcript_id, t.n"""
    ):
        turn = Turn(
            n=row["n"],
            speaker=row["label"],
            participant=row["participant_id"] or "",
            text=row["text"],
            may_quote=bool(row["may_quote"]),
            replaced=tuple(replaced.get(row["id"], ())),
            memos=memos.get(("turn_id", row["id"]), ()),
        )
        turns.setdefault(row["transcript_id"], []).append(turn)
    return turns


def _codings(db: Database, memos: _Memos) -> dict[str, list[Coding]]:
    codings: dict[str, list[Coding]] = {}
    for row in db.query(
        """SELECT c.id, c.uid, c.transcript_id, t.n, c.start, c.end, c.code_id, c.coder_id, c.made_on, c.memo
           FROM codings c JOIN turns t ON t.id = c.turn_id
           ORDER BY c.transcript_id, t.n, c.start, c.end, c.code_id, c.coder_id, c.uid"""
    ):
        coding = Coding(
            uid=row["uid"],
            turn=row["n"],
            start=row["start"],
            end=row["end"],
            code_id=row["code_id"],
            coder=row["coder_id"],
            made_on=row["made_on"],
            memo=row["memo"],
            memos=memos.get(("coding_id", row["id"]), ()),
        )
        codings.setdefault(row["transcript_id"], []).append(coding)
    return codings


def _memos(db: Database) -> tuple[_Memos, dict[str, tuple[Memo, ...]], tuple[Memo, ...]]:
    """Read the memos: by what they are about, those on codes by the code's id, and those that stand for themselves."""
    found: dict[tuple[str, object], list[Memo]] = {}
    others: list[Memo] = []
    for row in db.query(
        """SELECT uid, about, coding_id, code_id, turn_id, transcript_id, participant_id, author_id, made_on, text
           FROM memos ORDER BY id"""
    ):
        memo = Memo(row["uid"], row["about"], row["author_id"] or "", row["made_on"], row["text"])
        column = _ABOUT.get(row["about"], "")
        if column and row[column] not in (None, ""):
            found.setdefault((column, row[column]), []).append(memo)
        else:
            others.append(memo)
    placed = {key: tuple(its) for key, its in found.items()}
    of_codes = {str(which): its for (column, which), its in placed.items() if column == "code_id"}
    return placed, of_codes, tuple(others)
