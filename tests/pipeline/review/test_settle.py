"""Settling: people's decisions in the store become what stands in every turn, the same way every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline.coding.bring_in import bring_in
from pipeline.intake import ingest
from pipeline.protect import pseudonymise
from pipeline.review.bench import Bench
from pipeline.review.decisions import APART, KEEP, PSEUDONYM, REPLACE, SAME
from pipeline.study import Study
from tests.deciding import ELERI, MARGED, at, everywhere, on_the_bench, pseudonyms, settled, texts
from tests.intakes import Maker, Opener
from tests.studies import manifest_row, write_manifest

SAID = {
    "FC01": "INT: Pwy ddaeth?\n"
    "FC01: Sarah Rees came with Sarah Treharne. 🙂 Jojo made cawl, and Joanne had some.\n"
    "FC01: Then Sarah drove Gŵyneth to Neath, i Gastell-nedd. We went to Camau after.",
    "YP01": "INT: Who listened?\nYP01: Sarah did, in Neath, and Joanne Rees did. We had a lift to Camau.",
}


@pytest.fixture
def study(make_study: Maker, tmp_path: Path) -> Study:
    """Make a study of two interviews."""
    return make_study(tmp_path, SAID, people="name,type\nCamau,ORG\n")


@pytest.fixture
def bench(study: Study, opened: Opener) -> Bench:
    """Put the study on the bench."""
    return on_the_bench(opened(study), study)


class TestOneStateOneResult:
    """The store alone says what stands in the text."""

    def stands(self, db: Database) -> list[tuple]:
        """List all that settling writes."""
        kept = "turn_id, start, end, type, kind, status, score, detectors, method, replacement, decision_id, entity"
        return db.execute(f"SELECT {kept} FROM identifiers ORDER BY turn_id, start").fetchall()

    def test_it_is_done_once_and_again_when_something_was_decided(self, bench: Bench, study: Study) -> None:
        """Decided or undone."""
        assert not settled(bench.db, study)

        made = bench.decide(everywhere(KEEP, "Neath", "PLACE"), ELERI)
        assert settled(bench.db, study)
        assert not settled(bench.db, study)

        bench.undo(made.decision_id, ELERI)
        assert settled(bench.db, study)
        assert not settled(bench.db, study)

    def test_an_undone_decision_leaves_no_trace_in_the_text(self, bench: Bench, study: Study) -> None:
        """The pseudonyms that were there come back, and the numbers."""
        before, named = self.stands(bench.db), pseudonyms(bench.db, study)
        for wish in (
            everywhere(KEEP, "Neath", "PLACE"),
            at(bench, REPLACE, "Joanne", "OTHER"),
            everywhere(SAME, "Gŵyneth", other="Jojo"),
            everywhere(SAME, "Jojo", other="Gŵyneth"),
            everywhere(APART, "Sarah Rees", other="2"),
            everywhere(PSEUDONYM, "Sarah", replacement="Heledd"),
            everywhere(PSEUDONYM, "Camau", "ORG", replacement="the youth club"),
        ):
            made = bench.decide(wish, ELERI)
            assert settled(bench.db, study)
            assert self.stands(bench.db) != before, wish.action
            bench.undo(made.decision_id, ELERI)
            assert pseudonyms(bench.db, study) == named, wish.action
            assert self.stands(bench.db) == before, wish.action

    def test_what_somebody_wrote_into_the_result_is_put_right(self, bench: Bench, study: Study) -> None:
        """Identifiers are what follows from finds and decisions, and nothing else."""
        bench.decide(everywhere(KEEP, "Neath", "PLACE"), ELERI)
        settled(bench.db, study)
        before = self.stands(bench.db)
        for tampering in (
            "UPDATE identifiers SET replacement = 'Sarah' WHERE type = 'PERSON'",
            "DELETE FROM identifiers WHERE type = 'PERSON'",
            "UPDATE identifiers SET status = 'found', replacement = 'somewhere' WHERE status = 'kept'",
            "UPDATE identifiers SET start = start + 1 WHERE type = 'PERSON'",
            "UPDATE identifiers SET score = 0.1, kind = 'quasi', entity = 1 WHERE type = 'PERSON'",
        ):
            with bench.db.atomic():
                bench.db.execute(tampering)
            assert settled(bench.db, study), tampering
            assert self.stands(bench.db) == before, tampering

    def test_looking_through_everything_again_keeps_the_decisions(
        self, bench: Bench, study: Study, opened: Opener
    ) -> None:
        """Also after another interview has come in: what was decided everywhere holds there as well."""
        bench.decide(everywhere(KEEP, "Neath", "PLACE"), ELERI)
        bench.decide(everywhere(SAME, "Jojo", other="Joanne"), ELERI)
        bench.decide(at(bench, REPLACE, "cawl", "OTHER"), ELERI)
        before, named = texts(bench.db, study), pseudonyms(bench.db, study)
        (study.transcripts / "WK01.txt").write_text("INT: And?\nWK01: Jojo lives in Neath.", encoding="utf-8")
        write_manifest(study.folder, [manifest_row(one) for one in (*SAID, "WK01")])

        ingest(bench.db, study)
        pseudonymise(bench.db, study.settings)

        assert texts(bench.db, study) == before
        assert texts(bench.db, study, "WK01")[1] == f"{named['Joanne']} lives in Neath."

    def test_second_readings_never_shape_the_text(self, bench: Bench, study: Study) -> None:
        """They are there to be compared."""
        before = texts(bench.db, study)
        bench.decide(at(bench, KEEP, "Joanne", reading=2), MARGED)
        bench.decide(at(bench, REPLACE, "cawl", "OTHER", reading=2), MARGED)
        bench.decide(everywhere(KEEP, "Neath", "PLACE", reading=2), MARGED)

        assert texts(bench.db, study) == before


class TestTwoPeopleOfOneName:
    """Two different Sarahs."""

    def test_by_full_name_in_the_study(self, bench: Bench, study: Study) -> None:
        """Sarah Rees gets another first name; the other Sarah's, the bare one's and everybody else's stay."""
        before = pseudonyms(bench.db, study)
        bench.decide(everywhere(APART, "Sarah Rees", other="2"), ELERI)

        after = pseudonyms(bench.db, study)

        first, last = after["Sarah Rees"].split()
        assert first != before["Sarah"]
        assert last == before["Sarah Rees"].split()[1]
        assert {name: new for name, new in after.items() if name != "Sarah Rees"} == {
            name: new for name, new in before.items() if name != "Sarah Rees"
        }

    def test_in_one_transcript(self, bench: Bench, study: Study) -> None:
        """Every Sarah in there is another one than elsewhere."""
        before = texts(bench.db, study), texts(bench.db, study, "YP01"), pseudonyms(bench.db, study)["Sarah"]
        bench.decide(everywhere(APART, "Sarah", transcript="YP01", other="2"), ELERI)

        assert texts(bench.db, study) == before[0]
        assert before[1][1].startswith(f"{before[2]} did")
        assert not texts(bench.db, study, "YP01")[1].startswith(f"{before[2]} did")

    def test_at_one_mention(self, bench: Bench, study: Study) -> None:
        """The bare Sarah of one turn; two mentions of one sense are one person."""
        before = texts(bench.db, study)
        bench.decide(everywhere(APART, "Sarah", transcript="YP01", other="2"), ELERI)
        bench.decide(at(bench, APART, "Sarah", after="Then ", other="2"), ELERI)

        after = texts(bench.db, study)

        assert after[:2] == before[:2]
        assert after[2] != before[2]
        assert after[2].split()[1] == texts(bench.db, study, "YP01")[1].split()[0]

    def test_a_bare_name_stays_open(self, bench: Bench, study: Study) -> None:
        """It is neither's for as long as nobody says whose it is."""
        bench.decide(everywhere(APART, "Sarah Rees", other="2"), ELERI)
        settled(bench.db, study)

        assert len({number(bench.db, name) for name in ("Sarah Rees", "Sarah Treharne", "Sarah")}) == 3


