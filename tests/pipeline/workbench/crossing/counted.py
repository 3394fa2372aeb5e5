"""Small codebooks and numbers for the tests of what crosses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from pipeline.workbench.facts import AttributeFacts, CodeFacts, Facts, GroupFacts, ThemeFacts

SVG = "{http://www.w3.org/2000/svg}"
COUNTING = ("theme_by_group", "theme_by_attribute", "code_by_group", "code_by_attribute", "codings")


def codes(*ids: str) -> dict[str, CodeFacts]:
    """Make codes of ids such as "care/food"; the tag is CAR-FOO."""
    return {
        id: CodeFacts(id, "-".join(part[:3].upper() for part in id.split("/")), id, id.split("/")[0], "#0072b2", 1, 1)
        for id in ids
    }


def facts(
    *ids: str,
    tables: Sequence[str] = COUNTING,
    groups: Sequence[GroupFacts] = (),
    attributes: Sequence[AttributeFacts] = (),
    **study: Any,
) -> Facts:
    """Make a study with these codes and their themes."""
    made = codes(*ids)
    themes = tuple(
        ThemeFacts(theme, theme[:3].upper(), theme.title(), "#0072b2", "", 1, 1, 0, _of_theme(made, theme), by_group={})
        for theme in dict.fromkeys(code.theme_id for code in made.values())
    )
    return Facts(
        database="llais",
        study=study,
        groups=tuple(groups),
        themes=themes,
        participants=(),
        kinds=(),
        protected=(),
        coders=(),
        codings=1,
        suggestions=0,
        tables=frozenset(tables),
        filled=frozenset(),
        attributes=tuple(attributes),
    )


def parsed(drawing: str) -> etree._Element:
    """Parse a drawing, as a browser reads SVG within a page."""
    return etree.fromstring(str(drawing).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def forbidden(drawing: str) -> list[str]:
    """List what a content policy would not let a page have: styles, scripts and pictures."""
    return [
        f"{element.tag} {element.attrib}"
        for element in parsed(drawing).iter()
        if element.tag.removeprefix(SVG) in {"style", "script", "image", "use", "foreignObject"}
        or any(name == "style" or name.startswith("on") for name in element.attrib)
    ]


def _of_theme(made: dict[str, CodeFacts], theme: str) -> tuple[CodeFacts, ...]:
    return tuple(code for code in made.values() if code.theme_id == theme)
