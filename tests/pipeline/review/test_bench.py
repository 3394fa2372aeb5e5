"""A study on the bench: what is shown, what a decision changes, and that memory and store never drift apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CannotDecide, NotPseudonymised, NotTwoPeople
from pipeline.intake import ingest
from pipeline.protect import pseudonymise
from pipeline.review.bench import Bench
from pipeline.review.decisions import APART, KEEP, MENTION, PSEUDONYM, REPLACE, SAME, Wish, decide
from pipeline.review.marks import Mark
from pipeline.review.readings import SECOND_READING, begin_second, finish_second
from pipeline.study import Study
from tests.deciding import ELERI, MARGED, at, everywhere, on_the_bench, settled
from tests.intakes import Maker, Opener
from tests.studies import manifest_row, write_manifest
from tests.studies import opened as opened_store

SAID = {
    "FC01": "INT: Pwy ddaeth? 🙂\nFC01: Gŵyneth took Nia to Neath, and it was 12 miles.\n"
    "INT: And?\nFC01: Nia made cawl.",
    "YP01": "INT: Who listened?\nYP01: Nia did, in Neath. Tŷ agored oedd e.",
}


@pytest.fixture
def study(make_study: Maker, tmp_path: Path) -> Study:
    """Make a study of two interviews."""
    return make_study(tmp_path, SAID)


@pytest.fixture
def bench(study: Study, opened: Opener) -> Bench:
    """Put it on the bench."""
    return on_the_bench(opened(study), study)


def words(marks: list[Mark], **like: object) -> list[str]:
    """List the words of marks that are like this."""
    return [mark.words for mark in marks if all(getattr(mark, key) == value for key, value in like.items())]


class TestPage:
    """What a reviewer meets."""

    def test_a_page_has_all_turns_with_their_marks(self, bench: Bench) -> None:
        """What was found, and what has to be looked at besides; nobody has decided yet."""
        page = bench.page("FC01")

        assert [turn.text for turn in page.turns][1].startswith("Gŵyneth took")
        assert words(page.marks, origin="found") == ["Gŵyneth", "Nia", "Neath", "Nia"]
        assert words(page.marks, origin="listed") == ["12"]
        assert page.undecided == len(page.marks) == 5
        for turn in page.turns:
            assert all(turn.text[mark.start : mark.end] == mark.words for mark in turn.marks)

    def test_a_decided_mark_says_so(self, bench: Bench) -> None:
        """By whom, and what will stand there."""
        bench.decide(at(bench, KEEP, "12", "OTHER"), ELERI)
        bench.decide(at(bench, REPLACE, "cawl", "OTHER"), ELERI)
        marks = {mark.words: mark for mark in bench.page("FC01").marks}

        assert (marks["12"].decision.actor, marks["12"].replacement) == (ELERI, None)
        assert (marks["cawl"].origin, marks["cawl"].replacement) == ("added", "[detail]")
        assert bench.page("FC01").undecided == 4

    def test_the_marks_are_what_settling_makes_of_them(self, bench: Bench, study: Study) -> None:
        """What the page shows is what will be published."""
        bench.decide(everywhere(SAME, "Nia", other="Gŵyneth"), ELERI)
        bench.decide(everywhere(KEEP, "Neath", "PLACE"), ELERI)
        bench.decide(at(bench, REPLACE, "cawl", "PERSON"), ELERI)
        bench.decide(everywhere(PSEUDONYM, "Gŵyneth", replacement="Heledd"), ELERI)
        settled(bench.db, study)
        stands = bench.db.execute("SELECT turn_id, start, end, replacement FROM identifiers ORDER BY 1, 2").fetchall()

        marks = [mark for id_ in SAID for mark in bench.page(id_).marks if mark.origin != "listed"]
        assert [(mark.turn_id, mark.start, mark.end, mark.replacement) for mark in marks] == stands

    def test_the_overview_counts_what_is_left(self, bench: Bench) -> None:
        """Of every transcript, with who has read it."""
        bench.decide(at(bench, KEEP, "12", "OTHER"), ELERI)
        bench.decide(everywhere(REPLACE, "Nia"), MARGED)
        first, second = bench.overview()

        assert (first.id, first.marks, first.undecided, first.readers) == ("FC01", 5, 2, (ELERI,))
        assert (second.id, second.readers, second.undecided) == ("YP01", (), second.marks - 1)


class TestWhatADecisionChanges:
    """The turns that a page has to draw again."""

    def test_a_mention_changes_its_turn(self, bench: Bench) -> None:
        """And nothing else."""
        assert bench.decide(at(bench, KEEP, "Nia"), ELERI).changed == {"FC01": (2,)}

    def test_words_everywhere_change_every_turn_that_has_them(self, bench: Bench) -> None:
        """In one transcript or in all; undone, the same turns."""
        outcome = bench.decide(everywhere(KEEP, "Nia"), ELERI)

        assert outcome.changed == {"FC01": (2, 4), "YP01": (2,)}
        assert bench.undo(outcome.decision_id, ELERI).changed == outcome.changed
        assert bench.decide(everywhere(KEEP, "Neath", "PLACE", "YP01"), ELERI).changed == {"YP01": (2,)}

    @pytest.mark.parametrize(
        "wish",
        [
            everywhere(KEEP, "Nia"),
            everywhere(KEEP, "Nia", transcript="FC01"),
            everywhere(REPLACE, "cawl", "OTHER"),
            everywhere(SAME, "Nia", other="Gŵyneth"),
            everywhere(APART, "Nia", transcript="YP01", other="2"),
            everywhere(PSEUDONYM, "Nia", replacement="Heledd"),
        ],
        ids=lambda wish: f"{wish.action}-{wish.scope}",
    )
    def test_memory_is_what_the_store_says(self, bench: Bench, study: Study, wish: Wish) -> None:
        """After deciding and after undoing, a bench that is set up anew shows the same; undone, as before."""
        before = [bench.page(id_) for id_ in SAID]
        made = bench.decide(wish, ELERI)
        shown = [bench.page(id_) for id_ in SAID]
        assert shown != before
        assert shown == [Bench(bench.db, study.settings).page(id_) for id_ in SAID]

        bench.undo(made.decision_id, ELERI)

        assert [bench.page(id_) for id_ in SAID] == before
        assert bench.overview() == Bench(bench.db, study.settings).overview()

    def test_each_takes_back_their_own(self, bench: Bench) -> None:
        """The last first, then the one before; what others decided stays."""
        bench.decide(at(bench, KEEP, "Nia"), ELERI)
        bench.decide(everywhere(KEEP, "Neath", "PLACE"), ELERI)
        bench.decide(at(bench, KEEP, "cawl", "OTHER"), MARGED)

        assert bench.undo_last(ELERI, "FC01").decision_id == 2
        assert bench.undo_last(ELERI, "FC01").decision_id == 1
        assert bench.undo_last(ELERI, "FC01") is None
        assert [one.id for one in bench.decisions()] == [3]

    def test_what_is_refused_changes_nothing(self, bench: Bench) -> None:
        """Neither in memory nor in the store."""
        before = [bench.page(id_) for id_ in SAID]
        wish = at(bench, KEEP, "Nia")
        wrong = Wish(KEEP, MENTION, "Nio", "FC01", wish.turn_id, wish.start, wish.end, "PERSON")

        for refused in (wrong, everywhere("burn", "Nia"), everywhere(REPLACE, "Nia", "")):
            with pytest.raises(CannotDecide):
                bench.decide(refused, ELERI)
        with pytest.raises(CannotDecide):
            bench.undo(7, ELERI)

        assert [bench.page(id_) for id_ in SAID] == before
        assert bench.db.table("decisions").count == bench.db.table("readings").count == 0


class TestSecondReading:
    """Blind to the first, by somebody else, and closed once it is handed in."""

    def test_it_sees_nothing_of_the_first(self, bench: Bench) -> None:
        """Nor the first of it."""
        bench.decide(at(bench, KEEP, "Nia"), ELERI)
        bench.decide(at(bench, REPLACE, "cawl", "OTHER", reading=SECOND_READING), MARGED)

        assert bench.page("FC01", SECOND_READING).undecided == 5
        assert words(bench.page("FC01", SECOND_READING).marks, origin="added") == ["cawl"]
        assert "cawl" not in words(bench.page("FC01").marks)
        assert bench.page("FC01").undecided == 4

    def test_it_is_somebody_else_s(self, bench: Bench) -> None:
        """Whoever decided in the one decides nothing in the other."""
        bench.decide(at(bench, KEEP, "Nia"), ELERI)
        with pytest.raises(NotTwoPeople):
            bench.decide(at(bench, KEEP, "Nia", reading=SECOND_READING), ELERI)

    def test_once_handed_in_nothing_in_it_changes(self, bench: Bench) -> None:
        """Nothing is decided, and nothing undone."""
        begin_second(bench.db, "FC01", MARGED)
        made = bench.decide(at(bench, KEEP, "Nia", reading=SECOND_READING), MARGED)
        finish_second(bench.db, "FC01", MARGED)
        before = bench.page("FC01", SECOND_READING)

        with pytest.raises(CannotDecide, match="handed in"):
            bench.decide(at(bench, KEEP, "cawl", reading=SECOND_READING), MARGED)
        with pytest.raises(CannotDecide, match="handed in"):
            bench.undo(made.decision_id, MARGED)
        with pytest.raises(CannotDecide, match="handed in"):
            bench.undo_last(MARGED, "FC01", SECOND_READING)

        assert bench.page("FC01", SECOND_READING) == before
        assert [one.id for one in bench.decisions(SECOND_READING)] == [made.decision_id]

    def test_nobody_undoes_what_the_other_reader_decided(self, bench: Bench) -> None:
        """Either way."""
        first = bench.decide(at(bench, KEEP, "Nia"), ELERI)
        second = bench.decide(at(bench, KEEP, "Nia", reading=SECOND_READING), MARGED)

        for made, other in ((first, MARGED), (second, ELERI)):
            with pytest.raises(NotTwoPeople):
                bench.undo(made.decision_id, other)
        assert bench.page("FC01").undecided == bench.page("FC01", SECOND_READING).undecided == 4

    def test_a_name_that_only_the_second_reader_saw_has_a_replacement_on_its_page(self, bench: Bench) -> None:
        """Though it is in nobody's book yet."""
        bench.decide(at(bench, REPLACE, "Tŷ agored", transcript="YP01", reading=SECOND_READING), MARGED)

        (mark,) = (mark for mark in bench.page("YP01", SECOND_READING).marks if mark.words == "Tŷ agored")
        assert mark.replacement not in (None, "", "Tŷ agored")


