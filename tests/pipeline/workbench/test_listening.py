"""Listening: this computer's own addresses only, and a taken port is named."""

from __future__ import annotations

import socket

import pytest

from pipeline.workbench import listening
from pipeline.workbench.errors import HostNotLocal, PortTaken


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "example.org", ""])
def test_only_this_computers_addresses_are_served(host: str) -> None:
    """An address that lets others in is refused before anything listens."""
    with pytest.raises(HostNotLocal):
        listening.listen(host, 0)


def test_a_taken_port_is_named() -> None:
    """A port that another program has is named in one line."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)) as raised:
            listening.listen("127.0.0.1", port)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("host", "address"), [("127.0.0.1", "http://127.0.0.1:8001/"), ("::1", "http://[::1]:8001/")])
def test_addresses_can_be_opened(host: str, address: str) -> None:
    """An address of the newer kind stands in brackets."""
    assert listening.address(host, 8001) == address


def test_answers_are_sent_at_once() -> None:
    """What asyncio looks at before it turns off the waiting of TCP for more to send."""
    with listening.listen("127.0.0.1", 0) as taken:
        assert taken.proto == socket.IPPROTO_TCP
