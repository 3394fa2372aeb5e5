"""Small invented studies, built from readable text: in a test, one sees what was said and what became of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from ingest.manifest import COLUMNS
from pipeline import steps
from pipeline.store import open_store
from pipeline.study import Study, create_study, open_study

PASSPHRASE = "te a bara brith am bump"
GROUPS = {"FC": "foster_carer", "YP": "young_person", "WK": "worker", "FG": "worker"}

Cells = Mapping[str, str]


def make_study(
    folder: Path,
    transcripts: Mapping[str, str],
    *,
    people: str = "",
    listed: Mapping[str, Cells] | None = None,
    settings: str = "",
    title: str = "Keeping Safe",
) -> Study:
    """Make a study in `folder`, made where it is missing, with a .txt file for each of `transcripts` ({"FC01": text}).

    `people` is the text of people.csv. `listed` gives further manifest cells by participant, such as
    {"FC01": {"known_names": "Nia Pritchard", "site": "Neath", "file": "Nia Pritchard.txt"}}. `settings` is a study.toml
    in place of the commented one that a new study gets.
    """
    create_study(folder, title)
    if settings:
        (folder / "study.toml").write_text(settings, encoding="utf-8")
    if people:
        (folder / "people.csv").write_text(people, encoding="utf-8")
    rows = [manifest_row(participant, (listed or {}).get(participant, {})) for participant in transcripts]
    write_manifest(folder, rows)
    for row, text in zip(rows, transcripts.values(), strict=True):
        (folder / "transcripts" / row["file"]).write_text(text, encoding="utf-8")
    return open_study(folder)


def manifest_row(participant: str, cells: Cells | None = None) -> dict[str, str]:
    """Make a manifest row: FC01.txt, the group that the id begins with, full consent; `cells` say what differs."""
    row = dict.fromkeys(COLUMNS, "")
    row |= {"file": f"{participant}.txt", "participant_id": participant, "group": GROUPS[participant[:2]]}
    return row | {"consent_level": "full", "language": "en"} | dict(cells or {})


def write_manifest(folder: Path, rows: list[dict[str, str]]) -> None:
    """Write manifest.csv, in place of the one before."""
    columns = list(dict.fromkeys([*COLUMNS, *(column for row in rows for column in row)]))
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@contextmanager
def opened(study: Study, passphrase: str = PASSPHRASE) -> Iterator[Database]:
    """Open the study's store, made where there is none, and close it at the end."""
    with open_store(study.store, passphrase) as db:
        yield db


def say_nothing(_: str) -> None:
    """Keep quiet."""


def run_main_job(db: Database, study: Study, audience: str = "team", say: steps.Say = say_nothing) -> Path:
    """Read in, pseudonymise, suggest and publish; return the published database."""
    steps.read_in(db, study, (), False, say)
    steps.protect(db, study, say)
    steps.suggest(db, study, say)
    steps.publish(db, study, audience, say)
    return study.database(audience)


def published(study: Study, audience: str = "team") -> Path:
    """Run the whole main job on a study, its store opened and closed, and return the published database."""
    with opened(study) as db:
        return run_main_job(db, study, audience)
