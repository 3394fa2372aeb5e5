"""Point 1: approval, impact assessment, and who answers for the study."""

from __future__ import annotations

from pipeline.audit.report.answer import NOT_DONE, Answer, capital, listed, state_of, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import in_words

_WANTED = {
    "approval": "ethics approval",
    "dpia": "data protection impact assessment",
    "custodian": "custodian of the key",
    "safeguarding_lead": "safeguarding lead",
}


def answer(facts: Facts) -> Answer:
    """Say what the study has put on record about these four."""
    said = {what: getattr(facts.ethics, name) for name, what in _WANTED.items()}
    missing = [what for what, text in said.items() if not text]
    given = len(_WANTED) - len(missing)
    return Answer(
        state_of(*(bool(text) for text in said.values())),
        (
            f"{capital(in_words(given)) if given else 'None'} of the {in_words(len(_WANTED))} answers asked for "
            f"{'is' if given == 1 else 'are'} on record.",
        ),
        table(
            "In study.toml, [ethics]",
            ("What", "Who or which"),
            ((what, text or NOT_DONE) for what, text in said.items()),
        ),
        to_do=f"Write into study.toml, [ethics]: {listed(missing)}." if missing else "",
    )
