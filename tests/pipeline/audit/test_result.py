"""What a sample says in the end: caught seeds are no leaks, leaks are counted in turns, and one name is too many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.bounds import BINOMIAL, HYPERGEOMETRIC, Seeds
from pipeline.audit.result import SampleResult, sample_result
from pipeline.audit.sample import (
    COMBINING,
    NUISANCE,
    PARTICIPANT,
    SampleNotFinished,
    draw_sample,
    finish,
    mark,
    mark_read,
    planted_in,
    turns_of,
)
from pipeline.audit.sentences import sentences
from pipeline.settings import Settings
from pipeline.study import Study
from tests.studies import run_main_job, say_nothing

TOPICS = "the bed|the phone|a lift to football|cawl on the stove|the meeting|tea and toast|the school bus".split("|")
READER = "Bob"


def said(n: int, first: int = 0) -> str:
    """Write an interview of `n` turns, accents and all; the `first` topic is talked of first."""
    topics = [TOPICS[(first + i) % len(TOPICS)] for i in range(n)]
    return "\n".join(f"P1: We talked about {topic} that day, cariad, ŵyr neb pam 🙂." for topic in topics)


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Four transcripts of a hundred turns."""
    return make_study(tmp_path, {label: said(100, i) for i, label in enumerate(("FC01", "FC02", "YP01", "WK01"))})


@pytest.fixture
def db(study: Study, opened: Callable[[Study], Database]) -> Database:
    """The study's store, everything published."""
    store = opened(study)
    run_main_job(store, study)
    return store


def read_all(
    db: Database,
    settings: Settings,
    n: int,
    *,
    seeds: bool = True,
    catch: Callable[[int], bool] = lambda _: True,
    leaks: Iterable[tuple[int, str, str]] = (),
    reader: str = READER,
) -> SampleResult:
    """Draw and read a sample: seeds are caught as `catch` says of their count, `leaks` are (turn, kind, severity)."""
    id_ = draw_sample(db, settings, n, "Ann", seeds=seeds, seed="always the same")
    planted = [(n, seed) for n, its in planted_in(db, id_).items() for seed in its]
    for i, (turn, seed) in enumerate(planted):
        if catch(i):
            mark(db, id_, turn, seed.start, seed.end, seed.kind, PARTICIPANT, reader)
    free = [turn for turn in turns_of(db, id_) if turn.n not in {n for n, _ in planted}]
    for i, kind, severity in leaks:
        start = free[i].text.index("We")
        mark(db, id_, free[i].n, start, start + 2, kind, severity, reader)
    for turn in turns_of(db, id_):
        mark_read(db, id_, turn.n, reader)
    finish(db, id_, reader)
    return sample_result(db, settings, id_)


def test_a_clean_sample_says_how_much_may_be_left(db: Database, study: Study) -> None:
    """Nothing was planted or found: the bound of the turns as read, and a sentence that says so."""
    result = read_all(db, study.settings, 200, seeds=False)

    assert (result.direct.turns, result.quasi.turns, result.transcripts_with_leak) == (0, 0, 0)
    assert result.direct.bound.method == HYPERGEOMETRIC
    assert result.direct.seeds is None and result.direct.bound.catch_rate is None
    lines = sentences(result)
    assert any(
        line.startswith("In 200 turns read by a second person, no name") and "with 95 % confidence fewer than" in line
        for line in lines
    )
    assert sum("not measured" in line for line in lines) == 2


def test_a_small_part_is_judged_binomially(db: Database, study: Study) -> None:
    """Up to a tenth of the turns, the others are as good as endless."""
    assert read_all(db, study.settings, 40).direct.bound.method == BINOMIAL


def test_caught_seeds_are_no_leaks(db: Database, study: Study) -> None:
    """A mark on something planted measures the reader, and is never counted as something left."""
    result = read_all(db, study.settings, 200, catch=lambda i: i % 4 != 0)

    assert result.leaks == () and result.direct.turns == 0
    assert result.direct.seeds and result.quasi.seeds
    caught = result.direct.seeds.caught + result.quasi.seeds.caught
    assert (caught, result.direct.seeds.planted, result.quasi.seeds.planted) == (9, 7, 6)
    assert result.direct.bound.upper > result.direct.bound.as_read


def test_one_name_fails_the_sample(db: Database, study: Study) -> None:
    """A direct identifier that was left fails it, whatever the bound; where it stands is told without its words."""
    lenient = replace(study.settings, quasi_bound=0.9)
    result = read_all(db, lenient, 200, leaks=[(5, "direct", PARTICIPANT)])

    assert not result.accepted and result.direct.turns == 1
    assert "1 turn still holds a name" in result.reasons[0]
    [leak] = result.leaks
    text = db.execute(
        "SELECT text FROM turns WHERE transcript_id = ? AND n = ?", [leak.transcript_id, leak.turn]
    ).fetchone()[0]
    assert text[leak.start : leak.end] == "We"


