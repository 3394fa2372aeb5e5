"""The demo study: a copy of its own, with a key of its own, run from start to end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from sqlite_utils import Database

from pipeline import steps
from pipeline.errors import StudyExists
from pipeline.passphrase import find_passphrase, make_key_file
from pipeline.store import open_store
from pipeline.study import Study, open_study


def demonstrate(folder: Path, say: Callable[[str], None]) -> None:
    """Copy the demo study to `folder`, run it, and bring in the codings of its two coders.

    A copy made before is run again. Raises StudyExists where `folder` holds something else.
    """
    key = folder.with_name(f"{folder.name}.key")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / "study.toml").exists() or not key.exists():
            raise StudyExists(f"{folder} holds something other than a demo study. Name a new folder: llais demo FOLDER")
    else:
        with resources.as_file(resources.files("demo") / "study") as source:
            shutil.copytree(source, folder, dirs_exist_ok=True)
        if not key.exists():
            make_key_file(key)
        say(f"The key for this copy: {key}. Use it with --key-file {key}")
    study = open_study(folder)
    with open_store(study.store, find_passphrase(key)) as db:
        say("Reading transcripts")
        steps.read_in(db, study, (), False, say)
        say("Bringing in the codings of two coders")
        _bring_in_codings(db, study, say)
        say("Finding and replacing identifiers")
        steps.protect(db, study, say)
        say("Suggesting codes")
        steps.suggest(db, study, say)
        say("Publishing")
        steps.publish(db, study, "team", say)


def _bring_in_codings(db: Database, study: Study, say: Callable[[str], None]) -> None:
    from ingest.codings_csv import read_codings
    from pipeline.codebooks import study_codebook
    from pipeline.coding.bring_in import bring_in

    book, _ = study_codebook(study)
    for file in sorted((study.folder / "codings").glob("*.csv")):
        result = bring_in(db, read_codings(file), book, file.name)
        say(f"  {file.name}: {result.taken} codings taken, {result.known} known already")
        for problem in result.problems:
            say(f"  {problem}")
