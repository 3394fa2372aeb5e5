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
