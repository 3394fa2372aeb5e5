"""Settle what stands in every turn: what the machine found, with people's decisions over it, and what replaces it.

This is quick enough to be done again after each change: nothing is looked for anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from sqlite_utils import Database

from ingest.records import RosterEntry
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.folding import fold, folded_words
from pipeline.identify.finds import Identifier
from pipeline.identify.types import FOUND
from pipeline.identify.words import is_cased
from pipeline.known_names import known_names, named_in, texts_outside
from pipeline.pseudonyms.book import Key, Merged, WhoIsWho, last_of
from pipeline.pseudonyms.replace import KEEP, Replacer, Special
from pipeline.pseudonyms.replacer import corpus_of, replacer_from
from pipeline.review.apply import Standing, stand
from pipeline.review.decisions import APART, MENTION, PSEUDONYM, SAME, STUDY, Decision, in_force
from pipeline.review.entities import entity_keys
from pipeline.review.phrases import Phrases, words_of
from pipeline.settings import Settings
from pipeline.store import get_meta, set_meta
from pipeline.transcripts import public_documents

# Of somebody who was unlinked, words and memos are kept as they were published: nothing is looked for in them.
MEMOS_TO_PROTECT = "SELECT id, text FROM memos WHERE NOT as_published ORDER BY id"

_SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the store with what the machine found in it."""

    id: int
    n: int
    text: str
    finds: tuple[Identifier, ...]


@dataclass(slots=True)
class Material:
    """All that settling depends on: turns by transcript, decisions, names, memos with what was found in them.

    `public` are documents that stay as they are: nothing that is decided about words everywhere reaches them.
    """

    turns: dict[str, list[Said]]
    decisions: list[Decision]
    roster: list[RosterEntry]
    named: dict[int, frozenset[str]]
    memos: dict[int, Said]
    existing: dict[Key, str]
    secret: bytes
    coders: list[str]
    outside: list[str]
    named_outside: list[str]
    public: frozenset[str]
    cased: dict[str, bool] = field(init=False)
    corpus: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Note which transcripts are written with capitals, and every word that nobody may be called by."""
        self.cased = {id_: is_cased([turn.text for turn in its]) for id_, its in self.turns.items()}
        memos = (memo.text for memo in self.memos.values())
        self.corpus = corpus_of([*texts_by_turn(self).values(), *memos, *self.outside, *self.coders])


Standings = dict[int, list[Standing]]
"""What stands in each turn, by the turn's id."""


def settle(db: Database, settings: Settings) -> bool:
    """Store what stands in every turn, and what replaces it; say whether anything had to be done.

    Call it in a transaction. Raises PseudonymTaken.
    """
    state = _state(db)
    if get_meta(db, _SETTLED) == state:
        return False
    material = read_material(db, settings)
    standing = standings(material)
    replacer = replacer_of(material, standing, settings)
    memos = memo_standings(material)
    numbers = number_entities(db, entity_keys(standing, texts_by_turn(material), replacer))
    db.execute("DELETE FROM identifiers")
    db.table("identifiers").insert_all(_rows(material, standing, replacer, numbers))
    _store_names(db, replacer.book.to_remember())
    db.conn.executemany(
        "UPDATE memos SET text_published = ? WHERE id = ?",
        [(replaced(memo.text, memos[id_], replacer).text, id_) for id_, memo in material.memos.items()],
    )
    remember_settled(db)
    return True


def remember_settled(db: Database) -> None:
    """Note that the store, as it stands now, is settled."""
    set_meta(db, _SETTLED, _state(db))


def forget_settled(db: Database) -> None:
    """Note that all has to be settled again: what was found, or how it is replaced, has changed."""
    db.execute("DELETE FROM meta WHERE key = ?", [_SETTLED])


def read_material(db: Database, settings: Settings) -> Material:
    """Read from the store all that settling depends on."""
    turns: dict[str, list[Said]] = {}
    finds = _finds(db, "finds", "turn_id")
    for row in db.query("SELECT id, transcript_id, n, text FROM turns WHERE withdrawn = '' ORDER BY transcript_id, n"):
        said = Said(row["id"], row["n"], row["text"], tuple(finds.get(row["id"], ())))
        turns.setdefault(row["transcript_id"], []).append(said)
    in_memos = _finds(db, "memo_finds", "memo_id")
    memos = {
        row["id"]: Said(row["id"], 0, row["text"], tuple(in_memos.get(row["id"], ())))
        for row in db.query(MEMOS_TO_PROTECT)
    }
    names = db.query("SELECT part, key, replacement FROM entities WHERE type = 'PERSON' ORDER BY id")
    return Material(
        public=public_documents(db, settings),
        turns=turns,
        decisions=list(in_force(db)),
        roster=known_names(db),
        named=named_in(db),
        memos=memos,
        existing={(row["part"], row["key"]): row["replacement"] for row in names},
        secret=bytes.fromhex(get_meta(db, "pseudonym_secret") or ""),
        coders=[row["name"] for row in db.query("SELECT name FROM coders ORDER BY name")],
        outside=list(texts_outside(db).values()),
        named_outside=[
            row["text"]
            for row in db.query("SELECT DISTINCT text FROM outside_names WHERE type = 'PERSON' ORDER BY text")
        ],
    )


