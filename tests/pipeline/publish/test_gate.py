"""The leak gate: wherever an original was left, nothing is published, and nobody is told the word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import DEFAULT_FILE, load_codebook
from pipeline import steps
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.errors import LeakFound, NotPseudonymised
from pipeline.protect import remember_as_pseudonymised
from pipeline.publish import gate
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.originals import originals_of
from pipeline.publish.table import Column, Table
from pipeline.review.settle import remember_settled
from pipeline.study import Study, open_study
from tests import studies
from tests.memos import note

SAID = {
    "FC01": """
INT: Who helped?
P1: Nia Pritchard came on Fridays with bara brith. 🙂
INT: And then?
P1: She rang 07700 900123 and left word with Gŵyneth Rhŷs in Ystradgynlais.
""",
    "YP01": """
INT: Pwy oedd yn gwrando?
P1: Nia did. She just listened, and Rose made toast.
INT: Diolch.
P1: A rose is a rose. I met Rose there, by the gate.
""",
}
PEOPLE = "name,type,aliases,relation,pseudonym\nNia Pritchard,PERSON,,social worker,\nRose Tamplin,PERSON,,,\n"
LISTED = {"FC01": {"known_names": "Gŵyneth Rhŷs", "file": "FC01 Nia Pritchard final.txt"}}
SECRETS = ("nia", "pritchard", "gwyneth", "rhys", "tamplin", "ystradgynlais", "900123", "900 123")

Plant = Callable[[Database], None]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study that was published once, with a coding and its memo."""
    study = studies.make_study(tmp_path / "study", SAID, people=PEOPLE, listed=LISTED)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, lambda _: None)
        turn = next(db.query("SELECT id FROM turns WHERE transcript_id = 'YP01' AND n = 2"))["id"]
        db.table("coders").insert({"name": "Siân Prydderch", "label": "A"})
        coding = {"turn_id": turn, "start": 0, "end": 8, "code_id": "voice/trusted-adult", "coder": "Siân Prydderch"}
        stored = db.table("codings").insert({**coding, "codebook_version": "0.1.0"})
        note(db, "Compare with Nia Pritchard", coding["coder"], "coding", coding_id=stored.last_pk)
        studies.run_main_job(db, study)
    return study


@contextmanager
def nothing_published(study: Study, error: type[Exception] = LeakFound) -> Iterator[list[str]]:
    """Expect publishing to stop with one line that holds no secret, and what was published before to be untouched."""
    kept = {path: (path.read_bytes(), path.stat().st_ino) for path in study.published.iterdir()}
    said: list[str] = []
    with pytest.raises(error) as caught:
        yield said
    said.append(str(caught.value))
    plain = "".join(c for c in unicodedata.normalize("NFKD", said[0].casefold()) if not unicodedata.combining(c))
    assert not [secret for secret in SECRETS if secret in plain]
    assert "\n" not in said[0]
    assert {path: (path.read_bytes(), path.stat().st_ino) for path in study.published.iterdir()} == kept


def nothing(_: Database) -> None:
    """Plant nothing."""


def publish(study: Study, plant: Plant = nothing) -> None:
    """Plant something in the study's store, and publish."""
    with studies.opened(study) as db:
        plant(db)
        if plant is not nothing:
            remember_as_pseudonymised(db, study.settings)  # or publishing would stop before the gate
            remember_settled(db)  # or what was planted would be settled again
        steps.publish(db, study, "team", lambda _: None)


def sql(statement: str) -> Plant:
    """Return what plants a leak by changing the store."""

    def plant(db: Database) -> None:
        with db.atomic():
            assert db.execute(statement).rowcount > 0

    return plant


