"""Values of the data that the pages say in the reader's language: groups, seasons, kinds of interview, attributes.

What a study calls things itself, such as its codes and bands, stays as the study calls it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.publish.labels import GROUP_LABELS
from pipeline.workbench.words import in_language, say

SEASONS = ("spring", "summer", "autumn", "winter")
KINDS = ("interview", "joint interview", "focus group", "field note", "guidance document", "feedback sheet")
LANGUAGES = {"cy": "Welsh", "en": "English"}
ATTRIBUTES = ("Season", "Language", "Kind", "Site", "Wave")
ONE_OF_A_GROUP = {"foster_carer": "foster carer", "young_person": "young person", "worker": "worker"}
VALUES = (
    *GROUP_LABELS.values(),
    *ONE_OF_A_GROUP.values(),
    *SEASONS,
    *KINDS,
    "transcript",
    *LANGUAGES.values(),
    *ATTRIBUTES,
)
"""Every value that the catalogue has."""

_SEASON = re.compile(rf"({'|'.join(SEASONS)}) (\d.*)")


def value_in_words(value: object) -> str:
    """Say a value of the data, such as a group's label, a kind of interview, "autumn 2025" or languages ("cy;en")."""
    text = value if isinstance(value, str) else str(value)  # what is HTML stays so
    spoken = [LANGUAGES.get(one.strip()) for one in text.split(";")]
    if all(spoken):
        return listed([in_language(one) for one in spoken if one])
    season = _SEASON.fullmatch(text)
    return f"{in_language(season[1])} {season[2]}" if season else in_language(text)


def one_of(group: str) -> str:
    """Say of somebody that they belong to a group, by its label; what a study calls a group itself stays so."""
    single = next((one for id, one in ONE_OF_A_GROUP.items() if GROUP_LABELS[id] == group), group)
    return in_language(single)


def listed(parts: Sequence[str]) -> str:
    """Write several things in a sentence: "six interviews, one joint interview and one focus group"."""
    return say("{some} and {last}", some=", ".join(parts[:-1]), last=parts[-1]) if len(parts) > 1 else "".join(parts)
