"""What only people can say of a study's protection: `[ethics]` in study.toml, as the report to reviewers prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pipeline.errors import BadSettings

FIVE_SAFES = ("projects", "people", "settings", "data", "outputs")
HOLDERS = ("raw", "key", "log", "corpus")


@dataclass(frozen=True, slots=True)
class Ethics:
    """Answers of the study's own; an empty one was not given, and is never made up.

    `five_safes` and `holders` have a line for each of FIVE_SAFES and HOLDERS that was given.
    """

    approval: str = ""
    dpia: str = ""
    custodian: str = ""
    safeguarding_lead: str = ""
    domain: str = ""
    policy_approved: str = ""
    access_log_reviewed: str = ""
    welsh_reader: str = ""
    five_safes: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, str] = field(default_factory=dict)


TEXTS = tuple(one.name for one in fields(Ethics) if one.name not in ("five_safes", "holders"))


def checked_ethics(raw: Mapping[str, Any]) -> Ethics:
    """Make the answers from parsed TOML. Raises BadSettings, naming section and key."""
    for section, known in (("five_safes", FIVE_SAFES), ("holders", HOLDERS)):
        for key, value in raw.get(section, {}).items():
            if key not in known or not isinstance(value, str):
                raise BadSettings(
                    f"study.toml, [ethics.{section}]: give a text in quotes for each of {', '.join(known)}, and "
                    "nothing else."
                )
    texts = {name: " ".join(str(raw.get(name, "")).split()) for name in TEXTS}
    return Ethics(**texts, five_safes=_given(raw, "five_safes"), holders=_given(raw, "holders"))


def _given(raw: Mapping[str, Any], section: str) -> dict[str, str]:
    return {key: text for key, text in raw.get(section, {}).items() if text}
