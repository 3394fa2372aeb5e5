"""The questions that a published database answers by name, as data: Datasette runs them, the pages link to them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.publish.schema import tables_for

# Characters of the private use area, which the pages turn into <mark> once the text around them is escaped.
MARK_BEGINS = "\ue000"
MARK_ENDS = "\ue001"


@dataclass(frozen=True, slots=True)
class Query:
    """A question with a name: its parameters may all be left empty; `reads` names the tables that it needs."""

    name: str
    title: str
    description: str
    sql: str
    reads: tuple[str, ...]
    params: tuple[str, ...] = ()


# One row a passage, however many people coded it the same way: the numbers then agree with those of the themes.
_PASSAGES = """
select codings.quote, turns.role, turns.may_quote, themes.name as theme, codes.name as code, codes.id as code_id,
  codings.participant_id as participant, groups.label as "group",
  codings.transcript_id as transcript, turns.n as turn, codings.turn_id, passages.coders,
  (select group_concat(nullif(same.memo, ''), ' · ') from codings as same where same.turn_id = codings.turn_id
     and same.start = codings.start and same."end" = codings."end" and same.code_id = codings.code_id) as memos
from (
  select min(id) as id, group_concat(distinct coder_id) as coders
  from codings
  where {condition}
  group by participant_id, turn_id, start, "end", code_id
  order by participant_id, turn_id, start, "end", code_id
  limit 501
) as passages
join codings on codings.id = passages.id
join turns on turns.id = codings.turn_id
join codes on codes.id = codings.code_id
join themes on themes.id = codings.theme_id
left join groups on groups.id = codings.group_id
order by codings.participant_id, codings.turn_id, codings.start, codes.position
""".strip()

_PASSAGE_TABLES = ("codings", "turns", "codes", "themes", "groups")

_THEMES_BY_GROUP = """
select themes.name as theme, themes.id as theme_id, groups.label as "group", groups.id as group_id,
  coalesce(theme_by_group.people, 'hidden') as people,
  groups.people as people_in_group, theme_by_group.passages
from theme_by_group
join themes on themes.id = theme_by_group.theme_id
join groups on groups.id = theme_by_group.group_id
where (:theme = '' or themes.id = :theme) and (:group = '' or groups.id = :group)
order by themes.position, groups.id
""".strip()

_CODES_THAT_MEET = """
select one.name as code, one.id as code_id, other.name as other_code, other.id as other_code_id,
  coalesce(code_by_code.people, 'hidden') as people, code_by_code.times
from code_by_code
join codes as one on one.id = code_by_code.code_id
join codes as other on other.id = code_by_code.other_code_id
where :code in ('', one.id, other.id)
order by code_by_code.people desc, code_by_code.times desc, one.position, other.position
""".strip()

_STORY = """
select turns.text, turns.may_quote, turns.transcript_id as transcript, turns.n as turn, turns.id as turn_id,
  turns.start_time as time,
  (select group_concat(tag, ' ') from (
     select distinct codes.tag from codings join codes on codes.id = codings.code_id
     where codings.turn_id = turns.id order by codes.position)) as codes
from turns
where turns.participant_id = :participant
order by turns.transcript_id, turns.n
""".strip()

_SEARCH = """
select snippet(turns_fts, 0, char(57344), char(57345), '…', 48) as snippet,
  turns.role, turns.may_quote, turns.participant_id as participant, groups.label as "group",
  turns.transcript_id as transcript, turns.n as turn, turns.id as turn_id
from (
  select id, closeness from (
    select turns_fts.rowid as id, turns_fts.rank as closeness from turns_fts
    where turns_fts match coalesce(nullif(escape_fts(:words), ''), '""')
      and (:group = '' or turns_fts.rowid in (select id from turns where group_id = :group))
    limit 20000)
  order by closeness limit 100
) as closest
join turns_fts on turns_fts.rowid = closest.id
join turns on turns.id = closest.id
left join groups on groups.id = turns.group_id
where turns_fts match coalesce(nullif(escape_fts(:words), ''), '""')
order by closest.closeness, turns.id
""".strip()

# Different means that neither used the other's code there: someone who only added a second code did not disagree.
QUERIES: tuple[Query, ...] = (
    Query(
        "quotes",
        "Quotes of a theme",
        "Every passage that people coded with a theme, by participant. Choose a theme, a group, both or neither.",
        _PASSAGES.format(
            condition="(:theme = '' or codings.theme_id = :theme) and (:group = '' or codings.group_id = :group)"
        ),
        _PASSAGE_TABLES,
        ("theme", "group"),
    ),
    Query(
        "code_quotes",
        "Quotes of a code",
        "Every passage that people gave a code, by participant. Choose a code, a group, both or neither.",
        _PASSAGES.format(
            condition="(:code = '' or codings.code_id = :code) and (:group = '' or codings.group_id = :group)"
        ),
        _PASSAGE_TABLES,
        ("code", "group"),
    ),
    Query(
        "themes_by_group",
        "Themes by group",
        "How many people of each group spoke about a theme, and in how many passages. "
        "A number that could point to too few people is hidden.",
        _THEMES_BY_GROUP,
        ("theme_by_group", "themes", "groups"),
        ("theme", "group"),
    ),
    Query(
        "codes_that_meet",
        "Codes that meet",
        "Pairs of codes whose passages overlap: in how many people's words, and how often. Choose a code for its own. "
        "A number that could point to too few people is hidden.",
        _CODES_THAT_MEET,
        ("code_by_code", "codes"),
        ("code",),
    ),
    Query(
        "story",
        "One person's story",
        "Everything that one participant said, from first turn to last, with the codes that people gave it.",
        _STORY,
        ("turns", "codings", "codes"),
        ("participant",),
    ),
    Query(
        "search",
        "Search what was said",
        "The hundred turns that hold the words most closely. Accents do not matter; words in quotes stay together. "
        "Of a word in more than 20,000 turns, of the first of them.",
        _SEARCH,
        ("turns", "groups"),
        ("words", "group"),
    ),
)


def queries_for(audience: str) -> tuple[Query, ...]:
    """List the queries whose tables an audience may all have."""
    theirs = {table.name for table in tables_for(audience)}
    return tuple(query for query in QUERIES if theirs.issuperset(query.reads))
