"""The style sheet of what is shown and lit on a page for reading, written for the study's themes."""

from __future__ import annotations

MOST_LIT = 24
"""So many marks of one turn light each other; a turn with more shows them all the same."""


def sheet_css(themes: int) -> str:
    """Write the rules that hide a theme whose box is empty, and those by which a tag lights its words and they it.

    They need no script: a policy of the pages forbids styles within a page, and there are as many as themes and marks.
    """
    rules = [
        f":root:has(#show-{n}:not(:checked)) .turns{{--c{n}:#0000}}"
        f":root:has(#show-{n}:not(:checked)) .turns .t{n}{{display:none}}"
        for n in range(1, themes + 1)
    ]
    rules += [
        f'.turns>li:has([data-m~="{n}"]:is(:hover,:focus-within),[data-m="{n}"] :target) [data-m~="{n}"]'
        "{background-color:var(--lit)}"
        for n in range(MOST_LIT)
    ]
    return "\n".join(rules) + "\n"
