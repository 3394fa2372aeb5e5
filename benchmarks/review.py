"""Time the review workbench over a large invented study: 60 interviews of 400 turns, about 12,000 words, 150 marks.

python benchmarks/review.py [--interviews N] [--turns N]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx
from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from benchmarks.generate import Size, generate
from pipeline.audit.actors import label_of
from pipeline.audit.trail import now
from pipeline.codebooks import study_codebook
from pipeline.lists.names import first_names, surnames
from pipeline.lists.words import is_ordinary
from pipeline.protect import remember_as_pseudonymised
from pipeline.publish.build import publish
from pipeline.review.bench import Bench
from pipeline.review.decisions import REPLACE, STUDY, Wish
from pipeline.review.settle import settle
from pipeline.reviewing.app import make_app
from pipeline.settings import Settings
from pipeline.store import open_store
from pipeline.study import Study

TIMES = 15
FOUND, LISTED = 110, 40  # marks in each interview
PAGE_MS, DECISION_MS, PAGE_KB, REPUBLISH_MS = 150.0, 50.0, 400.0, 20_000.0
LINK = "a link for this benchmark"
PLACES = ("Neath", "Llandre", "Port Talbot", "Aberystwyth", "Carmarthen")
HERE = {"host": "localhost", "accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, in milliseconds or KiB, and the most that it may be."""

    name: str
    middle: float
    most: float
    target: float


