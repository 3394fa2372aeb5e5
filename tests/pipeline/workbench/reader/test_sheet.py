"""The sheet by which themes are hidden, and tags and words light each other, without a script."""

from __future__ import annotations

from pipeline.workbench.reader.sheet import MOST_LIT, sheet_css


def test_each_theme_can_be_hidden_by_its_box() -> None:
    """An empty box takes its theme's colour and tags out of the text, and nobody else's."""
    sheet = sheet_css(2)
    assert ":root:has(#show-2:not(:checked)) .turns{--c2:#0000}" in sheet
    assert ":root:has(#show-2:not(:checked)) .turns .t2{display:none}" in sheet
    assert "show-3" not in sheet
    assert '.turns .m:not([class*=" a"]:not(.a2),' in sheet


def test_a_mark_lights_its_own_only() -> None:
    """Hover, focus and a link to a coding light the words and tags of the same number, within one turn."""
    rules = [line for line in sheet_css(0).splitlines() if "--lit" in line]
    assert len(rules) == MOST_LIT
    for n, rule in enumerate(rules):
        assert rule.count(f'="{n}"]') == 3
        assert ":hover" in rule and ":focus-within" in rule and ":target" in rule
