"""The main job, step by step, with what each says when it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pipeline.intake import Outcome
    from pipeline.publish.build import Published
    from pipeline.study import Study

Say = Callable[[str], None]


def read_in(db: Database, study: Study, files: tuple[Path, ...], replace: bool, say: Say) -> list[Outcome]:
    """Read files into the store, a line for each."""
    from pipeline.intake import ingest

    return ingest(db, study, files, replace_changed=replace, progress=lambda outcome: say(f"  {outcome.message}"))


def protect(db: Database, study: Study, say: Say) -> dict[str, object]:
    """Find and replace identifiers; return what was replaced and what is in doubt."""
    from pipeline.protect import pseudonymise

    result = pseudonymise(db, study.settings, progress=lambda label: say(f"  {label}: looked through"))
    if result.unchanged:
        say("  nothing has changed since the last time")
    total = sum(result.replaced.values())
    kinds = ", ".join(f"{n} {type_}" for type_, n in result.replaced.items())
    say(f"  {total} stretches replaced ({kinds})" if total else "  nothing to replace was found")
    say(f"  {result.doubts} doubts left for a person to decide")
    return {"replaced": result.replaced, "doubts": result.doubts, "kept": result.kept}


def suggest(db: Database, study: Study, say: Say) -> dict[str, object]:
    """Apply the codebook's phrases as suggestions."""
    from pipeline.codebooks import study_codebook
    from pipeline.coding.suggest import suggest as make_suggestions

    n = make_suggestions(db, study_codebook(study)[0], study.settings.language)
    say(f"  {n} suggestions, accepted by nobody yet")
    return {"suggestions": n}


def publish(db: Database, study: Study, audience: str, say: Say) -> dict[str, object]:
    """Publish a draft, once the leak gate has let it through."""
    from pipeline.codebooks import study_codebook
    from pipeline.publish.build import publish as build

    codebook, yaml = study_codebook(study)
    result = build(db, study, codebook, yaml, audience)
    _say_published(result, say)
    return {
        "id": result.id,
        "database": str(result.path),
        "counts": result.counts,
        "doubts": [f"{doubt.transcript}, turn {doubt.turn}" for doubt in result.doubts],
        "withheld": result.withheld,
        "without_code": result.without_code,
    }


def _say_published(result: Published, say: Say) -> None:
    say(f"  {result.path}: {result.id}")
    say("  leak gate passed: nothing original in any cell, word index or byte")
    if result.withheld:
        say(f"  {result.withheld} transcripts stay out, as consent or the manifest asks")
    if result.without_code:
        say(f"  {result.without_code} codings stay out: their codes are not in this codebook")
    if result.doubts:
        shown = "; ".join(f"{doubt.transcript}, turn {doubt.turn}" for doubt in result.doubts[:5])
        more = f" and {len(result.doubts) - 5} more" if len(result.doubts) > 5 else ""
        say(f"  look at words that are names elsewhere in the study: {shown}{more}")
