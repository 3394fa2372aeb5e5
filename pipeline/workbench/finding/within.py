"""Among whose words is looked: a group, a role, a transcript, bands of attributes, as the address of a page says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.workbench.facts import Facts
from pipeline.workbench.finding.voices import ROLES, Voice, Voices

OTHER_NAMES = frozenset({"words", "q", "group", "role", "transcript", "page", "sort"})
"""What the names in an address mean already: an attribute of such a name is no filter here."""


@dataclass(frozen=True, slots=True)
class Within:
    """Where is looked; what is empty is everywhere. `bands` are (attribute, band)."""

    group: str = ""
    role: str = ""
    transcript: str = ""
    bands: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_everywhere(self) -> bool:
        """Say whether nothing is left out."""
        return self == Within()

    def holds(self, voice: Voice) -> bool:
        """Say whether what a voice said is looked at."""
        return (
            (not self.group or voice.group == self.group)
            and (not self.role or voice.role == self.role)
            and (not self.transcript or voice.transcript == self.transcript)
            and voice.bands.issuperset(self.bands)
        )

    def whose(self, voices: Voices) -> bytes:
        """Write a 1 for each voice that is looked at, a 0 for each that is not."""
        return bytes(self.holds(voice) for voice in voices.all)

    def values(self) -> dict[str, str]:
        """Write it as it stands in an address."""
        return {"group": self.group, "role": self.role, "transcript": self.transcript, **dict(sorted(self.bands))}

    def in_any_group(self) -> Within:
        """Look in every group."""
        return replace(self, group="")

    def in_any_transcript(self) -> Within:
        """Look in every transcript."""
        return replace(self, transcript="")


def read_within(given: Mapping[str, str], facts: Facts) -> Within:
    """Read where an address asks to look; what the study does not have is left out.

    Whether there is such a transcript is not known here: in none that is missing is anything found.
    """
    group, role = given.get("group") or "", given.get("role") or ""
    return Within(
        group=group if group in {one.id for one in facts.groups} else "",
        role=role if role in ROLES else "",
        transcript=given.get("transcript") or "",
        bands=frozenset(
            (attribute.id, band)
            for attribute in facts.attributes
            for band, _ in attribute.values
            if attribute.id not in OTHER_NAMES and given.get(attribute.id) == band
        ),
    )
