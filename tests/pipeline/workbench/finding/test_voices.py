"""Who said which turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pipeline.workbench.finding.voices import Voice, read_voices


def test_every_turn_has_its_voice(make_sample: Callable[..., Path]) -> None:
    """Each turn is its speaker's, an interviewer's belongs to the transcript's group, and bands come with it."""
    with closing(sqlite3.connect(make_sample())) as db:
        voices = read_voices(db)
        turns = db.execute("SELECT id, transcript_id, role, participant_id FROM turns").fetchall()
    for id, transcript, role, participant in turns:
        voice = voices.all[voices.of_turn[id]]
        assert (voice.transcript, voice.role, voice.participant) == (transcript, role, participant or "")
    assert {voice.group for voice in voices.all if voice.transcript == "FG01"} == {"worker"}
    bands = frozenset({("season", "autumn 2025"), ("kind", "focus group")})
    assert Voice("FG01", "interviewer", "", "worker", bands) in voices.all


def test_a_database_without_attributes_has_voices_too(make_sample: Callable[..., Path]) -> None:
    """Where no attributes are published, there are no bands."""
    with closing(sqlite3.connect(make_sample())) as db:
        db.execute("DROP TABLE transcript_attributes")
        assert {voice.bands for voice in read_voices(db, has_attributes=False).all} == {frozenset()}


def test_nobody_has_said_anything_yet(make_sample: Callable[..., Path]) -> None:
    """An empty study has no voices."""
    with closing(sqlite3.connect(make_sample(said="", coded=""))) as db:
        assert read_voices(db).all == ()
