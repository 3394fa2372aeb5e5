"""The file for ethics reviewers: how people are protected, and nothing that anybody said or is called."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.report.gather import gather_facts
from pipeline.audit.report.report import report_of
from pipeline.audit.sample import COMBINING, draw_sample, finish, mark, mark_read, planted_in, turns_of
from pipeline.audit.sign_off import WITH_CONDITIONS, sign_off
from pipeline.audit.trail import entries
from pipeline.errors import LeakFound, NothingToRelease
from pipeline.folding import folded_words
from pipeline.identify.types import DIRECT
from pipeline.lifecycle.due import find_withdrawn_in
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.withdraw import ERASE, withdraw
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.originals import known_originals, originals_of
from pipeline.publish.schema import tables_for
from pipeline.publish.table import ETHICS
from pipeline.publish.versions import current_transcripts
from pipeline.review.bench import Bench
from pipeline.review.decisions import MENTION, REPLACE, Wish
from pipeline.study import Study
from tests import studies, withdrawing
from tests.memos import note
from tests.pipeline.reviewed import decide_all

SETTINGS = """
[study]
title = "Bwyd a chwmni 🙂"
description = "Who came to tea."

[gate]
sample = false
second_reading_share = 0
second_reading_groups = []

[audit]
turns_per_seed = 2

