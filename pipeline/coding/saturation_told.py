"""Read what each interview added from the published database, and say it as a table and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exports.published import open_published, study_of
from pipeline.audit.visits import note_visit
from pipeline.coding.saturation import BASE, RUN, THRESHOLD, Assessment, assess, in_words
from pipeline.errors import MADE_EARLIER, NothingPublished
from pipeline.study import Study

_NAMES_SHOWN = 3
_HEADER = ("", "interview", "new codes", "so far", "new pairs", "so far", "which codes are new")


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of the published table, their assessment, and how many codes the codebook has."""

    rows: tuple[dict[str, Any], ...]
    assessment: Assessment
    in_codebook: int

    @property
    def words(self) -> str:
        """Say the assessment."""
        codes = self.rows[-1]["codes_so_far"] if self.rows else 0
        return in_words(self.assessment, len(self.rows), codes, self.in_codebook)


def saturation_of(
    study: Study,
    actor: str = "",
    release: int = 0,
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
) -> Found:
    """Read and assess what each interview of a release, or of the draft, added, once a visit by `actor` is noted.

    Raises NothingPublished, NoActor, VisitNotNoted.
    """
    with open_published(study.published_database(release)) as db:
        if "saturation" not in db.table_names():
            raise NothingPublished(MADE_EARLIER)
        rows = tuple(db.query("SELECT * FROM saturation ORDER BY position"))
        in_codebook = next(db.query("SELECT count(*) AS n FROM codes WHERE NOT coalesce(retired, 0)"))["n"]
        published = study_of(db).id
    note_visit(study, "export saturation", actor=actor, about=published)
    return Found(rows, assess([row["new_codes"] for row in rows], base, run, threshold), in_codebook)


def as_values(found: Found) -> dict[str, Any]:
    """Give it for machines."""
    assessment = found.assessment
    return {
        "interviews": list(found.rows),
        "codes_in_codebook": found.in_codebook,
        "base": assessment.base,
        "run": assessment.run,
        "threshold": assessment.threshold,
        "base_codes": assessment.base_codes,
        "runs": [
            {"first": one.first, "last": one.last, "new_codes": one.new_codes, "share": round(one.share, 4)}
            for one in assessment.runs
        ],
        "reached": assessment.reached,
        "in_words": found.words,
    }


def in_lines(found: Found) -> str:
    """Give it for people: a table, then the assessment."""
    if not found.rows:
        return "Nobody has coded an interview yet. Code one, then: llais publish STUDY"
    cells = [
        (
            str(row["position"]),
            row["transcript_id"],
            str(row["new_codes"]),
            str(row["codes_so_far"]),
            str(row["new_pairs"]),
            str(row["pairs_so_far"]),
            _some_of(row["names"].split("; ")),
        )
        for row in found.rows
    ]
    widths = [max(len(line[n]) for line in (_HEADER, *cells)) for n in range(len(_HEADER) - 1)]
    lines = []
    for line in (_HEADER, *cells):
        number, label, *counts = (cell.rjust(width) for cell, width in zip(line[:-1], widths, strict=True))
        lines.append("  ".join((number, label.strip().ljust(widths[1]), *counts, line[-1])).rstrip())
    return "\n".join((*lines, "", found.words))


def _some_of(names: list[str]) -> str:
    shown = "; ".join(names[:_NAMES_SHOWN])
    return shown if len(names) <= _NAMES_SHOWN else f"{shown} and {len(names) - _NAMES_SHOWN} more"