def make_store(path: Path, size: Size, seed: int = 7) -> None:
    """Fill a new store with invented interviews, and with what a machine would have found in them."""
    chance = random.Random(seed)
    generate(path.with_suffix(".db"), size)
    published = sqlite3.connect(path.with_suffix(".db"))
    with open_store(path, "for this benchmark") as db, db.atomic():
        for id_, group in published.execute("SELECT id, group_id FROM transcripts").fetchall():
            db.table("transcripts").insert(_transcript(id_, group))
        names = _people(chance)
        rows = published.execute("SELECT id, transcript_id, n, role, text FROM turns ORDER BY id").fetchall()
        for first in range(0, len(rows), size.turns_each):
            _fill(db, rows[first : first + size.turns_each], names, chance)
        _decide_about_the_others(db, size.transcripts // 2)
        remember_as_pseudonymised(db, Settings())
        settle(db, Settings())
    published.close()


def _transcript(id_: str, group: str) -> dict[str, object]:
    texts = dict.fromkeys("interviewer site file_name format convention".split(), "")
    many = {"known_names": "[]", "extra": "{}", "consent_level": "full", "language": "en", "sha256": id_}
    return {"id": id_, "participant_id": id_, "participant_group": group, **texts, **many}


def _people(chance: random.Random) -> list[str]:
    first = sorted(name for name in first_names() if not is_ordinary(name))
    last = sorted(name for name in surnames() if not is_ordinary(name))
    return [f"{chance.choice(first).title()} {chance.choice(last).title()}" for _ in range(400)]


def _fill(db: Database, rows: list[tuple], names: list[str], chance: random.Random) -> None:
    """Store the turns of one interview, with a name, a place or a number in some of them."""
    here = chance.sample(names, 12)
    marked = dict(zip(chance.sample(range(len(rows)), FOUND + LISTED), range(FOUND + LISTED), strict=True))
    finds, listed = [], []
    for at, (id_, transcript, n, role, text) in enumerate(rows):
        mark = marked.get(at)
        start = text.find(" ") + 1
        words = "" if mark is None else str(mark) if mark >= FOUND else chance.choice(PLACES if mark % 4 == 0 else here)
        text = f"{text[:start]}{words} {text[start:]}" if words else text
        turn = {"id": id_, "transcript_id": transcript, "n": n, "speaker": "INT" if n % 2 else "P1", "role": role}
        db.table("turns").insert({**turn, "start": float(15 * n), "text": text})
        place = {"turn_id": id_, "start": start, "end": start + len(words)}
        if mark is not None and mark < FOUND:
            type_, kind = ("PLACE", "quasi") if mark % 4 == 0 else ("PERSON", "direct")
            status = "doubt" if mark % 10 == 0 else "found"
            sure = {"score": chance.random(), "detectors": json.dumps(["names"])}
            finds.append({**place, "type": type_, "kind": kind, "status": status, **sure})
        elif mark is not None:
            listed.append({**place, "reason": "a number"})
    db.table("finds").insert_all(finds)
    db.table("listed").insert_all(listed)


def _decide_about_the_others(db: Database, but: int) -> None:
    """Decide about every find of all interviews but one, as towards the end of a study."""
    label_of(db, "Another reader")
    made = {"at": now(), "actor": "Another reader", "action": "replace", "scope": "mention"}
    rows = db.query(
        """SELECT t.transcript_id, f.turn_id, f.start, f.end, f.type, substr(t.text, f.start + 1, f.end - f.start) words
           FROM finds f JOIN turns t ON t.id = f.turn_id WHERE t.transcript_id <> ?""",
        [f"P{but:03}"],
    )
    db.table("decisions").insert_all([{**made, **row} for row in rows])


async def measure(store: Path) -> Iterator[Measured]:
    """Sign in, and time the pages and decisions of one transcript in the middle of the study."""
    with open_store(store, "for this benchmark") as db:
        begun = time.perf_counter()
        app = make_app(db, Bench(db, Settings()), Study(store.parent, Settings()), LINK, lambda _: False)
        opening = 1000 * (time.perf_counter() - begun)
        ids = [row["id"] for row in db.query("SELECT id FROM transcripts ORDER BY id")]
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            await client.post("/sign-in", data={"name": "A reader", "role": "reader", "link": LINK})
            home = await _times(lambda _: client.get("/"))
            address = f"/t/{ids[len(ids) // 2]}"
            pages = await _times(lambda _: client.get(address))
            text = (await client.get(address)).text
            token = re.findall(r'name="token" value="([^"]+)"', text)[0]
            wishes = re.findall(r'value="replace (\d+ \d+ \d+ \w+)"', text)

            async def decide(n: int, scope: str) -> httpx.Response:
                data = {"token": token, "wish": f"keep {wishes[n]}", "scope": scope}
                answer = await client.post(f"{address}/decide", data=data, headers=HERE)
                return answer.raise_for_status()

            one = await _times(lambda n: decide(n, "mention"))
            everywhere = await _times(lambda n: decide(TIMES + 1 + n, "study"))
        republishing = change_and_republish(db, Study(store.parent, Settings()))
    size = len(text.encode()) / 1024
    return iter(
        (
            Measured("opening the study, once", opening, opening, float("inf")),
            Measured("home", median(home), max(home), PAGE_MS),
            Measured(f"a transcript with {len(wishes)} marks", median(pages), max(pages), PAGE_MS),
            Measured("a decision about one mark", median(one), max(one), DECISION_MS),
            Measured("a decision everywhere in the study", median(everywhere), max(everywhere), DECISION_MS),
            Measured("a transcript, KiB of HTML", size, size, PAGE_KB),
            Measured("a change everywhere, and publishing again", republishing, republishing, REPUBLISH_MS),
        )
    )


def change_and_republish(db: Database, study: Study) -> float:
    """Replace a name everywhere that no machine had found, publish the study anew, and return the milliseconds."""
    codebook, yaml = study_codebook(study)
    publish(db, study, codebook, yaml, actor="A reader")
    bench = Bench(db, study.settings)
    word = next(text for text in bench.texts().values() if text).split()[0]
    begun = time.perf_counter()
    bench.decide(Wish(REPLACE, STUDY, word, type="OTHER"), "A reader")
    publish(db, study, codebook, yaml, actor="A reader")
    return 1000 * (time.perf_counter() - begun)


async def _times(ask: Callable[[int], Awaitable[httpx.Response]]) -> list[float]:
    """Ask TIMES times after a first one that warms up, and return the milliseconds of each."""
    taken = []
    for n in range(TIMES + 1):
        begun = time.perf_counter()
        answer = await ask(n)
        taken.append(1000 * (time.perf_counter() - begun))
        answer.raise_for_status()
    return taken[1:]


def show(measured: Iterator[Measured], title: str) -> None:
    """Print what was measured, beside the targets."""
    table = Table(title=title)
    for heading, side in (("what", "left"), ("median ms", "right"), ("slowest", "right"), ("target", "right")):
        table.add_column(heading, justify=side)  # type: ignore[arg-type]
    for one in measured:
        verdict = "" if one.middle < one.target else "  [red]over[/red]"
        target = "" if one.target == float("inf") else f"< {one.target:.0f}{verdict}"
        table.add_row(one.name, f"{one.middle:.0f}", f"{one.most:.0f}", target)
    Console().print(table)


def main() -> None:
    """Make the study, and measure."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--interviews", type=int, default=60)
    asked.add_argument("--turns", type=int, default=400, help="in each interview")
    given = asked.parse_args()
    size = Size(given.interviews, given.interviews * given.turns, codings=0, suggestions=0)
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        make_store(Path(folder) / "store.llais", size)
        print(f"Made in {time.perf_counter() - begun:.0f} s")
        measured = asyncio.run(measure(Path(folder) / "store.llais"))
        show(measured, f"{given.interviews} interviews of {given.turns} turns, {FOUND + LISTED} marks each")


if __name__ == "__main__":
    main()
