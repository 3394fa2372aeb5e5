"""Time the main job on a fresh copy of the demo study: to the first word, to the end, and the most memory it took.

python benchmarks/run.py [TIMES]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

# Runs llais as a child and prints the most memory that it took, which only a parent can ask for.
_WATCHED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, '-c', 'from pipeline.cli import main; main()', *sys.argv[1:]])
scale = 1 if sys.platform == 'darwin' else 1024
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * scale)
sys.exit(done.returncode)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds to the first word of progress and to the end, and the peak of memory in bytes."""

    first_word: float
    end: float
    memory: int


def measure(folder: Path) -> Measured:
    """Run the main job on a fresh copy of the demo study in `folder`."""
    with resources.as_file(resources.files("demo") / "study") as source:
        shutil.copytree(source, folder)
    begun = time.perf_counter()
    environment = {**os.environ, "LLAIS_PASSPHRASE": "only for measuring"}
    with subprocess.Popen(
        [sys.executable, "-c", _WATCHED, "run", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
    ) as running:
        assert running.stdout and running.stderr
        running.stderr.readline()
        first_word = time.perf_counter() - begun
        told = running.stderr.read()
        memory = running.stdout.read()
    if running.returncode:
        raise SystemExit(f"llais run failed:\n{told}")
    return Measured(first_word, time.perf_counter() - begun, int(memory))


def main() -> None:
    """Measure several times, and print the middle of each."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with TemporaryDirectory() as folder:
        runs = [measure(Path(folder) / f"study-{n}") for n in range(times)]
    table = Table(title=f"llais run on the demo study, the middle of {times}")
    for heading in ("to the first word", "to the end", "most memory"):
        table.add_column(heading, justify="right")
    first, end, memory = (
        median(values) for values in zip(*((r.first_word, r.end, r.memory) for r in runs), strict=True)
    )
    table.add_row(f"{first:.2f} s", f"{end:.1f} s", f"{memory / 2**20:.0f} MiB")
    Console().print(table)


if __name__ == "__main__":
    main()
