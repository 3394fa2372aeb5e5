"""The published database, described once: schema, Datasette metadata and data dictionary all come from these tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

TEAM = "team"
OUTSIDE = "outside"
AUDIENCES = (TEAM, OUTSIDE)

SEARCH_TOKENIZER = "unicode61 remove_diacritics 2"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may leave; `references` is the table whose key it holds, `facet` offers it as a filter."""

    name: str
    type: str
    description: str
    references: str = ""
    facet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that may leave, for whom, and what its rows are; its key is the first column unless `key` differs.

    `read_by` are columns in whose order questions read the table, or parts of it.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    audiences: tuple[str, ...] = (TEAM,)
    key: tuple[str, ...] = ()
    label: str = ""
    search: tuple[str, ...] = ()
    sort: str = ""
    read_by: tuple[str, ...] = ()

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Name the columns that tell rows apart."""
        return self.key or (self.columns[0].name,)

    def create_sql(self) -> str:
        """Write the statement that makes the table."""
        lines = [f'"{column.name}" {column.type}' for column in self.columns]
        lines.append(f"PRIMARY KEY ({', '.join(_quoted(self.primary_key))})")
        lines += [
            f'FOREIGN KEY ("{column.name}") REFERENCES "{column.references}" ("id")'
            for column in self.columns
            if column.references
        ]
        return f'CREATE TABLE "{self.name}" (\n  ' + ",\n  ".join(lines) + "\n)"

    def index_sql(self) -> list[str]:
        """Write the statements that index every foreign key and every column that is offered as a filter.

        A filter's index holds the other filters too: a page counts all of them for the rows that one of them leaves,
        and so never reads the rows themselves.
        """
        filters = [column.name for column in self.columns if column.facet]
        statements = []
        for column in self.columns:
            if (column.references or column.facet) and self.primary_key != (column.name,):
                others = [name for name in filters if name != column.name] if column.facet else []
                names = ", ".join(_quoted((column.name, *others)))
                statements.append(f'CREATE INDEX "{self.name}_{column.name}" ON "{self.name}" ({names})')
        if self.read_by:
            names = ", ".join(_quoted(self.read_by))
            statements.append(f'CREATE INDEX "{self.name}_in_order" ON "{self.name}" ({names})')
        return statements

    def search_sql(self) -> list[str]:
        """Write the statements that make the full-text index of the table's text columns."""
        if not self.search:
            return []
        names = ", ".join(_quoted(self.search))
        key = self.primary_key[0]
        return [
            f'CREATE VIRTUAL TABLE "{self.name}_fts" USING fts5({names}, content="{self.name}", content_rowid="{key}", '
            f'tokenize="{SEARCH_TOKENIZER}")',
            f'INSERT INTO "{self.name}_fts" ("{self.name}_fts") VALUES (\'rebuild\')',
        ]


def _quoted(names: tuple[str, ...]) -> list[str]:
    return [f'"{name}"' for name in names]


_BOTH = AUDIENCES
_TRANSCRIPT = Column("transcript_id", "TEXT", "The interview or focus group", "transcripts", facet=True)
_OF_TRANSCRIPT = replace(_TRANSCRIPT, facet=False)  # where the participant says it already
_PARTICIPANT = Column("participant_id", "TEXT", "Who spoke; empty for the interviewer", "participants", facet=True)
_GROUP = Column("group_id", "TEXT", "The participant's group", "groups", facet=True)
_TURN = Column("turn_id", "INTEGER", "The turn that it stands in", "turns")
_THEME = Column("theme_id", "TEXT", "The theme", "themes", facet=True)
_OF_THEME = replace(_THEME, facet=False)  # where the code says it already
_CODE = Column("code_id", "TEXT", "The code", "codes", facet=True)
_SPAN = (
    Column("start", "INTEGER", "Where it begins in the turn's published text, in characters from 0"),
    Column("end", "INTEGER", "Where it ends in the turn's published text; the character there is no part of it"),
)
_PEOPLE = Column(
    "people",
    "INTEGER",
    "How many participants; empty where too few, or where that would give too few away; outside the team rounded",
)
_PASSAGES = Column("passages", "INTEGER", "How many coded passages; empty where people is")

