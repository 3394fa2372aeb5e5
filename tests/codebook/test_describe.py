"""The codebook as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from codebook.describe import describe, welsh_name
from codebook.load import default_codebook, parse_codebook
from codebook.model import Codebook
from codebook.operations import rename, retire, split
from tests.codebook.changing import COMMENTED, WHY


def test_every_entry_of_the_contents_leads_somewhere() -> None:
    """Each theme and code has one link in the contents and one anchor."""
    codebook = default_codebook()
    text = describe(codebook)
    anchors = re.findall(r'<a id="([^"]+)">', text)

    assert len(anchors) == len(set(anchors)) == len(codebook.themes) + len(codebook.codes) + 2
    assert set(anchors) == set(re.findall(r"\]\(#([^)]+)\)", text))


def test_a_code_is_told_in_full(small: Codebook) -> None:
    """Definition, rules, phrases, confusions and sources follow the name."""
    block = describe(small).split("### CAR-MEA Shared meals")[1].split("<a id")[0]

    assert [line for line in block.splitlines() if line] == [
        "Eating together.",
        "- **Id**: `care/meals`",
        "- **Use it when**: a meal is told of",
        "- **Not when**: a meal is only planned",
        "- **Phrases**: “sat down to tea”; “cawl on a Sunday”",
        "- **Easily confused with**: [CAR-LIF Lifts](#care--lifts)",
        "- **Sources**: 1.10 (direct)",
    ]


def test_what_a_code_lacks_is_left_out(small: Codebook) -> None:
    """No label stands without text."""
    block = describe(small).split("### CAR-LIF Lifts")[1].split("<a id")[0]

    assert "Use it when" not in block
    assert "Easily confused with" not in block


def test_an_unchecked_welsh_name_says_so(small: Codebook) -> None:
    """A reader can tell which Welsh names nobody has checked."""
    theme = small.themes[0]

    assert welsh_name(theme) == "Gofal ŵyl (Welsh name unchecked)"
    assert "*Gofal ŵyl (Welsh name unchecked)*" in describe(small)
    assert welsh_name(replace(theme, name_cy_checked=True)) == "Gofal ŵyl"
    assert welsh_name(small.codes[0]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "the model (GRO-*); the words (LAN-*)",
        "snake_case_name",
        "<b>tŷ</b> 🏉",
        "a [link](#x)",
        "1 & 2; &amp;",
        "`x` ~~y~~",
    ],
)
def test_marks_in_a_text_are_shown_not_obeyed(small: Codebook, text: str) -> None:
    """Asterisks, brackets and the like come out of Markdown as they went in."""
    theme = replace(small.themes[0], definition=text)
    tokens = MarkdownIt().enable("strikethrough").parse(describe(replace(small, themes=(theme,))))
    shown = [
        "".join(part.content for part in token.children if part.type in ("text", "text_special"))
        for token in tokens
        if token.children and all(part.type in ("text", "text_special") for part in token.children)
    ]

    assert text in shown


def test_flags_and_references_end_the_document(small: Codebook) -> None:
    """What the codes cite, and what changes their handling, stands at the end."""
    end = describe(small).split("## Handling flags")[1]

    assert "- **FLG-WIT Withhold**: leave it out" in end
    assert "- **1.10**: Someone 2020, On shared meals" in end


def test_the_history_of_codes_is_told_at_the_end() -> None:
    """The latest change first, with its reason and who decided; the contents lead there."""
    text = retire(rename(COMMENTED, "care/lifts", "drives", WHY).text, ["care/phone"], WHY).text
    told = describe(parse_codebook(text))

    assert "- [What became of codes](#changes)" in told
    assert told.split("## What became of codes")[1].strip().splitlines()[2:] == [
        "- **0.3.0, 2026-03-01**: care/phone was retired: hard to tell apart, says Siân ŵ 👩‍👧 (AB)",
        "- **0.2.0, 2026-03-01**: care/lifts was renamed care/drives: hard to tell apart, says Siân ŵ 👩‍👧 (AB)",
    ]


def test_a_code_without_phrases_has_no_line_for_them() -> None:
    """New codes may have none yet."""
    text = split(COMMENTED, "care/lifts", ["care/lifts", "walks"], WHY).text

    assert "Phrases" not in describe(parse_codebook(text)).split("### CAR-WAL Walks")[1].split("<a id")[0]
