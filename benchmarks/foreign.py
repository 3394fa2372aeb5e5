"""Time reading of other programs' projects, and count the codings that are exactly on the words that were meant.

Both projects are drawn from a seed: 30 interviews of 37,000 characters with 25 codings each, as the standard has them,
and two texts of 600,000 characters with 900 emoji and 303 codings, as NVivo for Windows writes them. Codings begin and
end at words anywhere in a sentence, one in twenty a letter off; they have no names.

python -m benchmarks.foreign
"""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from ingest.codings.read import read_foreign
from tests.refi import code, coding, element, guid, packed, project, saved, selection, source

WORDS = (
    "they moved me again in March and nobody said why the lift never worked so we walked Siân ŵyn tŷ listened meeting "
    "food phone bag school asked before after told somewhere to stay for longer than a term cawl Thursday kitchen"
).split()
_SEED = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """A project to draw: how many texts of how many characters, codings and emoji in all, and how it is written."""

    name: str
    texts: int
    characters: int
    codings: int
    emoji: int
    for_windows: bool


SHAPES = (
    Shape("30 interviews, as the standard has them", 30, 37_000, 750, 0, False),
    Shape("2 long texts, as NVivo for Windows writes them", 2, 600_000, 303, 900, True),
)


def talk(draw: random.Random, shape: Shape) -> str:
    """Draw a text of sentences of invented words."""
    lines, length = [], 0
    while length < shape.characters:
        lines.append(" ".join(draw.choices(WORDS, k=draw.randint(4, 60))) + draw.choice(".?!"))
        length += len(lines[-1]) + 1 + shape.for_windows
    for _ in range(shape.emoji // shape.texts):
        lines[draw.randrange(len(lines))] += " 🙂"
    return ("\r\n" if shape.for_windows else "\n").join(lines)


def stretches(draw: random.Random, text: str, n: int) -> list[tuple[int, int]]:
    """Draw stretches from the beginning of a word to the end of another."""
    words = [(found.start(), found.end()) for found in re.finditer(r"[^\W_]+", text)]
    found = []
    for _ in range(n):
        first = draw.randrange(len(words) - 40)
        start, end = words[first][0], words[first + draw.randrange(40)][1]
        found.append((start + (draw.random() < 0.05), end))
    return found


def counted(text: str, place: int, shape: Shape) -> int:
    """Count a place in a text as the program does."""
    return len(text[:place].encode("utf-16-le")) // 2 if shape.for_windows else place


def drawn(shape: Shape) -> tuple[bytes, list[str]]:
    """Return a project file, and the words of its codings in order."""
    draw = random.Random(_SEED)
    sources, texts, meant = "", {}, []
    for n in range(shape.texts):
        text = talk(draw, shape)
        share = shape.codings * (n + 1) // shape.texts - shape.codings * n // shape.texts
        inner = ""
        for number, (start, end) in enumerate(stretches(draw, text, share)):
            coded = element("Description") + coding("Moves", name=f"{n} {number}")
            begins, ends = (counted(text, place, shape) for place in (start, end))
            inner += selection(begins, ends, coded, guid=guid(f"selection {n} {number}"), name="")
            meant.append(text[start:end].replace("\r\n", "\n"))
        texts[f"text {n}"] = ("\ufeff" * shape.for_windows + text).encode()
        sources += source(f"text {n}", inner)
    qde = project(sources, code("Moves"), "<Sets/>", origin="NVivo for Windows" if shape.for_windows else "-")
    if shape.for_windows:
        qde = re.sub("[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}", lambda found: found[0].lower(), qde)
    return packed(qde, texts, folder="Sources/" if shape.for_windows else "sources/"), meant


def main() -> None:
    """Measure, and print a row for each project."""
    table = Table(title="Projects of other programs")
    for heading in ("project", "read in", "quotes exact"):
        table.add_column(heading)
    with TemporaryDirectory() as folder:
        for shape in SHAPES:
            content, meant = drawn(shape)
            path = saved(Path(folder), content)
            begun = time.perf_counter()
            codings = read_foreign(path).codings
            taken = time.perf_counter() - begun
            exact = sum(one.quote == words for one, words in zip(codings, meant, strict=False))
            table.add_row(shape.name, f"{taken:.2f} s", f"{exact} of {len(meant)}")
    Console().print(table)


if __name__ == "__main__":
    main()
