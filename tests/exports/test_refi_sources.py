"""Transcripts as sources: positions that lead to the coded words, whatever is in the text."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from exports.coded_study import Coding, Transcript, Turn
from exports.guids import StudyGuids, coding_guid
from exports.refi_sources import Source, add_source, source_path
from exports.transcript_text import lay_out, utf16_units

GUIDS = StudyGuids("Keeping Safe")
SAID = st.text(st.sampled_from("ab ŵ🙂👩\u200d👧🏴\n"), min_size=1, max_size=15)


def transcript(texts: list[str], spans: list[tuple[int, int, int]]) -> Transcript:
    """Return a transcript of one participant with codings: (turn, start, end)."""
    turns = tuple(Turn(n, "P1", "FC01", text, True, (), ()) for n, text in enumerate(texts, start=1))
    codings = tuple(
        Coding(f"{k:032x}", n, start, end, "care/acts", "A", "", "", ()) for k, (n, start, end) in enumerate(spans)
    )
    return Transcript("FC01", "Foster carers", "interview", "", "", turns, codings, ())


@given(st.lists(SAID, min_size=1, max_size=4), st.data())
def test_positions_lead_to_the_words_in_either_unit(texts: list[str], data: st.DataObject) -> None:
    """Code points by slicing, UTF-16 by slicing the encoded text."""
    spans = []
    for n, text in enumerate(texts, start=1):
        start = data.draw(st.integers(0, len(text) - 1))
        spans.append((n, start, data.draw(st.integers(start + 1, len(text)))))
    one = transcript(texts, spans)
    laid = lay_out((turn.n, turn.speaker, turn.text) for turn in one.turns)
    words = [texts[n - 1][start:end] for n, start, end in spans]

    for units, slice_of in ((int, _by_code_points), (utf16_units(laid.text), _by_utf16)):
        root = ElementTree.Element("Sources")
        add_source(root, Source(one, laid, units), GUIDS, "book", {})
        selections = root[0].findall("PlainTextSelection")
        assert [slice_of(laid.text, s) for s in selections] == [s.get("name") for s in selections] == words
        assert [s[0].get("guid") for s in selections] == [coding_guid(c.uid) for c in one.codings]


def test_the_text_of_a_source_is_named_by_its_guid() -> None:
    """In the same case as the reference."""
    root = ElementTree.Element("Sources")
    one = transcript(["Cawl."], [])
    add_source(root, Source(one, lay_out([(1, "P1", "Cawl.")]), int), GUIDS, "book", {"group": "Foster carers"})
    guid = root[0].get("guid", "")

    assert source_path(guid) == f"sources/{guid}.txt"
    assert root[0].get("plainTextPath") == f"internal://{guid}.txt"
    assert root[0].findtext("VariableValue/TextValue") == "Foster carers"


def _by_code_points(text: str, selection: ElementTree.Element) -> str:
    return text[int(selection.get("startPosition", "")) : int(selection.get("endPosition", ""))]


def _by_utf16(text: str, selection: ElementTree.Element) -> str:
    start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
