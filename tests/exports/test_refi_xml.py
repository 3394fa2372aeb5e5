"""Building REFI-QDA XML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports.coded_study import Memo
from exports.guids import memo_guid
from exports.refi_xml import add, add_description, add_note_refs, as_time, joined, to_bytes

TEXT = st.text(st.sampled_from("ab ŵ🙂<>&\"'\n\t"), max_size=12)
MEMOS = (Memo("a1", "coding", "A", "2026-03-02", "One."), Memo("b2", "coding", "B", "", "Two."))


@given(TEXT, TEXT)
def test_text_and_attributes_come_back(text: str, name: str) -> None:
    """Marks of XML, line ends and emoji as they were; an attribute without a value is left out."""
    root = ElementTree.Element("Root")
    add(root, "Note", text, name=name, id="")
    (note,) = etree.fromstring(to_bytes(root))

    assert note.text == (text or None)
    assert dict(note.attrib) == ({"name": name} if name else {})


def test_what_xml_cannot_hold_is_shown_by_a_sign() -> None:
    """The file can be read, whatever somebody typed."""
    root = ElementTree.Element("Root")
    add(root, "Note", "a\x0bb", name="c\x00d")
    (note,) = etree.fromstring(to_bytes(root))

    assert (note.text, note.get("name")) == ("a\ufffdb", "c\ufffdd")


def test_a_description_stands_only_where_there_is_one() -> None:
    """No element stands empty."""
    root = ElementTree.Element("Root")
    add_description(root, "")
    add_note_refs(root, ())
    assert len(root) == 0

    add_description(root, joined(MEMOS))
    add_note_refs(root, MEMOS)
    assert [child.text for child in root] == ["One.\n\nTwo.", None, None]
    assert [child.get("targetGUID") for child in root[1:]] == [memo_guid("a1"), memo_guid("b2")]


def test_a_day_is_written_as_a_time_where_it_is_known() -> None:
    """The standard has times only."""
    assert as_time("2026-03-02") == "2026-03-02T00:00:00Z"
    assert as_time("") == ""
