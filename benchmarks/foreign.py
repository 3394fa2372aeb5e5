"""Time other programs' projects, read and brought into a study; count codings exactly on the words that were meant.

Both projects are drawn from a seed: 30 interviews of 37,000 characters with 25 codings each, as the standard has them,
and two texts of 600,000 characters with 900 emoji and 303 codings, as NVivo for Windows writes them. Codings begin and
end at words anywhere in a turn, one in twenty a letter off; they have no names. The study holds the same files, which
`import` takes the codings into: read, placed in their turns, and stored, with the store encrypted.

python -m benchmarks.foreign
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from ingest.codings.read import read_foreign
from pipeline.coding.take_files import take_files
from pipeline.coding.who import Whose
from pipeline.intake import ingest
from tests.refi import code, coding, element, guid, packed, project, saved, selection, source
from tests.studies import make_study, opened

WORDS = (
    "they moved me again in March and nobody said why the lift never worked so we walked Siân ŵyn tŷ listened meeting "
    "food phone bag school asked before after told somewhere to stay for longer than a term cawl Thursday kitchen"
).split()
CODE = "Moves between homes"
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
    """Draw an interview of invented words."""
    lines: list[str] = []
    length = 0
    while length < shape.characters:
        who = "P1" if len(lines) % 2 else "INT"
        lines.append(f"{who}: " + " ".join(draw.choices(WORDS, k=draw.randint(4, 60))) + draw.choice(".?!"))
        length += len(lines[-1]) + 1 + shape.for_windows
    for _ in range(shape.emoji // shape.texts):
        lines[draw.randrange(len(lines))] += " 🙂"
    return ("\r\n" if shape.for_windows else "\n").join(lines)


def stretches(draw: random.Random, text: str, n: int) -> list[tuple[int, int]]:
    """Draw stretches from the beginning of a word of a turn to the end of that or another."""
    turns = [found.span(1) for found in re.finditer(r"(?m)^\w+: (.*)$", text)]
    found: dict[tuple[int, int], None] = {}
    while len(found) < n:
        begins, ends = draw.choice(turns)
        words = [(begins + word.start(), begins + word.end()) for word in re.finditer(r"[^\W_]+", text[begins:ends])]
        first, last = sorted(draw.choices(range(len(words)), k=2))
        start = words[first][0] + (draw.random() < 0.05 and words[first][1] - words[first][0] > 1)
        found[start, words[last][1]] = None
    return list(found)


def counted(text: str, place: int, shape: Shape) -> int:
    """Count a place in a text as the program does."""
    return len(text[:place].encode("utf-16-le")) // 2 if shape.for_windows else place


def drawn(shape: Shape) -> tuple[bytes, list[str], dict[str, str]]:
    """Return a project file, the words of its codings in order, and its texts by the transcript's label."""
    draw = random.Random(_SEED)
    sources, texts, meant, said = "", {}, [], {}
    for n in range(shape.texts):
        text = talk(draw, shape)
        share = shape.codings * (n + 1) // shape.texts - shape.codings * n // shape.texts
        inner = ""
        for number, (start, end) in enumerate(stretches(draw, text, share)):
            coded = element("Description") + coding(CODE, name=f"{n} {number}")
            begins, ends = (counted(text, place, shape) for place in (start, end))
            inner += selection(begins, ends, coded, guid=guid(f"selection {n} {number}"), name="")
            meant.append(text[start:end].replace("\r\n", "\n"))
        label = f"FC{n + 1:02}"
        said[label] = text
        texts[label] = ("\ufeff" * shape.for_windows + text).encode()
        sources += source(label, inner)
    qde = project(sources, code(CODE), "<Sets/>", origin="NVivo for Windows" if shape.for_windows else "-")
    if shape.for_windows:
        qde = re.sub("[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}", lambda found: found[0].lower(), qde)
    return packed(qde, texts, folder="Sources/" if shape.for_windows else "sources/"), meant, said


def imported(path: Path, said: dict[str, str], folder: Path) -> tuple[float, Counter[str]]:
    """Bring a project into a study of its texts; return the seconds, and the words of the codings that are stored."""
    study = make_study(folder / "study", said)
    with opened(study) as db:
        ingest(db, study)
        begun = time.perf_counter()
        take_files(db, study, [path], actor="benchmark", whose=Whose(all_by="B"))
        taken = time.perf_counter() - begun
        rows = db.query(
            """SELECT substr(t.text, c.start + 1, c."end" - c.start) AS words
               FROM codings c JOIN turns t ON t.id = c.turn_id"""
        )
        return taken, Counter(row["words"] for row in rows)


def main() -> None:
    """Measure, and print a row for each project."""
    table = Table(title="Projects of other programs")
    for heading in ("project", "read in", "quotes exact", "imported in", "stored exactly"):
        table.add_column(heading)
    with TemporaryDirectory() as folder:
        for shape in SHAPES:
            content, meant, said = drawn(shape)
            path = saved(Path(folder), content)
            begun = time.perf_counter()
            codings = read_foreign(path).codings
            taken = time.perf_counter() - begun
            exact = sum(one.quote == words for one, words in zip(codings, meant, strict=False))
            in_all, stored = imported(path, said, Path(folder) / shape.name[:2].strip())
            known = (Counter(meant) & stored).total()
            counts = (f"{exact} of {len(meant)}", f"{in_all:.2f} s", f"{known} of {len(meant)}")
            table.add_row(shape.name, f"{taken:.2f} s", *counts)
    Console().print(table)


if __name__ == "__main__":
    main()