PLANTED = {
    "a turn, whose replacement is the original": (
        "UPDATE identifiers SET replacement = 'Nia Pritchard' WHERE type = 'PERSON' AND turn_id = 2",
        r"turns, row 2 \(FC01, turn 2\)",
    ),
    "a turn, in capitals and without accents": (
        "UPDATE identifiers SET replacement = 'GWYNETH' WHERE type = 'PERSON' AND turn_id = 4",
        r"turns, row 4 \(FC01, turn 4\)",
    ),
    "a turn, a phone number with other spacing": (
        "UPDATE identifiers SET replacement = '(077) 00-900 123' WHERE type = 'PHONE'",
        r"turns, row 4 \(FC01, turn 4\)",
    ),
    "a turn, a decomposed accent": (
        "UPDATE identifiers SET replacement = 'Rhy\u0302s' WHERE type = 'PERSON' AND turn_id = 4",
        r"turns, row 4 \(FC01, turn 4\)",
    ),
    "a memo": ("UPDATE memos SET text_published = 'as pritchard said'", r"codings, row 1"),
    "the language of a transcript": (
        "UPDATE transcripts SET language = 'en, with Nia Pritchard' WHERE id = 'YP01'",
        r"transcripts, row YP01",
    ),
    "a label that is a name": (
        "UPDATE transcripts SET participant_id = 'Pritchard' WHERE id = 'FC01'",
        r"participants, row number 1",
    ),
    "the phrase that a suggestion recognised": (
        "INSERT INTO suggestions (turn_id, start, end, code_id, cue) VALUES (2, 20, 30, 'care/acts', 'with Tamplin')",
        r"suggestions, row 1",
    ),
}


@pytest.mark.parametrize(("statement", "where"), PLANTED.values(), ids=PLANTED.keys())
def test_a_leak_in_the_store_stops_the_publish(statement: str, where: str, study: Study) -> None:
    """The message names table and row, never the word; the old file stays."""
    with nothing_published(study) as said:
        publish(study, sql(statement))

    assert re.search(where, said[0])


@pytest.mark.parametrize("key", ["title", "description"])
def test_a_leak_in_the_settings_stops_the_publish(key: str, study: Study) -> None:
    """Title and description go into the database and into Datasette's metadata."""
    settings = study.folder / "study.toml"
    settings.write_text(f'[study]\n{key} = "Keeping Safe with Nia PRITCHARD"\n', encoding="utf-8")

    with nothing_published(study) as said:
        publish(open_study(study.folder))

    assert "study, row draft-" in said[0]
    assert "datasette_metadata.yml" in said[0]


@pytest.mark.parametrize(
    ("place", "table"), [("name: Acts of care", "codes"), ("name: Care", "themes"), ("stance:", "codebook")]
)
def test_a_leak_in_the_studys_own_codebook_stops_the_publish(place: str, table: str, study: Study) -> None:
    """Names, definitions and comments of the codebook are published whole."""
    from importlib import resources

    whole = resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8")
    assert place in whole
    changed = whole.replace(place, f"{place} (Pritchard)" if place.startswith("name") else f"# Pritchard\n{place}", 1)
    (study.folder / "own.yml").write_text(changed, encoding="utf-8")
    load_codebook(study.folder / "own.yml")
    (study.folder / "study.toml").write_text('[study]\ncodebook = "own.yml"\n', encoding="utf-8")

    with nothing_published(study) as said:
        publish(open_study(study.folder))

    assert f"{table}, row" in said[0]


def test_a_name_added_to_the_roster_asks_for_pseudonymising_again(study: Study) -> None:
    """What was pseudonymised before the name was known is not published."""
    study.roster.write_text(PEOPLE + "Eirlys Pritchard,PERSON,,,\n", encoding="utf-8")
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, lambda _: None)

    with nothing_published(study, NotPseudonymised) as said:
        publish(study)

    assert "llais pseudonymise" in said[0]


def test_more_leaks_than_can_be_read_are_counted(study: Study) -> None:
    """The message stays one line."""
    with nothing_published(study) as said:
        publish(study, sql("UPDATE identifiers SET replacement = 'Pritchard' WHERE replacement IS NOT NULL"))

    assert re.search(r"and \d+ more", said[0])


def test_once_the_leak_is_mended_the_study_is_published(study: Study) -> None:
    """The gate keeps nothing from earlier."""
    with nothing_published(study):
        publish(study, sql("UPDATE memos SET text_published = 'as Pritchard said'"))

    publish(study, sql("UPDATE memos SET text_published = 'as she said'"))


