"""What can go wrong where something of a study ends, each with one line."""

from __future__ import annotations

from pipeline.errors import PipelineError


class AlreadyWithdrawn(PipelineError):
    """Somebody has withdrawn in this way, or in a wider one, already."""

    code = "LL-P045"


class CannotTellApart(PipelineError):
    """Whose words they are cannot be told, so they cannot be withdrawn alone."""

    code = "LL-P046"


class FileInTheWay(PipelineError):
    """A file would be overwritten that may be the only one of its kind."""

    code = "LL-P047"


class CopyNotSound(PipelineError):
    """A copy of a store is damaged, or is not what it was made from."""

    code = "LL-P048"


class StoreIsLater(PipelineError):
    """A backup would take the place of a store that knows more than it does."""

    code = "LL-P049"


class KeyDestroyed(PipelineError):
    """The study's key was destroyed, and with it everything that its store held."""

    code = "LL-P050"


class NotConfirmed(PipelineError):
    """Something that cannot be undone was not confirmed."""

    code = "LL-P051"


class NothingToDispose(PipelineError):
    """Something is named as disposed of that no retention date is about."""

    code = "LL-P052"
