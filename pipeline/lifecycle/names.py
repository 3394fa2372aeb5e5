"""Names, and other words, that are one participant's alone: heard from nobody else, known of nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from secrets import token_hex

from sqlite_utils import Database

from ingest.speakers import is_tag
from pipeline.folding import folded_words
from pipeline.identify.roster import NOT_NAMES
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES
from pipeline.known_names import names_in_file_name
from pipeline.lifecycle.memos import other_memos
from pipeline.lifecycle.parts import Part
from pipeline.lists.words import is_ordinary

_NO_NAMES = NOT_NAMES | FORMAL_TITLES | KIN_TITLES
_NAMED = ("PERSON", "PLACE", "ORG")

IsGone = Callable[[str], bool]
"""Says whether a name is nobody's any more."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Folded words that are one participant's alone; `names` are those of names, ordinary words not among them."""

    words: frozenset[str]
    names: frozenset[str]

    def is_gone(self, name: str) -> bool:
        """Say whether a name goes with the participant: all of it that tells anything is theirs alone."""
        telling = telling_words(name)
        return bool(telling) and self.names.issuperset(telling)


def telling_words(name: str) -> list[str]:
    """List the words of a name that are no ordinary words, titles or numbers, folded."""
    return [
        word
        for word in folded_words(name)
        if len(word) > 2 and not word.isdigit() and word not in _NO_NAMES and not is_ordinary(word)
    ]


def words_alone(db: Database, parts: Sequence[Part]) -> Alone:
    """Find the words that go with these parts of transcripts: nobody else says them or is called so."""
    theirs = {turn for part in parts for turn in part.turns}
    own = list(_own_names(db, parts))
    spoken: set[str] = set()
    of_others: set[str] = set()
    for id_, text in db.execute("SELECT id, text FROM turns WHERE withdrawn = ''"):
        (spoken if id_ in theirs else of_others).update(folded_words(text))
    their_names = set(own)
    for text in _kept_texts(db, parts):
        if text not in their_names:
            of_others.update(folded_words(text))
    named = [*own, *_names_heard(db, theirs), *_roster_names(db)]
    known = spoken | {word for name in own for word in folded_words(name)}
    names = {word for name in named for word in telling_words(name)} & known
    return Alone(frozenset(known - of_others), frozenset(names - of_others))


def own_names(db: Database, parts: Sequence[Part]) -> frozenset[str]:
    """Return the telling words of what the participant themselves is called in the tables of the study, folded."""
    return frozenset(word for name in _own_names(db, parts) for word in telling_words(name))


def _own_names(db: Database, parts: Sequence[Part]) -> Iterator[str]:
    """Yield what the tables of the study say that the participant, and who was known of them alone, are called."""
    for part in parts:
        yield from (speaker for speaker in part.speakers if speaker and not is_tag(speaker))
        for voice in db.query("SELECT speaker, known_names FROM voices WHERE transcript_id = ?", [part.transcript]):
            if voice["speaker"] in part.speakers:
                yield from json.loads(voice["known_names"])
        if part.whole:
            row = next(db.query("SELECT * FROM transcripts WHERE id = ?", [part.transcript]))
            yield from json.loads(row["known_names"])
            yield from (alias for alias, _ in json.loads(row["aliases"]))
            yield from names_in_file_name(row["file_name"])


def _names_heard(db: Database, turns: set[int]) -> Iterator[str]:
    """Yield the people, places and organisations that were found in these turns."""
    for row in db.query(
        f"""SELECT i.turn_id, substr(t.text, i.start + 1, i.end - i.start) AS words FROM identifiers i
            JOIN turns t ON t.id = i.turn_id WHERE i.type IN {_NAMED} AND i.replacement IS NOT NULL"""
    ):
        if row["turn_id"] in turns:
            yield row["words"]


def _roster_names(db: Database) -> Iterator[str]:
    for row in db.query("SELECT name, aliases FROM roster"):
        yield from (row["name"], *json.loads(row["aliases"]))


def _kept_texts(db: Database, parts: Sequence[Part]) -> Iterator[str]:
    """Yield everything beside the turns that stays, and may name somebody."""
    whole = {part.transcript for part in parts if part.whole}
    theirs = {turn for part in parts for turn in part.turns}
    speakers = {(part.transcript, speaker) for part in parts for speaker in part.speakers}
    for row in db.query("SELECT id, known_names, aliases, interviewer, site FROM transcripts"):
        if row["id"] not in whole:
            yield from (*json.loads(row["known_names"]), row["interviewer"], row["site"])
            yield from (alias for alias, _ in json.loads(row["aliases"]))
    for row in db.query("SELECT transcript_id, speaker, known_names FROM voices"):
        if row["transcript_id"] not in whole and (row["transcript_id"], row["speaker"]) not in speakers:
            yield from json.loads(row["known_names"])
    for row in db.query("SELECT id, transcript_id, speaker FROM turns WHERE withdrawn = ''"):
        if row["id"] not in theirs:
            yield row["speaker"]
    yield from (memo["text"] for memo in other_memos(db, parts))
    for row in db.query("SELECT transcript_id, text FROM outside"):
        if row["transcript_id"] not in {part.transcript for part in parts}:
            yield row["text"]
    for table in ("coders", "actors"):
        yield from (row["name"] for row in db.query(f"SELECT name FROM {table}"))


def forget_names(db: Database, alone: Alone, *, keep_pseudonyms: bool = False) -> None:
    """Take the names out of the store that nobody has any more: roster, known names, pseudonyms, numbers, decisions.

    With `keep_pseudonyms`, what stood for them stays taken, under a key that says nothing: it still stands in the text.
    """
    drop_known_names(db, alone.is_gone)
    for row in list(db.query("SELECT id, key FROM entities")):
        words = folded_words(row["key"])
        if words and alone.words.issuperset(words):
            if keep_pseudonyms:
                db.execute("UPDATE entities SET key = ? WHERE id = ?", [f"withdrawn {token_hex(8)}", row["id"]])
            else:
                db.execute("DELETE FROM entities WHERE id = ?", [row["id"]])
    for row in list(db.query("SELECT n, key FROM entity_numbers")):
        if not alone.names.isdisjoint(folded_words(row["key"])):  # the number stays: another name never gets it
            db.execute("UPDATE entity_numbers SET key = ? WHERE n = ?", [f"withdrawn {token_hex(8)}", row["n"]])
    for row in list(db.query("SELECT id, words, other, replacement, reason FROM decisions")):
        told = " ".join((row["words"], row["other"], row["reason"]))
        if not alone.names.isdisjoint(folded_words(told)):
            db.execute("DELETE FROM decisions WHERE id = ?", [row["id"]])


def drop_known_names(db: Database, is_gone: IsGone) -> list[int]:
    """Take names that are gone out of the roster and out of what is known of files and speakers.

    Returns the rows of people.csv that they stood in.
    """
    rows = []
    for row in list(db.query("SELECT id, name, aliases, row FROM roster")):
        names = (row["name"], *json.loads(row["aliases"]))
        if is_gone(row["name"]) and all(is_gone(name) or not telling_words(name) for name in names):
            db.execute("DELETE FROM roster WHERE id = ?", [row["id"]])
            rows.append(row["row"])
    for row in list(db.query("SELECT id, known_names, aliases FROM transcripts")):
        names, aliases = json.loads(row["known_names"]), json.loads(row["aliases"])
        kept = [name for name in names if not is_gone(name)]
        kept_aliases = [pair for pair in aliases if not any(is_gone(name) for name in pair)]
        if (kept, kept_aliases) != (names, aliases):
            changes = {"known_names": _json(kept), "aliases": _json(kept_aliases)}
            db.table("transcripts").update(row["id"], changes)
    return [row for row in rows if row is not None]


def _json(value: list) -> str:
    return json.dumps(value, ensure_ascii=False)