def _finds(db: Database, table: str, of: str) -> dict[int, list[Identifier]]:
    found: dict[int, list[Identifier]] = {}
    for row in db.query(f"SELECT * FROM {table} ORDER BY {of}, start"):
        detectors = tuple(json.loads(row["detectors"]))
        one = Identifier(row["start"], row["end"], row["type"], row["kind"], row["status"], row["score"], detectors)
        found.setdefault(row[of], []).append(one)
    return found


def standings(material: Material, decisions: Sequence[Decision] | None = None) -> Standings:
    """Put the decisions over what was found, in every turn."""
    decisions = material.decisions if decisions is None else decisions
    phrases = Phrases(one for one in decisions if one.scope != MENTION)
    mentions = mentions_by_turn(decisions)
    return {
        turn.id: stand_in(material, turn, transcript, mentions.get(turn.id, ()), phrases)
        for transcript, its in material.turns.items()
        for turn in its
    }


def stand_in(
    material: Material, turn: Said, transcript: str, mentions: Sequence[Decision], phrases: Phrases
) -> list[Standing]:
    """Put the decisions over what was found in one turn."""
    reaching = Phrases(()) if transcript in material.public else phrases
    words = words_of(turn.text) if reaching else ()
    return stand(turn.text, words, turn.finds, mentions, reaching, transcript, material.cased[transcript])


def mentions_by_turn(decisions: Iterable[Decision]) -> dict[int, list[Decision]]:
    """Sort the decisions about places by their turn."""
    by_turn: dict[int, list[Decision]] = {}
    for one in decisions:
        if one.scope == MENTION and one.turn_id is not None:
            by_turn.setdefault(one.turn_id, []).append(one)
    return by_turn


def memo_standings(material: Material) -> Standings:
    """Put what was decided about words everywhere over what was found in memos."""
    phrases = Phrases(one for one in material.decisions if one.scope == STUDY)
    return {
        id_: stand(memo.text, words_of(memo.text), memo.finds, (), phrases, None)
        for id_, memo in material.memos.items()
    }


def texts_by_turn(material: Material) -> dict[int, str]:
    """Return the source text of every turn."""
    return {turn.id: turn.text for its in material.turns.values() for turn in its}


def replacer_of(material: Material, standing: Standings, settings: Settings) -> Replacer:
    """Make the replacer of a study, with the pseudonyms that its store remembers and what people decided of names.

    Raises PseudonymTaken.
    """
    texts = texts_by_turn(material)
    memos = memo_standings(material)
    in_all = [(texts[id_], one) for id_, its in standing.items() for one in its]
    in_all += [(material.memos[id_].text, one) for id_, its in memos.items() for one in its]
    people = {
        (text[one.start : one.end], one.sense)
        for text, one in in_all
        if one.identifier.type == "PERSON" and one.identifier.status == FOUND
    }
    return replacer_from(
        material.corpus,
        {*(name for name, _ in people), *(one.as_name for _, one in in_all if one.as_name), *material.named_outside},
        material.roster,
        settings.policy,
        material.existing,
        material.secret,
        who_is_who(material.decisions, people),
        other_names(material.decisions),
    )


def who_is_who(decisions: Iterable[Decision], people: Iterable[tuple[str, str]] = ()) -> WhoIsWho:
    """Read from the decisions which names are one person's, who is told apart, and which pseudonyms were chosen.

    `people` are (name, sense) as they stand in the text.
    """
    decisions = [one for one in decisions if one.type in ("", "PERSON")]
    senses = {fold(one.words): one.other for one in decisions if one.action == APART and one.scope == STUDY}
    before: dict[str, str] = {}
    merged, apart, chosen = [], {one for one in people if one[1]}, []
    for one in decisions:
        if one.action == SAME and one.scope == STUDY:
            # Who is told apart later is no longer the other; who was told apart before is merged alone.
            sense, other_sense = before.get(fold(one.words), ""), senses.get(fold(one.other), "")
            merged.append(Merged(one.words, one.other, sense, other_sense))
        elif one.action == APART:
            apart.add((one.words, one.other))
            if one.scope == STUDY:
                before[fold(one.words)] = one.other
        elif one.action == PSEUDONYM:
            chosen.append((one.words, one.replacement, one.other))
    return WhoIsWho(tuple(merged), tuple(sorted(apart)), tuple(chosen))


