"""The demo study: a copy of its own, with a key of its own, run from start to end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.access import store_opened_by
from pipeline.audit.actors import find_actor
from pipeline.demonstrate_review import ETHICS, review_demo
from pipeline.errors import StudyExists
from pipeline.passphrase import find_passphrase, make_key_file
from pipeline.publish.table import AUDIENCES
from pipeline.study import Study, open_study


def demonstrate(folder: Path, say: Callable[[str], None], actor: str = "") -> None:
    """Copy the demo study to `folder`, run it, bring in its coders' codings as `actor`, review and release it.

    A copy made before is run again. Raises StudyExists where `folder` holds something else.
    """
    key = folder.with_name(f"{folder.name}.key")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / "study.toml").exists() or not key.exists():
            raise StudyExists(f"{folder} holds something other than a demo study. Name a new folder: llais demo FOLDER")
    else:
        with resources.as_file(resources.files("demo") / "study") as source:
            shutil.copytree(source, folder, dirs_exist_ok=True, copy_function=_copy_for_its_owner)
        if not key.exists():
            make_key_file(key)
        say(f"The key for this copy: {key}. Use it with --key-file {key}")
    study = open_study(folder)
    who = find_actor(actor)
    with store_opened_by(study, find_passphrase(key), who, "demo", create=True) as db:
        say("Reading transcripts")
        steps.read_in(db, study, (), False, say, who)
        say("Bringing in the codings of two coders")
        _bring_in_codings(db, study, say, who)
        say("Finding and replacing identifiers")
        steps.protect(db, study, say, who)
        say("Suggesting codes")
        steps.suggest(db, study, say, who)
        if not db.table("sign_offs").count:
            say("Reviewing, as invented readers would who know this invented study")
            review_demo(db, study.settings, say)
            say("Releasing")
            steps.release(db, study, "team", say, ETHICS)
        say("Publishing")
        for audience in AUDIENCES:
            steps.publish(db, study, audience, say, who)


def _copy_for_its_owner(source: str, target: str) -> None:
    """Copy a file so that its owner alone may read it, as should be with transcripts."""
    shutil.copyfile(source, target)
    Path(target).chmod(0o600)


def _bring_in_codings(db: Database, study: Study, say: Callable[[str], None], actor: str) -> None:
    for file in sorted((study.folder / "codings").glob("*.csv")):
        result = steps.take_codings(db, study, file, actor)
        say(f"  {file.name}: {result.taken} codings taken, {result.known} known already")
        for problem in result.problems:
            say(f"  {problem}")
