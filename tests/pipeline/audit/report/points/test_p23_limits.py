"""Point 23: the limits are stated."""

from __future__ import annotations

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p23_limits import answer
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts


def test_the_limits_are_always_stated() -> None:
    """The measured figures, and those of this study."""
    said = answer(COMPLETE)
    assert said.state == State.DONE
    assert any(".977 (95 % interval .962 to .986)" in line for line in said.lines)
    assert any("36 invented identifiers" in line for line in said.lines)


def test_what_was_not_measured_is_a_limit() -> None:
    """Without a sample, a second reading or a Welsh reader more is unknown."""
    bare = answer(facts(sample=None, second=None, settings=NOTHING.settings)).lines
    for words in ("No sample was read", "No transcript was read by two people", "The Welsh was read by nobody"):
        assert any(line.startswith(words) for line in bare)
