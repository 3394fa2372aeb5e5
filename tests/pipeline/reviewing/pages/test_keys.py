"""The page of keys."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.reviewing import app
from tests.pipeline.reviewing.conftest import Workbench

SCRIPT = Path(app.__file__).parent / "static" / "transcript" / "review.js"


async def test_every_key_of_the_script_is_told_of(workbench: Workbench) -> None:
    """And no other."""
    table = SCRIPT.read_text(encoding="utf-8").split("const KEYS = {")[1].split("\n};")[0]
    keys = {quoted or plain for quoted, plain in re.findall(r'^  (?:"(.)"|(\w+)):?', table, re.MULTILINE)}
    async with workbench.signed_in() as browser:
        shown = set(re.findall(r"<kbd>(.+?)</kbd>", (await browser.get("/keys")).text))

    assert {key.replace("Escape", "Esc") for key in keys} == shown - {"←", "→", "⇧←", "⇧→"}
