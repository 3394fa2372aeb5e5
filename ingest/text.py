"""From bytes to text, and from anybody's text to the one form that the study keeps."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ingest.errors import UnreadableFile

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CARRIAGE_RETURNS = re.compile("\r\n?")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# A joiner between two emoji makes one picture of them; anywhere else it hides inside words.
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])")

_GARBAGE_SHARE = 0.02


def decode(content: bytes) -> str:
    """Return the text of `content`, lines ending in a line feed.

    Reads UTF-8 with or without a byte order mark, UTF-16 with one, and otherwise Windows-1252, where a byte that stands
    for nothing becomes U+FFFD. Raises UnreadableFile where the bytes are no text.
    """
    text = _CARRIAGE_RETURNS.sub("\n", _characters(content))
    garbage = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    if garbage > _GARBAGE_SHARE * len(text):
        raise _not_text()
    return text


def _characters(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise _not_text() from None
    return content.decode("cp1252", errors="replace")


def _not_text() -> UnreadableFile:
    return UnreadableFile(kind="text", advice="save it again as plain text, encoding UTF-8")


def normalise(text: str) -> str:
    """Return `text` in the study's one form: NFC, plain spaces, nothing invisible.

    Source coordinates count in this form, so it is made once, before turns are. Tabs and line feeds stay, other control
    characters, soft hyphens and zero-width characters go; joiners inside an emoji stay.
    """
    text = _SPACES.sub(" ", _LINE_BREAKS.sub("\n", text))
    text = _INVISIBLE.sub("", _CONTROLS.sub("", text))
    return unicodedata.normalize("NFC", _STRAY_JOINER.sub("", text))
