"""RTF, as Word, LibreOffice, TextEdit and older programs write it."""

from __future__ import annotations

from ingest.conversation import converse
from ingest.document import Document
from ingest.outside import Kind
from ingest.readers.ledger import Ledger
from ingest.readers.rtf_body import Reading
from ingest.readers.rtf_groups import DESTINATIONS, unknown
from ingest.readers.rtf_styles import Layout
from ingest.readers.rtf_tokens import unreadable
from ingest.records import Transcript
from ingest.rules import Rules

_BEGINS = b"{\\rtf"
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_AFTER = b"\x00\x1a} \t\r\n"


def read(content: bytes, rules: Rules) -> Transcript:
    """Read an RTF document, in whichever of the ways of `ingest.conversation` it is set out.

    Text in insertions, links and equations is there; deleted text (with `rules.changes`, inserted text instead), hidden
    text, field codes and the numbers of lists are not. What else the file holds is listed as outside the speech.
    Raises UnreadableFile where it is no RTF, is nested beyond all reason or lacks its end, UnresolvedChanges and
    LayoutNotFound.
    """
    return converse(read_document(content, rules), "rtf", rules)


def read_document(content: bytes, rules: Rules) -> Document:
    """Return the paragraphs and tables of an RTF file, and what lies outside the speech.

    Raises UnreadableFile or UnresolvedChanges.
    """
    content = content.lstrip(_BEFORE)
    if not content.startswith(_BEGINS):
        raise unreadable()
    ledger = Ledger(rules.changes)
    reading = Reading(ledger, DESTINATIONS, unknown, raw_utf8=_is_utf8(content))
    rest = content[reading.read(content) :].strip(_AFTER)
    blocks = reading.body.finish(Layout())
    ledger.note(Kind.DATA, rest.decode("cp1252", errors="replace"), "after the end of the document")
    ledger.stop_at_changes()
    return Document(tuple(blocks), tuple(ledger.outside))


def _is_utf8(content: bytes) -> bool:
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
