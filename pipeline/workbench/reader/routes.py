"""The addresses of the pages for reading."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.answers import ENDINGS
from pipeline.workbench.reader.pages import participant_page, sheet, transcript_page, transcripts_page

ROUTES: tuple[tuple[str, Any], ...] = (
    (rf"^/transcripts{ENDINGS}$", transcripts_page),
    (rf"^/t/(?P<transcript>[^/]+?){ENDINGS}$", transcript_page),
    (rf"^/p/(?P<participant>[^/]+?){ENDINGS}$", participant_page),
    (r"^/-/llais/reading\.css$", sheet),
)
