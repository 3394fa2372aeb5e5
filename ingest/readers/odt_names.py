"""The names of OpenDocument's elements and attributes, and the words that elements hold beside the speech."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

_ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_NAMESPACES = {
    **{prefix: _ODF.format(prefix) for prefix in "config form manifest meta office script style table text".split()},
    "draw": _ODF.format("drawing"),
    "fo": _ODF.format("xsl-fo-compatible"),
    "svg": _ODF.format("svg-compatible"),
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_PREFIXES = {namespace: prefix for prefix, namespace in _NAMESPACES.items()}

# Fields that tell of the file, not of what was said; indexes repeat what stands elsewhere.
OF_THE_FILE = (
    "author-name author-initials file-name title subject keywords description creator initial-creator user-defined "
    "date time page-number page-count page-continuation page-variable-get page-variable-set template-name chapter "
    "sheet-name printed-by print-date print-time modification-date modification-time creation-date creation-time "
    "editing-cycles editing-duration database-display database-name database-next database-row-select "
    "database-row-number paragraph-count word-count character-count table-count image-count object-count "
    "dde-connection execute-macro table-of-content illustration-index table-index object-index user-index "
    "alphabetical-index bibliography sender-firstname sender-lastname sender-initials sender-title sender-position "
    "sender-email sender-phone-private sender-fax sender-company sender-phone-work sender-street sender-city "
    "sender-postal-code sender-country sender-state-or-province"
).split()
_OF_CONTROLS = (
    "form:label", "form:value", "form:current-value", "form:title", "office:string-value", "text:value",
    "text:description", "loext:alias", "loext:tag", "loext:display-text", "field:value",
)  # fmt: skip
_OF_DATA = (
    "text:name", "office:string-value", "office:dde-application", "office:dde-topic", "office:dde-item",
    "form:datasource", "form:command", "xlink:href",
)  # fmt: skip

# Who changed something and when, which is no text.
WHO_AND_WHEN = (
    "office:change-info", "dc:creator", "dc:date", "meta:date-string", "meta:creator-initials", "loext:sender-initials",
)  # fmt: skip
_CHARACTERS = {"text:s": " ", "text:tab": " ", "text:line-break": " "}


@lru_cache(maxsize=4096)
def named(tag: Any) -> str:
    """Return an element's name with the usual prefix ("text:p"), "" where it is none of OpenDocument's."""
    namespace, _, name = tag.rpartition("}") if isinstance(tag, str) else ("", "", "")
    prefix = _PREFIXES.get(namespace.lstrip("{"), "")
    return f"{prefix}:{name}" if prefix else ""


@lru_cache(maxsize=4096)
def tag_of(name: str) -> str:
    """Return the tag of an element, or the key of an attribute, from its name with the usual prefix."""
    prefix, _, rest = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{rest}"


def get(element: Any, name: str) -> str:
    """Return an attribute by its name with the usual prefix, "" where there is none."""
    return str(element.get(tag_of(name), ""))


def plain(element: Any) -> str:
    """Return every word of an element, each of its paragraphs a line."""
    lines = [""]
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if named(one.tag) in ("text:p", "text:h"):
                lines.append("")
            lines[-1] += _CHARACTERS.get(named(one.tag), "") + (one.text or "")
        elif one is not element:
            lines[-1] += one.tail or ""
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def controls(element: Any) -> Iterator[str]:
    """Give what the fields of forms, lists to choose from and content controls are called and offer."""
    for one in element.iter():
        if named(one.tag).startswith("form:"):
            yield one.text or ""
        for key in _OF_CONTROLS:
            # Forms also say by which component of LibreOffice each field is drawn.
            if not get(one, key).startswith("com.sun.star."):
                yield get(one, key)


def data(element: Any) -> Iterator[str]:
    """Give what macros, variables and links to databases or other programs say."""
    for one in element.iter():
        said = (one.text or "", *(get(one, key) for key in _OF_DATA))
        yield " ".join(text.strip() for text in said if text.strip())
