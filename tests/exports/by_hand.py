"""A small published database written by hand from readable text, for exports of what was coded."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field, replace
from importlib import resources

from sqlite_utils import Database

from codebook.load import DEFAULT_FILE, default_codebook
from pipeline.publish.rows import codebook_rows
from pipeline.publish.schema import TABLES
from pipeline.publish.tables import database_of

GROUPS = {"FC": "Foster carers", "YP": "Young people", "WK": "Workers", "FG": "Workers"}

TRANSCRIPTS = {
    "FC01": """
INT: Who helped? Was it Menna?
P1: Menna Pryce came on Fridays, and Menna rang for a lift. 🙂 She never forgot.
INT: And then?
P1: Dyna'r cyfan, cariad. Tŷ agored oedd e,
and she had a bed made up. 👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 Ŵyr neb.
""",
    "FG01": """
INT: How is it decided?
P1: We sit round a table.
P2: Time, that is what counts.
P1: And tea & cake, <always>.
""",
}


@dataclass(frozen=True)
class Coded:
    """A code on the first place of a turn where words stand."""

    transcript: str
    turn: int
    words: str
    code: str
    coder: str = "A"
    memos: tuple[str, ...] = ()
    made_on: str = "2026-03-02"

    @property
    def uid(self) -> str:
        """Return an id that depends on what was coded alone."""
        return uuid.uuid5(uuid.NAMESPACE_OID, repr((self.transcript, self.turn, self.words, self.code, self.coder))).hex


CODED = (
    Coded("FC01", 1, "Was it Menna?", "care/acts"),
    Coded("FC01", 2, "Menna Pryce came on Fridays", "care/acts", "A", ("Every week, ŵyr neb pam.\nAsk again. 🙂",)),
    Coded("FC01", 2, "Menna Pryce came on Fridays", "care/acts", "B", (), ""),
    Coded("FC01", 2, "came on Fridays, and Menna rang for a lift. 🙂 She", "care/relationships"),
    Coded("FC01", 2, "lift", "exchange/tangible", "B", ("A lift is help.", "Or is it?")),
    Coded("FC01", 4, "oedd e,\nand she had a bed made up. 👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 Ŵyr", "care/acts"),
    Coded("FG01", 3, "Time", "care/relationships", "B"),
)


@dataclass(frozen=True)
class Noted:
    """A memo on something that is no coding: `which` is a code, label, or "FC01/2"."""

    about: str
    which: str
    text: str
    author: str = "A"
    made_on: str = "2026-03-03"


NOTED = (
    Noted("study", "", "Read the guidance again."),
    Noted("transcript", "FC01", "A kitchen, with the radio on."),
    Noted("participant", "FC01", "Speaks Welsh at home.", "B"),
    Noted("turn", "FC01/3", "A short question.", "B", ""),
    Noted("code", "care/acts", "Does a lift count?"),
)


@dataclass(frozen=True)
class Written:
    """What stands in the database: change a part with `dataclasses.replace`."""

    transcripts: dict[str, str] = field(default_factory=lambda: dict(TRANSCRIPTS))
    codings: tuple[Coded, ...] = CODED
    noted: tuple[Noted, ...] = NOTED
    replaced: tuple[tuple[str, int, str], ...] = (("FC01", 2, "Menna Pryce"), ("FC01", 2, "Menna rang"))
    silent: tuple[str, ...] = ("FG01",)
    released: bool = False

    def without_memos(self) -> Written:
        """Return the same with nothing noted."""
        return replace(self, noted=(), codings=tuple(replace(one, memos=()) for one in self.codings))


def database(written: Written | None = None) -> Database:
    """Build the database in memory."""
    written = written or Written()
    codebook = default_codebook()
    yaml = resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8")
    rows: dict[str, list[dict]] = {table.name: [] for table in TABLES} | codebook_rows(codebook, yaml)
    rows["study"] = [_study(written)]
    rows["groups"] = [{"id": label, "label": label, "people": 12} for label in sorted(set(GROUPS.values()))]
    for transcript, text in written.transcripts.items():
        _add_transcript(rows, written, transcript, text)
    _add_codings(rows, written)
    _add_noted(rows, written)
    authors = {row["coder_id"] for row in rows["codings"]} | {row["author_id"] for row in rows["memos"]}
    rows["coders"] = [{"id": label} for label in sorted(authors)]
    return database_of(TABLES, rows)


def turns_of(text: str) -> list[tuple[str, str]]:
    """Cut readable text into turns, (speaker, words); a line without a label goes on with the turn before."""
    pieces = re.split(r"^(INT|P\d): ", text.strip(), flags=re.MULTILINE)[1:]
    return [(speaker, words.rstrip("\n")) for speaker, words in zip(pieces[::2], pieces[1::2], strict=True)]


def _study(written: Written) -> dict:
    stamp = {"id": "release-2", "status": "release", "released_on": "2026-03-31"}
    draft = {"id": "draft-0123456789ab", "status": "draft", "released_on": ""}
    return {"title": "Keeping Safe", "audience": "team", "marker": "[[…]]", **(stamp if written.released else draft)}


def _add_transcript(rows: dict[str, list[dict]], written: Written, transcript: str, text: str) -> None:
    group, turns = GROUPS[transcript[:2]], turns_of(text)
    speakers = {speaker for speaker, _ in turns}
    people = {s: transcript if len(speakers) == 2 else f"{transcript}-{s}" for s in speakers if s != "INT"}
    kind, may_quote = "interview" if len(people) == 1 else "focus group", int(transcript not in written.silent)
    known = {"group_id": group, "kind": kind, "season": "spring 2026", "language": "cy", "may_quote": may_quote}
    rows["transcripts"].append({"id": transcript, **known})
    rows["participants"] += [{"id": person, "group_id": group} for person in sorted(people.values())]
    rows["speakers"] += [
        {"id": f"{transcript}/{speaker}", "transcript_id": transcript, "label": speaker} for speaker in sorted(speakers)
    ]
    for n, (speaker, words) in enumerate(turns, start=1):
        turn = {"id": len(rows["turns"]) + 1, "transcript_id": transcript, "n": n, "text": words}
        turn |= {"speaker_id": f"{transcript}/{speaker}", "participant_id": people.get(speaker)}
        rows["turns"].append(turn | {"may_quote": int(may_quote and speaker != "INT")})
        for at, said, replacement in written.replaced:
            if (transcript, n) == (at, said):
                start = words.index(replacement)
                span = {"start": start, "end": start + len(replacement.removesuffix(" rang"))}
                rows["replacements"].append({"id": len(rows["replacements"]) + 1, "turn_id": turn["id"], **span})


def _add_codings(rows: dict[str, list[dict]], written: Written) -> None:
    turns = {(row["transcript_id"], row["n"]): row for row in rows["turns"]}
    for number, one in enumerate(written.codings, start=1):
        turn = turns[one.transcript, one.turn]
        start = turn["text"].index(one.words)
        coding = {"id": number, "uid": one.uid, "transcript_id": one.transcript, "turn_id": turn["id"]}
        coding |= {"participant_id": turn["participant_id"], "theme_id": one.code.split("/")[0], "code_id": one.code}
        coding |= {"coder_id": one.coder, "start": start, "end": start + len(one.words), "quote": one.words}
        coding |= {"memo": "\n".join(one.memos), "codebook_version": "0.1.0", "made_on": one.made_on}
        rows["codings"].append(coding)
        for text in one.memos:
            place = {key: coding[key] for key in ("transcript_id", "turn_id", "participant_id", "code_id")}
            _add_memo(rows, "coding", text, one.coder, one.made_on, about_id=one.uid, coding_id=number, **place)


def _add_noted(rows: dict[str, list[dict]], written: Written) -> None:
    turns = {f"{row['transcript_id']}/{row['n']}": row for row in rows["turns"]}
    for one in written.noted:
        which = {} if one.about in ("study", "turn") else {f"{one.about}_id": one.which}
        if one.about == "turn":
            turn = turns[one.which]
            which = {key: turn[key] for key in ("transcript_id", "participant_id")} | {"turn_id": turn["id"]}
        _add_memo(rows, one.about, one.text, one.author, one.made_on, about_id=one.which, **which)


def _add_memo(rows: dict[str, list[dict]], about: str, text: str, author: str, day: str, **which: object) -> None:
    uid = uuid.uuid5(uuid.NAMESPACE_OID, repr((about, text, author, day))).hex
    row = {"id": len(rows["memos"]) + 1, "uid": uid, "about": about, "author_id": author, "made_on": day, "text": text}
    rows["memos"].append(row | which)
