"""Point 10: no tracked changes, comments, hidden text, properties or thumbnails in what leaves."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.audit.report.answer import NOTHING_PUBLISHED, Answer, State, capital, listed, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say what the files that came held beside the speech, and what those that leave carry."""
    carrying = facts.containers.carrying
    if not facts.scan.files:
        return NOTHING_PUBLISHED
    sentences = (
        "Nothing that files held beside the speech is published: the published database has turns alone.",
        f"{some(facts.beside.names, 'name')} found beside the speech {'is' if facts.beside.names == 1 else 'are'} "
        "among the originals that are searched for.",
        f"{some(facts.containers.files, 'Word file or workbook', 'Word files and workbooks')} that left "
        f"{'was' if facts.containers.files == 1 else 'were'} opened: {_found(carrying)}.",
    )
    return Answer(
        State.PARTLY if carrying else State.DONE,
        tuple(map(capital, sentences)),
        table("Beside the speech, in the files as they came", ("What", "How many"), sorted(facts.beside.kinds.items())),
        to_do="Look whether that is meant; if not, export again." if carrying else "",
    )


def _found(carrying: Mapping[str, int]) -> str:
    if not carrying:
        return "no tracked changes, comments, hidden text, authors or thumbnails"
    return listed(f"{n} with {what}" for what, n in sorted(carrying.items()))
