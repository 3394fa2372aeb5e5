"""RTF as a stream of tokens, and the code pages that its bytes are in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from ingest.errors import UnreadableFile

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]+)(-?[0-9]+)? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|([^\\{}\r\n]+)|[\r\n]+|(\\)", re.DOTALL
)
_LONGEST_NUMBER = 10

# Windows character sets of fonts; 1 is that of the document.
_CHARSETS = {
    0: 1252, 2: 1252, 77: 10000, 78: 932, 79: 949, 80: 936, 81: 950, 83: 10006, 84: 10004, 85: 10081, 88: 10029,
    89: 10007, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
    186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
_CODECS = {
    936: "gbk", 1361: "johab", 10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2",
    10081: "mac_turkish", 20866: "koi8_r", 28591: "iso8859_1", 54936: "gb18030", 65001: "utf_8",
}  # fmt: skip
_USUAL_CODEC = "cp1252"


class Is(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SYMBOL = auto()
    BYTE = auto()
    TEXT = auto()
    BINARY = auto()


class Token(NamedTuple):
    """A token: the name of a control word or symbol, its number where it has one, or the bytes of text.

    The number of a closing brace is where the file goes on after it.
    """

    what: Is
    name: str = ""
    number: int | None = None
    text: bytes = b""


def tokens(content: bytes) -> Iterator[Token]:
    """Give the tokens of an RTF file in order; line ends between them are none, and binary data stays behind.

    Raises UnreadableFile where the file ends in the middle of a token or of binary data.
    """
    at = 0
    while at < len(content):
        found = _TOKEN.match(content, at)
        if found is None or found[7]:
            raise unreadable()
        at = found.end()
        if found[1]:
            number = _number(found[2])
            if found[1] == b"bin":
                at += max(number or 0, 0)
                if at > len(content):
                    raise unreadable()
                yield Token(Is.BINARY)
            else:
                yield Token(Is.WORD, found[1].decode("ascii"), number)
        elif found[6]:
            yield Token(Is.TEXT, text=found[6])
        elif found[5]:
            yield _OPEN if found[5] == b"{" else Token(Is.CLOSE, number=at)
        elif found[3]:
            yield Token(Is.BYTE, text=bytes.fromhex(found[3].decode("ascii")))
        elif found[4]:
            yield Token(Is.SYMBOL, found[4].decode("latin-1"))


_OPEN = Token(Is.OPEN)


def _number(digits: bytes | None) -> int | None:
    if digits is None:
        return None
    return int(digits[: _LONGEST_NUMBER + 1])


def codec_of_page(page: int) -> str:
    """Return the codec of a code page by its number, that of Western Europe where the page is unknown."""
    name = _CODECS.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _USUAL_CODEC


def codec_of_charset(charset: int) -> str | None:
    """Return the codec of a font's character set, or None for that of the document."""
    page = _CHARSETS.get(charset)
    return None if page is None else codec_of_page(page)


def unreadable() -> UnreadableFile:
    """Return the error for what is no RTF, or not the whole of it."""
    return UnreadableFile(kind="an RTF document", advice="open it in Word and save it again as .docx")
