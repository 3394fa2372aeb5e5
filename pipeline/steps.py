"""The main job, step by step, with what each says when it is done and what the audit trail keeps of it.

`actor` is a person's name, else it is found as `find_actor` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workbench.numbers import some

if TYPE_CHECKING:
    from sqlite_utils import Database

    from codebook.model import Codebook
    from pipeline.coding.brought import Brought
    from pipeline.intake import Outcome
    from pipeline.publish.build import Published
    from pipeline.study import Study

Say = Callable[[str], None]


def read_in(
    db: Database, study: Study, files: tuple[Path, ...], replace: bool, say: Say, actor: str = ""
) -> list[Outcome]:
    """Read files into the store, a line for each."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.trail import record
    from pipeline.intake import ingest
    from pipeline.publish.tables_read import remember_tables

    who = find_actor(actor)
    outcomes = ingest(
        db, study, files, replace_changed=replace, progress=lambda outcome: say(f"  {outcome.message}"), actor=who
    )
    with db.atomic():
        remember_tables(db, study)
        record(db, "ingest", actor=who, counts=Counter(outcome.status for outcome in outcomes))
    return outcomes


def take_codings(db: Database, study: Study, file: Path, actor: str = "") -> Brought:
    """Take the codings of a file into the store. Raises what reading the file raises."""
    from pipeline.audit.actors import find_actor
    from pipeline.coding.take_files import take_files

    return take_files(db, study, [file], actor=find_actor(actor))


def merge_codings(db: Database, study: Study, say: Say, actor: str = "") -> dict[str, object]:
    """Bring what coders did on the pages into the store, and say what came over."""
    from pipeline.audit.actors import find_actor
    from pipeline.coding.working.log import WorkingLog
    from pipeline.coding.working.merge import merge

    if not study.working.is_file():
        say("  nobody has coded on the pages yet")
        return {"merged": {}, "problems": []}
    with WorkingLog(study.working) as log:
        merged = merge(db, log, actor=find_actor(actor))
    came = {what: n for what, n in merged.counts.items() if n and what != "not placed"}
    say("  from the pages: " + (", ".join(f"{n} {what}" for what, n in came.items()) or "nothing new"))
    for problem in merged.problems:
        say(f"  not placed: {problem}")
    return {"merged": merged.counts, "problems": merged.problems}


def protect(db: Database, study: Study, say: Say, actor: str = "") -> dict[str, object]:
    """Find and replace identifiers; return what was replaced and what is in doubt."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.trail import record
    from pipeline.protect import pseudonymise
    from pipeline.store import writing

    with writing(db):
        result = pseudonymise(db, study.settings, progress=lambda label: say(f"  {label}: looked through"))
        counts = {"replaced": sum(result.replaced.values()), "doubts": result.doubts, "kept": result.kept}
        record(db, "pseudonymise", actor=find_actor(actor), counts={**counts, "changed": int(not result.unchanged)})
    if result.unchanged:
        say("  nothing has changed since the last time")
    total = sum(result.replaced.values())
    kinds = ", ".join(f"{n} {type_}" for type_, n in result.replaced.items())
    say(f"  {total} stretches replaced ({kinds})" if total else "  nothing to replace was found")
    say(f"  {result.doubts} doubts left for a person to decide")
    return {"replaced": result.replaced, "doubts": result.doubts, "kept": result.kept}


def suggest(db: Database, study: Study, say: Say, actor: str = "") -> dict[str, object]:
    """Suggest codes: by the codebook's phrases, and by what was learned of a code where that does better."""
    from pipeline.audit.actors import find_actor
    from pipeline.audit.trail import record
    from pipeline.codebooks import study_codebook
    from pipeline.coding.suggest import suggest as make_suggestions
    from pipeline.coding.suggestions_told import as_values, in_short

    book, yaml = study_codebook(study)
    keep_codebook(db, book, yaml, say)
    with db.atomic():
        made = make_suggestions(db, book, study.settings)
        counts = {"suggestions": made.total}
        record(db, "suggest", actor=find_actor(actor), about=f"codebook {book.version}", counts=counts)
    for line in in_short(made):
        say(f"  {line}")
    return as_values(made, book)


