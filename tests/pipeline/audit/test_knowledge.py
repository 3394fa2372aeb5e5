"""What somebody who knows a participant could recognise in the published text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audit.attributes import Person
from pipeline.audit.knowledge import EXAMPLE, BadKnowledge, Fit, Narrowing, narrow, read_knowledge
from pipeline.settings import Settings
from tests.spoken import spoken

SETTINGS = Settings(attributes=("group",))
SAID = [
    spoken(
        "YP01",
        "INT: Who was there?\nYP01: My brother is in the army now.\n"
        "YP01: We had two dogs, Cân a Ci. 🙂\nYP01: I moved 4 times.",
    ),
    spoken("YP02", "YP02: I left school early.\nYP02: Two dogs, and a cat."),
    spoken("FC01", "FC01: The young man moved four times.\nFC01: Nobody rang back."),
]
PEOPLE = [
    Person("YP01", ("young_person",)),
    Person("YP02", ("young_person",)),
    Person("FC01", ("foster_carer",)),
]


def tried(folder: Path, facts: str, attributes: str = "") -> Narrowing:
    """Write facts such as "two dogs; brother in the army | soldier" to a file and try them."""
    lines = [f"  - any: [{', '.join(way.strip() for way in fact.split('|'))}]" for fact in facts.split(";")]
    given = [f"attributes: {{ group: {attributes} }}"] if attributes else []
    path = folder / "knowledge.yml"
    path.write_text("\n".join(["person: person A", *given, "facts:", *lines]), encoding="utf-8")
    return narrow(read_knowledge(path, SETTINGS), SAID, PEOPLE, SETTINGS)


def test_facts_that_fit_one_participant_are_given_by_number_with_the_turns(tmp_path: Path) -> None:
    """Two people have dogs and two moved; one did both."""
    found = tried(tmp_path, "two dogs; moved four times")

    assert found.fitting == 1
    assert found.alone == (Fit(("fact 1", "fact 2"), "YP01", (("YP01", 3), ("YP01", 4))),)


def test_one_fact_can_be_enough(tmp_path: Path) -> None:
    """The fewest pieces are given, and nothing larger that holds them."""
    found = tried(tmp_path, "two dogs; brother in the army | a soldier")

    assert [fit.pieces for fit in found.alone] == [("fact 2",)]


def test_facts_that_fit_many_single_nobody_out(tmp_path: Path) -> None:
    """Two participants have two dogs: no place is pointed at."""
    found = tried(tmp_path, "two dogs")

    assert (found.fitting, found.participants, found.alone) == (2, 3, ())


def test_an_attribute_narrows_like_a_fact(tmp_path: Path) -> None:
    """Of those who moved four times one is a carer."""
    found = tried(tmp_path, "moved four times", attributes="foster_carer")

    assert found.alone == (Fit(("group",), "FC01", ()),)


def test_a_fact_that_nobody_tells_is_left_out_of_the_count(tmp_path: Path) -> None:
    """Who knows more than the text says learns nothing by it."""
    found = tried(tmp_path, "two dogs; a boat on the river")

    assert (found.untold, found.fitting) == (("fact 2",), 2)


def test_where_nobody_fits_everything_the_pieces_that_fit_one_are_given(tmp_path: Path) -> None:
    """An intruder with one mistaken fact still has the others."""
    found = tried(tmp_path, "left school; brother in the army")

    assert found.fitting == 0
    assert {fit.participant for fit in found.alone} == {"YP01", "YP02"}


def test_words_far_from_each_other_are_no_fact(tmp_path: Path) -> None:
    """ "Brother" and "dogs" stand in two turns, and say nothing of the brother's dogs."""
    assert tried(tmp_path, "brother's dogs").untold == ("fact 1",)


def test_words_in_another_form_and_numbers_in_digits_are_recognised(tmp_path: Path) -> None:
    """ "A dog, two of them" is told by "two dogs"; "4" is four."""
    assert tried(tmp_path, "two dog").fitting == 2
    assert tried(tmp_path, "moving 4 times").fitting == 2


def test_the_example_can_be_read(tmp_path: Path) -> None:
    """What the command shows as an example is one."""
    path = tmp_path / "example.yml"
    path.write_text(EXAMPLE, encoding="utf-8")

    assert len(read_knowledge(path, SETTINGS).facts) == 4


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("facts: [", "line 1"),
        ("- Ceri", "give person, relation, attributes, facts and nothing else"),
        ("name: Ceri\nfacts: [two dogs]", "give person, relation, attributes, facts and nothing else"),
        ("facts: []", "give facts as a list"),
        ("facts:\n  - two dogs\n  - any: []", "fact 2"),
        ("facts:\n  - { Ceri: dogs }", "fact 1"),
        ("facts: [two dogs]\nattributes: { Ceri: 1 }", "attributes can be group"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_without_a_word_of_it(tmp_path: Path, text: str, line: str) -> None:
    """It may hold real names; so may its own name."""
    path = tmp_path / "Ceri.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadKnowledge) as refused:
        read_knowledge(path, SETTINGS)

    assert line in str(refused.value)
    assert "Ceri" not in str(refused.value)
    assert "dogs" not in str(refused.value)


def test_a_file_that_is_not_there_is_named_without_its_name(tmp_path: Path) -> None:
    """The line says what to check."""
    with pytest.raises(BadKnowledge, match=r"^The file of knowledge cannot be opened"):
        read_knowledge(tmp_path / "Ceri.yml", SETTINGS)
