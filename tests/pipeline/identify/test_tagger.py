"""From likely words to finds: neighbours of one kind are one find, at each level of likelihood."""

from __future__ import annotations

from pipeline.identify.tagger import spans_of
from pipeline.identify.tagging.session import TaggedWord


def tagged(text: str, *likely: tuple[float, str, bool]) -> list[TaggedWord]:
    """Tag the words of a text, in order."""
    words, at = [], 0
    for word, (value, label, begins) in zip(text.split(" "), likely, strict=True):
        words.append(TaggedWord(at, at + len(word), value, label, begins))
        at += len(word) + 1
    return words


def test_first_name_and_surname_are_one_find() -> None:
    """The further word continues the name; a new one begins another."""
    text = "Siân Brynmor Nia"
    words = tagged(text, (0.9, "PERSON", True), (0.8, "PERSON", False), (0.7, "PERSON", True))

    assert [(text[a:b], type_) for a, b, type_, _ in spans_of(words, text)] == [
        ("Siân Brynmor", "PERSON"),
        ("Nia", "PERSON"),
    ]


def test_what_may_belong_to_a_name_is_a_find_of_its_own() -> None:
    """The sure core is found, the wider stretch is there to be weighed."""
    text = "Bryn Onnen gate"
    words = tagged(text, (0.9, "ORG", True), (0.9, "ORG", False), (0.2, "ORG", False))

    assert [text[a:b] for a, b, _, _ in spans_of(words, text)] == ["Bryn Onnen", "Bryn Onnen gate"]


def test_what_is_hardly_likely_is_no_find() -> None:
    """Marks without letters neither."""
    assert (
        spans_of(
            tagged("chips , please", (0.01, "ORG", True), (0.9, "ORG", True), (0.0, "ORG", True)), "chips , please"
        )
        == []
    )


def test_a_name_ends_where_a_sentence_does() -> None:
    """The stop after a title or an initial is part of it."""
    text = "Mrs . Field . Robbo"
    words = tagged(text, *[(0.9, "PERSON", False)] * 5)

    assert [text[a:b] for a, b, _, _ in spans_of(words, text)] == ["Mrs . Field", "Robbo"]


def test_articles_are_left_out() -> None:
    """Nobody is known by them."""
    text = "the Bryn Onnen"
    words = tagged(text, *[(0.9, "ORG", False)] * 3)

    assert [text[a:b] for a, b, _, _ in spans_of(words, text)] == ["Bryn Onnen"]


def test_numbers_without_digits_are_something_else() -> None:
    """The tagger knows one label for all that belongs to one person or case."""
    assert [
        type_
        for _, _, type_, _ in spans_of(tagged("ref 4417", (0.9, "NUMBER", True), (0.9, "NUMBER", False)), "ref 4417")
    ] == ["CASE_REF"]
    assert [
        type_
        for _, _, type_, _ in spans_of(
            tagged("granny pan", (0.9, "NUMBER", True), (0.9, "NUMBER", False)), "granny pan"
        )
    ] == ["OTHER"]
