"""Time how long 200 interviews of 9,000 words take into the store, format by format, without pseudonymising.

python benchmarks/reading.py [--interviews 200] [--words 9000]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from rich.console import Console
from rich.table import Table

from demo.parse import parse_interview
from pipeline.study import create_study

ROOT = Path(__file__).resolve().parents[1]
Turns = list[tuple[str, str]]


def conversation(words: int, seed: int) -> Turns:
    """Return a conversation of about so many words, put together from the interviews that were written to measure."""
    spoken = [
        (turn.speaker, turn.text)
        for path in sorted((ROOT / "benchmarks" / "interviews").glob("*.txt"))
        for turn in parse_interview(path.read_text(encoding="utf-8")).turns
    ]
    choose = random.Random(seed)
    turns: Turns = []
    total = 0
    while total < words:
        text = choose.choice(spoken)[1]
        turns.append(("INT" if len(turns) % 2 == 0 else "P1", text))
        total += len(text.split())
    return turns


def as_labelled_docx(turns: Turns) -> bytes:
    """Write labelled paragraphs in Word."""
    document, file = docx.Document(), BytesIO()
    for speaker, text in turns:
        document.add_paragraph(f"{speaker}: {text}")
    document.save(file)
    return file.getvalue()


def as_table_docx(turns: Turns) -> bytes:
    """Write a table of two columns in Word."""
    document, file = docx.Document(), BytesIO()
    table = document.add_table(rows=len(turns), cols=2)
    for cells, pair in zip(_rows(table), turns, strict=True):
        for cell, text in zip(cells, pair, strict=True):
            cell.text = text
    document.save(file)
    return file.getvalue()


def _rows(table: docx.table.Table) -> list:
    cells = table._cells  # the public way asks for all cells again at every row
    return [cells[at : at + 2] for at in range(0, len(cells), 2)]


def as_text(turns: Turns) -> bytes:
    """Write labelled lines."""
    return "\r\n\r\n".join(f"{speaker}: {text}" for speaker, text in turns).encode()


def as_vtt(turns: Turns) -> bytes:
    """Write captions of twelve words, as Teams does."""
    cues, at = ["WEBVTT"], 0
    for speaker, text in turns:
        words = text.split()
        for begin in range(0, len(words), 12):
            said = " ".join(words[begin : begin + 12]).replace("&", "&amp;").replace("<", "&lt;")
            cues.append(f"{_clock(at)} --> {_clock(at + 4)}\n<v {speaker}>{said}</v>")
            at += 4
    return "\n\n".join(cues).encode()


def as_pdf(turns: Turns) -> bytes:
    """Write labelled paragraphs on pages of paper."""
    file = BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    spoken = [Paragraph(escape(f"{speaker}: {text}"), style) for speaker, text in turns]
    SimpleDocTemplate(file, pagesize=A4).build(spoken)
    return file.getvalue()


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


FORMATS: dict[str, tuple[str, Callable[[Turns], bytes]]] = {
    "Word, labelled": (".docx", as_labelled_docx),
    "Word, table": (".docx", as_table_docx),
    "plain text": (".txt", as_text),
    "WebVTT": (".vtt", as_vtt),
    "PDF": (".pdf", as_pdf),
}


def measure(
    folder: Path, suffix: str, write: Callable[[Turns], bytes], interviews: int, words: int
) -> tuple[float, int]:
    """Make a study of that many interviews and return the seconds that `llais ingest` takes, and how many words."""
    study = create_study(folder)
    rows = ["file,participant_id,group,consent_level"]
    total = 0
    for n in range(interviews):
        turns = conversation(words, seed=n)
        total += sum(len(text.split()) for _, text in turns)
        (study.transcripts / f"FC{n:03}{suffix}").write_bytes(write(turns))
        rows.append(f"FC{n:03}{suffix},FC{n:03},foster_carer,full")
    study.manifest.write_text("\n".join(rows), encoding="utf-8")
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "ingest", str(folder)],
        env={**os.environ, "LLAIS_PASSPHRASE": "only for measuring"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"llais ingest failed:\n{done.stderr}")
    return time.perf_counter() - begun, total


def main() -> None:
    """Measure each format and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=200)
    parser.add_argument("--words", type=int, default=9000)
    wanted = parser.parse_args()
    table = Table(title=f"llais ingest, {wanted.interviews} interviews of {wanted.words:,} words")
    for heading in ("format", "words", "seconds", "seconds for 200"):
        table.add_column(heading, justify="left" if heading == "format" else "right")
    for name, (suffix, write) in FORMATS.items():
        with TemporaryDirectory() as folder:
            seconds, total = measure(Path(folder) / "study", suffix, write, wanted.interviews, wanted.words)
        table.add_row(name, f"{total:,}", f"{seconds:.1f}", f"{seconds * 200 / wanted.interviews:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
