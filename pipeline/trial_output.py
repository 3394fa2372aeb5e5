"""How a trial's result is written: text, HTML, Word or JSON lines."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Sequence

from docx import Document

from exports.published import marked
from exports.stable_zip import stable_zip
from exports.word_parts import forget_author
from pipeline.identify.finds import Identifier
from pipeline.trial import TriedTurn

_NOTICE = "Pseudonymised by machine, checked by nobody."


def as_text(turns: Sequence[TriedTurn], marker: str) -> bytes:
    """Write the turns as plain text, a heading for each file."""
    lines = [_NOTICE]
    doc = None
    for turn in turns:
        if turn.doc != doc:
            doc = turn.doc
            lines += ["", f"# {doc}"]
        lines += ["", f"{turn.speaker}: {_words(turn, marker)}"]
    return ("\n".join(lines) + "\n").encode()


def as_html(turns: Sequence[TriedTurn], marker: str) -> bytes:
    """Write the turns as one HTML page that needs nothing else; replaced words are marked up as such."""
    body = []
    doc = None
    for turn in turns:
        if turn.doc != doc:
            doc = turn.doc
            body.append(f"<h2>{html.escape(doc)}</h2>")
        body.append(f"<p><b>{html.escape(turn.speaker)}</b> {_marked_up(turn)}</p>")
    style = (
        "body{font:1.1rem/1.6 Charter,'Bitstream Charter',Cambria,serif;max-width:42rem;margin:2rem auto;"
        "padding:0 1rem;background:#fbfaf7;color:#1f2328}b{font:.8rem system-ui;color:#5b6470}"
        "mark{background:none;color:inherit;border-bottom:2px dotted #0b5c6b}"
        ".notice{background:#f6e3b4;padding:.3rem .6rem;font:.9rem system-ui}"
    )
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Pseudonymised transcripts</title>'
        f'<style>{style}</style></head>\n<body><p class="notice">{_NOTICE}</p>\n'
        + "\n".join(body)
        + "\n</body></html>\n"
    )
    return page.encode()


def as_docx(turns: Sequence[TriedTurn], marker: str) -> bytes:
    """Write the turns as a Word document with nobody's name in its properties."""
    document = Document()
    forget_author(document)
    document.sections[0].header.paragraphs[0].text = _NOTICE
    doc = None
    for turn in turns:
        if turn.doc != doc:
            doc = turn.doc
            document.add_heading(doc, level=1)
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{turn.speaker}: ").bold = True
        paragraph.add_run(_words(turn, marker))
    out = io.BytesIO()
    document.save(out)
    return stable_zip(out.getvalue())


def as_jsonl(turns: Sequence[TriedTurn], marker: str) -> bytes:
    """Write one JSON line a turn: doc, turn (from 0), speaker, text."""
    rows = ({"doc": t.doc, "turn": t.turn, "speaker": t.speaker, "text": _words(t, marker)} for t in turns)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def identifier_line(doc: str, turn: int, text: str, identifier: Identifier) -> str:
    """Write an identifier as a JSON line; turns count from 0, offsets are into the turn's text, end exclusive."""
    return json.dumps(
        {
            "doc": doc,
            "turn": turn,
            "start": identifier.start,
            "end": identifier.end,
            "text": text[identifier.start : identifier.end],
            "type": identifier.type,
            "kind": identifier.kind,
            "score": identifier.score,
            "status": identifier.status,
            "detectors": list(identifier.detectors),
        },
        ensure_ascii=False,
    )


def _words(turn: TriedTurn, marker: str) -> str:
    spans = [
        (start, end, "placeholder" if replacement.text.startswith("[") else "")
        for start, end, replacement in turn.replaced.published_spans()
    ]
    return marked(turn.replaced.text, spans, marker)


def _marked_up(turn: TriedTurn) -> str:
    pieces, at = [], 0
    for start, end, _ in turn.replaced.published_spans():
        pieces.append(html.escape(turn.replaced.text[at:start]))
        pieces.append(f"<mark>{html.escape(turn.replaced.text[start:end])}</mark>")
        at = end
    pieces.append(html.escape(turn.replaced.text[at:]))
    return "".join(pieces).replace("\n", "<br>")
