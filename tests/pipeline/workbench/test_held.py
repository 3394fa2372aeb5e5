"""A Datasette answers from the file that it was made of, and lets go of it with all that it began."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.metadata import metadata
from pipeline.workbench.held import let_go
from pipeline.workbench.serve import make_datasette
from tests.pipeline.conftest import write_sample


async def test_what_is_published_meanwhile_is_not_mixed_into_it(tmp_path: Path) -> None:
    """Even where it is asked for the first time after that: what it knows of the study is of the file before."""
    file = write_sample(tmp_path / "llais.db", said="FC01 foster_carer\nFC01: Somebody listened.", coded="")
    datasette = make_datasette(file, metadata())
    write_sample(tmp_path / "new.db", said="FC01 foster_carer\nFC01: Gŵyneth made cawl 🙂.", coded="").replace(file)
    page = (await datasette.client.get("/t/FC01")).text
    assert "Somebody listened" in page
    let_go(datasette)


async def test_no_thread_is_left_of_what_was_let_go(tmp_path: Path) -> None:
    """Each would keep its Datasette in memory: a server runs for weeks, and somebody publishes every day."""
    datasette = make_datasette(write_sample(tmp_path / "llais.db"), metadata())
    assert (await datasette.client.get("/llais/turns")).status_code == 200
    writing = [database._write_thread for database in datasette.databases.values() if database._write_thread]
    threads = [*writing, *datasette.executor._threads]
    let_go(datasette)
    for thread in threads:
        thread.join(timeout=60)
    assert writing
    assert not any(thread.is_alive() for thread in threads)
