"""The codebook as a REFI-QDA codebook (.qdc), for NVivo, ATLAS.ti, MAXQDA, QualCoder and their like."""

from __future__ import annotations

import uuid
from xml.etree import ElementTree

from codebook.model import Code, Codebook, Theme
from exports.refi_xml import to_bytes

NAMESPACE = "urn:QDA-XML:codebook:1.0"

_GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:llais:codebook")
_SEPARATOR = ": "


def codebook_to_qdc(codebook: Codebook, stamp: str = "") -> bytes:
    """Return the codebook as REFI-QDA XML in UTF-8: themes that cannot be applied, holding codes that can.

    What the standard has no place for stands in each description under labels that `read_description` reads back;
    `stamp` says in the file's origin what it was exported from.
    """
    origin = "; ".join(part for part in ("llais", f"{codebook.id} {codebook.version}", stamp) if part)
    root = ElementTree.Element("CodeBook", xmlns=NAMESPACE, origin=origin)
    codes = ElementTree.SubElement(root, "Codes")
    for theme in codebook.themes:
        container = _entry(codes, theme, theme.colour, codebook, codable=False)
        for code in theme.codes:
            _entry(container, code, theme.colour, codebook, codable=True)
    return to_bytes(root)


def entry_guid(codebook_id: str, entry_id: str) -> str:
    """Return the GUID of a theme or code: upper case, and the same in every run and every version that keeps the id."""
    return str(uuid.uuid5(_GUIDS, f"{codebook_id}#{entry_id}")).upper()


def read_description(description: str) -> dict[str, str]:
    """Read the labelled lines of a description back, by label; lines without a label of ours are left out."""
    lines = (line.partition(_SEPARATOR) for line in description.splitlines())
    return {label: text for label, _, text in lines if label in _LABELS}


def describe_entry(entry: Theme | Code, codebook: Codebook) -> str:
    """Return what a person coding needs to know of a theme or code as labelled lines, without those that are empty."""
    texts = {"Definition": entry.definition}
    if isinstance(entry, Code):
        texts |= {
            "Use it when": entry.include_when,
            "Not when": entry.exclude_when,
            "Phrases": "; ".join(entry.indicators),
            "Also note": "; ".join(f"{note.name} ({', '.join(note.values)})" for note in entry.attributes),
            "Confused with": "; ".join(codebook.code(id).name for id in entry.confused_with),
        }
    citations = {reference.id: reference.citation for reference in codebook.references}
    texts |= {
        "Sources": "; ".join(citations.get(number, number) for number in entry.source_refs),
        "Welsh name" if entry.name_cy_checked else "Welsh name (unchecked)": entry.name_cy,
        "Tag": entry.tag,
        "Id": entry.id,
    }
    return "\n".join(f"{label}{_SEPARATOR}{text}" for label, text in texts.items() if text)


_LABELS = frozenset(
    ("Definition", "Use it when", "Not when", "Phrases", "Also note", "Confused with")
    + ("Sources", "Welsh name", "Welsh name (unchecked)", "Tag", "Id")
)


def _entry(
    parent: ElementTree.Element, entry: Theme | Code, colour: str, codebook: Codebook, *, codable: bool
) -> ElementTree.Element:
    element = ElementTree.SubElement(
        parent,
        "Code",
        guid=entry_guid(codebook.id, entry.id),
        name=entry.name,
        isCodable="true" if codable else "false",
        color=colour,
    )
    ElementTree.SubElement(element, "Description").text = describe_entry(entry, codebook)
    return element
