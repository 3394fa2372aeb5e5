"""A run that is killed at any moment and started again publishes the same bytes as one that nothing disturbed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline import steps
from pipeline.coding.bring_in import bring_in
from pipeline.study import Study, open_study
from tests.killing import in_another_process, needs_fork
from tests.studies import make_study, manifest_row, opened, published, run_main_job, say_nothing, write_manifest

ROOT = Path(__file__).parents[2]

FIRST = {
    "FC01": "INT: How did it begin?\n"
    "FC01: Nia Pritchard rang on a Friday. She had five social workers that year, in Llanelli and in Neath.\n"
    "FC01: Gŵyneth made cawl, and there was a bed made up. 🙂"
}
LATER = {
    "YP01": "INT: Who listened?\n"
    "YP01: Gŵyneth did. She asked me what I wanted, and Nia drove me to Llanelli every Tuesday.",
    "WK01": "INT: What helps?\nWK01: Callum Dacey says time does. I could do very little but be kind. Bydd yn garedig.",
}
CODINGS = [
    CodingRow(2, "FC01", 2, "care/acts", "Marged", quote="rang on a Friday", memo="Nia again; compare with Gŵyneth"),
    CodingRow(3, "FC01", 3, "care/acts", "Elin", quote="a bed made up"),
]
PUBLISHES = """
import sys
from pathlib import Path
from pipeline.study import open_study
from tests.studies import published
published(open_study(Path(sys.argv[1])))
"""


@dataclass(frozen=True)
class Undisturbed:
    """A study of which one interview is published and two more have come in, and what it publishes in the end."""

    before: Path
    published_before: dict[str, bytes]
    published_after: dict[str, bytes]
    moments: list[str]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Publish a study with one interview, add two, and run the main job on a copy that nothing disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    study = make_study(folder / "before", FIRST)
    published(study)
    with opened(study) as db:
        assert bring_in(db, CODINGS, default_codebook()).taken == len(CODINGS)
    published_before = what_is_published(study)
    for participant, text in LATER.items():
        (study.transcripts / f"{participant}.txt").write_text(text, encoding="utf-8")
    write_manifest(study.folder, [manifest_row(participant) for participant in FIRST | LATER])
    copy = copy_of(study.folder, folder / "after")
    moments = folder / "moments.txt"
    assert in_another_process(lambda: run_noting_moments(copy, moments)) == 0
    return Undisturbed(study.folder, published_before, what_is_published(copy), moments.read_text().splitlines())


def copy_of(folder: Path, to: Path) -> Study:
    """Copy a study with its store."""
    shutil.copytree(folder, to)
    return open_study(to)


def what_is_published(study: Study) -> dict[str, bytes]:
    """Read every file in the folder of what is published."""
    return {file.name: file.read_bytes() for file in sorted(study.published.iterdir())}


def run_watched(study: Study, at: Callable[[str], None]) -> None:
    """Run the main job, calling `at` before each statement on the store, at each line said and at each file opened.

    Works once in a process: what watches files cannot be taken away again.
    """
    watched = str(study.published)

    def on_file(event: str, arguments: tuple) -> None:
        if event in ("open", "os.rename") and str(arguments[0]).startswith(watched):
            at(f"{event} {Path(str(arguments[0])).name}")

    with opened(study) as db:
        db.conn.set_trace_callback(lambda statement: at(f"store {statement.split(' ')[0]}"))
        sys.addaudithook(on_file)
        run_main_job(db, study, say=lambda line: at(f"said {line.strip()}"))


def run_noting_moments(study: Study, to: Path) -> None:
    """Run the main job and write down each moment at which it could have been killed."""
    moments: list[str] = []
    run_watched(study, moments.append)
    to.write_text("\n".join(moments))


def run_until(study: Study, moment: int) -> None:
    """Run the main job up to a moment, counted from 0, and die of SIGKILL there."""
    left = iter(range(moment))

    def at(_: str) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    run_watched(study, at)


def moments_to_die(moments: list[str]) -> list[int]:
    """Choose every commit to the store, every file opened or renamed, and some of what lies between."""
    writing = [
        n for n, moment in enumerate(moments) if moment.startswith(("store INSERT", "store UPDATE", "store DELETE"))
    ]
    commits = [n for n, moment in enumerate(moments) if moment == "store COMMIT"]
    files = [n for n, moment in enumerate(moments) if moment.startswith(("open", "os.rename"))]
    said = [n for n, moment in enumerate(moments) if moment.startswith("said")]
    return sorted({*writing[::10], *commits, *files, *said[::3]})


@needs_fork
def test_killed_anywhere_and_run_again_it_publishes_the_same_bytes(undisturbed: Undisturbed, tmp_path: Path) -> None:
    """Never half a file, nothing left over, and the same bytes in the end, wherever SIGKILL struck."""
    moments = undisturbed.moments
    chosen = moments_to_die(moments)
    assert {moments[n] for n in chosen} >= {"os.rename .llais.db.new", "os.rename .datasette_metadata.yml.new"}

    for n in chosen:
        where = f"killed at moment {n}, {moments[n]}"
        study = copy_of(undisturbed.before, tmp_path / str(n))
        assert in_another_process(lambda study=study, n=n: run_until(study, n)) == -signal.SIGKILL, where
        for name, content in what_is_published(study).items():
            if not name.endswith(".new"):
                whole = (undisturbed.published_before[name], undisturbed.published_after[name])
                assert content in whole, f"{where}: {name} is neither the old one nor the new one"
        assert in_another_process(lambda study=study: published(study)) == 0, where
        assert what_is_published(study) == undisturbed.published_after, where
        shutil.rmtree(study.folder)


@needs_fork
def test_killed_again_and_again_it_still_arrives(undisturbed: Undisturbed, tmp_path: Path) -> None:
    """A machine that keeps failing costs time and nothing else."""
    study = copy_of(undisturbed.before, tmp_path / "study")

    for n in range(0, len(undisturbed.moments), len(undisturbed.moments) // 8):
        in_another_process(lambda n=n: run_until(study, n))
    published(study)

    assert what_is_published(study) == undisturbed.published_after


@needs_fork
def test_the_moments_cover_every_stage(undisturbed: Undisturbed) -> None:
    """Reading, protecting, suggesting and publishing each have moments at which the run is killed."""
    moments = undisturbed.moments
    chosen = moments_to_die(moments)
    ends = ("turns, ", "stretches replaced", "suggestions", "leak gate")
    stages = [max(n for n, moment in enumerate(moments) if moment.startswith("said") and end in moment) for end in ends]

    for begin, end in pairwise([0, *stages]):
        assert [n for n in chosen if begin <= n <= end], (
            f"nothing is killed between {moments[begin]} and {moments[end]}"
        )
    assert "open .llais.db.new" in {moments[n] for n in chosen}


def test_publishing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither the time nor the number of the run leaves a trace."""
    study = make_study(tmp_path / "study", FIRST | LATER)
    published(study)
    first = what_is_published(study)

    published(study)

    assert what_is_published(study) == first


def test_the_order_in_which_files_came_makes_no_difference(tmp_path: Path) -> None:
    """Files that came one by one are published like files that came together, under the same secret."""
    study = make_study(tmp_path / "study", FIRST | LATER)
    with opened(study):
        pass
    together = copy_of(study.folder, tmp_path / "together")
    with opened(study) as db:
        for participant in reversed([*FIRST, *LATER]):
            steps.read_in(db, study, (study.transcripts / f"{participant}.txt",), False, say_nothing)
        run_main_job(db, study)

    published(together)

    assert what_is_published(study) == what_is_published(together)


def test_another_process_publishes_the_same_bytes(tmp_path: Path) -> None:
    """Not even the order of Python's sets, which every process draws anew, leaves a trace."""
    study = make_study(tmp_path / "study", FIRST | LATER)
    published(study)
    here = what_is_published(study)
    shutil.rmtree(study.published)
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", PUBLISHES, str(study.folder)], env=environment, check=True)
        assert what_is_published(study) == here
