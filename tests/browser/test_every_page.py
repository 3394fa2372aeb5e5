"""Every page of those who read, on a phone and on a wide screen, light and dark: nothing broken, nobody shut out."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.study import Study
from pipeline.workbench.access.people import ETHICS, PUBLIC, READER
from tests.browser.crawl import crawl
from tests.browser.roles import BEGIN, SHOWN, served, tab_of, told


@pytest.mark.parametrize("role", [READER, ETHICS, PUBLIC])
def test_every_page_of_a_role(role: str, demo_copy: Study, chromium: Any) -> None:
    """Each kind of page opens at both widths without an error, a violation or a request to elsewhere, and each link."""
    with served(demo_copy, role) as home, tab_of(chromium) as tab:
        found = crawl(tab, home, BEGIN[role])
    assert found.problems == [], told(found)
    assert SHOWN[role] <= set(found.kinds)
    assert len(found.followed) > 100
