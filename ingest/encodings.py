"""Which encoding a text that is no Unicode was written in."""

from __future__ import annotations

import re
import unicodedata

from charset_normalizer import from_bytes

# What Windows, the old Macintosh, DOS and Welsh Unix systems wrote; the first is the likeliest where all fit alike.
_USUAL = ("cp1252", "mac_roman", "cp850", "iso8859_14", "cp1250")
_SAMPLE = 200_000
_ICELANDIC = frozenset("þÞðÐ")  # what the Welsh letters of ISO 8859-14 look like as Windows-1252
_PLAUSIBLE_SIGNS = frozenset("’‘“”–—…•£€°©®½¼¾«»´·\u00a0§")
_LETTER_SIGN_LETTER = re.compile(r"(?<=[^\W\d_])[^\w\s’'‘\-–—/.,&*@+~:;()\u00ad](?=[^\W\d_])")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])[\u00c0-\u00de](?=[a-z]|\b)|(?<=[A-Za-z])[\u00c0-\u00de](?=[a-z])")


def unmarked_utf16(content: bytes) -> str:
    """Return which UTF-16 a text without a byte order mark is in, "" where it is not: every other byte is zero then."""
    sample = content[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 8 or max(even, odd) < 0.6 * half or min(even, odd) > 0.1 * half:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def likeliest_encoding(content: bytes) -> str:
    """Return the encoding under which a text has the fewest strange signs.

    What charset-normalizer proposes is compared with the usual ones: it alone takes short texts with few accents for
    Icelandic or Polish.
    """
    sample = content[:_SAMPLE]
    best = from_bytes(sample, threshold=0.5).best()
    candidates = dict.fromkeys([*_USUAL, *([best.encoding] if best else [])])
    return min(candidates, key=lambda encoding: _strangeness(sample, encoding))


def _strangeness(sample: bytes, encoding: str) -> int:
    """Count what hardly stands in prose: signs inside words, capitals inside words, symbols, half characters."""
    text = sample.decode(encoding, errors="replace")
    strange = len(_LETTER_SIGN_LETTER.findall(text)) + len(_CAPITAL_INSIDE.findall(text))
    for character in text:
        if character in _ICELANDIC:
            strange += 1
        if character < "\x80" or character in _PLAUSIBLE_SIGNS or character.islower():
            continue
        strange += 1 if unicodedata.category(character).startswith("Lu") else 3
    return strange
