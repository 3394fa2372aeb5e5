"""The address of the ethics page."""

from __future__ import annotations

from typing import Any

from pipeline.workbench import addresses
from pipeline.workbench.answers import ENDINGS
from pipeline.workbench.ethics.pages import ethics_page

ROUTES: tuple[tuple[str, Any], ...] = ((f"^{addresses.ETHICS}{ENDINGS}$", ethics_page),)
