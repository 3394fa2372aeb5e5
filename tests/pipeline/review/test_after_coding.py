"""After coding: whatever is replaced, kept or taken back later, every coding still gives its words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline import steps
from pipeline.coding.bring_in import bring_in
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.identify.types import FOUND
from pipeline.intake import ingest
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Decision, Wish
from tests.decided import everywhere, here, standing
from tests.deciding import ELERI, on_the_bench
from tests.deciding import everywhere as wish_everywhere
from tests.intakes import Maker, Opener
from tests.marked import parse
from tests.studies import say_nothing

Span = tuple[int, int]

WORDS = ("Nia", "Gŵyneth", "Neath", "Tŷ", "Celyn", "🙂", "👩‍👧", "and", "a", "lift", "Llŷr's", "Nedd,", "e\u0301", "…")
NEW = {"PERSON": "Beca", "PLACE": "a town 🙂", "ORG": "Ŷ", "OTHER": "[detail]"}


def expected_quote(source: str, coding: Span, replacements: Sequence[Replacement]) -> str:
    """Say letter by letter what a coding has to quote: its own letters, and each replacement that it touches, once."""
    quote, told = "", set()
    for at in range(*coding):
        inside = next((one for one in replacements if one.start <= at < one.end), None)
        if inside is None:
            quote += source[at]
        elif inside not in told:
            told.add(inside)
            quote += inside.text
    return quote


def check_coding(source: str, coding: Span, replacements: Sequence[Replacement]) -> None:
    """Check that a coding gives its words there, and comes back to them from there."""
    replaced = ReplacedText(source, replacements)
    start, end = replaced.to_published(*coding)
    back = replaced.to_source(start, end)
    touched = [one for one in replacements if one.start < coding[1] and coding[0] < one.end]

    assert replaced.text[start:end] == expected_quote(source, coding, replacements)
    assert back[0] == min([coding[0], *(one.start for one in touched)])
    assert back[1] == max([coding[1], *(one.end for one in touched)])


@st.composite
def turns(draw: st.DrawFn) -> str:
    """Draw a turn with accents and emoji, in which some words are marked as found."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
    types = st.sampled_from(("", "", "PERSON", "PLACE", "ORG"))
    return draw(st.sampled_from((" ", "  "))).join(f"[{t} {word}]" if (t := draw(types)) else word for word in words)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Draw a stretch of a text, cutting words where it likes."""
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def decisions(draw: st.DrawFn, marked: str) -> Decision:
    """Draw a decision: replace or keep, here (a find, more or less than one, or nothing found at all) or everywhere."""
    text = parse(marked).text
    action, type_ = draw(st.sampled_from((REPLACE, KEEP))), draw(st.sampled_from(sorted(NEW)))
    if draw(st.booleans()):
        start, end = draw(spans(text))
        return here(action, marked, text[start:end], type_)
    transcript = draw(st.sampled_from((None, "FC01")))
    return everywhere(action, draw(st.sampled_from(WORDS)), type_, transcript)


@settings(deadline=None)
@given(turns(), st.data())
def test_every_coding_gives_its_words_after_every_decision(marked: str, data: st.DataObject) -> None:
    """Decided and undone in any order: the letters that were coded, and what stands for those that were replaced."""
    text = parse(marked).text
    codings = data.draw(st.lists(spans(text), min_size=1, max_size=4))
    in_force: list[Decision] = []
    for _ in range(data.draw(st.integers(1, 8))):
        if in_force and data.draw(st.integers(0, 3)) == 0:
            in_force.remove(data.draw(st.sampled_from(in_force)))
        else:
            in_force.append(data.draw(decisions(marked)))
        stands = [one for one in standing(marked, in_force) if one.identifier.status == FOUND]
        replacements = [Replacement(one.start, one.end, NEW[one.identifier.type]) for one in stands]
        for coding in codings:
            check_coding(text, coding, replacements)


SAID = {
    "FC01": "INT: Pwy ddaeth? 🙂\n"
    "FC01: Nia Pritchard came from Neath, a Gŵyneth o Gastell-nedd. Nia had a lift, and we had cawl 👩‍👧 at home.\n"
    "FC01: Then Nia rang. She asked what I wanted, dyna'r cyfan, and Gŵyneth listened.",
    "YP01": "INT: Who listened?\nYP01: Gŵyneth did, in Neath, and Nia had a phone. Tŷ agored oedd e. 🙂",
}
FOUND_EVERYWHERE = (("Nia", "PERSON"), ("Gŵyneth", "PERSON"), ("Neath", "PLACE"))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_published_gives_the_words_of_every_coding(
    make_study: Maker, opened: Opener, tmp_path: Path, seed: int
) -> None:
    """After any decisions, in every draft; and what was published before still leads back to the same words."""
    random = Random(seed)
    study = make_study(tmp_path, SAID)
    db = opened(study)
    ingest(db, study)
    coded(db, random)
    bench = on_the_bench(db, study)
    kept: list[tuple[Published, str]] = []
    for _ in range(3):
        for _ in range(6):
            decide_something(bench, random)
        release = str(steps.publish(db, study, "team", say_nothing)["id"])
        with Database(study.database()) as made:
            kept.append((what_is_coded(made), release))
        check_published(db, kept[-1][0])
    for before, release in kept:
        check_leads_back(db, before, release)


Published = dict[tuple[str, str], tuple[int, int, int, str]]
"""By transcript and coder, of whom each coding has its own: turn, start and end in the published text, and quote."""


def coded(db: Database, random: Random) -> None:
    """Code stretches of every interview, each under a coder of its own by whom it is known."""
    rows = []
    for turn in list(db.query("SELECT transcript_id, n, text FROM turns ORDER BY id")):
        for _ in range(4):
            start = random.randrange(len(turn["text"]))
            end = random.randrange(start, len(turn["text"])) + 1
            coder = f"coder {len(rows):02}"
            rows.append(CodingRow(2, turn["transcript_id"], turn["n"], "care/acts", coder, start=start, end=end))
    assert bring_in(db, rows, default_codebook()).taken == len(rows)


def decide_something(bench: Bench, random: Random) -> None:
    """Decide at random about a stretch or about a name everywhere, or take a decision back."""
    transcript = random.choice(list(SAID))
    turn = random.choice(bench.page(transcript).turns)
    if (mine := list(bench.decisions())) and random.random() < 0.25:
        bench.undo(random.choice(mine).id, ELERI)
    elif random.random() < 0.3:
        words, type_ = random.choice(FOUND_EVERYWHERE)
        bench.decide(wish_everywhere(random.choice((KEEP, REPLACE)), words, type_), ELERI)
    elif turn.marks and random.random() < 0.4:
        mark = random.choice(turn.marks)
        wish = Wish(KEEP, MENTION, mark.words, transcript, turn.id, mark.start, mark.end, mark.type)
        bench.decide(wish, ELERI)
    else:
        start = random.randrange(len(turn.text))
        end = random.randrange(start, min(start + 20, len(turn.text))) + 1
        bench.decide(Wish(REPLACE, MENTION, turn.text[start:end], transcript, turn.id, start, end, "OTHER"), ELERI)


def what_is_coded(made: Database) -> Published:
    """Read codings from a published database, each by the label of its only coder."""
    rows = made.query(
        """SELECT c.transcript_id, c.coder_id, t.n, c.start, c."end", c.quote, t.text FROM codings c
           JOIN turns t ON t.id = c.turn_id"""
    )
    found = {}
    for row in rows:
        assert row["quote"] == row["text"][row["start"] : row["end"]]
        found[row["transcript_id"], row["coder_id"]] = (row["n"], row["start"], row["end"], row["quote"])
    return found


def stored(db: Database) -> list[dict]:
    """Read the codings of the store, with their turns and their coders' labels."""
    return list(
        db.query(
            """SELECT t.transcript_id, t.n, t.id AS turn_id, t.text, c.start, c."end", k.label
               FROM codings c JOIN turns t ON t.id = c.turn_id JOIN coders k ON k.name = c.coder"""
        )
    )


