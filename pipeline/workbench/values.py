"""Values of the data that the pages say in the reader's language: groups, seasons, kinds of interview, attributes.

What a study calls things itself, such as its codes and bands, stays as the study calls it.
"""

from __future__ import annotations

import re

from pipeline.publish.labels import GROUP_LABELS
from pipeline.workbench.words import in_language

SEASONS = ("spring", "summer", "autumn", "winter")
KINDS = ("interview", "joint interview", "focus group", "field note", "guidance document", "feedback sheet")
ATTRIBUTES = ("Season", "Language", "Kind", "Site", "Wave")
VALUES = (*GROUP_LABELS.values(), *SEASONS, *KINDS, "transcript", *ATTRIBUTES)
"""Every value that the catalogue has."""

_SEASON = re.compile(rf"({'|'.join(SEASONS)}) (\d.*)")


def value_in_words(value: object) -> str:
    """Say a value of the data, such as a group's label, a kind of interview or "autumn 2025"."""
    text = value if isinstance(value, str) else str(value)  # what is HTML stays so
    season = _SEASON.fullmatch(text)
    return f"{in_language(season[1])} {season[2]}" if season else in_language(text)
