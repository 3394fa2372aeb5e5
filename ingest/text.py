"""From bytes to text, and from anybody's text to the one form that the study keeps."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ingest.encodings import likeliest_encoding, unmarked_utf16
from ingest.errors import UnreadableFile
from ingest.places import Anchor, Traced

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

    Reads UTF-8 and UTF-16 with or without a byte order mark, and otherwise what `ingest.encodings` takes to be the
    likeliest; a byte that stands for nothing becomes U+FFFD. Raises UnreadableFile where the bytes are no text.
    """
    text = _CARRIAGE_RETURNS.sub("\n", _characters(content))
    garbage = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    if garbage > _GARBAGE_SHARE * len(text):
        raise _not_text()
    return text


def _characters(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
        if "\x00" not in text[:1000]:
            return text
    except UnicodeDecodeError:
        pass
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else unmarked_utf16(content)
    if encoding:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            raise _not_text() from None
    return content.decode(likeliest_encoding(content), errors="replace")


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


def trace(raw: str, place: str) -> Traced:
    """Normalise `raw`, which stands at `place` in its file, with anchors that lead back to its characters there."""
    text = normalise(raw)
    if text == raw:
        return Traced(text, (Anchor(0, place, 0),))
    anchors = [Anchor(0, place, 0)]
    at = offset = 0
    for chunk in _CHUNKS.findall(raw):
        form = normalise(chunk)
        at, offset = at + len(form), offset + len(chunk)
        if form != chunk:
            anchors += _inside(chunk, at - len(form), offset - len(chunk), place)
            anchors.append(Anchor(at, place, offset))
    return Traced(text, _distinct(anchors)) if at == len(text) else Traced(text, (Anchor(0, place, 0),))


# Accents join the letter before them, so a chunk never begins with one: a word and the blanks after it.
_LONGEST_WORD = 300
_CHUNKS = re.compile(r"\s*\S+\s*|\s+")


def _inside(chunk: str, at: int, offset: int, place: str) -> list[Anchor]:
    """Anchor each character of a chunk whose normal form is another one; of a giant one only the first."""
    if len(chunk) > _LONGEST_WORD:
        return [Anchor(at, place, offset)]
    found: list[Anchor] = []
    following = 0
    for n in range(1, len(chunk) + 1):
        # Several at once where a joiner turns out to be one, and where one character is written as two in NFC.
        new = range(len(found), len(normalise(chunk[:n])))
        for position in new:
            here = min(max(n - new.stop + position, following), n - 1)
            found.append(Anchor(at + position, place, offset + here))
            following = here + 1
    return found


def _distinct(anchors: list[Anchor]) -> tuple[Anchor, ...]:
    """Leave out anchors that say nothing new; of two at one character the later holds."""
    kept: list[Anchor] = []
    for anchor in anchors:
        if kept and kept[-1].at == anchor.at:
            kept.pop()
        if not kept or kept[-1].offset - kept[-1].at != anchor.offset - anchor.at:
            kept.append(anchor)
    return tuple(kept)
