"""The evidence for each find: as many numbers as there are columns, saying what the columns say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identify.finds import Find, add_finds, finds_in
from pipeline.identify.tagger import set_tagged_words
from pipeline.identify.tagging.session import TaggedWord
from pipeline.identify.weighing.evidence import COLUMNS, elsewhere_in, evidence
from pipeline.identify.words import blank_pipeline, set_cased


def evidence_for(turns: list[str], turn: int, find: Find, *others: Find) -> dict[str, float]:
    """Give the evidence for the first of the finds of a turn, by column."""
    nlp = blank_pipeline()
    docs = [set_cased(nlp.make_doc(text), any(c.isupper() for text in turns for c in text)) for text in turns]
    (first, *_) = evidence(docs[turn], [find, *others], elsewhere_in(docs))
    return dict(zip(COLUMNS, first, strict=True))


def test_who_else_found_it_counts() -> None:
    """Each detector's best score for more than half of the letters, and how many agree."""
    find = Find(4, 8, "PERSON", 0.6, "names")
    row = evidence_for(
        ["the Siân I knew"], 0, find, Find(4, 8, "PERSON", 0.9, "roster"), Find(9, 10, "PLACE", 1, "places")
    )

    assert (row["by_names"], row["by_roster"], row["by_places"], row["agreeing"]) == (0.6, 0.9, 0.0, 1.0)


def test_how_the_word_is_written_elsewhere_counts() -> None:
    """A word that has its capital in mid-sentence all through is a name."""
    turns = ["Then Chezzy came.", "I like Chezzy.", "a chezzy"]
    row = evidence_for(turns, 0, Find(5, 11, "PERSON", 0.5, "capitals"))

    assert (row["times"], round(row["capitals_elsewhere"], 2)) == (3.0, 0.67)


def test_what_the_tagger_holds_elsewhere_counts() -> None:
    """A name that it knows in one turn is likelier in the next."""
    nlp = blank_pipeline()
    docs = [nlp.make_doc(text) for text in ("we saw fflur", "fflur went")]
    set_tagged_words(docs[0], [TaggedWord(7, 12, 0.9, "PERSON", True)])
    set_tagged_words(docs[1], [TaggedWord(0, 5, 0.1, "PERSON", True)])
    add_finds(docs[1], "names", [(0, 5, "PERSON", 0.5)])
    (row,) = evidence(docs[1], finds_in(docs[1]), elsewhere_in(docs))

    named = dict(zip(COLUMNS, row, strict=True))
    assert (named["tagger_most"], named["tagger_elsewhere_most"]) == (0.1, 0.9)


@settings(deadline=None)
@given(st.text("aB ŵ'.🙂\n", min_size=1, max_size=40), st.data())
def test_any_find_has_all_columns(text: str, data: st.DataObject) -> None:
    """Wherever it begins and ends."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert len(evidence_for([text], 0, Find(start, end, "PERSON", 0.5, "names"))) == len(COLUMNS)
