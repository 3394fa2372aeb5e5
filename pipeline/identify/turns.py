"""A transcript's turns as spaCy's documents, each knowing what it needs of the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.identify.ages import ASKED_AGE, asks_age
from pipeline.identify.words import is_cased, set_cased


def turns_as_docs(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Split turns into words, noting whether the transcript has capitals and whether the turn before asked an age."""
    cased = is_cased(list(texts))
    docs = [set_cased(nlp.make_doc(text), cased) for text in texts]
    for before, doc in pairwise(docs):
        doc.user_data[ASKED_AGE] = asks_age(before.text)
    return docs
