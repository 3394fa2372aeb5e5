"""A Taguette project, exported or from its own database: documents as HTML, highlights in bytes of their text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.codings.left_out import Discarded
from ingest.codings.records import ForeignCode, ForeignCoding, ForeignMemo, ForeignProject, ForeignSource
from ingest.codings.sqlite_file import ForeignDatabase, number_in, text_in
from ingest.codings.tagged_text import TaggedText, plain, tagged_text


@dataclass(frozen=True, slots=True)
class _Document:
    """A document by its place among the sources."""

    number: int
    text: TaggedText


def is_taguette(database: ForeignDatabase) -> bool:
    """Say whether a database is one of Taguette."""
    return database.has("highlights", "document_id", "start_offset", "end_offset") and database.has(
        "documents", "id", "contents"
    )


def read_taguette(database: ForeignDatabase) -> ForeignProject:
    """Read the documents, tags and highlights of all projects of a Taguette database. Raises TooLarge."""
    discarded = Discarded()
    documents: dict[int, _Document] = {}
    sources: list[ForeignSource] = []
    for row in database.rows("documents", ("id", "name", "description", "contents"), "id"):
        key = number_in(row, "id")
        if key is None:
            continue
        text = tagged_text(text_in(row, "contents"))
        documents[key] = _Document(len(sources), text)
        description = text_in(row, "description").strip()
        memos = (ForeignMemo(description),) if description else ()
        sources.append(ForeignSource(text_in(row, "name"), text.text, memos=memos))
    paths, codebook = _tags(database)
    codings, differing = _codings(database, documents, paths, discarded)
    notes = []
    if differing:
        notes.append(f"Highlights whose words are not those that Taguette shows for them: {differing}. Compare them.")
    if (projects := database.count("projects")) > 1:
        notes.append(f"The database holds {projects} projects; all of them were read together.")
    return ForeignProject(
        origin="Taguette",
        sources=tuple(sources),
        codings=codings,
        codebook=codebook,
        memos=tuple(_project_memos(database)),
        left_out=discarded.listed(),
        notes=tuple(notes),
    )


def _tags(database: ForeignDatabase) -> tuple[dict[int, tuple[str, ...]], tuple[ForeignCode, ...]]:
    """Return the paths of the tags by their ids, and the tags in their order; some versions keep tags under tags."""
    rows = {
        number_in(row, "id"): row for row in database.rows("tags", ("id", "path", "description", "parent_id"), "id")
    }

    def path(key: int | None) -> tuple[str, ...]:
        above: list[str] = []
        seen: set[int | None] = set()
        while key in rows and key not in seen:
            seen.add(key)
            above.insert(0, text_in(rows[key], "path").strip())
            key = number_in(rows[key], "parent_id")
        return tuple(above)

    paths = {key: path(key) for key in rows if key is not None}
    codes = (ForeignCode(paths[key], description=text_in(rows[key], "description").strip()) for key in paths)
    return paths, tuple(codes)


def _codings(
    database: ForeignDatabase,
    documents: Mapping[int, _Document],
    paths: Mapping[int, tuple[str, ...]],
    discarded: Discarded,
) -> tuple[tuple[ForeignCoding, ...], int]:
    """Return the codings, and on how many highlights the words are others than Taguette shows."""
    tags: defaultdict[int, list[int]] = defaultdict(list)
    for row in database.rows("highlight_tags", ("highlight_id", "tag_id")):
        tags[number_in(row, "highlight_id") or 0].append(number_in(row, "tag_id") or 0)
    made = _makers(database)
    codings: list[ForeignCoding] = []
    differing = 0
    for row in database.rows("highlights", ("id", "document_id", "start_offset", "end_offset", "snippet"), "id"):
        key = number_in(row, "id") or 0
        document = documents.get(number_in(row, "document_id") or 0)
        start, end = number_in(row, "start_offset"), number_in(row, "end_offset")
        span = document.text.span(start, end) if document and start is not None and end is not None else None
        if document is None or span is None:
            discarded.add("highlights", "their positions are not in the text" if document else "they have no document")
            continue
        quote = document.text.text[span[0] : span[1]]
        snippet = text_in(row, "snippet")
        differing += bool(snippet) and _letters(plain(snippet)) != _letters(quote)
        known = sorted(tag for tag in tags[key] if tag in paths)
        if not known:
            discarded.add("highlights", "they have no tag")
        coder, at = made.get(key, ("", ""))
        codings += [ForeignCoding(document.number, *span, quote, paths[tag], coder, at) for tag in known]
    return tuple(codings), differing


def _letters(text: str) -> str:
    return "".join(text.split())


def _makers(database: ForeignDatabase) -> dict[int, tuple[str, str]]:
    """Return who made each highlight, and when: Taguette keeps that in its log of commands only."""
    made: dict[int, tuple[str, str]] = {}
    for row in database.rows("commands", ("id", "date", "user_login", "payload"), "id"):
        try:
            payload = json.loads(text_in(row, "payload"))
        except (ValueError, RecursionError):
            continue
        if isinstance(payload, dict) and payload.get("type") == "highlight_add":
            highlight = payload.get("highlight_id")
            if isinstance(highlight, int):
                made[highlight] = (text_in(row, "user_login"), text_in(row, "date"))
    return made


def _project_memos(database: ForeignDatabase) -> Iterator[ForeignMemo]:
    for row in database.rows("projects", ("description", "name", "created"), "id"):
        if words := text_in(row, "description").strip():
            yield ForeignMemo(words, at=text_in(row, "created"), title=text_in(row, "name"))
