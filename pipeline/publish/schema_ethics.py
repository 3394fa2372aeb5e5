"""The published tables for ethics reviewers: how people are protected, step by step, and nobody's words."""

from __future__ import annotations

from pipeline.publish.columns import TRANSCRIPT
from pipeline.publish.table import ETHICS, Column, Table

UNDECIDED = "undecided"
"""What the auditor's log says of a mention that nobody has decided on."""

_FOR = (ETHICS,)
_POINT = Column("point_id", "INTEGER", "The point of the checklist", "checklist", facet=True)
_TYPE = Column("type", "TEXT", "What kind of identifier stood there", facet=True)
_KIND = Column("kind", "TEXT", "direct: names someone; quasi: narrows down who it is", facet=True)

ETHICS_TABLES: tuple[Table, ...] = (
    Table(
        "protection",
        "How people are protected",
        "What the report to ethics reviewers says first. One row.",
        (
            Column("told_on", "TEXT", "The day on which the study stood like this"),
            Column("stamp", "TEXT", "Of what it tells: a release, or a draft that nobody has signed off"),
            Column("draft", "INTEGER", "1 where what would be published now is not all in the last release"),
            Column("summary", "TEXT", "How many points of the checklist are how far"),
            Column("extent", "TEXT", "How much is published, and how much in it was replaced"),
            Column("bound", "TEXT", "How much may be left in the text, in sentences, one a line"),
            Column("figure", "TEXT", "The number that goes with them; empty where nothing was measured"),
            Column("trail_end", "TEXT", "Number and seal of the audit trail's last row, so that no edit goes unseen"),
            Column("trail_at", "TEXT", "When that row was written"),
        ),
        _FOR,
    ),
    Table(
        "five_safes",
        "Five Safes",
        "What the study's people say of themselves, a line for each of the Five Safes.",
        (
            Column("name", "TEXT", "Which of the five"),
            Column("said", "TEXT", "What they say; not done where they have said nothing"),
            Column("position", "INTEGER", "Its place, from 1"),
        ),
        _FOR,
        sort="position",
    ),
    Table(
        "checklist",
        "Checklist",
        "The 24 points of an ethics reviewer, each with what is said to it and what is left to do.",
        (
            Column("id", "INTEGER", "The point's number"),
            Column("title", "TEXT", "What it is about"),
            Column("state", "TEXT", "done, partly done, not done, or does not apply", facet=True),
            Column("said", "TEXT", "What is said to it, a sentence a line"),
            Column("to_do", "TEXT", "What is left to do; empty where nothing is"),
        ),
        _FOR,
        label="title",
    ),
    Table(
        "checklist_evidence",
        "Evidence",
        "What shows the points of the checklist: their tables, cell by cell, and their lists, line by line.",
        (
            Column("id", "INTEGER", "The piece of evidence"),
            _POINT,
            Column("caption", "TEXT", "The table that it stands in; empty for a list"),
            Column("line", "INTEGER", "The table's or list's line, from 1"),
            Column("about", "TEXT", "What the line is about: its first cell"),
            Column("column", "TEXT", "The table's column"),
            Column("said", "TEXT", "The cell, or the line of a list"),
        ),
        _FOR,
    ),
    Table(
        "transcript_states",
        "How far each transcript is",
        "Every file of the study by its label, also those of which nothing is published.",
        (
            Column("id", "TEXT", "The transcript's label"),
            Column(
                "state", "TEXT", "The release that holds this version; else ready, lacking, or held back", facet=True
            ),
            Column("lacks", "TEXT", "What it still lacks for a release; empty where nothing"),
            Column("consent", "TEXT", "The consent that it rests on; empty where none is on record", facet=True),
            Column("version", "TEXT", "The version that would be published now; empty where none would"),
            Column("marks", "INTEGER", "How many marks a person had to look at"),
            Column("undecided", "INTEGER", "How many of them nobody has decided"),
            Column("readers", "INTEGER", "How many people decided in it"),
            Column("second_reading", "TEXT", "done, not done, or not asked", facet=True),
            Column("sampled", "INTEGER", "1 where an accepted sample was drawn from this version"),
            Column("signed_off", "INTEGER", "1 where a sign-off of this version holds", facet=True),
        ),
        _FOR,
    ),
    Table(
        "approvals",
        "Sign-offs",
        "Every decision of a reviewer on a version of a transcript, under labels, and whether it holds.",
        (
            Column("id", "INTEGER", "The sign-off"),
            TRANSCRIPT,
            Column("version", "TEXT", "The version that was signed off"),
            Column("outcome", "TEXT", "approved, approved_with_conditions, revise or rejected", facet=True),
            Column("role", "TEXT", "In which role"),
            Column("signed_by", "TEXT", "By whom, under a label", facet=True),
            Column("signed_on", "TEXT", "On which day"),
            Column("expires", "TEXT", "Until when it holds"),
            Column("conditions", "TEXT", "Under which conditions"),
            Column("latest", "INTEGER", "1 for the transcript's last sign-off, which alone counts"),
            Column("state", "TEXT", "holds, why it does not, or that a later one followed"),
        ),
        _FOR,
    ),
    Table(
        "samples",
        "Samples",
        "Samples of turns that somebody read to see what was left, with what they found and how much may be left.",
        (
            Column("id", "INTEGER", "The sample"),
            Column("drawn_on", "TEXT", "The day on which it was drawn"),
            Column("finished_on", "TEXT", "The day on which it was read to its end"),
            Column("readers", "TEXT", "Who read it, under labels"),
            Column("turns", "INTEGER", "How many turns were read"),
            Column("turns_in_all", "INTEGER", "How many turns with words there were to draw from"),
            Column("transcripts", "INTEGER", "From how many transcripts"),
            Column("direct_turns", "INTEGER", "How many turns still held a direct identifier"),
            Column("direct_upper", "REAL", "At most which share of all turns holds one, with that confidence"),
            Column("quasi_turns", "INTEGER", "How many turns still held an indirect identifier"),
            Column("quasi_upper", "REAL", "At most which share of all turns holds one, with that confidence"),
            Column("confidence", "REAL", "The confidence of both bounds, one-sided"),
            Column("seeds_planted", "INTEGER", "How many invented identifiers were planted to test the reader"),
            Column("seeds_caught", "INTEGER", "How many of them the reader caught"),
            Column("accepted", "INTEGER", "1 where the sample is accepted"),
            Column("reasons", "TEXT", "Why it is not, one a line"),
            Column("changed", "TEXT", "The transcripts of it that have changed since, of which it says nothing"),
            Column("said", "TEXT", "The result in sentences, one a line"),
        ),
        _FOR,
    ),
    Table(
        "replaced_kinds",
        "Kinds of what was replaced",
        "How often which kind of identifier was replaced in each transcript, and how. Never what it was.",
        (
            TRANSCRIPT,
            _TYPE,
            _KIND,
            Column("method", "TEXT", "pseudonym, a vaguer truth, or a placeholder", facet=True),
            Column("times", "INTEGER", "How many stretches"),
        ),
        _FOR,
        key=("transcript_id", "type", "kind", "method"),
    ),
    Table(
        "log",
        "Auditor's log",
        "Every stretch of published turns that was found or decided, without what stands there. The custodian's log "
        "has the same ids, with the originals.",
        (
            Column("id", "TEXT", "The stretch, as both logs call it"),
            TRANSCRIPT,
            Column("turn", "INTEGER", "The turn's number in its transcript, from 1"),
            _TYPE,
            _KIND,
            Column("entity", "INTEGER", "Who or what is meant, by a number; empty where nobody knows"),
            Column("occurrence", "INTEGER", "The how-manieth time in the transcript"),
            Column("action", "TEXT", "How it was replaced, keep, or undecided", facet=True),
            Column("rule", "TEXT", "The rule of the study's policy"),
            Column("detected_by", "TEXT", "Which detectors found it"),
            Column("score", "REAL", "How sure they were, from 0 to 1"),
            Column("decided_by", "TEXT", "Who decided: machine, or a person's label; empty where open", facet=True),
            Column("decided_at", "TEXT", "When; empty for the machine"),
            Column("scope", "TEXT", "How far the decision goes: mention, transcript or study"),
            Column("has_reason", "INTEGER", "1 where a reason was written down: it is in the custodian's log"),
            Column("reviewed_by", "TEXT", "Who read the transcript to its end, under a label"),
            Column("second_read_by", "TEXT", "Who read it a second time"),
            Column("signed_off_by", "TEXT", "Who approved the version that stands now"),
        ),
        _FOR,
        # What the page counts, so that it never reads the log itself.
        read_by=(("action", "decided_by"),),
    ),
    Table(
        "trail",
        "Audit trail",
        "Who did what and when, under labels. Each row is sealed to the one before, so that no edit goes unseen. Those "
        "who withdrew are called so, in the place of the label that was sealed.",
        (
            Column("id", "INTEGER", "The row"),
            Column("at", "TEXT", "When, in UTC"),
            Column("actor", "TEXT", "Who, under a label", facet=True),
            Column("role", "TEXT", "In which role, where they gave one"),
            Column("action", "TEXT", "What was done", facet=True),
            Column("about", "TEXT", "With what, by label or number"),
            Column("purpose", "TEXT", "For which purpose, or under which conditions"),
            Column("counts", "TEXT", "How much of what"),
            Column("before", "TEXT", "The seal of the row before"),
            Column("seal", "TEXT", "SHA-256 over the row and the seal before it"),
        ),
        _FOR,
    ),
)
