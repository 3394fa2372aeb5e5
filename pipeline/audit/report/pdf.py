"""The report as PDF: printed by the Chromium or Chrome of this computer, else by WeasyPrint where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from importlib import import_module
from pathlib import Path

from pipeline.errors import PipelineError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing is asked of the network
    "--no-pdf-header-footer",
)


class CannotPrint(PipelineError):
    """No program is there that makes a PDF, or it made none."""

    code = "LL-P066"


def to_pdf(page: str) -> bytes:
    """Print a page of HTML. Raises CannotPrint, which says what to install."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        return _by_browser(browser, page)
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError):  # it is not there, or the libraries that it needs are not
        raise CannotPrint(
            "No PDF was made: install Chromium or Chrome, or WeasyPrint (pip install weasyprint). The HTML prints as "
            "well."
        ) from None
    return bytes(weasyprint.HTML(string=page).write_pdf())


def _by_browser(browser: str, page: str) -> bytes:
    with tempfile.TemporaryDirectory() as made:  # only its owner may enter
        folder = Path(made)
        source, target = folder / "report.html", folder / "report.pdf"
        source.write_text(page, encoding="utf-8")
        options = [*_OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # the browser's sandbox does not run as root
        try:
            subprocess.run([browser, *options, source.as_uri()], capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise CannotPrint("No PDF was made: the browser did not start, or did not finish.") from None
        if not target.is_file():
            raise CannotPrint("No PDF was made: the browser printed nothing. Print the HTML from a browser by hand.")
        return target.read_bytes()
