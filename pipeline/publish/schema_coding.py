"""The published tables of what people and machines applied: codings, suggestions, and what is said of them."""

from __future__ import annotations

from pipeline.publish.columns import CODE, GROUP, OF_THEME, OF_TRANSCRIPT, PARTICIPANT, SPAN, TURN
from pipeline.publish.table import Column, Table

CODING_TABLES: tuple[Table, ...] = (
    Table(
        "coders",
        "Coders",
        "The people who coded, under labels.",
        (Column("id", "TEXT", "The coder's label"),),
    ),
    Table(
        "codings",
        "Codings",
        "Codes that people applied, each with its words. A machine's suggestions are never among them.",
        (
            Column("id", "INTEGER", "The coding"),
            OF_TRANSCRIPT,
            TURN,
            PARTICIPANT,
            GROUP,
            OF_THEME,
            CODE,
            Column("coder_id", "TEXT", "Who applied it", "coders", facet=True),
            *SPAN,
            Column("quote", "TEXT", "The words"),
            Column("memo", "TEXT", "What the coder noted"),
            Column("codebook_version", "TEXT", "The version of the codebook that it was made under"),
        ),
        search=("quote",),
        read_by=("participant_id", "turn_id", "start", "end", "code_id", "theme_id", "group_id", "coder_id"),
    ),
    Table(
        "suggestions",
        "Suggestions (by machine)",
        "Passages that hold one of a code's phrases. Found by a machine, accepted by nobody; they count nowhere.",
        (
            Column("id", "INTEGER", "The suggestion"),
            OF_TRANSCRIPT,
            TURN,
            PARTICIPANT,
            GROUP,
            OF_THEME,
            CODE,
            *SPAN,
            Column("quote", "TEXT", "The words"),
            Column("cue", "TEXT", "The codebook's phrase that was recognised"),
        ),
    ),
    Table(
        "moved_codings",
        "Moved codings",
        "Codings that stand elsewhere, or have other words, than in the release before: the text around them changed.",
        (
            Column("id", "INTEGER", "The move"),
            Column("coding_id", "INTEGER", "The coding", "codings"),
            OF_TRANSCRIPT,
            TURN,
            Column("before", "TEXT", "The release before"),
            Column("start_before", "INTEGER", "Where it began there, in characters from 0"),
            Column("end_before", "INTEGER", "Where it ended there"),
            Column("start", "INTEGER", "Where it begins now"),
            Column("end", "INTEGER", "Where it ends now"),
            Column("words_changed", "INTEGER", "1 where its words are others now, as something in them was decided"),
        ),
    ),
)
