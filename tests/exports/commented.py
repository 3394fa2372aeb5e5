"""What comments of a Word document are on, read from its XML."""

from __future__ import annotations

import io
from dataclasses import dataclass

import docx
from docx.oxml.ns import qn

_WRITTEN_AS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}


@dataclass(frozen=True, slots=True, order=True)
class Comment:
    """A comment: its author, the words that it is on, what it says, and the day, "" where none is given."""

    author: str
    words: str
    text: str
    day: str


def comments_of(content: bytes) -> list[Comment]:
    """Return the comments of a Word document in the order of its comments part."""
    document = docx.Document(io.BytesIO(content))
    words: dict[str, str] = {}
    open_now: set[str] = set()
    for element in document.element.body.iter():
        number = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            open_now.add(number)
        elif element.tag == qn("w:commentRangeEnd"):
            open_now.discard(number)
        elif element.getparent().tag == qn("w:r"):
            text = element.text or "" if element.tag == qn("w:t") else _WRITTEN_AS.get(element.tag, "")
            words |= {one: words.get(one, "") + text for one in open_now}
    return [
        Comment(
            c.author, words.get(str(c.comment_id), ""), c.text, c.timestamp.date().isoformat() if c.timestamp else ""
        )
        for c in document.comments
    ]
