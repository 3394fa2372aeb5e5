"""The addresses of themes, codes and quotes."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.answers import ENDINGS
from pipeline.workbench.themes.pages import quote_page, theme_page

ROUTES: tuple[tuple[str, Any], ...] = (
    (rf"^/theme/(?P<theme>[^/.]+){ENDINGS}$", theme_page),
    (rf"^/theme/(?P<theme>[^/.]+)/(?P<code>[^/.]+){ENDINGS}$", theme_page),
    (rf"^/quote/(?P<uid>[^/.]+){ENDINGS}$", quote_page),
)
