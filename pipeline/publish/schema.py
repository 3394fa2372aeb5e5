"""The published database, described once: schema, Datasette metadata and data dictionary all come from these tables."""

from __future__ import annotations

from pipeline.publish.columns import (
    CODE,
    GROUP,
    MAY_QUOTE,
    PARTICIPANT,
    PASSAGES,
    PEOPLE,
    SPAN,
    THEME,
    TRANSCRIPT,
    TURN,
)
from pipeline.publish.schema_agreement import AGREEMENT_TABLES
from pipeline.publish.schema_coding import CODE_HISTORY, CODING_TABLES, CUE_RECORDS, SATURATION
from pipeline.publish.schema_ethics import ETHICS_TABLES
from pipeline.publish.schema_exploring import EXPLORING_TABLES
from pipeline.publish.table import AUDIENCES, ETHICS, READERS, TEAM, Column, Table

TABLES: tuple[Table, ...] = (
    Table(
        "study",
        "Study",
        "What this study is, and what this database is made of. One row.",
        (
            Column("id", "TEXT", "The identity of this draft or release: it changes when anything in it does"),
            Column("title", "TEXT", "The study's title"),
            Column("description", "TEXT", "Who was asked about what"),
            Column("licence", "TEXT", "Who may use this, and how, as the study says"),
            Column("status", "TEXT", "draft: not signed off, for the team only; release: signed off"),
            Column("audience", "TEXT", "For whom this database was made"),
            Column("codebook_version", "TEXT", "The version of the codebook"),
            Column("people", "INTEGER", "How many people took part; empty where too few"),
            Column(
                "transcripts",
                "INTEGER",
                "How many interviews and focus groups, rounded outside the team; empty where people is, or too few",
            ),
            Column("words", "INTEGER", "How many words were spoken, rounded outside the team"),
            Column(
                "replaced", "INTEGER", "How many stretches were replaced to protect people, rounded outside the team"
            ),
            Column("min_cell", "INTEGER", "The fewest people that a cell of a table may stand for"),
            Column("rounded_to", "INTEGER", "Rounded counts are a multiple of this; 1 where none is rounded"),
            Column("marker", "TEXT", "How replaced words are marked in files that leave"),
            Column("released_on", "TEXT", "The day of the release; empty for a draft"),
            Column("trail_end", "TEXT", "Where the audit trail ended then, so that no edit of it goes unseen"),
            Column("events_up_to", "TEXT", "Up to which act of coding on the pages is in it; empty outside the team"),
        ),
        AUDIENCES,
    ),
    Table(
        "groups",
        "Groups",
        "The groups that participants belong to.",
        (
            Column("id", "TEXT", "The group"),
            Column("label", "TEXT", "The group in words"),
            PEOPLE,
        ),
        AUDIENCES,
        label="label",
    ),
    Table(
        "participants",
        "Participants",
        "The people who were interviewed, under their study labels.",
        (Column("id", "TEXT", "The participant's label in this study"), GROUP),
    ),
    Table(
        "transcripts",
        "Transcripts",
        "Interviews, focus groups, field notes, guidance and feedback.",
        (
            Column("id", "TEXT", "The transcript's label in this study"),
            GROUP,
            Column(
                "kind",
                "TEXT",
                "interview, joint interview, focus group, field note, guidance document or feedback sheet",
                facet=True,
            ),
            Column("season", "TEXT", "When it took place, as a season", facet=True),
            Column("language", "TEXT", "The language, as the manifest gives it", facet=True),
            Column("people", "INTEGER", "How many participants speak in it"),
            Column("turns", "INTEGER", "How many turns it has"),
            Column("words", "INTEGER", "How many words were spoken in it"),
            Column("withheld", "INTEGER", "How many turns are left out: their speaker has not agreed, or withdrew"),
            Column("may_quote", "INTEGER", "1 where consent allows quotation outside the team"),
            Column("version", "TEXT", "Twelve digits that change when anything in it does: what a sign-off is for"),
        ),
        (TEAM, ETHICS),
    ),
    Table(
        "speakers",
        "Speakers",
        "The voices of each transcript, under labels.",
        (
            Column("id", "TEXT", "Transcript and label"),
            TRANSCRIPT,
            Column("label", "TEXT", "INT for an interviewer; P1, P2 … for participants; ? where nobody is named"),
            Column("role", "TEXT", "interviewer or participant", facet=True),
            PARTICIPANT,
        ),
        label="label",
    ),
    Table(
        "turns",
        "Turns",
        "What was said, turn by turn, with everything replaced that could identify someone.",
        (
            Column("id", "INTEGER", "The turn"),
            TRANSCRIPT,
            Column("n", "INTEGER", "The turn's number in its transcript, from 1"),
            Column("speaker_id", "TEXT", "Who speaks", "speakers"),
            Column("role", "TEXT", "interviewer or participant", facet=True),
            PARTICIPANT,
            GROUP,
            MAY_QUOTE,
            Column("start_time", "TEXT", "When the turn begins, where the file gives times"),
            Column("text", "TEXT", "What was said"),
            Column("words", "INTEGER", "How many words"),
        ),
        search=("text",),
    ),
    Table(
        "codebook",
        "Codebook",
        "The codebook that was used, whole, as YAML. One row.",
        (
            Column("version", "TEXT", "The codebook's version"),
            Column("title", "TEXT", "The codebook's title"),
            Column("status", "TEXT", "draft or released"),
            Column("yaml", "TEXT", "The codebook itself"),
        ),
        READERS,
    ),
    Table(
        "themes",
        "Themes",
        "The themes of the codebook. Codes are applied, themes hold them together.",
        (
            Column("id", "TEXT", "The theme"),
            Column("name", "TEXT", "The theme's name"),
            Column("name_cy", "TEXT", "The theme's name in Welsh, not yet checked by a speaker where marked so"),
            Column("tag", "TEXT", "Three letters that stand wherever the theme's colour stands"),
            Column("colour", "TEXT", "The theme's colour"),
            Column("definition", "TEXT", "What the theme holds"),
            Column("position", "INTEGER", "Its place in the codebook"),
            Column("retired", "INTEGER", "1 where all that is left of it are codings with retired codes"),
        ),
        READERS,
        label="name",
        sort="position",
    ),
    Table(
        "codes",
        "Codes",
        "The codes of the codebook, with the rules for using them.",
        (
            Column("id", "TEXT", "The code"),
            THEME,
            Column("name", "TEXT", "The code's name"),
            Column("tag", "TEXT", "A short form for margins"),
            Column("definition", "TEXT", "What the code means"),
            Column("include_when", "TEXT", "Use it when"),
            Column("exclude_when", "TEXT", "Do not use it when"),
            Column("position", "INTEGER", "Its place in the codebook"),
            Column("retired", "INTEGER", "1 where it is in use no more, and stands here for the codings that it has"),
        ),
        READERS,
        label="name",
        sort="position",
    ),
    *CODING_TABLES,
    *AGREEMENT_TABLES,
    CUE_RECORDS,
    SATURATION,
    CODE_HISTORY,
    Table(
        "replacements",
        "Replacements",
        "Where something was replaced to protect people, what kind of thing and by which rule. Never what it was.",
        (
            Column("id", "INTEGER", "The replacement"),
            TRANSCRIPT,
            TURN,
            *SPAN,
            Column("type", "TEXT", "What kind of identifier stood there", facet=True),
            Column("kind", "TEXT", "direct: names someone; quasi: narrows down who it is"),
            Column("method", "TEXT", "pseudonym, a vaguer truth, or a placeholder", facet=True),
            Column("rules", "TEXT", "Which detectors found it"),
            Column("score", "REAL", "How sure they were, from 0 to 1"),
        ),
    ),
    Table(
        "sign_offs",
        "Sign-offs",
        "Who approved which version of a transcript for this release, under labels. Empty in a draft.",
        (
            Column("id", "INTEGER", "The sign-off"),
            TRANSCRIPT,
            Column("version", "TEXT", "The version that was approved"),
            Column("outcome", "TEXT", "approved, or approved_with_conditions"),
            Column("role", "TEXT", "In which role"),
            Column("signed_by", "TEXT", "By whom, under a label"),
            Column("signed_on", "TEXT", "On which day"),
            Column("expires", "TEXT", "Until when it holds"),
            Column("conditions", "TEXT", "Under which conditions"),
        ),
    ),
    Table(
        "theme_by_group",
        "Theme by group",
        "How many participants of each group spoke about a theme, and in how many passages. Counted in people.",
        (THEME, GROUP, PEOPLE, PASSAGES),
        READERS,
        key=("theme_id", "group_id"),
    ),
    Table(
        "code_counts",
        "Code counts",
        "How many participants and passages each code has.",
        (
            CODE,
            THEME,
            PEOPLE,
            PASSAGES,
            Column("transcripts", "INTEGER", "In how many transcripts; empty where people is, and outside the team"),
        ),
        READERS,
    ),
    Table(
        "code_by_code",
        "Codes that meet",
        "Pairs of codes whose passages overlap, in how many participants' words and how often.",
        (
            Column("code_id", "TEXT", "One code", "codes"),
            Column("other_code_id", "TEXT", "The other", "codes"),
            PEOPLE,
            Column("times", "INTEGER", "How many overlaps; empty where people is"),
        ),
        READERS,
        key=("code_id", "other_code_id"),
    ),
    *EXPLORING_TABLES,
    *ETHICS_TABLES,
)


def tables_for(audience: str) -> tuple[Table, ...]:
    """List the tables that an audience may have, in an order in which every reference comes after what it names."""
    return tuple(table for table in TABLES if audience in table.audiences)


def column_names(table: Table) -> list[str]:
    """List a table's columns."""
    return [column.name for column in table.columns]
