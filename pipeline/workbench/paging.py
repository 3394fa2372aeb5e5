"""Pages of a long list, by their numbers from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.workbench import addresses


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many, of `found` things in all, so many to a page."""

    found: int
    size: int
    page: int
    pages: int

    @classmethod
    def of(cls, found: int, size: int, page: int) -> Paging:
        """Make the paging of a list; a page that there is not becomes the nearest one."""
        pages = max(1, -(-found // size))
        return cls(found, size, min(max(page, 1), pages), pages)

    @property
    def before(self) -> int:
        """Count what stands on the pages before this one."""
        return (self.page - 1) * self.size


def asked_page(asked: str | None) -> int:
    """Read the number of a page from an address; what is no number is the first."""
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def paged(path: str, values: Mapping[str, object], paging: Paging) -> dict[str, object]:
    """Give a template what it needs to lead from page to page of what an address and its values ask for."""

    def page_address(page: int) -> str:
        return addresses.with_values(path, {**values, "page": page if page > 1 else ""})

    return {"paging": paging, "page_address": page_address}
