"""Make a large published database of invented words, in the schema that llais publishes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.records import GROUPS
from pipeline.publish.rows import GROUP_LABELS, Row, codebook_rows
from pipeline.publish.schema import tables_for
from pipeline.publish.stand_ins import index_what_was_said
from pipeline.publish.table import Table

BOOK = default_codebook()
CODERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make; a transcript is one participant's, and every other turn is the interviewer's."""

    transcripts: int = 400
    turns: int = 200_000
    codings: int = 280_000
    suggestions: int = 20_000
    words: int = 5_000

    @property
    def turns_each(self) -> int:
        """Say how many turns a transcript has."""
        return self.turns // self.transcripts


def generate(path: Path, size: Size | None = None, seed: int = 7) -> Path:
    """Write a published database to `path`, which must not exist; the same size and seed give the same rows."""
    made = _Made(size or Size(), random.Random(seed))
    db = Database(path)
    for table in tables_for("team"):
        db.execute(table.create_sql())
        _fill(db, table, made)
        for statement in (*table.index_sql(), *table.search_sql()):
            db.execute(statement)
    with db.atomic():
        index_what_was_said(db.conn)
    db.execute("ANALYZE")
    db.close()
    return path


def _fill(db: Database, table: Table, made: _Made) -> None:
    with db.atomic():
        if table.name in _COUNTS:
            db.execute(f'INSERT INTO "{table.name}" {_COUNTS[table.name]}')
        elif table.name in made.rows:  # the others stay empty, as in a draft
            db.table(table.name).insert_all(made.rows[table.name](), batch_size=2_000)


