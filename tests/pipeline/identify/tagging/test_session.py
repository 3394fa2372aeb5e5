"""Running the tagger: every word has its likelihoods, in its own turn."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identify.tagging.labels import LABELS
from pipeline.identify.tagging.session import tag


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("aB ŵ'.🙂\n", max_size=50), max_size=6))
def test_words_lie_in_order_inside_their_turns(texts: list[str]) -> None:
    """Whatever was said."""
    tagged = tag(texts)

    assert len(tagged) == len(texts)
    for text, words in zip(texts, tagged, strict=True):
        edges = [edge for word in words for edge in (word.start, word.end)]
        assert edges == sorted(edges)
        assert all(0 <= word.start < word.end <= len(text) for word in words)
        assert all(0 <= word.likely <= 1 and word.label in LABELS for word in words)


def test_a_name_is_told_from_a_word_by_its_company() -> None:
    """The same word is somebody in one sentence and a flower in the other, without capitals too."""
    (named, flower) = tag(["i rang rose and rose said come over", "we planted a rose by the gate"])

    def likely(words: list, text: str) -> float:
        return max(word.likely for word in words if text[word.start : word.end] == "rose")

    assert likely(named, "i rang rose and rose said come over") > 0.5 > likely(flower, "we planted a rose by the gate")


def test_the_same_words_give_the_same_likelihoods() -> None:
    """A study that is run again is published byte for byte the same."""
    texts = ["Dw i'n byw yng Nghaernarfon.", "Efo Mair?", "Ie, Mair a Guto."] * 20

    assert tag(texts) == tag(texts)
