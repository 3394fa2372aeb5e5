"""The addresses of the pages that compare."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.comparing.pages import agreement_page, disagreements_page, saturation_page, settle_page

ROUTES: tuple[tuple[str, Any], ...] = (
    (r"^/agreement$", agreement_page),
    (r"^/disagreements$", disagreements_page),
    (r"^/disagreements/settle$", settle_page),
    (r"^/saturation$", saturation_page),
)