def test_a_turn_leaks_once(db: Database, study: Study) -> None:
    """Two marks in a turn are two leaks and one leaking turn; transcripts are counted too."""
    lenient = replace(study.settings, quasi_bound=0.9)
    result = read_all(db, lenient, 200, leaks=[(5, "quasi", COMBINING), (5, "quasi", COMBINING)])

    assert (len(result.leaks), result.quasi.turns, result.transcripts_with_leak) == (2, 1, 1)
    assert result.accepted


def test_an_indirect_one_that_tells_directly_fails(db: Database, study: Study) -> None:
    """Few indirect identifiers may be left, but none that tells who a participant is."""
    lenient = replace(study.settings, quasi_bound=0.9)

    assert not read_all(db, lenient, 200, leaks=[(5, "quasi", PARTICIPANT)]).accepted


def test_too_few_turns_are_not_enough(db: Database, study: Study) -> None:
    """Nothing found in a few turns proves little: it is not accepted, and how many would do is said."""
    result = read_all(db, study.settings, 60)

    assert not result.accepted
    assert "A sample of about" in result.reasons[0] and "accepts 1 %" in result.reasons[0]


def test_a_bound_that_is_widened_after_the_draw_comes_too_late(db: Database, study: Study) -> None:
    """What a sample has to show is settled when it is drawn."""
    sample = read_all(db, study.settings, 60).sample_id
    wider = replace(study.settings, quasi_bound=0.9)

    assert not sample_result(db, wider, sample).accepted


def test_everything_read_without_a_leak_is_accepted(db: Database, study: Study) -> None:
    """All turns were read by somebody who was not measured: nothing is left to chance."""
    result = read_all(db, study.settings, 1000, seeds=False)

    assert (result.turns, result.turns_in_all, result.accepted) == (400, 400, True)
    assert result.quasi.bound.upper == 0
    assert sentences(result)[0] == "Accepted."


def test_nuisances_are_counted_apart(db: Database, study: Study) -> None:
    """What should not be there but tells nobody anything is no leak."""
    result = read_all(db, study.settings, 1000, seeds=False, leaks=[(3, "quasi", NUISANCE)])

    assert (result.nuisances, result.quasi.turns, result.accepted) == (1, 0, True)


def test_leaks_that_keep_together_cost(db: Database, study: Study) -> None:
    """Leaks in one transcript alone tell less than the same number spread over all."""
    spread = read_all(db, study.settings, 100, seeds=False, leaks=[(i, "quasi", COMBINING) for i in (0, 30, 55, 80)])
    together = read_all(db, study.settings, 100, seeds=False, leaks=[(i, "quasi", COMBINING) for i in range(4)])

    assert together.quasi.icc is not None and together.quasi.icc > 0
    assert together.quasi.bound.upper > spread.quasi.bound.upper


def test_the_setting_counts_where_the_sample_cannot_tell(db: Database, study: Study) -> None:
    """With nothing found, how alike turns of a transcript are is the study's assumption."""
    assumed = read_all(db, replace(study.settings, icc=0.1), 100, seeds=False)

    assert assumed.direct.icc is None and assumed.direct.bound.design_effect == pytest.approx(1 + 24 * 0.1, rel=0.05)


def test_what_has_changed_is_not_covered(db: Database, study: Study) -> None:
    """A transcript that is not any more as it was read is named; the others stand."""
    result = read_all(db, study.settings, 100)
    assert set(result.unchanged) == {"FC01", "FC02", "YP01", "WK01"} and not result.changed

    changed = study.transcripts / "FC02.txt"
    changed.write_text(said(99, 1), encoding="utf-8")
    steps.read_in(db, study, (), True, say_nothing)
    steps.protect(db, study, say_nothing)
    drawn = {row["transcript_id"] for row in db.query("SELECT transcript_id FROM sample_turns")}
    after = sample_result(db, study.settings)

    assert "FC02" not in after.unchanged
    assert ("FC02" in after.changed) == ("FC02" in drawn)
    assert after.gone == 100 - after.turns


def test_an_unfinished_sample_has_no_result(db: Database, study: Study) -> None:
    """What was caught is not told while somebody still reads."""
    draw_sample(db, study.settings, 20, "Ann")
    with pytest.raises(SampleNotFinished, match="20 of 20"):
        sample_result(db, study.settings)


def test_sentences_name_the_readers_by_no_name(db: Database, study: Study) -> None:
    """People of the team are labels in a result."""
    result = read_all(db, study.settings, 100)

    assert result.readers == ("R2",) or all(label.startswith("R") for label in result.readers)
    assert READER not in " ".join(sentences(result))
    assert result.direct.seeds == Seeds(5, 5)