def check_published(db: Database, made: Published) -> None:
    """Check each published quote against the store, letter by letter."""
    rows = stored(db)
    assert len(made) == len(rows) > 0
    for row in rows:
        n, start, end, quote = made[row["transcript_id"], row["label"]]
        stands = db.query(
            "SELECT start, end, replacement FROM identifiers WHERE turn_id = ? AND replacement IS NOT NULL",
            [row["turn_id"]],
        )
        replacements = [Replacement(one["start"], one["end"], one["replacement"]) for one in stands]
        assert n == row["n"]
        assert quote == expected_quote(row["text"], (row["start"], row["end"]), replacements)
        assert (start, end) == ReplacedText(row["text"], replacements).to_published(row["start"], row["end"])
        check_coding(row["text"], (row["start"], row["end"]), replacements)


def check_leads_back(db: Database, made: Published, release: str) -> None:
    """Check that coordinates of something published lead back, by what the store remembers of it, to what was coded."""
    for row in stored(db):
        n, start, end, quote = made[row["transcript_id"], row["label"]]
        remembered = db.query(
            """SELECT start, end, replacement FROM release_replacements
               WHERE release_id = ? AND transcript_id = ? AND turn = ?""",
            [release, row["transcript_id"], n],
        )
        replaced = ReplacedText(
            row["text"], [Replacement(one["start"], one["end"], one["replacement"]) for one in remembered]
        )
        back = replaced.to_source(start, end)
        assert replaced.text[start:end] == quote
        assert back[0] <= row["start"] < row["end"] <= back[1]
        inside = [one for one in replaced.replacements if one.start < row["end"] and row["start"] < one.end]
        if not inside:
            assert back == (row["start"], row["end"])
