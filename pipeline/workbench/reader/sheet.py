"""The style sheet of what is shown and lit on a page for reading, written for the study's themes."""

from __future__ import annotations

MOST_LIT = 24
"""So many marks of one turn light each other; a turn with more shows them all the same."""
LANES_OF_MARKS = "abcdABCD"
"""The letters that classes of marks begin with: a lane each, capitals for what a machine suggests."""


def sheet_css(themes: int) -> str:
    """Write the rules that hide a theme whose box is empty, and those by which a tag lights its words and they it.

    They need no script: a policy of the pages forbids styles within a page, and there are as many as themes and marks.
    """
    rules = [
        f":root:has(#show-{n}:not(:checked)) .turns{{--c{n}:#0000}}"
        f":root:has(#show-{n}:not(:checked)) .turns .t{n}{{display:none}}"
        + _silent(f":root:has(#show-{n}:not(:checked)) .turns .m:not({_of_others(n)})")
        for n in range(1, themes + 1)
    ]
    rules.append(_silent(":root:has(.legend):not(:has(.legend :checked)) .turns .m"))
    rules += [
        f'.turns>li:has([data-m~="{n}"]:is(:hover,:focus-within),[data-m="{n}"] :target) [data-m~="{n}"]'
        "{background-color:var(--lit)}"
        for n in range(MOST_LIT)
    ]
    return "\n".join(rules) + "\n"


def _of_others(n: int) -> str:
    """Select words that have a mark of another theme, in whichever lane its underline lies."""
    return ",".join(f'[class*=" {lane}"]:not(.{lane}{n})' for lane in LANES_OF_MARKS)


def _silent(words: str) -> str:
    """Read out neither where the marks over words begin nor where they end."""
    return f"{words}::before,{words}:not([data-was])::after{{content:none}}"
