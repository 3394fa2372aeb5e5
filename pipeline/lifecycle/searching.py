"""Find people who withdrew in the files that a study has given out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.lifecycle.byte_scan import DRAFT, LABEL, NAMES, RELEASE, WORDS, WORKING, Found
from pipeline.lifecycle.stopped import STOP
from pipeline.study import Study

_HOLDS = {LABEL: "the label", WORDS: "words", NAMES: "a name"}
_WHAT_TO_DO = {
    DRAFT: "delete it, and publish again",
    RELEASE: "delete it, take it back from whoever has it, and make a new release",
    WORKING: "run llais codings STUDY merge, stop llais serve, and delete it; coders choose their passwords again",
}
_DELETE = "delete it, and take it back from whoever has it"
_MAY_STAY = "it was made before and may stay; make no new copies of it"


def files_of(study: Study, also: Sequence[Path] = ()) -> list[tuple[Path, Path]]:
    """List what a study published and exported, and what lies in further folders, each with its folder.

    The folders of people's own that are in the study folder are further ones, but for the transcripts themselves.
    """
    ours = given_out(study)
    own = [path for path in sorted(study.folder.iterdir()) if path.is_dir() and path not in (*ours, study.transcripts)]
    folders = [*ours, *own, *also]
    files = [(path, folder) for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*"))]
    return [(path, folder) for path, folder in files if path.is_file() and not path.name.endswith(("-wal", "-shm"))]


def given_out(study: Study) -> tuple[Path, Path]:
    """Name the folders whose files llais made: what was published, and what was exported."""
    return study.published, study.folder / "exports"


def may_stay(found: Found, way: str) -> bool:
    """Say whether a file may stay where somebody asked that use be stopped: what was released or coded before."""
    return way == STOP and found.kind in (RELEASE, WORKING)


def line_about(found: Found, way: str, at: str) -> str:
    """Say of a file which person who withdrew it holds, and what to do, without a word of theirs."""
    holds = " and ".join(_HOLDS[what] for what in found.holds)
    what_to_do = _MAY_STAY if may_stay(found, way) else _WHAT_TO_DO.get(found.kind, _DELETE)
    return f"{found.file} holds {holds} of {found.participant}, who withdrew on {at[:10]} ({way}): {what_to_do}"
