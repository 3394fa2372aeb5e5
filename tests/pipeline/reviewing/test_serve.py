"""Serving the workbench."""

from __future__ import annotations

import socket

import pytest

from pipeline.reviewing.serve import opens, serve
from pipeline.workbench.errors import PortTaken
from tests import studies
from tests.pipeline.reviewing.conftest import Workbench


@pytest.mark.parametrize(
    ("given", "whether"), [(studies.PASSPHRASE, True), ("wrong", False), ("", False), ("two\nlines", False)]
)
def test_the_passphrase_is_the_stores_own(workbench: Workbench, given: str, whether: bool) -> None:
    """What opens the store lets people in; nothing is kept to compare with."""
    assert opens(workbench.study, given) is whether


def test_a_taken_port_leaves_no_trace(workbench: Workbench) -> None:
    """Where nothing was opened, the trail says nothing of it."""
    before = workbench.trail()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken):
            serve(workbench.db, workbench.study, "Megan Vaughan", other.getsockname()[1], False, studies.say_nothing)

    assert workbench.trail() == before
