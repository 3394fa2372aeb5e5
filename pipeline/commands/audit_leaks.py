"""Search what leaves for anything original: llais audit STUDY leaks [FILE|FOLDER…]"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, KEY_FILE, opened, report


@click.command()
@click.argument("named", metavar="[FILE|FOLDER]…", nargs=-1, type=click.Path(path_type=Path))
@KEY_FILE
@ACTOR
@JSON
@click.pass_obj
def leaks(study: Path, named: tuple[Path, ...], key_file: Path | None, actor: str, as_json: bool) -> None:
    """Search every byte that leaves for names and other originals of the study. Ends with 1 where one is found.

    Without names of files it is all that was published and exported: cells, word indexes and pages of databases, what
    is inside Word files, workbooks and zip files, their properties and comments, and the names of files. What was found
    is said by its place, never by the word.
    """
    from dataclasses import asdict

    from pipeline.audit.actors import find_actor
    from pipeline.audit.leak_scan import scan_and_record
    from pipeline.workbench.numbers import some

    with opened(study, key_file) as (opened_study, db):
        scan = scan_and_record(db, opened_study, named, find_actor(actor))
    lines = [str(one) for one in scan.found]
    lines += [f"{one}: not looked into; look yourself" for one in scan.not_looked_into]
    where = "" if named else " in published and exports"
    verdict = (
        f"{some(len(scan.found), 'file holds', 'files hold')} something original"
        if scan.found
        else ("nothing original was found in any of them")
    )
    lines.append(f"{some(scan.files, 'file')}{where} searched: {verdict}")
    if scan.on_pages:
        lines.append(
            f"{some(scan.on_pages, 'memo')} on the coding pages {'holds' if scan.on_pages == 1 else 'hold'} something "
            "original, for the team to see until: llais codings STUDY merge, llais run"
        )
    report(asdict(scan), as_json, "\n".join(lines))
    if scan.found:
        raise SystemExit(1)
