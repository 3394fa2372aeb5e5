"""Measure agreement in a published database, which is all that this reads, and tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from sqlite_utils import Database

from codebook.model import comparable
from exports.published import open_published, study_of
from pipeline.audit.visits import note_visit
from pipeline.coding.agreement.compare import Comparison
from pipeline.coding.agreement.line import Line, lay_out
from pipeline.coding.agreement.measures import ALPHA, COHEN, FLEISS, PERCENT
from pipeline.coding.agreement.records import ALL_CODES, COUNTED, NOT_COUNTED, SCOPES, Basis, Coding, Figure, Text
from pipeline.coding.agreement.sentences import sentences_of
from pipeline.errors import NoSuchThing
from pipeline.study import Study


@dataclass(frozen=True, slots=True)
class Report:
    """What `llais agreement` tells: of which database, by which unit, on what it stands, and the figures."""

    published: str
    unit: str
    basis: Basis
    figures: tuple[Figure, ...]
    names: dict[str, str]

    def as_json(self) -> dict[str, object]:
        """Return it for machines."""
        return {
            "published": self.published,
            "unit": self.unit,
            "basis": asdict(self.basis),
            "figures": [
                {field.name: getattr(figure, field.name) for field in fields(figure)} for figure in self.figures
            ],
        }


def report_agreement(
    study: Study, unit: str, codes: Sequence[str] = (), coders: Sequence[str] = (), release: int = 0, actor: str = ""
) -> Report:
    """Measure agreement between coders (all where none are named) on codes (all likewise), once the visit is noted.

    Raises NothingPublished, NoSuchThing, NothingToCompare, NoActor, VisitNotNoted.
    """
    with open_published(study.published_database(release)) as db:
        published = study_of(db).id
        wanted = _codes(db, codes)
        line = read_line(db, coders)
        names = {str(row["id"]): str(row["name"]) for row in db.query("SELECT id, name FROM codes")}
    figures = tuple(figure for figure in _figures(line, unit) if not wanted or figure.scope_id in wanted)
    note_visit(study, "export agreement", actor=actor, about=published, counts={"figures": len(figures)})
    return Report(published, unit, line.basis, figures, names)


def read_line(db: Database, coders: Sequence[str] = ()) -> Line:
    """Lay out what a published database holds, for some coders or for all. Raises NoSuchThing."""
    known = {str(row["id"]) for row in db.query("SELECT id FROM coders")}
    for coder in coders:
        if coder not in known:
            raise NoSuchThing(f"--coders names a label that no coder has. There are: {', '.join(sorted(known))}")
    texts = (
        Text(row["transcript_id"], row["id"], len(row["text"]), sentences_of(row["text"]), row["role"])
        for row in db.query("SELECT id, transcript_id, role, text FROM turns ORDER BY transcript_id, n")
    )
    codings = [
        Coding(row["coder_id"], row["code_id"], row["transcript_id"], row["turn_id"], row["start"], row["end"])
        for row in db.query("SELECT coder_id, code_id, transcript_id, turn_id, start, end FROM codings")
    ]
    return lay_out(texts, codings, _hand_ins(db), coders)


def _hand_ins(db: Database) -> dict[str, set[str]]:
    handed_in: dict[str, set[str]] = {}
    if db.table("coded_by").exists():  # databases of an earlier llais have none
        for row in db.query("SELECT transcript_id, coder_id FROM coded_by WHERE handed_in"):
            handed_in.setdefault(row["transcript_id"], set()).add(row["coder_id"])
    return handed_in


def _codes(db: Database, named: Sequence[str]) -> set[str]:
    """Find codes by id, tag or name. Raises NoSuchThing."""
    ids = {
        comparable(str(row[column])): str(row["id"])
        for column in ("name", "tag", "id")  # where two codes share a name, the id says which
        for row in db.query("SELECT id, tag, name FROM codes")
    }
    if any(comparable(name) not in ids for name in named):
        raise NoSuchThing("--code names none of the published codes. Their ids, tags and names are in the table codes.")
    return {ids[comparable(name)] for name in named}


def _figures(line: Line, unit: str) -> list[Figure]:
    comparison = Comparison(line)
    kappa = COHEN if len(line.coders) == 2 else FLEISS
    figures: list[Figure] = []
    for scope in SCOPES:
        figures += comparison.ratings(unit, scope, COUNTED, (PERCENT, kappa, ALPHA))
        figures += comparison.ratings(unit, scope, NOT_COUNTED, (PERCENT,) if scope == ALL_CODES else (PERCENT, ALPHA))
        figures += comparison.unitizing(scope)
    return figures
