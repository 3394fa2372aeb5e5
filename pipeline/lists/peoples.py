"""Peoples and languages: words with a capital that name nobody."""

from __future__ import annotations

from pipeline.folding import fold
from pipeline.lists.mutations import mutated
from pipeline.lists.tables import read_lines

_WELSH_LANGUAGES = ("Cymraeg", "Saesneg", "Cymro", "Cymraes", "Sais", "Cymry", "Saeson", "Pwyleg", "Ffrangeg")

PEOPLES: frozenset[str] = frozenset(
    {fold(name) for name in read_lines("peoples.txt")}
    | {fold(form) for name in _WELSH_LANGUAGES for form in (name, *mutated(name))}
)
"""What people say of their people or their language (Bengali, Kurdish, Cymraeg), folded, mutated forms included."""