class TestOnePersonOfTwoNames:
    """Jojo is Joanne."""

    def test_they_have_one_pseudonym_everywhere(self, bench: Bench, study: Study) -> None:
        """And one number; everybody else's stay."""
        before = pseudonyms(bench.db, study)
        bench.decide(everywhere(SAME, "Jojo", other="Joanne"), ELERI)

        after = pseudonyms(bench.db, study)

        assert after == before | {"Jojo": before["Joanne"]}
        assert number(bench.db, "Jojo") == number(bench.db, "Joanne") == number(bench.db, "Joanne Rees")

    def test_chains_and_circles_come_to_an_end(self, bench: Bench, study: Study) -> None:
        """Jojo is Joanne, Joanne is Gŵyneth, and Gŵyneth is Jojo: all of them have one pseudonym."""
        bench.decide(everywhere(SAME, "Jojo", other="Joanne"), ELERI)
        bench.decide(everywhere(SAME, "Joanne", other="Gŵyneth"), ELERI)
        chain = pseudonyms(bench.db, study)
        bench.decide(everywhere(SAME, "Gŵyneth", other="Jojo"), ELERI)
        circle = pseudonyms(bench.db, study)

        for named in (chain, circle):
            assert named["Jojo"] == named["Joanne"] == named["Gŵyneth"] != named["Sarah"]

    def test_at_one_mention_by_a_name_that_nobody_says(self, bench: Bench, study: Study) -> None:
        """The mention stands for that person's first name, and the others of its name do not move."""
        before = texts(bench.db, study)
        named = pseudonyms(bench.db, study)
        bench.decide(at(bench, SAME, "Jojo", other="Quenby Zouch"), ELERI)

        after = texts(bench.db, study)

        assert after[0] == before[0]
        assert after[2] == before[2]
        new = after[1].split(" made cawl")[0].split()[-1]
        assert new not in {word for name in named.values() for word in name.split()} | {"Quenby", "Zouch", "Jojo"}

    def test_two_people_share_a_surname_and_no_more(self, bench: Bench, study: Study) -> None:
        """Merging Joanne Rees's first name leaves Sarah Rees who she is."""
        bench.decide(everywhere(SAME, "Jojo", other="Joanne Rees"), ELERI)
        after = pseudonyms(bench.db, study)

        assert after["Jojo"] == after["Joanne"] == after["Joanne Rees"].split()[0] != after["Sarah Rees"].split()[0]
        assert after["Joanne Rees"].split()[1] == after["Sarah Rees"].split()[1]


