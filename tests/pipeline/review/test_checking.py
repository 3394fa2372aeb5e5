"""What may be wished: known types and policies, names for what has names, words that name nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import CannotDecide, NamesSomebody, PipelineError, PseudonymTaken
from pipeline.folding import folded_words
from pipeline.review.bench import Bench
from pipeline.review.checking import check_wish
from pipeline.review.decisions import APART, KEEP, MENTION, PSEUDONYM, REPLACE, SAME, TRANSCRIPT, Wish
from tests.deciding import ELERI, everywhere, on_the_bench
from tests.intakes import Maker, Opener

SAID = {
    "FC01": "INT: Pwy ddaeth? 🙂\n"
    "FC01: Gŵyneth Rhŷs took Nia Pritchard to Ystradgynlais, to Carys Pritchard. Nia's number is 07700 900123."
}
PEOPLE = "name,type,aliases,relation,pseudonym\nCallum Dacey,PERSON,,,Idris Marlow\nTŷ Celyn,ORG,,children's home,\n"


@pytest.fixture
def bench(make_study: Maker, opened: Opener, tmp_path: Path) -> Bench:
    """Put a study with a roster on the bench."""
    study = make_study(tmp_path, SAID, people=PEOPLE)
    return on_the_bench(opened(study), study)


def refused(bench: Bench, wish: Wish, error: type[PipelineError] = CannotDecide) -> str:
    """Expect a wish to be refused, in words that hold nothing original; return them."""
    with pytest.raises(error) as caught:
        check_wish(wish, bench.db, bench.settings)
    said = str(caught.value)
    assert not {"nia", "pritchard", "gwyneth", "rhys", "carys", "callum", "idris", "marlow"} & set(folded_words(said))
    return said


@pytest.mark.parametrize(
    "wish",
    [
        everywhere(REPLACE, "Nia"),
        everywhere(REPLACE, "cawl", "OTHER", policy="keep"),
        everywhere(REPLACE, "Nia", replacement="the social worker"),
        everywhere(KEEP, "Neath", ""),
        everywhere(SAME, "Ni", other="Nia"),
        everywhere(SAME, "Castell-nedd", "PLACE", other="Neath"),
        everywhere(APART, "Nia", transcript="FC01", other="2"),
        everywhere(PSEUDONYM, "Nia", replacement="Heledd"),
        everywhere(PSEUDONYM, "Tŷ Celyn", "ORG", replacement="the home by the sea"),
        Wish(KEEP, MENTION, "🙂", "FC01", 1, 13, 14),
    ],
    ids=lambda wish: f"{wish.action}-{wish.type}-{wish.scope}",
)
def test_what_can_be_carried_out_may_be_wished(bench: Bench, wish: Wish) -> None:
    """Of every kind."""
    check_wish(wish, bench.db, bench.settings)


@pytest.mark.parametrize(
    "wish",
    [
        everywhere("undo", "Nia"),
        everywhere("burn", "Nia"),
        replace(everywhere(KEEP, "Nia"), scope="the world"),
        replace(everywhere(KEEP, "Nia"), reading=3),
        replace(everywhere(KEEP, "Nia"), scope=TRANSCRIPT),
        replace(everywhere(KEEP, "Nia"), transcript_id="FC01"),
        everywhere(REPLACE, "Nia", ""),
        everywhere(REPLACE, "Nia", "NICKNAME"),
        everywhere(REPLACE, "Nia", policy="band"),
        everywhere(REPLACE, "Neath", "PLACE", policy="pseudonym"),
        everywhere(KEEP, "🙂"),
        everywhere(SAME, "Ni", other=" – "),
        everywhere(SAME, "07700 900123", "PHONE", other="900123"),
        everywhere(SAME, "Castell-nedd", "PLACE", "FC01", other="Neath"),
        everywhere(APART, "Nia"),
        everywhere(APART, "Neath", "PLACE", other="2"),
        everywhere(PSEUDONYM, "Nia", replacement="…"),
        everywhere(REPLACE, "Nia", replacement="a\nb"),
        everywhere(REPLACE, "Nia", replacement="a" * 201),
        everywhere(REPLACE, "Nia", replacement="  "),
    ],
)
def test_what_cannot_be_carried_out_is_refused(bench: Bench, wish: Wish) -> None:
    """Before anything is stored."""
    refused(bench, wish)


@pytest.mark.parametrize(
    "words",
    [
        "Carys",
        "carys pritchard",
        "PRITCHARD",
        "Gwyneth",
        "the Pritchard lady",
        "Callum",
        "Ystradgynlais",
        "07700-900-123",
        "Heledd Rhys",
        "Tŷ Celyn",
        "Nia",
    ],
)
def test_words_that_name_somebody_of_the_study_stand_for_nobody(bench: Bench, words: str) -> None:
    """Neither as a pseudonym nor as the words of a mention; however they are written."""
    refused(bench, everywhere(PSEUDONYM, "Nia Pritchard", replacement=words), NamesSomebody)
    refused(bench, everywhere(REPLACE, "Nia Pritchard", replacement=words), NamesSomebody)


def test_a_name_that_is_a_word_too_is_somebody_s_name(bench: Bench) -> None:
    """Where there is a Rose, nobody is called Rose; but something may smell of roses, and a bed be a rose bed."""
    bench.db.execute("INSERT INTO roster VALUES (NULL, 'Rose Tamplin', 'PERSON', '[]', '', '', 9)")

    refused(bench, everywhere(PSEUDONYM, "Nia", replacement="Rose"), NamesSomebody)
    check_wish(everywhere(REPLACE, "number", "OTHER", replacement="a rose bed"), bench.db, bench.settings)


def test_a_pseudonym_is_one_person_s(bench: Bench) -> None:
    """Whoever chose it first, in people.csv or on the page; those who share a name share that part of it."""
    bench.decide(everywhere(PSEUDONYM, "Nia Pritchard", replacement="Heledd Mostyn"), ELERI)

    for taken in ("Heledd", "heledd", "Mostyn", "Idris", "Marlow"):
        refused(bench, everywhere(PSEUDONYM, "Gŵyneth", replacement=taken), PseudonymTaken)
    for free in (
        everywhere(PSEUDONYM, "Carys Pritchard", replacement="Beca Mostyn"),
        everywhere(PSEUDONYM, "Nia", replacement="Heledd"),
        everywhere(PSEUDONYM, "Callum Dacey", replacement="Idris Marlow"),
        everywhere(PSEUDONYM, "Gŵyneth", replacement="Lowri"),
    ):
        check_wish(free, bench.db, bench.settings)


def test_a_pseudonym_that_is_given_back_is_free(bench: Bench) -> None:
    """For whoever wants it next."""
    made = bench.decide(everywhere(PSEUDONYM, "Nia", replacement="Heledd"), ELERI)
    bench.undo(made.decision_id, ELERI)

    check_wish(everywhere(PSEUDONYM, "Gŵyneth", replacement="Heledd"), bench.db, bench.settings)


def test_of_two_people_of_one_name_each_has_their_own(bench: Bench) -> None:
    """The other Nia does not have the same pseudonym."""
    bench.decide(everywhere(PSEUDONYM, "Nia", replacement="Heledd", other="2"), ELERI)

    refused(bench, everywhere(PSEUDONYM, "Nia", replacement="Heledd"), PseudonymTaken)


@pytest.mark.parametrize("type_", ["PERSON", "PLACE", "OTHER"])
def test_own_words_do_not_call_anybody_by_an_ordinary_name(
    type_: str, make_study: Maker, opened: Opener, tmp_path: Path
) -> None:
    """Where somebody is called Grace, "Grace" may stand for nothing else; to say grace names nobody."""
    study = make_study(tmp_path, {"FC01": "INT: Pwy ddaeth? 🙂\nFC01: Grace Rhŷs came to the Bluebell with Grace."})
    bench = on_the_bench(opened(study), study)

    check_wish(everywhere(REPLACE, "Bluebell", type_, replacement="where they say grace"), bench.db, bench.settings)
    for named in ("Grace", "our friend Grace", "GRACE"):
        refused(bench, everywhere(REPLACE, "Bluebell", type_, replacement=named), NamesSomebody)
