"""Every page of somebody who codes, and every page in Welsh, on a phone and on a wide screen, light and dark."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.study import Study
from pipeline.workbench.access.people import CODER, ETHICS, READER
from tests.browser import coding_study
from tests.browser.crawl import crawl
from tests.browser.roles import BEGIN, SHOWN, served, tab_of, told


def test_every_page_of_somebody_who_codes(demo_copy: Study, chromium: Any) -> None:
    """Signed in, pages have forms and dialogs that a reader does not see; they are no worse for it.

    Links to what a reader sees as well are followed where a reader is.
    """
    with served(demo_copy, CODER) as home, tab_of(chromium) as tab:
        coding_study.sign_in(tab, home, "Huw Llywelyn")
        found = crawl(tab, home, BEGIN[CODER], under=("/code", "/agreement", "/disagreements", "/t/"))
    assert found.problems == [], told(found)
    assert SHOWN[CODER] <= set(found.kinds)


@pytest.mark.parametrize("role", [READER, ETHICS])
def test_every_page_in_welsh(role: str, demo_copy: Study, chromium: Any) -> None:
    """Longer words break no page."""
    with served(demo_copy, role) as home, tab_of(chromium, locale="cy-GB") as tab:
        found = crawl(tab, home, BEGIN[role][:1], under=())
        tab.goto(f"{home}/")
        assert tab.locator("html").get_attribute("lang") == "cy"
    assert found.problems == [], told(found)
    assert len(found.kinds) > 4
