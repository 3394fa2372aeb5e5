"""Point 9: every known original searched for in every byte that leaves."""

from __future__ import annotations

from pipeline.audit.report.answer import NOTHING_PUBLISHED, Answer, State, capital, sentence
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say what was searched, and where something original was found; never what."""
    scan = facts.scan
    if not scan.files:
        return NOTHING_PUBLISHED
    to_do = [
        *(["take these files back and make them again: llais audit STUDY leaks"] if scan.found else []),
        *(["look into the files that could not be searched"] if scan.not_looked_into else []),
    ]
    sentences = (
        f"{some(len(scan.found), 'hit')} in {some(scan.files, 'file')} ({scan.size:,} bytes) of published and exports.",
        "Searched: every cell, every word index and every page of databases, free ones included; every member of Word "
        "files, workbooks and zip files, its name, properties and comments; texts of any other kind; the names of "
        "files.",
        "Searched for: everything that was surely found and replaced, all names of the manifest and the roster with "
        "their aliases, names of files, authors and coders; whatever the case and the accents, in parts too.",
    )
    return Answer(
        State.NOT_DONE if scan.found else State.PARTLY if scan.not_looked_into else State.DONE,
        tuple(map(capital, sentences)),
        lines=(*map(str, scan.found), *(f"{one}: not looked into" for one in scan.not_looked_into)),
        to_do=sentence(to_do),
    )
