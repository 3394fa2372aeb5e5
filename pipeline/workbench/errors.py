"""What can go wrong when a study is served."""

from __future__ import annotations

from pipeline.errors import PipelineError


class PortTaken(PipelineError):
    """Another program listens on the port."""

    code = "LL-P016"


class HostNotLocal(PipelineError):
    """The address would let other computers in."""

    code = "LL-P017"
