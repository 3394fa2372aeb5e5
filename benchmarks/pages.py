"""Time the pages of a large published database: 200,000 turns and 280,000 codings of invented words.

python benchmarks/pages.py [DATABASE], which is made when it is missing; without one, a temporary one is made.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.generate import generate
from pipeline.publish.metadata import metadata
from pipeline.workbench.serve import make_datasette

TIMES = 15
TABLE_MS, SEARCH_MS = 100.0, 250.0

# What is measured, its address, and the most milliseconds it may take.
PAGES = (
    ("home", "/", TABLE_MS),
    ("table of turns", "/llais/turns", TABLE_MS),
    ("table of turns, a page further", "/llais/turns?_next=100000", TABLE_MS),
    ("table of turns, one group", "/llais/turns?group_id=young_person", TABLE_MS),
    ("table of codings", "/llais/codings", TABLE_MS),
    ("table of codings, one code and group", "/llais/codings?code_id={code}&group_id=worker", TABLE_MS),
    ("table of replacements", "/llais/replacements", TABLE_MS),
    ("a turn", "/llais/turns/100000", TABLE_MS),
    ("a coding", "/llais/codings/140000", TABLE_MS),
    ("a transcript of 500 turns", "/llais/transcripts/P200", SEARCH_MS),
    ("search, a rare word", "/llais/search?words={rare}&group=", SEARCH_MS),
    ("search, a common word", "/llais/search?words={common}&group=", SEARCH_MS),
    ("search, a common word in one group", "/llais/search?words={common}&group=worker", SEARCH_MS),
    ("theme by group, the table", "/llais/theme_by_group", TABLE_MS),
    ("themes by group", "/llais/themes_by_group?theme=&group=", TABLE_MS),
    ("quotes of a theme and group", "/llais/quotes?theme={theme}&group=worker", SEARCH_MS),
    ("quotes of a code", "/llais/code_quotes?code={code}&group=", SEARCH_MS),
    ("one person's story", "/llais/story?participant=P200", SEARCH_MS),
    ("where coders differ, one code", "/disagreements?code={code}", SEARCH_MS),
    ("codes that meet", "/llais/codes_that_meet?code=", TABLE_MS),
)


async def measure(database: Path) -> list[tuple[str, int, float, float, float]]:
    """Return each page's name, status, median and slowest milliseconds of `TIMES` warm answers, and its target."""
    datasette = make_datasette(database, metadata())
    words = _words(database)
    measured = []
    for name, address, target in PAGES:
        path = address.format(**words)
        answer = await datasette.client.get(path)
        times = []
        for _ in range(TIMES):
            begun = time.perf_counter()
            await datasette.client.get(path)
            times.append(1000 * (time.perf_counter() - begun))
        measured.append((name, answer.status_code, median(times), max(times), target))
    return measured


def _words(database: Path) -> dict[str, str]:
    """Choose what to ask for: the most frequent word, one of few turns, the theme and the code with most passages."""
    import sqlite3

    db = sqlite3.connect(database)
    db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, turns_fts, row)")
    (common,) = db.execute("SELECT term FROM temp.vocabulary ORDER BY doc DESC").fetchone()
    (rare,) = db.execute("SELECT term FROM temp.vocabulary WHERE doc > 40 ORDER BY doc").fetchone()
    theme, code = db.execute("SELECT theme_id, code_id FROM code_counts ORDER BY passages DESC").fetchone()
    db.close()
    return {"common": common, "rare": rare, "theme": theme, "code": code}


def show(measured: list[tuple[str, int, float, float, float]]) -> None:
    """Print what was measured, beside the targets."""
    table = Table(title=f"Pages of 200,000 turns, {TIMES} warm answers each")
    for heading, side in (
        ("page", "left"),
        *((name, "right") for name in ("status", "median ms", "slowest", "target")),
    ):
        table.add_column(heading, justify=side)  # type: ignore[arg-type]
    for name, status, middle, slowest, target in measured:
        verdict = "" if middle < target and status == 200 else "  [red]over[/red]"
        table.add_row(name, str(status), f"{middle:.0f}", f"{slowest:.0f}", f"< {target:.0f}{verdict}")
    Console().print(table)


def main() -> None:
    """Make the database where it is missing, and measure."""
    with TemporaryDirectory() as folder:
        database = Path(sys.argv[1] if len(sys.argv) > 1 else folder) / "llais.db"
        if not database.exists():
            begun = time.perf_counter()
            generate(database)
            print(f"Made {database.stat().st_size / 2**20:.0f} MiB in {time.perf_counter() - begun:.0f} s")
        show(asyncio.run(measure(database)))


if __name__ == "__main__":
    main()
