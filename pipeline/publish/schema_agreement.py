"""The published tables of agreement: who coded what, how far coders agree, and what they disagree on."""

from __future__ import annotations

from dataclasses import replace

from pipeline.publish.columns import CODE, MAY_QUOTE, OF_TRANSCRIPT, THEME, TRANSCRIPT, TURN
from pipeline.publish.table import Column, Table

_CODER = Column("coder_id", "TEXT", "A coder", "coders", facet=True)

AGREEMENT_TABLES: tuple[Table, ...] = (
    Table(
        "coded_by",
        "Who coded what",
        "The coders who worked on each transcript: they coded something in it, or handed it in.",
        (
            TRANSCRIPT,
            _CODER,
            Column("codings", "INTEGER", "How many codings the coder made in it"),
            Column("handed_in", "INTEGER", "1 where the coder said that it is done"),
        ),
        key=("transcript_id", "coder_id"),
    ),
    Table(
        "agreement",
        "Agreement",
        "How far coders who worked on the same transcripts agree, code by code. Uncoded text is counted or not, as the "
        "row says, and never taken for agreement unsaid.",
        (
            Column("id", "INTEGER", "The figure"),
            Column("unit", "TEXT", "What is compared: sentence, turn or character", facet=True),
            Column("scope", "TEXT", "code; theme: any code of it; all: any code", facet=True),
            THEME,
            CODE,
            Column("coders", "TEXT", "The two coders, or all", facet=True),
            Column(
                "uncoded",
                "TEXT",
                "counted: the whole text; not counted: only what one of the coders gave some code",
                facet=True,
            ),
            Column(
                "measure",
                "TEXT",
                "percent; Cohen's kappa (two coders); Fleiss' kappa; alpha (Krippendorff, nominal); u-alpha, |u-alpha "
                "and cu-alpha (Krippendorff, for units of any length)",
                facet=True,
            ),
            Column("value", "REAL", "The figure; empty where it is not defined, as the note says"),
            Column("low", "REAL", "The lower end of its 95 % interval; empty where there is too little for one"),
            Column("high", "REAL", "The upper end"),
            Column("n", "INTEGER", "How many units were compared"),
            Column(
                "prevalence",
                "REAL",
                "The share of the coders' decisions that apply it; for cu-alpha, of the text what two of them coded",
            ),
            Column("resampled", "TEXT", "What the interval was drawn from: transcripts, or turns where those are few"),
            Column("note", "TEXT", "Why there is no value, or on how little it stands"),
        ),
    ),
    Table(
        "disagreements",
        "Disagreements",
        "What two coders did not code alike, with what was decided on it.",
        (
            Column("id", "INTEGER", "The disagreement"),
            OF_TRANSCRIPT,
            TURN,
            CODE,
            Column(
                "kind",
                "TEXT",
                "boundary: the same code on another stretch; other code: one has another code there; one only",
                facet=True,
            ),
            _CODER,
            replace(_CODER, name="other_coder_id", description="The other coder"),
            Column("start", "INTEGER", "Where the coder's stretch begins, in characters from 0; empty without one"),
            Column("end", "INTEGER", "Where it ends; the character there is no part of it"),
            Column("other_start", "INTEGER", "Where the other coder's stretch begins"),
            Column("other_end", "INTEGER", "Where it ends"),
            Column("quote", "TEXT", "The coder's words; empty where they are of several codings, as the turn has them"),
            Column("other_quote", "TEXT", "The other coder's words"),
            MAY_QUOTE,
            Column("instead", "TEXT", "The other codes there, of who has not this one"),
            Column(
                "choice", "TEXT", "Who was found right: coder, other, both or neither; empty where open", facet=True
            ),
            Column("decided_by", "TEXT", "Who decided", "coders"),
            Column("decided_on", "TEXT", "On which day"),
            Column("reason", "TEXT", "Why"),
        ),
    ),
)
