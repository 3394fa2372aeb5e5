"""Where one can go from every page: what this audience's database has something for."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.workbench import addresses
from pipeline.workbench.facts import Facts


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go; `text` is English, `under` are addresses that lie there too."""

    text: str
    path: str
    under: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Say whether a page lies here."""
        return path == self.path or path.startswith(self.under)


def places(facts: Facts, codes_here: bool) -> tuple[Place, ...]:
    """List the places of this study's pages; `codes_here` says whether it can be coded on them."""
    found = [Place("Home", "/", ("/theme/", "/quote/"))]
    if "turns" in facts.tables:
        found.append(Place("Transcripts", addresses.TRANSCRIPTS, ("/t/", "/p/")))
    if codes_here:
        found.append(Place("Coding", "/code", ("/code/", "/coder")))
    if "theme_by_group" in facts.tables:
        found.append(Place("Matrix", addresses.MATRIX))
    if "code_by_code" in facts.tables:
        found.append(Place("Codes that meet", addresses.MEETING))
    if "agreement" in facts.tables:
        found.append(Place("Agreement", "/agreement", ("/disagreements", "/saturation")))
    if "checklist" in facts.tables:
        found.append(Place("Protection", addresses.ETHICS))
    return (*found, Place("Tables", f"/{facts.database}", (f"/{facts.database}/",)))
