"""Time every page of a large published database of invented words, over loopback, and show its slowest query's plan.

python -m benchmarks.pages [--turns 200000|1000000] [DATABASE], which is made where it is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import httpx
from datasette import tracer
from rich.console import Console
from rich.table import Table

from benchmarks.generate import Size, generate
from benchmarks.page_list import Page, addresses
from benchmarks.served import served
from pipeline.publish.metadata import metadata
from pipeline.workbench.serve import make_datasette

TIMES, CLIENTS, SECONDS = 15, 8, 20.0
SIZES = {200_000: Size(), 1_000_000: Size(2_000, 1_000_000, 1_400_000, 100_000)}
MOST_MIB = 300


@dataclass(frozen=True, slots=True)
class Measured:
    """One page's answers: its status, the first one's milliseconds, then those of the warm ones, and its kilobytes."""

    page: Page
    address: str
    status: int
    first: float
    warm: tuple[float, ...]
    kilobytes: float


def measure(address: str, pages: Sequence[tuple[Page, str]]) -> list[Measured]:
    """Ask each page once, and then `TIMES` times."""
    measured = []
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        for page, path in pages:
            answers = [_timed(client, path) for _ in range(TIMES + 1)]
            status, size = answers[0][1:]
            measured.append(Measured(page, path, status, answers[0][0], tuple(a[0] for a in answers[1:]), size / 1000))
    return measured


def _timed(client: httpx.Client, path: str) -> tuple[float, int, int]:
    begun = time.perf_counter()
    answer = client.get(path)
    return 1000 * (time.perf_counter() - begun), answer.status_code, len(answer.content)


def crowd(address: str, paths: Sequence[str]) -> tuple[list[float], list[str]]:
    """Let `CLIENTS` ask for pages at once for `SECONDS`; return the milliseconds of each answer, and what failed."""
    until = time.perf_counter() + SECONDS

    def ask(seed: int) -> tuple[list[float], list[str]]:
        chance, times, errors = random.Random(seed), [], []
        with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
            while time.perf_counter() < until:
                path = chance.choice(paths)
                try:
                    taken, status, _ = _timed(client, path)
                except httpx.HTTPError as error:
                    errors.append(f"{type(error).__name__} {path}")
                    continue
                times.append(taken)
                if status != 200:
                    errors.append(f"{status} {path}")
        return times, errors

    with ThreadPoolExecutor(CLIENTS) as pool:
        asked = list(pool.map(ask, range(CLIENTS)))
    return [taken for times, _ in asked for taken in times], [error for _, errors in asked for error in errors]


async def slowest_queries(database: Path, pages: Sequence[tuple[Page, str]]) -> list[tuple[str, float, str]]:
    """Give each page's slowest query: its milliseconds and its plan; pages that ask nothing once warm are left out."""
    datasette = make_datasette(database, metadata())
    found = []
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)
    for page, path in pages:
        traces: list[dict] = []
        with tracer.capture_traces(traces):
            await datasette.client.get(path)
        queries = [one for one in traces if one["type"] == "sql" and one.get("sql")]
        if queries:
            worst = max(queries, key=lambda one: one["duration_ms"])
            found.append((page.name, worst["duration_ms"], _plan(connection, worst)))
    connection.close()
    return found


def _plan(connection: sqlite3.Connection, query: dict) -> str:
    from datasette.utils import escape_fts

    connection.create_function("escape_fts", 1, escape_fts)
    try:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {query['sql']}", query.get("params") or {}).fetchall()
    except sqlite3.Error as error:
        return type(error).__name__
    return "\n".join(row[3] for row in rows)


def show(measured: Sequence[Measured], turns: int, allowance: float) -> None:
    """Print what was measured, beside the targets; larger studies have `allowance` times as long."""
    table = Table(title=f"Pages of {turns:,} turns over loopback, {TIMES} warm answers each")
    headings = ("page", "status", "first ms", "median ms", "slowest ms", "kB", "target ms")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for one in measured:
        target, middle = one.page.target * allowance, median(one.warm)
        verdict = "" if middle < target and one.status == 200 else "  [red]over[/red]"
        numbers = (f"{one.first:.0f}", f"{middle:.0f}", f"{max(one.warm):.0f}", f"{one.kilobytes:.0f}")
        table.add_row(one.page.name, str(one.status), *numbers, f"< {target:.0f}{verdict}")
    Console(width=120).print(table)


def show_plans(queries: Sequence[tuple[str, float, str]]) -> None:
    """Print each page's slowest query with its plan."""
    table = Table(title="The slowest query of each page's first answer, with its plan", show_lines=True)
    for heading in ("page", "ms", "plan"):
        table.add_column(heading, justify="right" if heading == "ms" else "left")
    for name, taken, plan in queries:
        table.add_row(name, f"{taken:.1f}", plan)
    Console(width=160).print(table)


def run(database: Path, turns: int) -> None:
    """Measure the pages of `database`, which is made where it is missing."""
    if not database.exists():
        begun = time.perf_counter()
        beside = generate(database.with_suffix(".part"), SIZES[turns])
        beside.rename(database)
        print(f"Made {database.stat().st_size / 2**20:.0f} MiB in {time.perf_counter() - begun:.0f} s")
    pages = addresses(database)
    with served(database) as server:
        print(f"First answer after {server.ready:.1f} s")
        show(measure(server.address, pages), turns, 1.0 if turns <= min(SIZES) else 2.0)
        times, errors = crowd(server.address, [path for _, path in pages])
        cuts = quantiles(times, n=20)
        print(
            f"{CLIENTS} clients at once for {SECONDS:.0f} s: {len(times) / SECONDS:.0f} answers a second, median "
            f"{median(times):.0f} ms, 95 % under {cuts[18]:.0f} ms, {len(errors)} errors {sorted(set(errors))}; "
            f"most memory {server.most_memory() / 2**20:.0f} MiB of {MOST_MIB}"
        )
    show_plans(asyncio.run(slowest_queries(database, pages)))


def main() -> None:
    """Measure a database of the size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", type=Path, help="made where it is missing; else a temporary one")
    parser.add_argument("--turns", type=int, choices=sorted(SIZES), default=min(SIZES))
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        run(asked.database or Path(folder) / "llais.db", asked.turns)


if __name__ == "__main__":
    main()
