"""The published tables that set people beside each other: attributes, in bands, and what is counted by them."""

from __future__ import annotations

from pipeline.publish.columns import CODE, GROUP, PARTICIPANT, PASSAGES, PEOPLE, THEME, TRANSCRIPT
from pipeline.publish.table import ETHICS, READERS, TEAM, Column, Table

_ATTRIBUTE = Column("attribute_id", "TEXT", "The attribute", "attributes", facet=True)
_VALUE = Column("value", "TEXT", "The band, in words")

EXPLORING_TABLES: tuple[Table, ...] = (
    Table(
        "releases",
        "Releases",
        "The team's releases up to this draft or release.",
        (
            Column("n", "INTEGER", "The release's number"),
            Column("released_on", "TEXT", "Its day"),
            Column("transcripts", "INTEGER", "How many transcripts were in it"),
            Column("codings", "INTEGER", "How many codings were in it, less those that were erased since"),
        ),
        (TEAM, ETHICS),
    ),
    Table(
        "attributes",
        "Attributes",
        "What else is told of people and interviews, never finer than the bands of the study's settings.",
        (
            Column("id", "TEXT", "The attribute: season, kind, language, or a column of the manifest with bands"),
            Column("label", "TEXT", "The attribute in words"),
            Column("position", "INTEGER", "Its place in the study's settings, from 1"),
        ),
        READERS,
        label="label",
        sort="position",
    ),
    Table(
        "transcript_attributes",
        "Attributes of transcripts",
        "Which band each transcript is in.",
        (TRANSCRIPT, _ATTRIBUTE, _VALUE),
        key=("transcript_id", "attribute_id"),
    ),
    Table(
        "attribute_values",
        "Bands",
        "The bands of each attribute, with how many people are in them.",
        (_ATTRIBUTE, _VALUE, Column("position", "INTEGER", "Its place among the attribute's bands, from 1"), PEOPLE),
        READERS,
        key=("attribute_id", "value"),
    ),
    Table(
        "coded_people",
        "Who spoke about what",
        "The codes of each participant in each transcript, with how many passages have them.",
        (
            CODE,
            THEME,
            PARTICIPANT,
            GROUP,
            TRANSCRIPT,
            Column("passages", "INTEGER", "How many coded passages; two coders on the same words are one"),
        ),
        key=("code_id", "participant_id", "transcript_id"),
        read_by=(("theme_id", "code_id", "participant_id", "group_id", "transcript_id", "passages"),),
    ),
    Table(
        "theme_by_attribute",
        "Theme by attribute",
        "How many participants of each band spoke about a theme, and in how many passages. Counted in people.",
        (THEME, _ATTRIBUTE, _VALUE, PEOPLE, PASSAGES),
        READERS,
        key=("theme_id", "attribute_id", "value"),
    ),
    Table(
        "code_by_attribute",
        "Code by attribute",
        "How many participants of each band spoke about a code, and in how many passages. Counted in people.",
        (CODE, THEME, _ATTRIBUTE, _VALUE, PEOPLE, PASSAGES),
        key=("code_id", "attribute_id", "value"),
    ),
    Table(
        "code_by_group",
        "Code by group",
        "How many participants of each group spoke about a code, and in how many passages. Counted in people.",
        (CODE, THEME, GROUP, PEOPLE, PASSAGES),
        key=("code_id", "group_id"),
    ),
)
