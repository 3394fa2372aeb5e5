"""A study's replacer: nobody is called by a word that was said, and people's decisions go before the roster."""

from __future__ import annotations

from ingest.records import RosterEntry
from pipeline.identify.finds import Identifier
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.pseudonyms.replacer import corpus_of, replacer_from

POLICY = {name: kind.policies[0] for name, kind in IDENTIFIER_TYPES.items()}
SECRET = b"a secret of thirty-two letters.."
ROSTER = (RosterEntry("Tŷ Celyn", "ORG", ("Ty C",), "children's home"), RosterEntry("Nia", pseudonym="Beca"))


def test_the_corpus_is_every_word_folded() -> None:
    """Without digits and signs."""
    assert corpus_of(["Gŵyneth's 12 tŷ 🙂", "TŶ, and_more"]) == {"gwyneth", "s", "ty", "and", "more"}


def test_no_pseudonym_is_a_word_of_the_corpus() -> None:
    """Whatever the draw would have given."""
    drawn = replacer_from((), ["Gŵyneth"], (), POLICY, {}, SECRET).book.pseudonym("Gŵyneth")
    said = corpus_of([f"The cat was called {drawn.upper()}."])

    assert replacer_from(said, ["Gŵyneth"], (), POLICY, {}, SECRET).book.pseudonym("Gŵyneth") != drawn


def test_words_that_people_chose_go_before_those_of_the_roster() -> None:
    """For the name and for its other names."""
    chosen = ({"y cartref": "Tŷ Celyn"}, {"ty celyn": "the home by the sea"})
    replacer = replacer_from((), [], ROSTER, POLICY, {}, SECRET, elsewhere=chosen)

    def stands(words: str) -> str | None:
        return replacer.replace(Identifier(0, len(words), "ORG", "quasi", FOUND, 0.9, ("person",)), words)[1]

    assert stands("Tŷ Celyn") == stands("Y Cartref") == "The home by the sea"
    assert stands("Ty C") == "A children's home"
    assert replacer.book.pseudonym("Nia") == "Beca"