class TestChosenWords:
    """Pseudonyms and phrases that people chose."""

    def test_a_chosen_pseudonym_stands_wherever_the_name_does(self, bench: Bench, study: Study) -> None:
        """Both parts of it, for everybody who bears the part."""
        bench.decide(everywhere(PSEUDONYM, "Joanne Rees", replacement="Heledd Mostyn"), ELERI)
        after = pseudonyms(bench.db, study)

        assert (after["Joanne Rees"], after["Joanne"]) == ("Heledd Mostyn", "Heledd")
        assert after["Sarah Rees"].split()[1] == "Mostyn"

    def test_whoever_had_it_by_chance_gets_another(self, bench: Bench, study: Study) -> None:
        """No two people share a pseudonym."""
        drawn = pseudonyms(bench.db, study)["Gŵyneth"]
        bench.decide(everywhere(PSEUDONYM, "Jojo", replacement=drawn), ELERI)
        after = pseudonyms(bench.db, study)

        assert after["Jojo"] == drawn != after["Gŵyneth"]

    def test_of_two_people_of_one_name_one_may_choose(self, bench: Bench, study: Study) -> None:
        """The pseudonym is that of the one who was told apart."""
        before = pseudonyms(bench.db, study)["Sarah"]
        bench.decide(everywhere(APART, "Sarah Rees", other="2"), ELERI)
        bench.decide(everywhere(PSEUDONYM, "Sarah Rees", replacement="Heledd", other="2"), ELERI)
        after = pseudonyms(bench.db, study)

        assert after["Sarah Rees"].split()[0] == "Heledd"
        assert after["Sarah"] == after["Sarah Treharne"].split()[0] == before

    def test_a_chosen_pseudonym_that_becomes_somebody_s_name_is_given_up(self, bench: Bench, study: Study) -> None:
        """Nobody may be called by the name of somebody in the study."""
        bench.decide(everywhere(PSEUDONYM, "Jojo", replacement="Heledd"), ELERI)
        assert pseudonyms(bench.db, study)["Jojo"] == "Heledd"
        (study.transcripts / "WK01.txt").write_text("INT: And?\nWK01: Heledd Mostyn came.", encoding="utf-8")
        write_manifest(study.folder, [manifest_row(one) for one in (*SAID, "WK01")])
        ingest(bench.db, study)
        pseudonymise(bench.db, study.settings)

        after = pseudonyms(bench.db, study)

        assert "Heledd" not in {word for name in after.values() for word in name.split()}

    def test_an_organisation_has_its_words_under_all_its_names(self, bench: Bench, study: Study) -> None:
        """However long the chain of names, and whichever of them the words were chosen for."""
        bench.decide(everywhere(REPLACE, "Camau", "ORG"), ELERI)
        bench.decide(at(bench, REPLACE, "cawl", "ORG"), ELERI)
        bench.decide(everywhere(SAME, "cawl", "ORG", other="Clwb"), ELERI)
        bench.decide(everywhere(SAME, "Clwb", "ORG", other="Camau"), ELERI)
        bench.decide(everywhere(PSEUDONYM, "cawl", "ORG", replacement="the youth club"), ELERI)

        assert "made the youth club, and" in texts(bench.db, study)[1]
        assert texts(bench.db, study)[2].endswith("We went to the youth club after.")
        assert number(bench.db, "cawl") == number(bench.db, "Camau")

    def test_places_that_are_each_other_s_other_name_come_to_an_end(self, bench: Bench, study: Study) -> None:
        """One number for both, and both are generalised alike."""
        bench.decide(everywhere(SAME, "Neath", "PLACE", other="Gastell-nedd"), ELERI)
        bench.decide(everywhere(SAME, "Gastell-nedd", "PLACE", other="Neath"), ELERI)
        settled(bench.db, study)

        assert number(bench.db, "Neath") == number(bench.db, "Gastell-nedd")

    def test_the_words_of_one_mention_are_somebody_s_own(self, bench: Bench, study: Study) -> None:
        """Another policy, or other words, for this mention alone."""
        bench.decide(at(bench, REPLACE, "Neath", "PLACE", policy="placeholder"), ELERI)
        bench.decide(at(bench, REPLACE, "Joanne", replacement="the new one"), ELERI)
        after = texts(bench.db, study)

        assert "to [place], i " in after[2]
        assert "[place]" not in texts(bench.db, study, "YP01")[1]
        assert after[1].endswith("and the new one had some.")

    def test_a_mention_may_be_named_and_kept(self, bench: Bench, study: Study) -> None:
        """The policy of this mention is to keep it."""
        bench.decide(at(bench, REPLACE, "Neath", "PLACE", policy="keep"), ELERI)

        assert "to Neath, i " in texts(bench.db, study)[2]