[ethics]
custodian = "the data manager"
"""
SAID = {
    "FC01": "INT: Who helped with the lifts? 🙂\n"
    "P1: Nia Pritchard came on Fridays with bara brith, and she drove us to Llandre in the small blue van.\n"
    "INT: And who rang?\n"
    "P1: Gwenllïan Prydderch from the duty line rang back, and listened. Dŵr a the wedyn.\n",
    "YP01": "INT: Pwy oedd yn gwrando?\n"
    "P1: Gŵyneth Rhŷs. I had somewhere to stay 👩‍👧 and my own phone, 07700 900123, so nobody worried.\n",
    "WK01": "INT: How is a decision made?\nP1: We sit round a table with the nurse, and everybody has a say.\n",
}
PEOPLE = "name,type,aliases,relation,pseudonym\nNia Pritchard,PERSON,,carer,\nGwenllïan Prydderch,PERSON,,worker,\n"
CODINGS = """transcript,turn,code,coder,quote,memo
FC01,2,care/acts,Marged Bowen,drove us to,The van again: ask the two of them
YP01,2,voice/trusted-adult,Hywel Tŷ Gwyn,so nobody worried,
"""
READER, SAMPLER, REVIEWER, CODERS = "Rhian Elis", "Siân Ŵyn", "Glenys Parri", ("Marged Bowen", "Hywel Tŷ Gwyn")
VAN = "small blue van"
TURNS = 8
NAMES = ("Nia", "Pritchard", "Gwenllïan", "Prydderch", "Gŵyneth", "Rhŷs", "Llandre", "07700", "900123", "blue")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a study that was coded, reviewed, sampled and signed off, but for one transcript, and published."""
    study = studies.make_study(tmp_path_factory.mktemp("ethics") / "study", SAID, people=PEOPLE, settings=SETTINGS)
    (study.folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        assert not steps.take_codings(db, study, study.folder / "codings.csv", READER).problems
        note(db, "Nobody asked about the lifts again.", CODERS[0])
        steps.protect(db, study, studies.say_nothing, READER)
        bench = Bench(db, study.settings)
        decide_all(bench, SAID, READER)
        turn = next(one for one in bench.page("FC01").turns if VAN in one.text)
        start = turn.text.index(VAN)
        wish = Wish(REPLACE, MENTION, VAN, "FC01", turn.id, start, start + len(VAN), "OTHER", reason=f"the {VAN} tells")
        bench.decide(wish, READER)
        steps.protect(db, study, studies.say_nothing, READER)
        read_a_sample(db, study)
        sign = {"actor": REVIEWER, "role": "ethics reviewer"}
        sign_off(db, study.settings, ["WK01"], **sign, outcome="revise")
        sign_off(db, study.settings, ["WK01"], **sign)
        sign_off(db, study.settings, ["FC01"], **sign, outcome=WITH_CONDITIONS, conditions="no long quotations")
        steps.publish(db, study, "team", studies.say_nothing, READER)
        steps.publish(db, study, ETHICS, studies.say_nothing, READER)
    return study


def read_a_sample(db: Database, study: Study) -> None:
    """Read every turn again, and find whatever was planted."""
    sample = draw_sample(db, study.settings, TURNS, SAMPLER)
    planted = planted_in(db, sample)
    for turn in list(turns_of(db, sample)):
        for seed in planted[turn.n]:
            mark(db, sample, turn.n, seed.start, seed.end, seed.kind, COMBINING, SAMPLER)
        mark_read(db, sample, turn.n, SAMPLER)
    finish(db, sample, SAMPLER)


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Open its store."""
    with studies.opened(study) as store:
        yield store


def ask(study: Study, sql: str) -> list[tuple]:
    """Ask the reviewers' database."""
    connection = sqlite3.connect(f"{study.database(ETHICS).as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def cells(study: Study) -> Iterator[str]:
    """Yield every text of every table."""
    for table in tables_for(ETHICS):
        for row in ask(study, f'SELECT * FROM "{table.name}"'):
            yield from (cell for cell in row if isinstance(cell, str))


def current(db: Database, study: Study) -> dict[str, PublishedTranscript]:
    """Return the transcripts as they are published."""
    return {one.id: one for one in current_transcripts(db, study.settings)}


def runs_of_words(text: str, length: int = 3) -> set[tuple[str, ...]]:
    """Return every few words that stand together in a text, whatever their case and accents."""
    words = folded_words(text)
    return set(zip(*(islice(words, n, None) for n in range(length)), strict=False))


def test_no_original_and_no_name_of_anybody_is_in_any_byte(study: Study) -> None:
    """Of those who are spoken of, of coders, readers and reviewers; in the words that introduce the file, too."""
    files = (study.database(ETHICS), study.published / "datasette_metadata-ethics.yml")
    raw = b"".join(path.read_bytes() for path in files).decode("utf-8", "replace").lower()
    people = [word for name in (READER, SAMPLER, REVIEWER, *CODERS) for word in name.split() if len(word) > 2]

    assert [word for word in (*NAMES, *people) if word.lower() in raw] == []


def test_nothing_that_anybody_said_is_in_it(db: Database, study: Study) -> None:
    """Neither as it was said nor as it is published, not three words together; no memo and no reason either."""
    turns = [row["text"] for row in db.query("SELECT text FROM turns")]
    turns += [turn.replaced.text for one in current(db, study).values() for turn in one.turns]
    noted = [row["text"] for row in db.query("SELECT text FROM memos")]
    noted += [row["reason"] for row in db.query("SELECT reason FROM decisions WHERE reason <> ''")]
    told = {run for cell in cells(study) for run in runs_of_words(cell)}

    assert len(noted) == 3
    for text in (*turns, *noted):
        assert runs_of_words(text)
        assert told.isdisjoint(runs_of_words(text))


def test_not_even_what_stands_for_somebody_is_in_it(db: Database, study: Study) -> None:
    """A pseudonym is of use to who reads the text, and these readers do not."""
    stands_there = {
        replacement.text
        for one in current(db, study).values()
        for t in one.turns
        for replacement in t.replaced.replacements
    }
    told = "\n".join(cells(study))

    assert len(stands_there) > 3
    assert [text for text in stands_there if text in told] == []


def test_it_has_no_table_of_words_codes_or_people(study: Study) -> None:
    """Nothing is searched in it, either."""
    theirs = {table.name for table in tables_for(ETHICS)}

    assert theirs.isdisjoint({"turns", "speakers", "participants", "codings", "suggestions", "memos", "replacements"})
    assert not any(table.search for table in tables_for(ETHICS))
    assert ask(study, "PRAGMA foreign_key_check") == []


def test_the_checklist_says_what_the_report_says(db: Database, study: Study) -> None:
    """The 24 points with their state, and every cell of what shows them."""
    facts = gather_facts(db, study, originals_of(known_originals(db, study.settings)), date.today())
    report = report_of(facts)
    points = ask(study, "SELECT id, title, state FROM checklist ORDER BY id")
    shown = sum(len(table.rows) * (len(table.columns) - 1) for one in report.points for table in one.answer.tables)
    lines = sum(len(one.answer.lines) for one in report.points)

    assert [(n, title) for n, title, _ in points] == [(one.n, one.title) for one in report.points]
    assert ask(study, "SELECT count(*) FROM checklist_evidence WHERE caption = ''") == [(lines,)]
    assert ask(study, "SELECT count(*) FROM checklist_evidence WHERE caption <> ''")[0][0] >= shown - len(SAID)
    assert ask(study, "SELECT stamp, draft, told_on FROM protection") == [(report.stamp, 1, date.today().isoformat())]


def test_sign_offs_say_whether_they_hold(study: Study) -> None:
    """The last one of a transcript alone counts; people are labels."""
    assert ask(study, "SELECT transcript_id, outcome, conditions, latest, state FROM approvals ORDER BY id") == [
        ("WK01", "revise", "", 0, "a later one followed"),
        ("WK01", "approved", "", 1, "holds"),
        ("FC01", "approved_with_conditions", "no long quotations", 1, "holds"),
    ]
    [(label,)] = ask(study, "SELECT DISTINCT signed_by FROM approvals")
    assert label[0] == "R" and label[1:].isdigit()
    assert ask(study, "SELECT id, state, signed_off FROM transcript_states") == [
        ("FC01", "ready", 1),
        ("WK01", "ready", 1),
        ("YP01", "lacking", 0),
    ]


def test_a_sample_is_told_with_its_bound_and_the_seeds(study: Study) -> None:
    """Who read it is a label; what it says, and why eight turns are too few to accept it, is in sentences."""
    [(readers, turns, direct, planted, caught, accepted, reasons, said)] = ask(
        study, "SELECT readers, turns, direct_turns, seeds_planted, seeds_caught, accepted, reasons, said FROM samples"
    )

    assert (turns, direct, accepted) == (TURNS, 0, 0)
    assert reasons
    assert readers[0] == "R" and planted == caught > 0
    assert f"In {TURNS} turns read" in said


def test_kinds_and_log_tell_of_every_stretch(db: Database, study: Study) -> None:
    """As often as something was replaced, by transcript and kind; the log knows who decided it, by label."""
    published = current(db, study).values()
    replaced = sum(len(turn.identifiers) for one in published for turn in one.turns)
    direct = sum(one["kind"] == DIRECT for its in published for turn in its.turns for one in turn.identifiers)

    assert ask(study, "SELECT sum(times) FROM replaced_kinds") == [(replaced,)]
    assert ask(study, "SELECT sum(times) FROM replaced_kinds WHERE kind = 'direct'") == [(direct,)]
    assert ask(study, "SELECT count(*) FROM log WHERE action NOT IN ('keep', 'undecided')") == [(replaced,)]
    assert ask(study, "SELECT scope, has_reason FROM log WHERE type = 'OTHER'") == [("mention", 1)]
    deciders = {by for (by,) in ask(study, "SELECT DISTINCT decided_by FROM log")}
    assert all(by in ("", "machine") or (by[0] == "R" and by[1:].isdigit()) for by in deciders)


def test_the_trail_is_whole_up_to_the_publishing(db: Database, study: Study) -> None:
    """Row by row with its seal, so that it can be held against the store's."""
    told = ask(study, "SELECT id, action, about, before, seal FROM trail ORDER BY id")
    kept = [(one.id, one.action, one.about, one.before, one.seal) for one in entries(db)]

    assert told == kept[: len(told)]
    assert kept[len(told)][1] == "publish (ethics)"


def test_what_the_gate_finds_stops_it(study: Study) -> None:
    """A name that somebody wrote into study.toml is found, and the file before stays as it is."""
    before = study.database(ETHICS).read_bytes()
    toml = study.folder / "study.toml"
    toml.write_text(SETTINGS.replace("the data manager", "Nia Pritchard"), encoding="utf-8")
    try:
        named = studies.open_study(study.folder)
        with studies.opened(named) as db, pytest.raises(LeakFound) as error:
            steps.publish(db, named, ETHICS, studies.say_nothing, READER)
    finally:
        toml.write_text(SETTINGS, encoding="utf-8")

    assert "Pritchard" not in str(error.value)
    assert study.database(ETHICS).read_bytes() == before


def test_a_release_for_reviewers_stands_on_one_of_the_team(study: Study) -> None:
    """It is refused while anything is not in the team's last release; then it says which release it tells of."""
    with studies.opened(study) as db:
        with pytest.raises(NothingToRelease, match="team's last release"):
            steps.release(db, study, ETHICS, studies.say_nothing, REVIEWER)
        sign_off(db, study.settings, ["YP01"], actor=REVIEWER, role="ethics reviewer")
        steps.release(db, study, "team", studies.say_nothing, REVIEWER)
        made = steps.release(db, study, ETHICS, studies.say_nothing, REVIEWER)
    connection = sqlite3.connect(Path(str(made["database"])))
    told = connection.execute("SELECT status, audience, stamp, draft FROM study, protection").fetchall()
    releases = connection.execute("SELECT n FROM releases").fetchall()
    connection.close()

    assert told == [("release", "ethics", f"Release 1, {date.today().isoformat()}", 0)]
    assert releases == [(1,)]


def test_a_turn_that_is_withheld_is_not_in_the_log(tmp_path: Path) -> None:
    """Whoever has not agreed is told of to nobody: neither their transcript nor a stretch of it."""
    listed = {"FC01": {"consent_level": "none"}, "YP01": {"interview_date": (date.today() - timedelta(9)).isoformat()}}
    study = studies.make_study(tmp_path / "study", SAID, people=PEOPLE, settings=SETTINGS, listed=listed)
    studies.published(study)
    with studies.opened(study) as db:
        steps.publish(db, study, ETHICS, studies.say_nothing, READER)

    assert ask(study, "SELECT DISTINCT transcript_id FROM log") == [("YP01",)]
    assert ask(study, "SELECT state FROM transcript_states WHERE id = 'FC01'") == [("held back",)]
    assert ask(study, "SELECT count(*) FROM transcripts") == [(2,)]


@pytest.mark.parametrize("way", [ERASE, STOP])
def test_the_label_of_somebody_who_withdrew_is_not_in_it(way: str, tmp_path: Path) -> None:
    """The trail and the checklist still say that somebody did; a search of what was published finds nobody."""
    study = withdrawing.make(tmp_path / "study")
    with studies.opened(study) as db:
        for participant in ("FC03", "WK03"):
            withdraw(db, study, participant, way, READER)
        steps.protect(db, study, studies.say_nothing, READER)
        steps.publish(db, study, ETHICS, studies.say_nothing, READER)
        left = [one.found.file for one in find_withdrawn_in(db, study).still_there]

    assert [file for file in left if "ethics" in file] == []
    assert not {"fc03", "wk03"} & {word for cell in cells(study) for word in folded_words(cell)}
    assert ask(study, "SELECT count(*) FROM checklist_evidence WHERE caption = 'Withdrawals' AND line = 2")[0][0] > 0
    assert ("(withdrawn)",) in ask(study, "SELECT about FROM trail WHERE action = 'withdrawal finished'")