TABLES: tuple[Table, ...] = (
    Table(
        "study",
        "Study",
        "What this study is, and what this database is made of. One row.",
        (
            Column("id", "TEXT", "The identity of this draft or release: it changes when anything in it does"),
            Column("title", "TEXT", "The study's title"),
            Column("description", "TEXT", "Who was asked about what"),
            Column("status", "TEXT", "draft: not signed off, for the team only; release: signed off"),
            Column("audience", "TEXT", "For whom this database was made"),
            Column("codebook_version", "TEXT", "The version of the codebook"),
            Column("people", "INTEGER", "How many people took part; empty where too few"),
            Column("transcripts", "INTEGER", "How many interviews and focus groups; empty where people is"),
            Column("words", "INTEGER", "How many words were spoken"),
            Column("replaced", "INTEGER", "How many stretches were replaced to protect people"),
            Column("min_cell", "INTEGER", "The fewest people that a cell of a table may stand for"),
            Column("marker", "TEXT", "How replaced words are marked in files that leave"),
            Column("released_on", "TEXT", "The day of the release; empty for a draft"),
            Column("trail_end", "TEXT", "Where the audit trail ended then, so that no edit of it goes unseen"),
        ),
        _BOTH,
    ),
    Table(
        "groups",
        "Groups",
        "The groups that participants belong to.",
        (
            Column("id", "TEXT", "The group"),
            Column("label", "TEXT", "The group in words"),
            _PEOPLE,
        ),
        _BOTH,
        label="label",
    ),
    Table(
        "participants",
        "Participants",
        "The people who were interviewed, under their study labels.",
        (Column("id", "TEXT", "The participant's label in this study"), _GROUP),
    ),
    Table(
        "transcripts",
        "Transcripts",
        "Interviews, focus groups, field notes, guidance and feedback.",
        (
            Column("id", "TEXT", "The transcript's label in this study"),
            _GROUP,
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
    ),
    Table(
        "speakers",
        "Speakers",
        "The voices of each transcript, under labels.",
        (
            Column("id", "TEXT", "Transcript and label"),
            _TRANSCRIPT,
            Column("label", "TEXT", "INT for an interviewer; P1, P2 … for participants; ? where nobody is named"),
            Column("role", "TEXT", "interviewer or participant", facet=True),
            _PARTICIPANT,
        ),
        label="label",
    ),
    Table(
        "turns",
        "Turns",
        "What was said, turn by turn, with everything replaced that could identify someone.",
        (
            Column("id", "INTEGER", "The turn"),
            _TRANSCRIPT,
            Column("n", "INTEGER", "The turn's number in its transcript, from 1"),
            Column("speaker_id", "TEXT", "Who speaks", "speakers"),
            Column("role", "TEXT", "interviewer or participant", facet=True),
            _PARTICIPANT,
            _GROUP,
            Column("may_quote", "INTEGER", "1 where a participant speaks whose consent allows quotation"),
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
        _BOTH,
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
        ),
        _BOTH,
        label="name",
        sort="position",
    ),
    Table(
        "codes",
        "Codes",
        "The codes of the codebook, with the rules for using them.",
        (
            Column("id", "TEXT", "The code"),
            _THEME,
            Column("name", "TEXT", "The code's name"),
            Column("tag", "TEXT", "A short form for margins"),
            Column("definition", "TEXT", "What the code means"),
            Column("include_when", "TEXT", "Use it when"),
            Column("exclude_when", "TEXT", "Do not use it when"),
            Column("position", "INTEGER", "Its place in the codebook"),
        ),
        _BOTH,
        label="name",
        sort="position",
    ),
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
            _OF_TRANSCRIPT,
            _TURN,
            _PARTICIPANT,
            _GROUP,
            _OF_THEME,
            _CODE,
            Column("coder_id", "TEXT", "Who applied it", "coders", facet=True),
            *_SPAN,
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
            _OF_TRANSCRIPT,
            _TURN,
            _PARTICIPANT,
            _GROUP,
            _OF_THEME,
            _CODE,
            *_SPAN,
            Column("quote", "TEXT", "The words"),
            Column("cue", "TEXT", "The codebook's phrase that was recognised"),
        ),
    ),
    Table(
        "replacements",
        "Replacements",
        "Where something was replaced to protect people, what kind of thing and by which rule. Never what it was.",
        (
            Column("id", "INTEGER", "The replacement"),
            _TRANSCRIPT,
            _TURN,
            *_SPAN,
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
            _TRANSCRIPT,
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
        "moved_codings",
        "Moved codings",
        "Codings that stand elsewhere, or have other words, than in the release before: the text around them changed.",
        (
            Column("id", "INTEGER", "The move"),
            Column("coding_id", "INTEGER", "The coding", "codings"),
            _OF_TRANSCRIPT,
            _TURN,
            Column("before", "TEXT", "The release before"),
            Column("start_before", "INTEGER", "Where it began there, in characters from 0"),
            Column("end_before", "INTEGER", "Where it ended there"),
            Column("start", "INTEGER", "Where it begins now"),
            Column("end", "INTEGER", "Where it ends now"),
            Column("words_changed", "INTEGER", "1 where its words are others now, as something in them was decided"),
        ),
    ),
    Table(
        "theme_by_group",
        "Theme by group",
        "How many participants of each group spoke about a theme, and in how many passages. Counted in people.",
        (_THEME, _GROUP, _PEOPLE, _PASSAGES),
        _BOTH,
        key=("theme_id", "group_id"),
    ),
    Table(
        "code_counts",
        "Code counts",
        "How many participants and passages each code has.",
        (
            _CODE,
            _THEME,
            _PEOPLE,
            _PASSAGES,
            Column("transcripts", "INTEGER", "In how many transcripts; empty where people is"),
        ),
        _BOTH,
    ),
    Table(
        "code_by_code",
        "Codes that meet",
        "Pairs of codes whose passages overlap, in how many participants' words and how often.",
        (
            Column("code_id", "TEXT", "One code", "codes"),
            Column("other_code_id", "TEXT", "The other", "codes"),
            _PEOPLE,
            Column("times", "INTEGER", "How many overlaps; empty where people is"),
        ),
        _BOTH,
        key=("code_id", "other_code_id"),
    ),
)


def tables_for(audience: str) -> tuple[Table, ...]:
    """List the tables that an audience may have, in an order in which every reference comes after what it names."""
    return tuple(table for table in TABLES if audience in table.audiences)


def column_names(table: Table) -> list[str]:
    """List a table's columns."""
    return [column.name for column in table.columns]
