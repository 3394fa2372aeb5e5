"""Codings that are in a published database although they are to be coded blind: it was made before that was set."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.coding.blind import Blind
from pipeline.coding.working.seen import is_open
from pipeline.errors import BadSettings


def check_covered(database: Path, blind: Blind) -> None:
    """Make sure that a published database shows no codings which nobody may see yet. Raises BadSettings."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'coded_by'").fetchone():
            return  # of a llais before blind coding, or for those outside
        rows = connection.execute("SELECT transcript_id, coder_id, handed_in FROM coded_by").fetchall()
    begun = {(transcript, coder) for transcript, coder, _ in rows}
    handed_in = {(transcript, coder) for transcript, coder, done in rows if done}
    shown = sorted({one for one, _ in begun if not is_open(blind, one, handed_in, begun)})
    if shown:
        raise BadSettings(
            f"study.toml, [coding] blind: what would be served shows codings of {', '.join(shown)}, which not "
            "everybody has handed in. Publish again and serve that draft: llais publish STUDY"
        )
