"""Which lines begin with a speaker's label is decided over the whole file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.labelling import label_lines
from ingest.labels import Label
from ingest.lines import Line
from ingest.text import trace


def lines(text: str) -> list[Line]:
    """Make lines of a document; what stands between ** and ** at the beginning of one looks different."""
    return [
        Line(trace(line.replace("**", ""), f"line {n}"), apart=line.split("**")[1] if line.startswith("**") else "")
        for n, line in enumerate(text.strip().splitlines(), start=1)
    ]


def speakers(text: str, *named: str) -> list[str]:
    """Return who begins to speak on each line, "" where nobody does."""
    return [line.label.name if line.label else "" for line in label_lines(lines(text), named)]


@pytest.mark.parametrize(
    "form",
    ["{}: {}", "{}:\t{}", "{}\t{}", "[{}] {}", "{} - {}", "{} – {}", "{} > {}", "<{}> {}", "{}; {}", "({}) {}",
     "{}. {}", "{}   {}", ">> {}: {}", "[00:01] {}: {}", "{} (00:01): {}", "• {}: {}"],
)  # fmt: skip
def test_every_form_in_which_files_write_labels(form: str) -> None:
    """One form, line after line, by the same few speakers."""
    said = ["Tea, Siân?", "Please do.", "With milk?", "No milk.", "And a cake?", "Bara brith."]
    text = "\n".join(form.format(("INT", "P1")[n % 2], words) for n, words in enumerate(said))
    assert speakers(text) == ["INT", "P1"] * 3


def test_a_name_that_comes_again_is_a_speaker() -> None:
    """One that comes once, as in what somebody reports, is none."""
    text = "Elin: And then?\nSiân: She was late.\nShe told me: get in the lift\nElin: Right.\nSiân: So I did."
    assert speakers(text) == ["Elin", "Siân", "", "Elin", "Siân"]


def test_somebody_who_looks_in_once() -> None:
    """A label like everybody else's is one, where nearly every line has a label."""
    text = "Elin Parry: Tea?\nSiân Ŵyn: Yes.\n" * 5 + "Nest Haf: Sorry, is the lift here?\n"
    assert speakers(text)[-1] == "Nest Haf"


def test_quoted_people_do_not_speak() -> None:
    """Where labels have a look of their own, a rare label without it belongs to the turn."""
    talk = "**Elin:** And then?\n**Siân:** She was late.\n" * 4
    text = f"{talk}Nain: where is the tea\nNain: where is the cake\n{talk}"
    assert speakers(text)[8:10] == ["", ""]


def test_whom_a_person_names_is_a_speaker() -> None:
    """Also where the file alone would not show it."""
    text = "Nain: Tea?\nP1: Yes.\nP1: Well."
    assert speakers(text)[0] == ""
    assert speakers(text, "Nain")[0] == "Nain"


def test_labels_already_set_stay() -> None:
    """A table or a name in bold said who speaks."""
    line = Line(trace("Tea?", "line 1"), Label("Siân Ŵyn", "Tea?"))
    assert label_lines([line])[0].label == line.label


def test_asides_are_never_labelled() -> None:
    """What stands in a table that is no conversation is nobody's turn."""
    aside = Line(trace("INT: Tea?", "line 1"), aside=True)
    assert label_lines([aside, *lines("INT: Tea?\nP1: Yes.")])[0].label is None


def test_answers_below_labelled_questions_are_somebody_elses() -> None:
    """Where only the questions are labelled, the paragraph after one is not the interviewer's."""
    text = "Q: Tea?\nI had some.\nQ: Cake?\nThere was none.\nQ: Milk?\nA little.\nQ: A lift?\nNo, we walked."
    assert [line.answers for line in label_lines(lines(text))] == [False, True] * 4


@pytest.mark.parametrize(
    "text",
    [
        "We had tea.\nThen we left.",
        "We met at 10:30.\nThe bus: late.",
        "Note: tea\nNote: cake",
        "https://tea.example",
        "",
    ],
)
def test_speech_without_labels_has_none(text: str) -> None:
    """A colon, a time or an address labels nobody."""
    assert not any(speakers(text))


def test_a_long_story_with_what_others_said_in_it_is_no_dialogue() -> None:
    """Two lines that quote somebody do not make speakers of a whole life."""
    story = "\n".join(["They had hens by the river."] * 60)
    assert set(speakers(f"{story}\nNain: come in.\nAnd so on.\nNain: sit down.")) == {""}


def test_wrapped_lines_do_not_count_as_paragraphs() -> None:
    """A few names before long turns that are wrapped at the margin are speakers."""
    wrapped = [replace(line, joins=" ") for line in lines("She went by the river\n" * 60)]
    talk = [line for name in ("Elin", "Siân", "Elin", "Siân") for line in (*lines(f"{name}: Tea?"), *wrapped)]
    assert [line.label.name for line in label_lines(talk) if line.label] == ["Elin", "Siân"] * 2
