"""The addresses of the pages that compare."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.answers import ENDINGS
from pipeline.workbench.comparing.pages import agreement_page, disagreements_page, saturation_page, settle_page

ROUTES: tuple[tuple[str, Any], ...] = (
    (rf"^/agreement{ENDINGS}$", agreement_page),
    (rf"^/disagreements{ENDINGS}$", disagreements_page),
    (r"^/disagreements/settle$", settle_page),
    (rf"^/saturation{ENDINGS}$", saturation_page),
)