class TestOthersWriteMeanwhile:
    """Another process has the store open as well."""

    def test_what_another_decides_is_seen(self, bench: Bench, study: Study) -> None:
        """At the next look."""
        wish = at(bench, KEEP, "Nia")
        with opened_store(study) as other:
            made = decide(other, wish, MARGED)

        assert bench.page("FC01").undecided == 4
        assert bench.undo(made.id, MARGED).changed == {"FC01": (2,)}
        assert bench.page("FC01").undecided == 5

    def test_what_another_reads_in_is_seen_once_it_was_looked_through(self, bench: Bench, study: Study) -> None:
        """Until then nothing is shown, and nothing decided, that could be wrong."""
        wish = at(bench, KEEP, "Nia")
        (study.transcripts / "WK01.txt").write_text("INT: And?\nWK01: Nia came too.", encoding="utf-8")
        write_manifest(study.folder, [manifest_row(one) for one in (*SAID, "WK01")])
        with opened_store(study) as other:
            ingest(other, study)
            for attempt in (lambda: bench.page("FC01"), bench.overview, lambda: bench.decide(wish, ELERI)):
                with pytest.raises(NotPseudonymised):
                    attempt()
            pseudonymise(other, study.settings)

        assert bench.decide(wish, ELERI).changed == {"FC01": (2,)}
        assert words(bench.page("WK01").marks) == ["Nia"]

    def test_a_text_that_changed_under_a_page_is_not_decided_about(self, bench: Bench, study: Study) -> None:
        """The place is not what the page showed any more."""
        wish = at(bench, KEEP, "Nia")
        (study.transcripts / "FC01.txt").write_text(SAID["FC01"].replace("took", "🙂 drove"), encoding="utf-8")
        with opened_store(study) as other:
            ingest(other, study, replace_changed=True)
            pseudonymise(other, study.settings)

        with pytest.raises(CannotDecide):
            bench.decide(wish, ELERI)
        assert bench.page("FC01").undecided == 5