def publish(db: Database, study: Study, audience: str, say: Say, actor: str = "") -> dict[str, object]:
    """Publish a draft, once the leak gate has let it through."""
    from pipeline.audit.actors import find_actor
    from pipeline.codebooks import study_codebook
    from pipeline.publish.build import publish as build

    codebook, yaml = study_codebook(study)
    _merge_first(db, study, say, actor)
    keep_codebook(db, codebook, yaml, say)
    result = build(db, study, codebook, yaml, audience, actor=find_actor(actor))
    _say_published(result, say)
    return {
        "id": result.id,
        "database": str(result.path),
        "counts": result.counts,
        "doubts": [f"{doubt.transcript}, turn {doubt.turn}" for doubt in result.doubts],
        "withheld": result.withheld,
        "without_code": result.without_code,
        "waiting": list(result.waiting),
        "warning": result.warning,
    }


def release(
    db: Database, study: Study, audience: str, say: Say, actor: str = "", despite: str = ""
) -> dict[str, object]:
    """Release what fulfils the gate, and say what the rest still lacks."""
    from pipeline.audit.actors import find_actor
    from pipeline.codebooks import study_codebook
    from pipeline.publish.release import release as build

    codebook, yaml = study_codebook(study)
    _merge_first(db, study, say, actor)
    keep_codebook(db, codebook, yaml, say)
    result = build(db, study, codebook, yaml, actor=find_actor(actor), audience=audience, despite=despite)
    say(f"  {result.path}: {result.id}, {len(result.transcripts)} transcripts")
    say("  leak gate passed: nothing original in any cell, word index or byte")
    if result.moved:
        say(f"  {result.moved} codings stand elsewhere than in the release before; table moved_codings says which")
    for id_, reasons in result.missing.items():
        say(f"  not in it: {id_}: {'; '.join(reasons)}")
    if result.warning:
        say(f"  {result.warning}")
    return {
        "id": result.id,
        "database": str(result.path),
        "transcripts": list(result.transcripts),
        "missing": {id_: list(reasons) for id_, reasons in result.missing.items()},
        "moved": result.moved,
        "warning": result.warning,
    }


def keep_codebook(db: Database, codebook: Codebook, yaml: str, say: Say) -> None:
    """Keep the codebook that is in use, whole, so that it can be told later what a code meant then."""
    from pipeline.coding.codebook_versions import remember_codebook

    with db.atomic():
        warning = remember_codebook(db, codebook, yaml)
    if warning:
        say(f"  {warning}")


def _merge_first(db: Database, study: Study, say: Say, actor: str) -> None:
    """Bring over what was done on the pages; memos that came with it are looked through before they are published."""
    from pipeline.protect import is_pseudonymised

    if study.working.is_file():
        was = is_pseudonymised(db, study.settings)
        merge_codings(db, study, say, actor)
        if was and not is_pseudonymised(db, study.settings):
            protect(db, study, say, actor)


def _say_published(result: Published, say: Say) -> None:
    say(f"  {result.path}: {result.id}")
    say("  leak gate passed: nothing original in any cell, word index or byte")
    if result.withheld:
        stay = some(result.withheld, "transcript stays", "transcripts stay")
        say(f"  {stay} out, as consent or the manifest asks")
    if result.without_code:
        stay = some(result.without_code, "coding stays", "codings stay")
        say(f"  {stay} out: the code is not in this codebook")
    if result.waiting:
        say(f"  coded blind, codings wait for all who code to hand in: {', '.join(result.waiting)}")
    if result.doubts:
        shown = "; ".join(f"{doubt.transcript}, turn {doubt.turn}" for doubt in result.doubts[:5])
        more = f" and {len(result.doubts) - 5} more" if len(result.doubts) > 5 else ""
        say(f"  look at words that are names elsewhere in the study: {shown}{more}")
    if result.warning:
        say(f"  do not hand it out: {result.warning}")
