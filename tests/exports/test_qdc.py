"""The codebook as a REFI-QDA codebook."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from codebook.load import default_codebook
from codebook.model import Codebook
from exports.qdc import NAMESPACE, codebook_to_qdc, entry_guid, read_description

SCHEMA = Path(__file__).parents[3] / "shared" / "refi-qda" / "Codebook.xsd"
CODE = f"{{{NAMESPACE}}}Code"
DESCRIPTION = f"{{{NAMESPACE}}}Description"
CODEBOOK = default_codebook()
TEXT = st.text(st.sampled_from("abŵŷâÏ🙂🏉<>&\"':; "), min_size=1).map(str.strip).filter(bool)


def codes(qdc: bytes) -> list[etree._Element]:
    """Return the themes and codes of a REFI-QDA codebook in the order of the file."""
    return list(etree.fromstring(qdc).iter(CODE))


def with_first_definition(text: str) -> Codebook:
    """Return the codebook of llais with another definition of its first code."""
    first, *rest = CODEBOOK.themes
    changed = replace(first.codes[0], definition=text, name=text)
    return replace(CODEBOOK, themes=(replace(first, codes=(changed, *first.codes[1:])), *rest))


@pytest.mark.skipif(not SCHEMA.exists(), reason="the REFI-QDA schema lies outside the repository and is not here")
@pytest.mark.parametrize("codebook", [CODEBOOK, with_first_definition("Tŷ & <bwyd> “🏉”")], ids=["llais", "marks"])
def test_it_keeps_to_the_schema(codebook: Codebook) -> None:
    """The file is valid against the published schema."""
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(codebook_to_qdc(codebook)))


def test_themes_hold_codes_and_cannot_be_applied() -> None:
    """The tree of the file is the tree of the codebook."""
    themes = [code for code in codes(codebook_to_qdc(CODEBOOK)) if code.get("isCodable") == "false"]

    assert [(theme.name, [code.name for code in theme.codes]) for theme in CODEBOOK.themes] == [
        (theme.get("name"), [code.get("name") for code in theme.findall(CODE)]) for theme in themes
    ]
    assert all(code.get("isCodable") == "true" for theme in themes for code in theme.findall(CODE))


def test_guids_are_upper_case_and_each_its_own() -> None:
    """Two programs of the field refuse lower case, one refuses a GUID that comes twice."""
    guids = [code.get("guid") for code in codes(codebook_to_qdc(CODEBOOK))]

    assert len(guids) == len(set(guids)) == 37
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", guid or "") for guid in guids)


def test_guids_stay_the_same() -> None:
    """A code keeps its GUID for ever, so that a second import finds the first; this one was in the first version."""
    assert entry_guid("llais-cse-care", "exchange/tangible") == "63A44BCB-D67B-58BC-8869-EE383D597F58"
    assert codes(codebook_to_qdc(replace(CODEBOOK, version="9.0.0")))[1].get("guid") == entry_guid(
        CODEBOOK.id, "exchange/tangible"
    )


def test_the_bytes_stay_the_same() -> None:
    """The file has no time of writing; it is UTF-8 without a byte-order mark or carriage returns."""
    qdc = codebook_to_qdc(CODEBOOK)

    assert qdc == codebook_to_qdc(default_codebook())
    assert qdc.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0"')
    assert b"\r" not in qdc


def test_codes_have_the_colour_of_their_theme() -> None:
    """Every colour is of the one form that the standard allows."""
    assert {theme.colour for theme in CODEBOOK.themes} == {
        code.get("color") for code in codes(codebook_to_qdc(CODEBOOK))
    }


def test_definition_and_rules_stand_under_labels() -> None:
    """What the standard has no field for can be read back from the description."""
    tangible = CODEBOOK.code("exchange/tangible")
    description = codes(codebook_to_qdc(CODEBOOK))[1].findtext(DESCRIPTION)

    assert description is not None
    assert read_description(description) == {
        "Definition": tangible.definition,
        "Use it when": tangible.include_when,
        "Not when": tangible.exclude_when,
        "Phrases": "; ".join(tangible.indicators),
        "Confused with": "Emotional exchange; Unmet care and support needs",
        "Sources": "; ".join(reference.citation for reference in CODEBOOK.references[:3]),
        "Tag": "EXC-TAN",
        "Id": "exchange/tangible",
    }


def test_a_welsh_name_says_whether_it_was_checked() -> None:
    """The label, not the name, carries the doubt."""
    description = codes(codebook_to_qdc(CODEBOOK))[0].findtext(DESCRIPTION)
    first, *rest = CODEBOOK.themes
    checked = replace(CODEBOOK, themes=(replace(first, name_cy_checked=True), *rest))

    assert "\nWelsh name (unchecked): Cyfnewid\n" in (description or "")
    assert "\nWelsh name: Cyfnewid\n" in (codes(codebook_to_qdc(checked))[0].findtext(DESCRIPTION) or "")


def test_lines_of_others_are_not_taken_for_ours() -> None:
    """A description written in another program may hold anything."""
    assert read_description("Noson dda 🙂\nDefinition: tê\nMore: no") == {"Definition": "tê"}


@given(TEXT)
def test_any_text_survives(text: str) -> None:
    """Accents, emoji and XML's own marks come back as they went in, from attribute and description."""
    code = codes(codebook_to_qdc(with_first_definition(text)))[1]

    assert code.get("name") == text
    assert read_description(code.findtext(DESCRIPTION) or "")["Definition"] == text
