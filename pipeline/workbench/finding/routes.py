"""The addresses of the pages on which words are found."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.answers import ENDINGS
from pipeline.workbench.finding.pages import concordance_page, search_page

ROUTES: tuple[tuple[str, Any], ...] = (
    (rf"^/search{ENDINGS}$", search_page),
    (rf"^/concordance{ENDINGS}$", concordance_page),
)
