"""What an audience may see of numbers: the threshold, the rounding and the top that `study.toml` sets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.publish.table import ETHICS, TEAM
from pipeline.publish.working_out import MANY
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Rule:
    """What an audience may see: no number of fewer than `min_cell` people, rounded to `base`, none above `top`.

    A `base` of 1 rounds nothing, a `top` of 0 cuts nothing, a `min_cell` of 1 hides nothing. `has_codings` says that
    these readers have every coding and could count by themselves.
    """

    min_cell: int = 1
    base: int = 1
    top: int = 0
    has_codings: bool = False

    @property
    def hides_nothing(self) -> bool:
        """Say whether every number is shown as it is."""
        return (self.min_cell, self.base, self.top) == (1, 1, 0)

    def shown(self, number: int) -> int:
        """Give the number that stands for `number`: the nearest multiple of the base, and the top where it is more."""
        rounded = (number + self.base // 2) // self.base * self.base
        return min(rounded, self.top) if self.top else rounded

    def of_study(self) -> Rule:
        """Return the rule for what is told of the study as a whole beside its people: rounded, never cut."""
        return replace(self, top=0)

    def meant(self, shown: int, least: int) -> tuple[int, int]:
        """Give the least and the most that a shown number can stand for, of those from `least`."""
        most = MANY if self.top and shown >= self.top else shown + (self.base - 1) // 2
        return max(least, shown - self.base // 2), most

    def is_few(self, people: int) -> bool:
        """Say whether so few people must be hidden; where there is a threshold, nought is few as well."""
        return self.min_cell > 1 and people < self.min_cell


def rule_for(audience: str, settings: Settings) -> Rule:
    """Return what `study.toml` lets an audience see; the team's numbers, and ethics reviewers', are not rounded."""
    if audience in (TEAM, ETHICS):
        return Rule(settings.min_cell_team, has_codings=audience == TEAM)
    return Rule(settings.min_cell_outside, settings.round_outside, settings.top_code_outside)
