"""Nothing that was said, and nobody's name, lies readable on the disk: in the study folder or among temporary files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.studies import make_study

ROOT = Path(__file__).parents[2]

SAID = {
    "FC01": "INT: Who brought her round?\n"
    "FC01: Nia Pritchard did, from Llanfihangel. Gŵyneth gave her a lift in the pouring rain, and there was cawl.\n"
    "INT: And afterwards?\n"
    "FC01: She ate everything, drank her squash and asked about the rabbits. 🙂",
    "YP01": "INT: What do you remember?\n"
    "YP01: Nini made pancakes. Mrs Pritchard wrote it all down in a purple notebook.",
}
LISTED = {
    "FC01": {
        "file": "Nia Pritchard.txt",
        "known_names": "Nia Pritchard;Gŵyneth Treharne",
        "site": "Llanfihangel",
        "interviewer": "Eleri Cadwgan",
    }
}
PEOPLE = "name,type,aliases,relation,pseudonym\nNia Pritchard,PERSON,Nini;Pritch,social worker,Heledd Mostyn\n"
MEMO = "Compare with the rucksack that Gŵyneth mentioned"
CODINGS = f"transcript,turn,code,coder,quote,memo\nFC01,2,care/acts,Marged Bowen,there was cawl,{MEMO}\n"

WORKS = """
import sys
from pathlib import Path
from codebook.load import default_codebook
from ingest.codings_csv import read_codings
from pipeline import steps
from pipeline.coding.bring_in import bring_in
from pipeline.study import open_study
from tests.studies import opened, say_nothing

study = open_study(Path(sys.argv[1]))
with opened(study) as db:
    steps.read_in(db, study, (), False, say_nothing)
    assert bring_in(db, read_codings(study.folder / "codings.csv"), default_codebook()).taken == 1
    steps.protect(db, study, say_nothing)
    db.execute("CREATE TEMP TABLE sorted AS SELECT text FROM turns, identifiers ORDER BY text")
    print("ready", flush=True)
    sys.stdin.readline()
"""
SORTS_ON_DISK = """
import sqlite3, sys
db = sqlite3.connect(":memory:")
db.execute("PRAGMA temp_store = FILE")
db.execute("PRAGMA temp.cache_size = 1")
db.execute("CREATE TEMP TABLE n AS WITH r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r LIMIT 999999) SELECT i FROM r")
print("ready", flush=True)
sys.stdin.readline()
"""


@contextmanager
def at_work(code: str, temporary: Path, *arguments: str) -> Iterator[None]:
    """Run `code` in a process whose temporary files go to `temporary`, and hold it where it says that it is ready."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(temporary))
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | places | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout
    assert process.stdout.readline() == "ready\n"
    try:
        yield
    finally:
        process.communicate("go on\n")
    assert process.returncode == 0


def telling_words() -> set[str]:
    """List every word of more than four letters that was said, listed, noted or used as a name."""
    texts = [*SAID.values(), PEOPLE, CODINGS, *LISTED["FC01"].values()]
    return {word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text) if len(word) > 4}


def words_in(raw: bytes) -> set[str]:
    """List the telling words that stand in raw bytes, in small or capital letters, in UTF-8 or UTF-16."""
    readable = raw.lower()
    return {w for w in telling_words() if w.encode() in readable or w.encode("utf-16-le") in readable}


def test_nothing_readable_lies_in_the_study_folder_or_among_temporary_files(tmp_path: Path) -> None:
    """While the store is open and its log not yet written back, no new file holds a word of what is in it."""
    study = make_study(tmp_path / "study", SAID, people=PEOPLE, listed=LISTED)
    (study.folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    own_files = set(study.folder.rglob("*"))
    (temporary := tmp_path / "temporary").mkdir()
    untouched = temporary.stat().st_mtime_ns

    with at_work(WORKS, temporary, str(study.folder)):
        new = {file for file in study.folder.rglob("*") if file not in own_files}
        log = study.folder / "store.llais-wal"
        assert {study.store, log} <= new
        assert log.stat().st_size > 0
        found = {file.name: words_in(file.read_bytes()) for file in new}
        assert temporary.stat().st_mtime_ns == untouched
    after = {file for file in study.folder.rglob("*") if file not in own_files}
    found |= {f"{file.name}, closed": words_in(file.read_bytes()) for file in after}

    assert {name: words for name, words in found.items() if words} == {}
    assert not [file.name for file in new | after if words_in(file.name.encode())]
    assert temporary.stat().st_mtime_ns == untouched
    assert not any(temporary.iterdir())


def test_the_search_would_find_what_it_looks_for(tmp_path: Path) -> None:
    """The words are there to be found: in the files that the user made."""
    study = make_study(tmp_path / "study", SAID, people=PEOPLE, listed=LISTED)

    assert {"pritchard", "gŵyneth", "pouring"} <= words_in((study.transcripts / "Nia Pritchard.txt").read_bytes())
    assert {"eleri", "llanfihangel"} <= words_in(study.manifest.read_bytes())


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of change for folders")
def test_a_temporary_file_would_be_noticed(tmp_path: Path) -> None:
    """A folder's time changes even where a file in it was deleted at once."""
    untouched = tmp_path.stat().st_mtime_ns

    with at_work(SORTS_ON_DISK, tmp_path):
        assert tmp_path.stat().st_mtime_ns != untouched