class TestOtherTexts:
    """Focus groups, documents that are public, turns in which nothing is said."""

    def test_a_public_document_has_nothing_to_decide(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Unless somebody marks something in it."""
        text = "Keeping children safe in Neath.\n\nNia Pritchard wrote this guidance in 2019. 🙂"
        study = make_study(tmp_path, {"WK01": text}, listed={"WK01": {"item_type": "guidance_document"}})
        bench = on_the_bench(opened(study), study)
        assert bench.page("WK01").marks == []

        bench.decide(at(bench, REPLACE, "Nia Pritchard", transcript="WK01"), ELERI)

        assert words(bench.page("WK01").marks) == ["Nia Pritchard"]
        assert bench.page("WK01").undecided == 0

    def test_a_focus_group_is_one_page(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """With every voice in it."""
        said = "INT: Pwy sydd yma?\nMarged: Fi, Marged. 🙂\nElin: And me.\nMarged: Elin and Nia came by bus."
        study = make_study(tmp_path, {"FG01": said}, listed={"FG01": {"item_type": "focus_group"}})
        bench = on_the_bench(opened(study), study)

        assert [turn.speaker for turn in bench.page("FG01").turns] == ["INT", "Marged", "Elin", "Marged"]
        assert words(bench.page("FG01").marks) == ["Marged", "Elin", "Nia"]
        assert bench.overview()[0].group == "worker"

    def test_a_turn_without_words_is_shown_without_marks(self, bench: Bench) -> None:
        """And one without letters too."""
        with bench.db.atomic():
            for n, text in ((5, ""), (6, "🙂 …")):
                turn = {"transcript_id": "FC01", "n": n, "speaker": "FC01", "role": "participant", "text": text}
                bench.db.table("turns").insert(turn)
        pseudonymise(bench.db, bench.settings)
        bench = Bench(bench.db, bench.settings)
        bench.decide(everywhere(KEEP, "Nia"), ELERI)

        assert [(turn.text, turn.marks) for turn in bench.page("FC01").turns if turn.n > 4] == [("", ()), ("🙂 …", ())]

    def test_a_transcript_that_is_not_there_is_no_page(self, bench: Bench) -> None:
        """As the docstring says."""
        with pytest.raises(KeyError):
            bench.page("FC99")
