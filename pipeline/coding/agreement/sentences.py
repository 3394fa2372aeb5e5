"""Where the sentences of a turn are: a plain rule, the same for every coder and on every machine."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?=\S)(?:.*?[.!?…]+[\"'”’)\]]*(?=\s|\Z)|.+)")


def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """List the sentences of a text as (start, end), in characters, end exclusive, white space around them left out.

    A sentence ends at . ! ? … before white space, and at the end of a line.
    """
    return tuple((found.start(), found.start() + len(found[0].rstrip())) for found in _SENTENCE.finditer(text))