def other_names(decisions: Iterable[Decision]) -> tuple[dict[str, str], dict[str, str]]:
    """Read how places and organisations are called: other names mapped to the usual one, and chosen words; folded.

    Where names are each other's other name in a circle, the usual one is the first in order.
    """
    step: dict[str, str] = {}
    written: dict[str, str] = {}
    given: dict[str, str] = {}
    for one in decisions:
        if one.type == "PERSON":
            continue
        if one.action == SAME and one.scope == STUDY:
            step[fold(one.words)] = fold(one.other)
            written |= {fold(name): name for name in (one.words, one.other)}
        elif one.action == PSEUDONYM and one.type:
            given[fold(one.words)] = one.replacement
    same = {name: written[last_of(step, name)] for name in step}
    return same, {fold(same.get(name, name)): words for name, words in given.items()}


def special_of(standing: Standing) -> Special | None:
    """Say what was decided for one mention in particular."""
    decision = standing.decision
    policy, words = (decision.policy, decision.replacement) if decision else ("", "")
    if not (policy or words or standing.sense or standing.as_name):
        return None
    return Special(policy, words, standing.sense, standing.as_name)


def replacement_of(
    standing: Standing, text: str, replacer: Replacer, named: frozenset[str] = frozenset()
) -> tuple[str, str | None]:
    """Return the method and what stands there; who is `named` by their own wish keeps their name in their own turns."""
    one = standing.identifier
    if one.type == "PERSON" and named.issuperset(folded_words(text[one.start : one.end])) and named:
        return KEEP, None
    found = standing.found
    if found and (found.start, found.end, found.type) == (one.start, one.end, one.type):
        one = replace(one, detectors=found.detectors)  # what is confirmed is replaced as what was found
    return replacer.replace(one, text, special_of(standing))


def replaced(text: str, standing: Iterable[Standing], replacer: Replacer) -> ReplacedText:
    """Replace what stands in one text."""
    new = ((one, replacement_of(one, text, replacer)[1]) for one in standing)
    return ReplacedText(text, [Replacement(one.start, one.end, words) for one, words in new if words is not None])


def _rows(
    material: Material, standing: Standings, replacer: Replacer, numbers: Mapping[tuple[int, int], int]
) -> Iterable[dict]:
    for its in material.turns.values():
        for turn in its:
            for one in standing[turn.id]:
                method, new = replacement_of(one, turn.text, replacer, material.named.get(turn.id, frozenset()))
                yield {
                    "turn_id": turn.id,
                    **columns_of(one.identifier),
                    "method": method,
                    "replacement": new,
                    "decision_id": one.decision.id if one.decision else None,
                    "entity": numbers.get((turn.id, one.start)),
                }


def columns_of(identifier: Identifier) -> dict[str, str | int | float]:
    """Return an identifier as the store keeps it; whose text it is in stands beside it."""
    return {**asdict(identifier), "detectors": json.dumps(identifier.detectors)}


def number_entities(db: Database, keys: Mapping[tuple[int, int], tuple[str, str]]) -> dict[tuple[int, int], int]:
    """Give every person, place and organisation its number, the same for good."""
    db.table("entity_numbers").insert_all(
        ({"type": type_, "key": key} for type_, key in sorted(set(keys.values()))), ignore=True
    )
    known = {(row["type"], row["key"]): row["n"] for row in db.query("SELECT n, type, key FROM entity_numbers")}
    return {place: known[key] for place, key in keys.items()}


def _store_names(db: Database, names: Mapping[Key, str]) -> None:
    """Remember every pseudonym; names that have gone keep theirs, in case they come back."""
    db.table("entities").upsert_all(
        (
            {"type": "PERSON", "part": part, "key": key, "replacement": new}
            for (part, key), new in sorted(names.items())
        ),
        pk=("type", "part", "key"),
    )


def _state(db: Database) -> str:
    """Digest what settling changes and what changes it; of the texts, that they were looked through as they stand."""
    digest = hashlib.sha256()
    for sql in (
        "SELECT value FROM meta WHERE key = 'pseudonymised'",
        "SELECT * FROM decisions ORDER BY id",
        "SELECT * FROM identifiers ORDER BY id",
        "SELECT id, text_published FROM memos ORDER BY id",
    ):
        for row in db.execute(sql):
            digest.update(repr(row).encode())
    return digest.hexdigest()
