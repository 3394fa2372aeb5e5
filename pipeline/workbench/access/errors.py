"""What can go wrong when people are let in."""

from __future__ import annotations

from pipeline.errors import PipelineError


class BadAccount(PipelineError):
    """An account cannot be made or found as it was asked for."""

    code = "LL-P082"


class AccountsUnreadable(PipelineError):
    """The file of accounts is damaged, or others on this computer may read it."""

    code = "LL-P083"


class NoPasswords(PipelineError):
    """What checks passwords is not installed."""

    code = "LL-P084"


class NotForThem(PipelineError):
    """Pages would be served to people for whom they are not, or to nobody."""

    code = "LL-P085"


class BadHostName(PipelineError):
    """The name under which the pages would be served, or the header that names people, cannot be one."""

    code = "LL-P086"
