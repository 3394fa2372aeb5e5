"""The paragraphs of a Word file with the comments on them, wherever Word or LibreOffice cut their text into runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.containers import Container, local, open_container
from ingest.errors import UnreadableFile
from ingest.readers.docx import KIND, body_name
from ingest.readers.word_styles import attribute, child

_COMMENTS, _THREADS = re.compile(r"comments\d*\.xml"), re.compile(r"commentsExtended\d*\.xml")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NO_TEXT = frozenset("pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr instrText delText drawing pict object".split())
_GONE = frozenset({"del", "moveFrom"})

Place = tuple[int, int]
"""(number of the paragraph from 0, offset in its text)."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and the text of the paragraph that it is on, from `start` to `end` (end exclusive).

    `paragraph` is None where it is on no text, or on several paragraphs; `first` and `last` are the places where it
    begins and ends then also, None where it is on no text. `answers` is the id of the comment that it is a reply to,
    "" where it is none.
    """

    id: str
    text: str
    date: str
    answers: str = ""
    paragraph: int | None = None
    start: int = 0
    end: int = 0
    author: str = ""
    first: Place | None = None
    last: Place | None = None


@dataclass(frozen=True, slots=True)
class CommentedText:
    """The paragraphs of a document, and the comments on them in the order of their texts and times."""

    paragraphs: tuple[str, ...]
    comments: tuple[Comment, ...]


@dataclass(slots=True)
class _Walk:
    """What has been read of the body so far."""

    texts: list[list[str]] = field(default_factory=list)
    starts: dict[str, Place] = field(default_factory=dict)
    ends: dict[str, Place] = field(default_factory=dict)
    points: dict[str, Place] = field(default_factory=dict)

    def here(self) -> Place:
        return (len(self.texts) - 1, sum(map(len, self.texts[-1]))) if self.texts else (0, 0)


def read_commented(content: bytes | Path) -> CommentedText:
    """Read the text and comments of a Word document, given as bytes or by its path.

    Text that a tracked change deleted is not there.

    Raises UnreadableFile, ProtectedFile, TooLarge.
    """
    container = open_container(content, KIND)
    name = body_name(container)
    body = child(container.xml(name), "body")
    if body is None:
        raise UnreadableFile(kind=KIND, advice="open it in Word and save it again as .docx")
    walk = _Walk()
    _read(body, walk, gone=False)
    paragraphs = tuple("".join(pieces) for pieces in walk.texts)
    comments = [_placed(one, walk, paragraphs) for one in _comments(container, name.rpartition("/")[0])]
    comments.sort(key=lambda one: (one.first is None, one.first or (0, 0), one.date))
    return CommentedText(paragraphs, tuple(comments))


def _read(parent: Any, walk: _Walk, gone: bool) -> None:
    for element in parent:
        name = local(element.tag)
        if name == "p":
            walk.texts.append([])
            _read(element, walk, gone)
        elif name == "commentRangeStart":
            walk.starts[attribute(element, "id")] = walk.here()
        elif name == "commentRangeEnd":
            walk.ends[attribute(element, "id")] = walk.here()
        elif name == "commentReference":
            walk.points[attribute(element, "id")] = walk.here()
        elif name in _NO_TEXT or name == "Fallback":
            continue
        elif text := "" if gone else _text(element, name):
            if not walk.texts:  # text outside of any paragraph, which Word never writes
                walk.texts.append([])
            walk.texts[-1].append(text)
        else:
            _read(element, walk, gone or name in _GONE)


def _text(element: Any, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return "" if attribute(element, "type") in ("page", "column") else "\n"
    return _CHARACTERS.get(name, "")


def _comments(container: Container, folder: str) -> Iterator[Comment]:
    root, threads = (_part(container, folder, pattern) for pattern in (_COMMENTS, _THREADS))
    comments = [] if root is None else [one for one in root if local(one.tag) == "comment"]
    by_paragraph = {id_: attribute(one, "id") for one in comments for p in one if (id_ := attribute(p, "paraId"))}
    parents = {
        attribute(one, "paraId"): by_paragraph.get(attribute(one, "paraIdParent"), "")
        for one in (() if threads is None else threads)
    }
    for one in comments:
        answers = next((parents[id_] for p in one if parents.get(id_ := attribute(p, "paraId"))), "")
        yield Comment(attribute(one, "id"), _words(one), _date(one), answers, author=attribute(one, "author"))


def _part(container: Container, folder: str, pattern: re.Pattern[str]) -> Any | None:
    """Return the root of the part that lies beside the body and is called so, None where there is none."""
    beside = ((name, name.removeprefix(f"{folder}/")) for name in container.names)
    return next((container.xml(name) for name, short in beside if pattern.fullmatch(short)), None)


def _words(comment: Any) -> str:
    walk = _Walk()
    _read(comment, walk, gone=False)
    return "\n".join("".join(pieces) for pieces in walk.texts)


def _date(comment: Any) -> str:
    """Return when a comment was written, as it sorts; "" where that is not known."""
    date = attribute(comment, "date")
    return date if re.match(r"[1-9]", date) else ""


def _placed(comment: Comment, walk: _Walk, paragraphs: tuple[str, ...]) -> Comment:
    point = walk.points.get(comment.id)
    start, end = walk.starts.get(comment.id, point), walk.ends.get(comment.id, point)
    if start is None or end is None:
        return comment
    start, end = min(start, end), max(start, end)
    if start[0] < end[0] and not start[1] < len(paragraphs[start[0]]):
        start = (start[0] + 1, 0)  # it begins at the end of the paragraph before
    if start[0] < end[0] and end[1] == 0:
        end = (end[0] - 1, len(paragraphs[end[0] - 1]))  # the whole paragraph with its mark was chosen
    if start[0] != end[0]:
        return replace(comment, first=start, last=end)
    return replace(comment, paragraph=start[0], start=start[1], end=end[1], first=start, last=end)
