"""What the store says for the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.report.facts import Item
from pipeline.audit.report.gather import gather_facts
from pipeline.audit.report.gather_store import compare_with_log, people_of_study, trail_of
from pipeline.audit.sign_off import sign_off
from pipeline.audit.trail import record
from pipeline.audit.verify import Verified
from pipeline.publish.originals import Originals, known_originals, originals_of
from pipeline.publish.versions import current_transcripts
from pipeline.review.bench import Bench
from pipeline.review.decisions import REPLACE, STUDY, Wish
from pipeline.study import Study
from tests import studies
from tests.pipeline.reviewed import decide_all

SAID = {
    "FC01": "INT: Who came?\nFC01: Gwenllïan Prydderch came to tea in Llandre. Tea, always tea. 🙂\n",
    "YP01": "INT: A ti?\nYP01: Mi es i yn y car gyda fy ffrindiau ac roedd y bwyd yn hyfryd iawn y diwrnod hwnnw.\n",
}
PEOPLE = "name,type,aliases,relation,pseudonym\nGwenllïan Prydderch,PERSON,,carer,\n"
ETHICS = "Glenys Parri"
CODINGS = """transcript,turn,code,coder,quote,memo
FC01,2,care/acts,Marged Bowen,Tea,
YP01,2,care/acts,Marged Bowen,car,
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of two transcripts, one of them in Welsh."""
    return studies.make_study(tmp_path / "study", SAID, people=PEOPLE, listed={"YP01": {"consent_level": "no_quotes"}})


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Open its store, with everything published as a draft."""
    with studies.opened(study) as store:
        studies.run_main_job(store, study)
        yield store


def originals(db: Database, study: Study) -> Originals:
    """Return everything original."""
    return originals_of(known_originals(db, study.settings))


def items(db: Database, study: Study) -> dict[str, Item]:
    """Gather, and return the transcripts by label."""
    found = gather_facts(db, study, originals(db, study), date.today())
    return {one.id: one for one in found.items}


def test_a_sign_off_counts_what_was_decided_after_it_about_its_transcript(db: Database, study: Study) -> None:
    """One about the whole study counts for all; one before the sign-off for none, though in the same second."""
    bench = Bench(db, study.settings)
    decide_all(bench, ["FC01"], "Rhian Elis")
    sign_off(db, study.settings, SAID, actor=ETHICS, role="ethics reviewer")
    bench = Bench(db, study.settings)
    decide_all(bench, ["YP01"], "Rhian Elis")
    of_yp01 = len([one for one in bench.decisions() if one.transcript_id == "YP01"])
    bench.decide(Wish(REPLACE, STUDY, "tea", type="OTHER"), "Rhian Elis")
    signed = {id_: one.sign_off for id_, one in items(db, study).items()}
    assert {id_: one.decisions_since for id_, one in signed.items() if one} == {"FC01": 1, "YP01": of_yp01 + 1}


def test_welsh_is_recognised_where_the_manifest_says_english(db: Database, study: Study) -> None:
    """A turn long enough to tell is counted."""
    assert gather_facts(db, study, originals(db, study), date.today()).welsh == {"YP01": 1}


def test_the_text_and_the_log_agree_until_a_cell_is_changed(db: Database, study: Study) -> None:
    """A replacement that stands elsewhere in the file than in the log is one of each."""
    transcripts = current_transcripts(db, study.settings)
    compared = compare_with_log(transcripts, study.database())
    assert compared is not None
    assert compared.in_text == compared.in_log > 0
    assert (compared.not_in_log, compared.not_in_text, compared.changed) == (0, 0, ())
    published = Database(study.database())
    published.execute("UPDATE replacements SET start = start + 1 WHERE id = 1")
    published.conn.commit()
    published.close()
    compared = compare_with_log(transcripts, study.database())
    assert compared is not None
    assert (compared.not_in_log, compared.not_in_text) == (1, 1)


def test_a_transcript_that_changed_since_it_was_published_is_not_compared(db: Database, study: Study) -> None:
    """It is named instead."""
    Bench(db, study.settings).decide(Wish(REPLACE, STUDY, "tea", type="OTHER"), "Rhian Elis")
    compared = compare_with_log(current_transcripts(db, study.settings), study.database())
    assert compared is not None
    assert compared.changed == ("FC01",)


def test_people_are_counted_and_a_pseudonym_that_is_a_real_name_is_seen(db: Database, study: Study) -> None:
    """The same search as the leak gate's, on what stands in the place of names."""
    bench = Bench(db, study.settings)
    people = people_of_study(bench, originals(db, study))
    assert people.entities["PERSON"] == people.replaced == 1
    assert (people.two_pseudonyms, people.shared_pseudonyms, people.real_names) == (0, 0, 0)
    drawn = next(db.query("SELECT replacement FROM identifiers WHERE type = 'PERSON'"))["replacement"]
    assert people_of_study(bench, originals_of([(drawn, "PERSON")])).real_names == 1


def test_rows_of_reports_at_the_trails_end_are_left_out(db: Database) -> None:
    """What was done before and after still counts, and so does an opening for something else."""
    before = trail_of(db, Verified(0, 0, ()))
    with db.atomic():
        record(db, "store opened", actor=ETHICS, about="audit report")
        record(db, "report", actor=ETHICS)
        record(db, "store opened", actor=ETHICS, about="audit report")
    assert trail_of(db, Verified(0, 0, ())) == before
    with db.atomic():
        record(db, "store opened", actor=ETHICS, about="audit verify")
    assert trail_of(db, Verified(0, 0, ())).rows == before.rows + 4


def test_quotes_of_people_who_may_not_be_quoted_are_counted_apart(db: Database, study: Study) -> None:
    """Consent decides, not the coder."""
    (study.folder / "codings.csv").write_text(
        CODINGS,
        encoding="utf-8",
    )
    assert steps.take_codings(db, study, study.folder / "codings.csv").taken == 2
    steps.protect(db, study, studies.say_nothing)
    quotes = gather_facts(db, study, originals(db, study), date.today()).quotes
    assert (quotes.quotable, quotes.not_quotable, quotes.longest) == (1, 1, 1)
