"""The home page."""

from __future__ import annotations

from pipeline.review.bench import TranscriptState
from pipeline.reviewing.pages.home import read_by, shelves, summary, what_next
from tests.pipeline.reviewing.conftest import Workbench


def state(id_: str, undecided: int, marks: int = 10, **more: object) -> TranscriptState:
    """Make the state of an interview of 1,200 words."""
    group = {"FC": "foster_carer", "YP": "young_person"}[id_[:2]]
    return TranscriptState(id_, "interview", group, 40, 1200, marks, undecided, **more)  # type: ignore[arg-type]


def test_one_goes_on_where_somebody_stopped() -> None:
    """What is begun comes before what is not."""
    step = what_next([state("FC01", 0), state("FC02", 10), state("YP01", 3)])

    assert step is not None
    assert (step.address, step.link) == ("/t/YP01", "YP01, 3 of 10 left →")


def test_one_begins_with_the_first() -> None:
    """Where nothing is begun."""
    step = what_next([state("FC01", 10), state("FC02", 10)])

    assert step is not None
    assert (step.before, step.address) == ("Begin here:", "/t/FC01")


def test_what_is_decided_is_signed_off() -> None:
    """Where nothing is left; and nothing is said of a study without transcripts."""
    step = what_next([state("FC01", 0)])

    assert step is not None
    assert step.address == "/sign-off"
    assert what_next([]) is None


def test_how_far_the_study_is() -> None:
    """In a sentence."""
    assert summary([state("FC01", 0), state("FC02", 4)]) == (
        "Two transcripts, 2,400 words. One transcript decided, 4 of 20 marks left."
    )
    assert summary([state("FC01", 10)]) == "One transcript, 1,200 words. 10 of 10 marks left."
    assert summary([state("FC01", 0)]).endswith("Everything that was marked has been decided: 10 marks.")


def test_transcripts_stand_by_group() -> None:
    """In the order of their labels."""
    put = shelves([state("YP01", 1), state("FC02", 1), state("FC01", 1)])

    assert [(shelf.name, [one.id for one in shelf.transcripts]) for shelf in put] == [
        ("Foster carers", ["FC01", "FC02"]),
        ("Young people", ["YP01"]),
    ]


def test_who_reads() -> None:
    """First and second reading."""
    assert read_by(state("FC01", 1)) == ""
    assert read_by(state("FC01", 1, readers=("Megan", "Jac"))) == "read by Megan and Jac"
    second = state("FC01", 0, readers=("Megan",), second=4, second_reader="Jac")
    assert read_by(second) == "read by Megan; second reading by Jac, 4 left"


async def test_the_page_lists_what_is_left(workbench: Workbench) -> None:
    """Each transcript with a link, and what to do next."""
    async with workbench.signed_in() as browser:
        text = (await browser.get("/")).text
    marks = workbench.bench.page("FC01").undecided

    assert '<a href="/t/FC01">FC01</a>' in text
    assert f"{marks} of {marks} left" in text
    assert "Begin here:" in text
