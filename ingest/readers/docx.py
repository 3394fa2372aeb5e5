"""Word documents."""

from __future__ import annotations

from ingest.containers import Container, local, open_container, parse_xml
from ingest.conversation import converse
from ingest.document import Document
from ingest.errors import UnreadableFile
from ingest.readers.ledger import Ledger
from ingest.readers.parts import sound_part
from ingest.readers.word_body import Body
from ingest.readers.word_numbering import read_numbering
from ingest.readers.word_parts import outside_the_body
from ingest.readers.word_styles import attribute, child, read_styles
from ingest.records import Transcript
from ingest.rules import Rules

KIND = "a Word document"
_USUAL_BODY = "word/document.xml"


def read(content: bytes, rules: Rules) -> Transcript:
    """Read a Word document, in whichever of the ways of `ingest.conversation` it is set out.

    Text in insertions, links, smart tags, content controls and equations is there; deleted and moved-away text (with
    `rules.changes`, inserted text instead), hidden text and field codes are not. What else the file holds is listed as
    outside the speech. Raises UnreadableFile, ProtectedFile, TooLarge, UnresolvedChanges, LayoutNotFound.
    """
    container = open_container(content, KIND)
    return converse(read_document(container, rules), "docx", rules)


def read_document(container: Container, rules: Rules) -> Document:
    """Return the paragraphs and tables of a Word file, and what lies outside the speech.

    Raises UnreadableFile, ProtectedFile, TooLarge or UnresolvedChanges.
    """
    name = body_name(container)
    root = container.xml(name)
    body = child(root, "body")
    if body is None:
        raise UnreadableFile(kind=KIND, advice="open it in Word and save it again as .docx")
    folder = name.rpartition("/")[0]
    ledger = Ledger(rules.changes)
    styles = read_styles(sound_part(container, f"{folder}/styles.xml"))
    numbering = read_numbering(sound_part(container, f"{folder}/numbering.xml"))
    blocks = Body(styles, ledger, numbering).blocks(body)
    ledger.stop_at_changes()
    return Document(tuple(blocks), (*ledger.outside, *outside_the_body(container, name)))


def body_name(container: Container) -> str:
    """Return the name of the part that holds the body, as the package says."""
    relations = container.read("_rels/.rels")
    for one in () if relations is None else parse_xml(relations, KIND):
        if local(one.tag) == "Relationship" and attribute(one, "Type").endswith("/officeDocument"):
            name = attribute(one, "Target").lstrip("/")
            if name in container.names:
                return name
    return _USUAL_BODY
