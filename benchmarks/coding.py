"""Time the coding pages over an invented transcript of 400 turns with 700 codings by two coders and 120 suggestions.

python -m benchmarks.coding [--turns N] [--codings N]
"""

from __future__ import annotations

import argparse
import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.generate import Size, generate
from pipeline.coding.working.events import APPLY, Event
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.sign_in import sign_in
from pipeline.publish.metadata import metadata
from pipeline.workbench.serve import make_datasette

TIMES, POSTS = 15, 60
PAGE_MS, POST_MS, PAGE_KB = 150.0, 50.0, 400.0
TRANSCRIPT = "P000"
CODER, PASSWORD = "A coder", "a password for this benchmark"
HERE = {"host": "localhost"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, in milliseconds or KB, and the most that it may be."""

    name: str
    middle: float
    most: float
    target: float


async def measure(folder: Path, turns: int, codings: int) -> list[Measured]:
    """Make the transcript and a log in which half of its codings are the coder's own, and measure."""
    database = generate(folder / "llais.db", Size(1, turns, codings // 2, 120))
    with WorkingLog(folder / "coding.db") as log:
        datasette = make_datasette(database, metadata(), log)
        sign_in(log, CODER, PASSWORD)
        cookies = await _cookies(datasette)
        texts = await _turns(datasette, cookies)
        log.append_all(_events(texts, codings - codings // 2))

        async def page(asked: str = "") -> Any:
            return await datasette.client.get(f"/code/{TRANSCRIPT}{asked}", headers=HERE, cookies=cookies)

        whole = (await page()).text
        return [
            await _times("the page", page, TIMES, PAGE_MS),
            await _times("the page with suggestions", lambda: page("?suggestions=1"), TIMES, PAGE_MS),
            Measured("its HTML, in KB", len(whole.encode()) / 1000, len(whole.encode()) / 1000, PAGE_KB),
            await _times("a code applied", _poster(datasette, cookies, whole, texts), POSTS, POST_MS),
            await _times(
                "the list of transcripts",
                lambda: datasette.client.get("/code", headers=HERE, cookies=cookies),
                TIMES,
                PAGE_MS,
            ),
        ]


async def _cookies(datasette: Any) -> dict[str, str]:
    form = await datasette.client.get("/coder", headers=HERE)
    token = re.search(r'name="csrftoken" value="([^"]+)"', form.text)
    given = {"csrftoken": token.group(1) if token else "", "name": CODER, "password": PASSWORD}
    kept = dict(form.cookies)
    answer = await datasette.client.post("/coder", data=given, headers=HERE, cookies=kept, follow_redirects=False)
    return {**kept, **dict(answer.cookies)}


async def _turns(datasette: Any, cookies: dict[str, str]) -> dict[int, tuple[str, str]]:
    """Read each turn's text and its hash, as the page's script would."""
    rows = await datasette.get_database("llais").execute_fn(
        lambda connection: connection.execute("SELECT n, text FROM turns ORDER BY n").fetchall()
    )
    page = (await datasette.client.get(f"/code/{TRANSCRIPT}", headers=HERE, cookies=cookies)).text
    hashes = dict(re.findall(r'id="turn-(\d+)"[^>]*data-hash="([^"]+)"', page))
    return {row["n"]: (row["text"], hashes[str(row["n"])]) for row in rows}


def _events(texts: dict[int, tuple[str, str]], number: int) -> list[Event]:
    spoken = [n for n, (text, _) in texts.items() if len(text) > 60]
    codes = ("exchange/tangible", "care/acts", "care/system", "voice/heard")
    return [
        Event(
            CODER,
            APPLY,
            "draft",
            TRANSCRIPT,
            turn=(n := spoken[at % len(spoken)]),
            text_hash=texts[n][1],
            uid=f"{at:016x}{n:016x}",
            start=at % 20,
            end=at % 20 + 25,
            quote=texts[n][0][at % 20 : at % 20 + 25],
            code=codes[at // len(spoken) % 4],
        )
        for at in range(number)
    ]


def _poster(
    datasette: Any, cookies: dict[str, str], page: str, texts: dict[int, tuple[str, str]]
) -> Callable[[], Awaitable[Any]]:
    """Return what applies a code to other words with every call."""
    token = re.search(r'name="csrftoken" value="([^"]+)"', page)
    n, (text, hash) = next((n, one) for n, one in texts.items() if len(one[0]) > 200)
    ends = (end for end in range(30, len(text)) if text[end - 1] != " ")
    asked = {
        "csrftoken": token.group(1) if token else "",
        "action": APPLY,
        "turn": str(n),
        "hash": hash,
        "suggestions": "1",
    }

    async def post() -> Any:
        end = next(ends)
        words = {"start": "3", "end": str(end), "words": text[3:end], "code": "care/relationships"}
        headers = {**HERE, "accept": "application/json"}
        answer = await datasette.client.post(
            f"/code/{TRANSCRIPT}/do", data={**asked, **words}, headers=headers, cookies=cookies
        )
        if answer.status_code != 200:
            raise RuntimeError(answer.text)
        return answer

    return post


async def _times(name: str, ask: Callable[[], Awaitable[Any]], times: int, target: float) -> Measured:
    await ask()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        await ask()
        taken.append(1000 * (time.perf_counter() - begun))
    return Measured(name, median(taken), max(taken), target)


def show(measured: list[Measured], title: str) -> None:
    """Print what was measured, beside the targets."""
    table = Table(title=title)
    table.add_column("what")
    for heading in ("median", "most", "target"):
        table.add_column(heading, justify="right")
    for one in measured:
        verdict = "" if one.middle < one.target else "  [red]over[/red]"
        table.add_row(one.name, f"{one.middle:.0f}", f"{one.most:.0f}", f"< {one.target:.0f}{verdict}")
    Console().print(table)


def main() -> None:
    """Make a transcript, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=400)
    parser.add_argument("--codings", type=int, default=700)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        measured = asyncio.run(measure(Path(folder), given.turns, given.codings))
    show(measured, f"Coding: {given.turns} turns, {given.codings} codings; milliseconds where nothing else is said")


if __name__ == "__main__":
    main()
