"""The published tables of what people and machines applied: codings, suggestions, and what is said of them."""

from __future__ import annotations

from pipeline.publish.columns import (
    CODE,
    GROUP,
    MAY_QUOTE,
    OF_PARTICIPANT,
    OF_THEME,
    OF_TRANSCRIPT,
    PARTICIPANT,
    SPAN,
    TRANSCRIPT,
    TURN,
)
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
            OF_PARTICIPANT,
            GROUP,
            OF_THEME,
            CODE,
            Column("coder_id", "TEXT", "Who applied it", "coders", facet=True),
            *SPAN,
            Column("quote", "TEXT", "The words"),
            MAY_QUOTE,
            Column("memo", "TEXT", "All that anybody noted on it; the table memos says who"),
            Column("codebook_version", "TEXT", "The version of the codebook that it was made under"),
            Column("code_as_made", "TEXT", "The code that it was made with, where that has another id now"),
            Column("older_definition", "INTEGER", "1 where the code's definition or rules were others then"),
            Column(
                "to_recode", "TEXT", "Where its code was split: the codes to choose from; until then it stands here"
            ),
            Column("made_on", "TEXT", "On which day; empty where nobody knows"),
            Column("uid", "TEXT", "What it is known by, in every release and in other tools"),
            Column("since", "INTEGER", "The first release that held it; empty where none did before this draft"),
        ),
        search=("quote",),
        read_by=(
            ("participant_id", "turn_id", "start", "end", "code_id", "theme_id", "group_id", "coder_id"),
            ("theme_id", "participant_id", "turn_id", "start", "end", "code_id", "group_id", "coder_id", "since"),
            ("code_id", "participant_id", "turn_id", "start", "end", "group_id", "coder_id", "since"),
            ("uid",),
        ),
    ),
    Table(
        "suggestions",
        "Suggestions (by machine)",
        "Sentences that hold a code's phrases, or are like those people coded. By a machine; they count nowhere.",
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
            MAY_QUOTE,
            Column("cue", "TEXT", "The codebook's phrase that was recognised; empty where it was learned"),
            Column("source", "TEXT", "cue: by a phrase of the codebook; learned: by what people coded", facet=True),
            Column("why", "TEXT", "Why it was suggested"),
        ),
    ),
    Table(
        "memos",
        "Memos",
        "What people noted: on codings, codes, turns, transcripts, participants, how a disagreement was settled, and "
        "on the study.",
        (
            Column("id", "INTEGER", "The memo"),
            Column("about", "TEXT", "What kind of thing it is about", facet=True),
            TRANSCRIPT,
            TURN,
            Column("participant_id", "TEXT", "Whom it is about, or who spoke there", "participants", facet=True),
            Column("coding_id", "INTEGER", "The coding that it is about", "codings"),
            Column("code_id", "TEXT", "The code that it is about, or that was applied there", "codes", facet=True),
            Column("author_id", "TEXT", "Who wrote it", "coders", facet=True),
            Column("made_on", "TEXT", "On which day; empty where nobody knows"),
            Column("text", "TEXT", "What they noted"),
            Column("about_id", "TEXT", "Which thing of its kind it is about; empty for the study"),
            Column("uid", "TEXT", "What it is known by, in every release and in other tools"),
        ),
        search=("text",),
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

CUE_RECORDS = Table(
    "cue_records",
    "Records of suggestions",
    "How often each code's phrases, and what was learned of it, suggested what people coded too, in sentences.",
    (
        Column("id", "INTEGER", "The record"),
        CODE,
        Column("cue", "TEXT", "The phrase; empty for all of the code's, and for what was learned"),
        Column("source", "TEXT", "cue: by phrases of the codebook; learned: in a test on other people", facet=True),
        Column("suggested", "INTEGER", "How many sentences it suggested, in transcripts that somebody has coded"),
        Column("right", "INTEGER", "How many of those people coded so"),
        Column("right_by_acceptance", "INTEGER", "How many of those only as somebody accepted the suggestion"),
        Column("coded", "INTEGER", "How many sentences people coded so"),
        Column("hit", "INTEGER", "How many of those it suggested"),
        Column("precision", "REAL", "right over suggested; empty where nothing was suggested"),
        Column("recall", "REAL", "hit over coded; empty where nothing was coded"),
        Column("accepted", "INTEGER", "How often a coder accepted a suggestion"),
        Column("rejected", "INTEGER", "How often a coder rejected one"),
        Column("note", "TEXT", "What has to be known to read the numbers, or why it is on or off"),
    ),
)

SATURATION = Table(
    "saturation",
    "What each interview added",
    "New codes, and new pairs of codes in the same words, in the order of the interviews. Only coded ones are in it.",
    (
        Column("position", "INTEGER", "Its place in the order of interviews, from 1"),
        OF_TRANSCRIPT,
        Column("new_codes", "INTEGER", "How many codes were applied that none before it has"),
        Column("new_pairs", "INTEGER", "How many pairs of codes met that did not meet before"),
        Column("codes_so_far", "INTEGER", "How many codes were applied up to here"),
        Column("pairs_so_far", "INTEGER", "How many pairs met up to here"),
        Column("names", "TEXT", "Which codes were new"),
    ),
)

CODE_HISTORY = Table(
    "code_history",
    "History of codes",
    "What became of codes from version to version of the codebook: renamed, merged, split, retired, moved, reworded.",
    (
        Column("id", "INTEGER", "The change"),
        Column("code_id", "TEXT", "The code, where it is in use or has codings", "codes", facet=True),
        Column("code", "TEXT", "The code's id now, or the last that it had"),
        Column("version", "TEXT", "The version of the codebook that this made", facet=True),
        Column("date", "TEXT", "The day of the change, or of the first use of that version"),
        Column("change", "TEXT", "What changed, and why where somebody wrote it down"),
    ),
)
