"""The addresses of the coding pages."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.coding.coder import coder_page
from pipeline.workbench.coding.pages import colours, hand_in_page, transcript_page, transcripts_page, turn_page
from pipeline.workbench.coding.posts import do

_TRANSCRIPT = r"/code/(?P<transcript>[^/]+)"

ROUTES: tuple[tuple[str, Any], ...] = (
    (r"^/code$", transcripts_page),
    (r"^/coder$", coder_page),
    (r"^/-/llais/colours\.css$", colours),
    (rf"^{_TRANSCRIPT}$", transcript_page),
    (rf"^{_TRANSCRIPT}/do$", do),
    (rf"^{_TRANSCRIPT}/hand-in$", hand_in_page),
    (rf"^{_TRANSCRIPT}/(?P<turn>\d{{1,6}})$", turn_page),
)
