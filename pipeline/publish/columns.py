"""Columns that several tables of the published database have."""

from __future__ import annotations

from dataclasses import replace

from pipeline.publish.table import Column

TRANSCRIPT = Column("transcript_id", "TEXT", "The interview or focus group", "transcripts", facet=True)
OF_TRANSCRIPT = replace(TRANSCRIPT, facet=False)  # where the participant says it already
PARTICIPANT = Column("participant_id", "TEXT", "Who spoke; empty for the interviewer", "participants", facet=True)
OF_PARTICIPANT = replace(PARTICIPANT, facet=False)  # where counting all of them would take a page too long
GROUP = Column("group_id", "TEXT", "The participant's group", "groups", facet=True)
TURN = Column("turn_id", "INTEGER", "The turn that it stands in", "turns")
THEME = Column("theme_id", "TEXT", "The theme", "themes", facet=True)
OF_THEME = replace(THEME, facet=False)  # where the code says it already
CODE = Column("code_id", "TEXT", "The code", "codes", facet=True)
SPAN = (
    Column("start", "INTEGER", "Where it begins in the turn's published text, in characters from 0"),
    Column("end", "INTEGER", "Where it ends in the turn's published text; the character there is no part of it"),
)
MAY_QUOTE = Column("may_quote", "INTEGER", "1 where a participant speaks whose consent allows quotation")
PEOPLE = Column(
    "people",
    "INTEGER",
    "How many participants; empty where too few, or where that would give too few away; outside the team rounded",
)
PASSAGES = Column("passages", "INTEGER", "How many coded passages; empty where people is")