NOTES = Table(
    "notes", "Notes", "Notes.", (Column("id", "INTEGER", "Note"), Column("text", "TEXT", "Text")), search=("text",)
)
KNOWN = originals_of([("Gŵyneth Rhŷs", "PERSON"), ("07700 900123", "PHONE"), ("Rose", "PERSON")])


def built(text: str) -> Database:
    """Build a database of one searchable table with one row."""
    db = Database(memory=True)
    db.execute(NOTES.create_sql())
    db.table("notes").insert({"id": 1, "text": text})
    for statement in NOTES.search_sql():
        db.execute(statement)
    return db


@pytest.mark.parametrize("text", ["Diolch, GWYNETH.", "gŵyneth", "ring 0 7 7 0 0 900123", "RHŶS!"])
def test_a_leak_in_a_cell_is_found(text: str) -> None:
    """Cells are searched in any case, accent and spacing."""
    with pytest.raises(LeakFound, match="notes, row 1"):
        gate.check(built(text), [NOTES], KNOWN)


def test_a_text_that_comes_with_llais_is_no_leak() -> None:
    """An author of the codebook may be called as somebody in the study is."""
    public = {"By Gwyneth, of Rhys."}
    gate.check(built("By Gwyneth, of Rhys."), [NOTES], KNOWN, (), public)

    with pytest.raises(LeakFound, match="notes, row 1"):
        gate.check(built("Gwyneth said so."), [NOTES], KNOWN, (), public)


@pytest.mark.parametrize("word", ["Gwyneth", "gŵyneth", "RHŶS", "rhys"])
def test_a_word_that_only_a_word_index_still_holds_is_found(word: str) -> None:
    """A cell that was mended after its index was built does not hide the word."""
    db = built(f"Diolch {word} 🙂")
    db.execute("UPDATE notes SET text = 'Diolch'")

    with pytest.raises(LeakFound, match="notes_fts"):
        gate.check(db, [NOTES], KNOWN)


@pytest.mark.parametrize("hidden", ["07700 900123", "(07700) 900-123", "+447700900123", "Gŵyneth Rhŷs"])
def test_raw_bytes_that_no_table_of_ours_shows_are_searched(hidden: str) -> None:
    """A table that nobody meant to publish is found by its bytes."""
    db = built("Diolch")
    db.execute("CREATE TABLE forgotten (words TEXT)")
    db.execute("INSERT INTO forgotten VALUES (?)", [f"ring {hidden} now"])

    with pytest.raises(LeakFound, match="the database file, row any"):
        gate.check(db, [NOTES], KNOWN)


def test_a_leak_in_a_file_that_goes_along_is_found() -> None:
    """Datasette's metadata is searched like a cell."""
    with pytest.raises(LeakFound, match="datasette_metadata.yml"):
        gate.check(built("Diolch"), [NOTES], KNOWN, [("datasette_metadata.yml", "title: for Gwyneth")])


def test_a_row_whose_key_is_the_leak_is_named_by_its_number() -> None:
    """The message would otherwise repeat the name."""
    labels = Table("labels", "Labels", "Labels.", (Column("id", "TEXT", "Label"),))
    db = Database(memory=True)
    db.execute(labels.create_sql())
    db.table("labels").insert_all([{"id": "FC01"}, {"id": "Gwyneth-1"}])

    with pytest.raises(LeakFound, match="labels, row number 2") as caught:
        gate.check(db, [labels], KNOWN)

    assert "wyneth" not in str(caught.value)


def test_clean_words_pass() -> None:
    """A rose is no leak, nor is half a number."""
    gate.check(built("A rose by the gate, at 07700. Rhyddid! 🙂"), [NOTES], KNOWN, [("metadata", "title: Rhosod")])


