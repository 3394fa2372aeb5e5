"""Addresses and names on the internet, as they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
I emailed, [EMAIL harbour.duty@example.org], three times.
It's on [URL https://example.org/paneli/llais-y-plant] if you fancy a look.
Look at [URL www.example.org], all of it.
I've got a page, [HANDLE @weather_rice_example], with my drawings. ✏️
His socials, [HANDLE robbo_11_wxm], and that's it.
my snapchat is [HANDLE llyr.2009]
"""

NOT_FOUND = """
Send me an e-mail, or a text, or ring.
I said... well, nothing. At all.
On Snapchat everybody sees it.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_an_address_is_found_without_the_sentence_s_marks(detect: Callable[..., str], line: str) -> None:
    """The full stop after an address is not part of it."""
    assert detect("online", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_talk_about_the_internet_stays(detect: Callable[..., str], line: str) -> None:
    """A platform's name is no address."""
    assert detect("online", line) == line
