"""What a page is about: a theme, or one of its codes."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.workbench import addresses
from pipeline.workbench.facts import CodeFacts, Facts, ThemeFacts


@dataclass(frozen=True, slots=True)
class Scope:
    """A theme, and one of its codes where the page is about that; `column` is what says so in the tables."""

    theme: ThemeFacts
    code: CodeFacts | None = None

    @property
    def column(self) -> str:
        """Name the column that holds it."""
        return "code_id" if self.code else "theme_id"

    @property
    def id(self) -> str:
        """Return its id, as the tables have it."""
        return self.code.id if self.code else self.theme.id

    @property
    def tag(self) -> str:
        """Return the letters that stand wherever its colour does."""
        return self.code.tag if self.code else self.theme.tag

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.code.name if self.code else self.theme.name

    @property
    def codes(self) -> tuple[CodeFacts, ...]:
        """Return the codes that it holds: one, where it is a code."""
        return (self.code,) if self.code else self.theme.codes

    @property
    def most_people(self) -> int:
        """Return how many people the most spoken-of of its codes has, and at least 1: the length of a whole bar."""
        return max([1, *(code.people or 0 for code in self.codes)])

    @property
    def path(self) -> str:
        """Return the address of its page."""
        return addresses.of_code(self.code.id) if self.code else addresses.of_theme(self.theme.id)


def find_scope(facts: Facts, theme: str, code: str = "") -> Scope | None:
    """Find a theme by its id, or a code by its theme and its name there, as in addresses; None where there is none."""
    found = facts.codes.get(f"{theme}/{code}") if code else None
    if code and found is None:
        return None
    theme_id = found.theme_id if found else theme
    return next((Scope(one, found) for one in facts.themes if one.id == theme_id), None)
