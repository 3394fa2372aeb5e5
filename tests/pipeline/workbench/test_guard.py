"""What comes along with a request, and what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipeline.workbench.test_serve import served


@pytest.mark.parametrize(
    "cookie", [b"a=\xe9", b"\xff\xfe=1", b"a{b=c", b"a[b]=c", b"=", b",", b"ds_csrftoken=\xc5\xb7"]
)
async def test_cookies_of_other_programs_do_no_harm(cookie: bytes, make_sample: Callable[..., Path]) -> None:
    """A browser sends what any program on this computer gave it; ours beside it are read."""
    headers = [(b"host", b"localhost"), (b"cookie", cookie + b"; llais_language=cy")]
    answer = await served(make_sample()).client.get("/", headers=headers)
    assert answer.status_code == 200
    assert '<html lang="cy">' in answer.text


@pytest.mark.parametrize(
    ("path", "kept"), [("/-/llais/llais.css", True), ("/-/llais/nothing.css", False), ("/-/llais/../serve.py", False)]
)
async def test_only_style_sheets_are_kept_by_browsers(path: str, kept: bool, make_sample: Callable[..., Path]) -> None:
    """What is not there, or is closed, is not remembered as that."""
    answer = await served(make_sample()).client.get(path)
    assert ("no-store" not in answer.headers.get("cache-control", "")) == kept


async def test_whoever_comes_under_another_name_is_told_which_to_use(make_sample: Callable[..., Path]) -> None:
    """Behind a server in front it is the team's address: what this computer is called helps nobody there."""
    answer = await served(make_sample()).client.get("/", headers={"host": "www.interviews.example.ac.uk"})
    assert answer.status_code == 403
    assert "the one that your team gave you" in answer.text and "http://localhost" in answer.text
