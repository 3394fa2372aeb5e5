"""The PDF is printed by a browser that is there, else by WeasyPrint, else a line says what to install."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pipeline.audit.report import pdf
from pipeline.audit.report.html import to_html
from pipeline.audit.report.pdf import CannotPrint, to_pdf
from pipeline.audit.report.report import report_of
from tests.pipeline.audit.report.known import COMPLETE

PRINTS = '#!/bin/sh\nfor one in "$@"; do case "$one" in --print-to-pdf=*) printf %%PDF > "${one#*=}";; esac; done\n'


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what leaves one browser on the path, which does what its script says."""

    find = shutil.which

    def put(script: str) -> None:
        (tmp_path / "bin").mkdir()
        if script:
            browser = tmp_path / "bin" / "chromium"
            browser.write_text(script, encoding="utf-8")
            browser.chmod(stat.S_IRWXU)
        monkeypatch.setattr(shutil, "which", lambda name: find(name, path=str(tmp_path / "bin")))

    return put


def test_the_browser_on_the_path_prints(only: Callable[[str], None]) -> None:
    """It is given the page as a file, and nothing of the network."""
    only(PRINTS)
    assert to_pdf("<p>A lift.</p>") == b"%PDF"


def test_a_browser_that_prints_nothing_is_told(only: Callable[[str], None]) -> None:
    """In one line that says what to do."""
    only("#!/bin/sh\nexit 1\n")
    with pytest.raises(CannotPrint, match="by hand"):
        to_pdf("<p>A lift.</p>")


def test_without_browser_and_library_a_line_says_what_to_install(
    only: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways are named."""
    only("")

    def nothing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(pdf, "import_module", nothing)
    with pytest.raises(CannotPrint, match="install Chromium or Chrome, or WeasyPrint"):
        to_pdf("<p>A lift.</p>")


@pytest.mark.skipif(not any(map(shutil.which, pdf.BROWSERS)), reason="no browser on this computer")
def test_the_real_thing_has_the_words_of_the_report_on_a4(tmp_path: Path) -> None:
    """A few pages, with text that can be searched."""
    printed = tmp_path / "report.pdf"
    printed.write_bytes(to_pdf(to_html(report_of(COMPLETE))))
    pages = PdfReader(printed).pages
    assert 2 <= len(pages) <= 6
    assert round(float(pages[0].mediabox.width)) == 595
    assert "23 of 24 points are done" in " ".join(pages[0].extract_text().split())