def turn_with(text: str, *replaced: tuple[int, int, str], identifiers: int | None = None) -> PublishedTranscript:
    """Make a transcript of one turn with replacements."""
    text_now = ReplacedText(text, [Replacement(*one) for one in replaced])
    count = len(replaced) if identifiers is None else identifiers
    turn = PublishedTurn(1, 1, "P1", "participant", "FC01", None, text_now, ({"type": "PERSON"},) * count)
    return PublishedTranscript("FC01", "foster_carer", "", "en", True, (turn,), ("FC01",))


@pytest.mark.parametrize(
    ("text", "in_doubt"),
    [
        ("I met Rose there.", True),
        ("And then ROSE, she sang.", True),
        ("A rose is a rose.", False),
        ("Rose made toast. Rose did. 🙂", False),
        ("“Rose,” she said.", False),
    ],
)
def test_ordinary_words_that_are_names_are_doubts_where_a_capital_stands_in_mid_sentence(
    text: str, in_doubt: bool
) -> None:
    """They stop nothing, but a person should look."""
    assert gate.doubts([turn_with(text)], KNOWN) == ([gate.Doubt("FC01", 1)] if in_doubt else [])


def test_our_own_replacement_is_no_doubt() -> None:
    """A pseudonym may be spelled like somebody else's name."""
    assert gate.doubts([turn_with("I met Nia there.", (6, 9, "Rose"))], KNOWN) == []
    assert gate.doubts([turn_with("I met Nia and Rose.", (6, 9, "Rose"))], KNOWN) == [gate.Doubt("FC01", 1)]


def test_a_doubt_is_published_and_listed(study: Study) -> None:
    """An undecided Rose in mid-sentence leaves, and the publish says where it is."""
    met = "turn_id = 8 AND start > 20 AND type = 'PERSON'"
    with studies.opened(study) as db:
        sql(f"UPDATE identifiers SET status = 'doubt', replacement = NULL WHERE {met}")(db)
        remember_as_pseudonymised(db, study.settings)
        remember_settled(db)
        result = steps.publish(db, study, "team", lambda _: None)

    assert result["doubts"] == ["YP01, turn 4"]


def test_a_decided_mention_that_was_not_replaced_stops_the_publish() -> None:
    """Every replaced identifier has its place in the published text."""
    gate.check_positions([turn_with("I met Nia.", (6, 9, "Menna"))])

    with pytest.raises(LeakFound, match="FC01, turn 1"):
        gate.check_positions([turn_with("I met Nia.", identifiers=1)])


def test_what_was_undone_behind_our_back_is_settled_again(study: Study) -> None:
    """What stands in the text is made anew from finds and decisions: nothing that was undone by hand is published."""
    before = study.database().read_bytes()
    with studies.opened(study) as db:
        sql("UPDATE identifiers SET replacement = NULL WHERE type = 'PERSON'")(db)
        steps.publish(db, study, "team", lambda _: None)

    assert study.database().read_bytes() == before


def test_a_find_taken_out_behind_our_back_asks_for_pseudonymising_again(study: Study) -> None:
    """What the machine found is known by a digest: nothing that was taken out by hand is published."""
    with nothing_published(study, NotPseudonymised), studies.opened(study) as db:
        sql("DELETE FROM finds WHERE type = 'PERSON'")(db)
        steps.publish(db, study, "team", lambda _: None)


@pytest.mark.parametrize("band", ["Near Ystradgynlais", "Where Nia Pritchard works"])
def test_a_band_of_the_settings_that_names_somebody_or_somewhere_is_found(study: Study, band: str) -> None:
    """Bands are somebody's own words in study.toml, and are searched as all that is published."""
    bands = f'[disclosure.merge]\nsite = {{ "{band}" = ["A"] }}\n'
    settings = f'[disclosure]\nattributes = ["group", "site"]\n{bands}'
    (study.folder / "study.toml").write_text(settings, encoding="utf-8")
    changed = open_study(study.folder)
    with nothing_published(study) as said, studies.opened(study) as db:
        db.execute("UPDATE transcripts SET site = 'A'")
        steps.publish(db, changed, "team", studies.say_nothing)

    assert "transcript_attributes" in said[0] or "attribute_values" in said[0]
