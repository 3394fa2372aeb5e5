"""What can go wrong between a reviewer's browser and the workbench."""

from __future__ import annotations

from pipeline.errors import PipelineError


class NotSignedIn(PipelineError):
    """Nobody is signed in, or nothing was done for so long that the reading ended."""

    code = "LL-P058"


class NotFromHere(PipelineError):
    """A request that would change something did not come from a page of the workbench."""

    code = "LL-P059"


class NotUnderstood(PipelineError):
    """What the page sent cannot be read as a decision."""

    code = "LL-P060"


class StillReading(PipelineError):
    """Somebody who is reading a transcript a second time asks for what the first reading says."""

    code = "LL-P062"


class ReadingUnfinished(PipelineError):
    """A second reading would be handed in of which marks are undecided."""

    code = "LL-P063"


class ChangedSinceRead(PipelineError):
    """A transcript would be signed off that is not any more as it was read."""

    code = "LL-P064"