class _Made:
    """Rows out of nothing: invented words, spread over turns as words are, some common and most rare."""

    def __init__(self, size: Size, chance: random.Random) -> None:
        self._size, self._chance = size, chance
        syllables = [a + b for a in "bcdfglmnprst" for b in ("a", "e", "i", "o", "y", "ŵ", "ai", "wn", "el")]
        self._words = sorted({"".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(size.words)})
        chance.shuffle(self._words)
        self._weights = list(accumulate(1 / (n + 3) for n in range(len(self._words))))
        self._texts: list[str] = []
        book = codebook_rows(BOOK, "id: invented")
        self.rows: dict[str, Callable[[], Iterator[Row]]] = {
            "study": self._study,
            "groups": self._groups,
            "participants": self._participants,
            "transcripts": self._transcripts,
            "speakers": self._speakers,
            "turns": self._turns,
            "codebook": lambda: iter(book["codebook"]),
            "themes": lambda: iter(book["themes"]),
            "codes": lambda: iter(book["codes"]),
            "releases": self._releases,
            "attributes": lambda: iter(_ATTRIBUTES),
            "transcript_attributes": self._transcript_attributes,
            "coders": lambda: iter({"id": coder} for coder in CODERS),
            "codings": self._codings,
            "suggestions": self._suggestions,
            "replacements": self._replacements,
            "memos": self._memos,
            "coded_by": self._coded_by,
            "agreement": self._agreement,
            "disagreements": self._disagreements,
            "saturation": self._saturation,
        }

    def _study(self) -> Iterator[Row]:
        counts = {
            "people": self._size.transcripts,
            "transcripts": self._size.transcripts,
            "words": self._size.turns * 30,
        }
        texts = {"title": "A large invented study", "description": "Words that nobody said.", "marker": "[[…]]"}
        what = {"status": "draft", "audience": "team", "codebook_version": BOOK.version, "min_cell": 1}
        yield {"id": "draft-benchmark", **texts, **what, **counts, "replaced": self._size.turns}

    def _groups(self) -> Iterator[Row]:
        for n, group in enumerate(GROUPS):
            yield {
                "id": group,
                "label": GROUP_LABELS[group],
                "people": len(range(n, self._size.transcripts, len(GROUPS))),
            }

    def _participants(self) -> Iterator[Row]:
        for n in range(self._size.transcripts):
            yield {"id": f"P{n:03}", "group_id": _group(n)}

    def _transcripts(self) -> Iterator[Row]:
        for n in range(self._size.transcripts):
            what = {
                "kind": "interview",
                "season": f"autumn {2015 + n % 10}",
                "language": "en",
                "people": 1,
                "withheld": 0,
                "may_quote": 1,
            }
            turns = self._size.turns_each
            yield {"id": f"P{n:03}", "group_id": _group(n), **what, "turns": turns, "words": turns * 30}

    def _speakers(self) -> Iterator[Row]:
        for n in range(self._size.transcripts):
            yield {"id": f"P{n:03}/INT", "transcript_id": f"P{n:03}", "label": "INT", "role": "interviewer"}
            who = {"label": "P1", "role": "participant", "participant_id": f"P{n:03}"}
            yield {"id": f"P{n:03}/P1", "transcript_id": f"P{n:03}", **who}

    def _turns(self) -> Iterator[Row]:
        for id_ in range(1, self._size.turns + 1):
            n, turn = divmod(id_ - 1, self._size.turns_each)
            length = self._chance.randint(4, 56)
            text = " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=length)).capitalize() + "."
            self._texts.append(text)
            asks = turn % 2 == 0
            label = "INT" if asks else "P1"
            who = {"role": "interviewer"} if asks else {"role": "participant", **_whose(n)}
            where = {"transcript_id": f"P{n:03}", "n": turn + 1, "speaker_id": f"P{n:03}/{label}"}
            when = f"{turn // 240:02}:{turn // 4 % 60:02}:{turn % 4 * 15:02}"
            empty = {"participant_id": None, "group_id": None, "may_quote": int(not asks)}
            yield {"id": id_, **where, **empty, **who, "start_time": when, "text": text, "words": length}

    def _applied(self, number: int) -> Iterator[Row]:
        codes = list(BOOK.codes)
        weights = [1 / (n + 2) for n in range(len(codes))]
        for id_ in range(1, number + 1):
            turn = self._chance.randrange(2, self._size.turns + 1, 2)
            n, text = (turn - 1) // self._size.turns_each, self._texts[turn - 1]
            start = self._chance.randrange(len(text) // 2)
            end = min(len(text), start + self._chance.randint(20, 150))
            (code,) = self._chance.choices(codes, weights)
            where = {"transcript_id": f"P{n:03}", "turn_id": turn, **_whose(n), "start": start, "end": end}
            words = {"quote": text[start:end], "may_quote": 1}
            yield {"id": id_, **where, "theme_id": code.theme_id, "code_id": code.id, **words}

    def _codings(self) -> Iterator[Row]:
        for row in self._applied(self._size.codings):
            how = {"memo": "", "codebook_version": BOOK.version, "uid": f"{row['id']:032x}"}
            since = next((n for n, held in self._held() if int(str(row["id"])) <= held), None)
            yield row | {"coder_id": self._chance.choice(CODERS), "since": since} | how

    def _held(self) -> tuple[tuple[int, int], ...]:
        """Say how many codings each release held: the first of them, in the order of their numbers."""
        return (1, self._size.codings // 2), (2, self._size.codings * 4 // 5)

    def _releases(self) -> Iterator[Row]:
        for n, held in self._held():
            what = {"released_on": f"2026-0{n}-01", "transcripts": self._size.transcripts}
            yield {"n": n, **what, "codings": held}

    def _transcript_attributes(self) -> Iterator[Row]:
        for n, transcript in enumerate(self._transcripts()):
            told = {
                "season": transcript["season"],
                "kind": transcript["kind"],
                "site": _SITES[n % len(_SITES)],
                "wave": _WAVES[n * len(_WAVES) // self._size.transcripts],
            }
            for attribute, value in told.items():
                yield {"transcript_id": transcript["id"], "attribute_id": attribute, "value": value}

    def _suggestions(self) -> Iterator[Row]:
        for row in self._applied(self._size.suggestions):
            why = "because of “somewhere to stay”, a phrase of this code"
            yield row | {"cue": "somewhere to stay", "source": "cue", "why": why}

    def _replacements(self) -> Iterator[Row]:
        kinds = (("PERSON", "direct", "pseudonym"), ("PLACE", "quasi", "generalise"), ("AGE", "quasi", "band"))
        for turn, text in enumerate(self._texts, start=1):
            type_, kind, method = self._chance.choice(kinds)
            where = {"transcript_id": f"P{(turn - 1) // self._size.turns_each:03}", "turn_id": turn}
            what = {"type": type_, "kind": kind, "method": method, "rules": "roster", "score": 0.95}
            yield {"id": turn, **where, "start": 0, "end": text.find(" ") if " " in text else len(text), **what}

    def _memos(self) -> Iterator[Row]:
        for id_ in range(1, self._size.codings // 50 + 1):
            what = {
                "about": "coding",
                "coding_id": id_,
                "author_id": CODERS[id_ % len(CODERS)],
                "made_on": "2026-03-01",
            }
            yield {"id": id_, **what, "text": " ".join(self._chance.choices(self._words, k=12)), "uid": f"m{id_:031x}"}

    def _coded_by(self) -> Iterator[Row]:
        for n in range(self._size.transcripts):
            for coder in CODERS:
                yield {"transcript_id": f"P{n:03}", "coder_id": coder, "codings": 175, "handed_in": 1}

    def _agreement(self) -> Iterator[Row]:
        ways = [(code, uncoded, measure) for code in BOOK.codes for uncoded in _UNCODED for measure in _MEASURES]
        for id_, (code, uncoded, measure) in enumerate(ways, start=1):
            what = {"unit": "sentence", "scope": "code", "theme_id": code.theme_id, "code_id": code.id, "coders": "all"}
            figures = {"value": 0.7, "low": 0.6, "high": 0.8, "n": self._size.turns, "prevalence": 0.02}
            yield {"id": id_, **what, "uncoded": uncoded, "measure": measure, **figures, "note": ""}

    def _disagreements(self) -> Iterator[Row]:
        for id_, row in enumerate(self._applied(self._size.codings // 14), start=1):
            names = ("transcript_id", "turn_id", "code_id", "start", "end", "quote", "may_quote")
            where = {name: row[name] for name in names}
            who = {"coder_id": "A", "other_coder_id": "B"}
            settled = {"choice": "both", "decided_by": "C", "decided_on": "2026-03-02", "reason": ""} if id_ % 5 else {}
            yield {**where, **who, **_NOTHING_SETTLED, **settled, "id": id_, "kind": "one only"}

    def _saturation(self) -> Iterator[Row]:
        for n in range(self._size.transcripts):
            new = max(0, 12 - n)
            so_far = min(len(BOOK.codes), 12 * (n + 1))
            what = {"new_codes": new, "new_pairs": new, "codes_so_far": so_far, "pairs_so_far": 2 * so_far, "names": ""}
            yield {"position": n + 1, "transcript_id": f"P{n:03}", **what}


def _group(n: int) -> str:
    return GROUPS[n % len(GROUPS)]


def _whose(n: int) -> Row:
    return {"participant_id": f"P{n:03}", "group_id": _group(n)}


_UNCODED = ("counted", "not counted")
_MEASURES = ("percent", "Cohen's kappa", "alpha", "u-alpha")
_NOTHING_SETTLED: Row = {"choice": None, "decided_by": None, "decided_on": None, "reason": None}

_SITES = ("By the sea", "Up the valley", "In a town", "On the moor")
_WAVES = ("First round", "Second round")
_ATTRIBUTES: tuple[Row, ...] = tuple(
    {"id": name, "label": name.capitalize(), "position": n}
    for n, name in enumerate(("season", "kind", "site", "wave"), start=1)
)

_COUNTS = {
    "theme_by_group": """SELECT theme_id, group_id, count(DISTINCT participant_id), count(*)
                         FROM codings GROUP BY 1, 2""",
    "code_counts": """SELECT code_id, theme_id, count(DISTINCT participant_id), count(*), count(DISTINCT transcript_id)
                      FROM codings GROUP BY 1""",
    "code_by_code": """SELECT one.code_id, other.code_id, count(DISTINCT one.participant_id), count(*)
                       FROM codings one JOIN codings other ON other.turn_id = one.turn_id
                       AND other.code_id > one.code_id AND other.start < one."end" AND one.start < other."end"
                       GROUP BY 1, 2""",
    "attribute_values": """SELECT attribute_id, value, row_number() OVER (PARTITION BY attribute_id ORDER BY value),
        (SELECT count(DISTINCT speakers.participant_id) FROM speakers JOIN transcript_attributes AS
        its USING (transcript_id) WHERE its.attribute_id = told.attribute_id AND its.value =
        told.value) FROM transcript_attributes AS told GROUP BY 1, 2""",
    "coded_people": """SELECT code_id, theme_id, participant_id, group_id, transcript_id, count(DISTINCT turn_id ||
        '.' || start || '.' || "end") FROM codings WHERE participant_id IS NOT NULL GROUP BY
        code_id, participant_id, transcript_id""",
    "code_by_group": """SELECT code_id, theme_id, group_id, count(DISTINCT participant_id), sum(passages) FROM
        coded_people GROUP BY code_id, group_id""",
    "theme_by_attribute": """SELECT theme_id, attribute_id, value, count(DISTINCT participant_id), sum(passages) FROM
        coded_people JOIN transcript_attributes USING (transcript_id) GROUP BY 1, 2, 3""",
    "code_by_attribute": """SELECT code_id, theme_id, attribute_id, value, count(DISTINCT participant_id), sum(passages)
        FROM coded_people JOIN transcript_attributes USING (transcript_id) GROUP BY 1, 3, 4""",
}
