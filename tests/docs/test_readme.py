"""What README and the pages for people say works as they say it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def blocks(page: Path, language: str) -> list[str]:
    """List the fenced blocks of a page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def commands(page: Path) -> list[list[str]]:
    """List the llais commands that a page shows, without the word llais."""
    lines = (line for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ llais "))
    return [shlex.split(line.removeprefix("$ llais ")) for line in lines]


def put_files(study: Path) -> None:
    """Put in place what README's manifest lists, and a file of codings."""
    document = Document()
    document.add_paragraph("INT: And what did she want, Mair?")
    document.add_paragraph("P1: Somewhere warm. Nia wanted somewhere to stay, that was all, in Neath.")
    document.save(str(study / "transcripts" / "FC01.docx"))
    captions = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v HL>Did they ask you?</v>\n\n"
    captions += "00:00:04.000 --> 00:00:09.000\n<v Nia Pritchard>Nobody asked me. Ŵyn bach, no.</v>\n"
    (study / "transcripts" / "YP01.vtt").write_text(captions, encoding="utf-8")
    codings = "transcript,turn,quote,code,coder,memo\nFC01,2,Somewhere warm,exchange/tangible,AP,said to Mair\n"
    Path("codings.csv").write_text(codings, encoding="utf-8")


def run(arguments: list[str]) -> str:
    """Run a command that has to succeed."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def first_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Follow README up to the third step, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLAIS_PASSPHRASE", "môr a mynydd")
    run(commands(ROOT / "README.md")[0])
    (manifest,) = blocks(ROOT / "README.md", "csv")
    study = tmp_path / "my-study"
    (study / "manifest.csv").write_text(manifest, encoding="utf-8")
    put_files(study)
    return study


def test_the_six_steps_work_as_readme_says(first_study: Path) -> None:
    """A new user who types README's commands ends with a published study and a Word file of quotes."""
    for command in commands(ROOT / "README.md")[1:]:
        if command[0] not in ("serve", "review"):
            run(command)
    quotes = Document(str(first_study / "exports" / "quotes.docx"))

    assert (first_study / "published" / "llais.db").exists()
    assert any("Somewhere warm" in paragraph.text for paragraph in quotes.paragraphs)


def test_the_researchers_page_works_as_it_says(first_study: Path) -> None:
    """The commands of the page for researchers work on the study of README."""
    run(["run", "my-study"])
    for command in commands(ROOT / "docs" / "researchers.md"):
        run(command)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a page is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_shown_exists() -> None:
    """No page shows a command that llais does not have."""
    shown = {command[0] for page in PAGES for command in commands(page)}
    named = set(re.findall(r"`llais (\w+)", "".join(page.read_text(encoding="utf-8") for page in PAGES)))

    assert set() == (shown | named) - set(main.commands)