class TestMemos:
    """What is decided everywhere holds in memos too."""

    def memo(self, db: Database) -> str:
        """Return the memo as it would be published."""
        return str(db.execute("SELECT text_published FROM memos").fetchone()[0])

    def test_memos_follow_what_is_decided_for_the_study(self, bench: Bench, study: Study) -> None:
        """What is decided about a mention or a transcript says nothing of them."""
        db = bench.db
        row = CodingRow(
            2, "FC01", 2, "care/acts", "Elin", quote="made cawl", memo="🙂 Jojo, or Joanne? I like her nan!"
        )
        assert bring_in(db, [row], default_codebook()).taken == 1
        pseudonymise(db, study.settings)
        bench = Bench(db, study.settings)
        before, named = self.memo(db), pseudonyms(db, study)
        assert before == f"🙂 {named['Jojo']}, or {named['Joanne']}? I like her nan!"

        bench.decide(at(bench, KEEP, "Jojo"), ELERI)
        bench.decide(everywhere(KEEP, "Joanne", transcript="FC01"), ELERI)
        settled(db, study)
        assert self.memo(db) == before

        bench.decide(everywhere(SAME, "Jojo", other="Joanne"), ELERI)
        bench.decide(everywhere(REPLACE, "her nan", "OTHER", replacement="somebody"), ELERI)
        settled(db, study)
        assert self.memo(db) == f"🙂 {named['Joanne']}, or {named['Joanne']}? I like somebody!"


def test_numbers_stay_when_the_study_grows(bench: Bench, study: Study) -> None:
    """A number that was given once is never anybody else's."""
    settled(bench.db, study)
    before = {row["key"]: row["n"] for row in bench.db.query("SELECT * FROM entity_numbers")}
    (study.transcripts / "WK01.txt").write_text("INT: And?\nWK01: Abigail Bowen came, from Aberdare.", encoding="utf-8")
    write_manifest(study.folder, [manifest_row(one) for one in (*SAID, "WK01")])
    ingest(bench.db, study)
    pseudonymise(bench.db, study.settings)

    after = {row["key"]: row["n"] for row in bench.db.query("SELECT * FROM entity_numbers")}

    assert "abigail|bowen" in after
    assert "abigail|bowen" not in before
    assert {key: after[key] for key in before} == before
    assert len(set(after.values())) == len(after)


def number(db: Database, words: str) -> int:
    """Return the number of who or what is meant by words; the same wherever they stand."""
    rows = db.execute(
        """SELECT DISTINCT i.entity FROM identifiers i JOIN turns t ON t.id = i.turn_id
           WHERE substr(t.text, i.start + 1, i.end - i.start) = ? AND i.entity IS NOT NULL""",
        [words],
    ).fetchall()
    assert len(rows) == 1, words
    return int(rows[0][0])
