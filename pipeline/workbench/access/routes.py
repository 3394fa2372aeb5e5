"""The addresses of signing in and out."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.access.open import LOG_IN, LOG_OUT
from pipeline.workbench.access.pages import log_in_page, log_out_page

ROUTES: tuple[tuple[str, Any], ...] = ((f"^{LOG_IN}$", log_in_page), (f"^{LOG_OUT}$", log_out_page))
