"""Point 20: dates after which things go."""

from __future__ import annotations

from pipeline.audit.report.answer import NOT_DONE, Answer, State, capital, listed, sentence
from pipeline.audit.report.facts import Facts
from pipeline.lifecycle.retention import DATES, OVERDUE
from pipeline.workbench.numbers import in_words, some


def answer(facts: Facts) -> Answer:
    """List the dates of the study, and what is late."""
    dates = facts.due.dates
    missing = [name.replace("_", " ") for name in DATES if getattr(facts.settings.retention, name) is None]
    late = [str(one) for one in dates if one.state == OVERDUE]
    how = facts.settings.retention.disposal_method
    sentences = [
        f"{capital(some(len(dates), 'date'))} of the {in_words(len(DATES))} that a study promises "
        f"{'is' if len(dates) == 1 else 'are'} set. {capital(some(len(late), 'date'))} overdue.",
        f"How things are disposed of: {how or NOT_DONE}.",
    ]
    to_do = [
        *(["dispose of what is overdue, and record it with llais audit STUDY disposed"] if late else []),
        *([f"set in study.toml, [retention]: {listed(missing)}"] if missing else []),
        *(["say in [retention] disposal_method how it is done"] if not how else []),
    ]
    state = State.NOT_DONE if not dates else State.PARTLY if to_do else State.DONE
    return Answer(state, tuple(sentences), lines=tuple(map(str, dates)), to_do=sentence(to_do))
