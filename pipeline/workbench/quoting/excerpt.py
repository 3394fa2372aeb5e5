"""A passage with what was said right around it, so that three lines tell what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

LENGTH = 230
"""How many characters are shown in all, about three lines, where the passage itself is not longer."""
LEAST_AROUND = 45


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage, and what stands before and after it in its turn, "…" where there is more."""

    before: str = field(repr=False)
    passage: str = field(repr=False)
    after: str = field(repr=False)


def excerpt(text: str, start: int, end: int, length: int = LENGTH) -> Excerpt:
    """Cut a passage out of a turn, with whole words around it; `start` and `end` in characters, end exclusive.

    What is not needed on one side is given to the other.
    """
    around = max(length - (end - start), 2 * LEAST_AROUND)
    before, after = start, len(text) - end
    left = min(before, max(around // 2, around - after))
    right = min(after, max(around // 2, around - before))
    first, last = _whole_word_from(text, start - left), _whole_word_to(text, end + right)
    first, last = min(first, start), max(last, end)
    return Excerpt(
        f"{'… ' if first else ''}{text[first:start]}",
        text[start:end],
        f"{text[end:last]}{' …' if last < len(text) else ''}",
    )


def _whole_word_from(text: str, at: int) -> int:
    """Go on to where a word begins."""
    return at if at == 0 or text[at - 1].isspace() else text.find(" ", at) + 1 or len(text)


def _whole_word_to(text: str, at: int) -> int:
    """Go back to where a word ends."""
    return at if at == len(text) or text[at].isspace() else max(text.rfind(" ", 0, at), 0)
