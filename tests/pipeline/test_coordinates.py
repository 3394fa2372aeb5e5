"""Offsets survive replacing: what was coded is what is quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.coordinates import ReplacedText, Replacement

TEXTS = st.text(alphabet="abc dŵŷéâ😀\n", min_size=1, max_size=40)


@st.composite
def replaced_texts(draw: st.DrawFn) -> ReplacedText:
    """Draw a text with replacements that do not overlap."""
    source = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return ReplacedText(source, [Replacement(a, b, draw(st.text("XYŶ🙂", max_size=5))) for a, b in spans])


def marked(text: str) -> tuple[str, int, int]:
    """Turn 'a {span} in text' into the text and the span's offsets."""
    start, end = text.index("{"), text.index("}") - 1
    return text.replace("{", "").replace("}", ""), start, end


@pytest.mark.parametrize(
    ("source", "replacement", "published"),
    [
        ("{I saw} Siân in Tŷ Celyn", "Nerys", "{I saw} Nerys in Tŷ Celyn"),
        ("I saw {Siân} in Tŷ Celyn", "Nerys", "I saw {Nerys} in Tŷ Celyn"),
        ("I saw S{iâ}n in Tŷ Celyn", "Nerys", "I saw {Nerys} in Tŷ Celyn"),
        ("I saw Si{ân in} Tŷ Celyn", "Nerys", "I saw {Nerys in} Tŷ Celyn"),
        ("I {saw Si}ân in Tŷ Celyn", "Nerys", "I {saw Nerys} in Tŷ Celyn"),
        ("I saw Siân{ in Tŷ} Celyn", "🙂", "I saw 🙂{ in Tŷ} Celyn"),
        ("I saw Siân in {Tŷ Celyn}", "", "I saw  in {Tŷ Celyn}"),
    ],
)
def test_a_coding_moves_with_its_words_and_snaps_outwards(source: str, replacement: str, published: str) -> None:
    """A span keeps its words; one that touches the inside of a replacement takes all of it."""
    text, start, end = marked(source)
    expected, new_start, new_end = marked(published)
    replaced = ReplacedText(text, [Replacement(6, 10, replacement)])

    assert (expected, (new_start, new_end)) == (replaced.text, replaced.to_published(start, end))


@given(replaced_texts(), st.data())
def test_words_outside_replacements_are_the_same_on_both_sides(replaced: ReplacedText, data: st.DataObject) -> None:
    """A span that touches no replacement quotes exactly the words that it quoted in the source."""
    start = data.draw(st.integers(0, len(replaced.source)))
    end = data.draw(st.integers(start, len(replaced.source)))
    if any(r.start < end and start < r.end for r in replaced.replacements) or start == end:
        return
    new_start, new_end = replaced.to_published(start, end)

    assert replaced.source[start:end] == replaced.text[new_start:new_end]
    assert (start, end) == replaced.to_source(new_start, new_end)


@given(replaced_texts(), st.data())
def test_a_span_never_loses_ground_on_the_way_there_and_back(replaced: ReplacedText, data: st.DataObject) -> None:
    """There and back again covers at least the source span, and lies inside the text."""
    start = data.draw(st.integers(0, len(replaced.source) - 1))
    end = data.draw(st.integers(start + 1, len(replaced.source)))
    new_start, new_end = replaced.to_published(start, end)
    assert 0 <= new_start <= new_end <= len(replaced.text)
    if new_start == new_end:
        return  # every word of it was replaced by nothing
    back_start, back_end = replaced.to_source(new_start, new_end)

    assert back_end >= end or replaced.source[back_end:end] == "" or not _has_text_after(replaced, back_end, end)
    assert back_start <= start or not _has_text_after(replaced, start, back_start)


def _has_text_after(replaced: ReplacedText, start: int, end: int) -> bool:
    """Say whether a source stretch left anything in the published text."""
    a, b = replaced.to_published(start, end)
    return a < b


@given(replaced_texts())
def test_the_published_text_is_the_source_but_for_the_replacements(replaced: ReplacedText) -> None:
    """Undoing each replacement in the published text gives the source again."""
    text = replaced.text
    for start, end, replacement in reversed(replaced.published_spans()):
        text = text[:start] + replaced.source[replacement.start : replacement.end] + text[end:]

    assert replaced.source == text


def test_overlapping_replacements_are_refused() -> None:
    """Two replacements cannot claim the same letter."""
    with pytest.raises(ValueError, match="overlap"):
        ReplacedText("Siân", [Replacement(0, 3, "a"), Replacement(2, 4, "b")])
