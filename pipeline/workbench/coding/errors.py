"""What can go wrong when somebody codes on the pages."""

from __future__ import annotations

from pipeline.errors import PipelineError


class NotSignedIn(PipelineError):
    """Nobody is signed in who could code."""

    code = "LL-P089"


class TextChanged(PipelineError):
    """The words that a coding is meant for are not those that are published now."""

    code = "LL-P090"


class CannotCode(PipelineError):
    """What was asked for cannot be done: no such turn, code or coding, or the transcript is handed in."""

    code = "LL-P091"
