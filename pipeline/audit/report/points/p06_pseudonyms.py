"""Point 6: one person, one pseudonym, and no pseudonym that is somebody's name."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State, capital, sentence, state_of, table
from pipeline.audit.report.facts import Facts
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Say how consistent the pseudonyms are, over all files."""
    people = facts.people
    if not people.entities:
        return Answer(State.NOT_APPLICABLE, ("Nobody and nothing is mentioned by name.",))
    to_do = [
        *(
            [f"answer {some(people.questions, 'question')} of who is meant, in llais review STUDY"]
            if people.questions
            else []
        ),
        *(
            ["look at these people in llais entities STUDY list"]
            if people.two_pseudonyms or people.shared_pseudonyms
            else []
        ),
        *(["pseudonymise again: a pseudonym has become a real name of the study"] if people.real_names else []),
    ]
    sentences = (
        f"{some(people.entities.get('PERSON', 0), 'person', 'people')} are mentioned by name, {people.replaced} of "
        "them replaced.",
        f"{some(people.two_pseudonyms, 'person has', 'people have')} two pseudonyms for one name; "
        f"{some(people.shared_pseudonyms, 'person shares', 'people share')} a whole pseudonym with somebody else; "
        f"{some(people.real_names, 'pseudonym is', 'pseudonyms are')} a real name of the study.",
        f"{some(people.questions, 'question')} of who is meant {'is' if people.questions == 1 else 'are'} open.",
    )
    clean = not (people.two_pseudonyms or people.shared_pseudonyms or people.real_names)
    return Answer(
        state_of(clean, not people.questions) if not clean or people.questions else State.DONE,
        tuple(map(capital, sentences)),
        table(
            "Who and what is mentioned by name",
            ("What", "Of them", "Mentions"),
            ((IDENTIFIER_TYPES[type_].label, n, people.mentions[type_]) for type_, n in people.entities.items()),
        ),
        to_do=sentence(to_do),
    )
