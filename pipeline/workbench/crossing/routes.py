"""The addresses of the matrix and of the codes that meet."""

from __future__ import annotations

from typing import Any

from pipeline.workbench import addresses
from pipeline.workbench.answers import ENDINGS
from pipeline.workbench.crossing.pages import matrix_page, meeting_page

ROUTES: tuple[tuple[str, Any], ...] = (
    (rf"^{addresses.MATRIX}{ENDINGS}$", matrix_page),
    (rf"^{addresses.MEETING}{ENDINGS}$", meeting_page),
)
