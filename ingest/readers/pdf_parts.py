"""What a PDF holds beside its pages: properties, comments, links, attachments, bookmarks and form fields."""

from __future__ import annotations

from ingest.records import Outside


def outside_the_pages(content: bytes) -> list[Outside]:
    """List."""
    return []
