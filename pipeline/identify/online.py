"""Detector: e-mail addresses, web addresses and names used on social platforms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identify.finds import text_detector

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]]+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:org|com|net|co\.uk|gov\.uk|ac\.uk|org\.uk|wales|cymru)\b(?:/[^\s<>()\[\]]*)?",
    re.IGNORECASE,
)
_AT_HANDLE = re.compile(r"(?<![\w@.])@\w[\w.]{2,30}")
_UNDERSCORED = re.compile(r"(?<![\w@.])[^\W_]+(?:[_.]+[^\W_]+)*_+[^\W_]+(?:[_.]+[^\W_]+)*")
_NAMED_HANDLE = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|username|handle|gamertag)(?:'s|’s| is| was| name is| called)? "
    r"(?P<handle>(?=[\w.]*[\d_.])\w[\w.]{2,30}\w)",
    re.IGNORECASE,
)


def find_online(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Find addresses and handles as they are written."""
    for match in _EMAIL.finditer(text):
        yield match.start(), _end(match), "EMAIL", 0.99
    for match in _URL.finditer(text):
        yield match.start(), _end(match), "URL", 0.95
    for match in _AT_HANDLE.finditer(text):
        yield match.start(), _end(match), "HANDLE", 0.9
    for match in _UNDERSCORED.finditer(text):
        yield match.start(), match.end(), "HANDLE", 0.85
    for match in _NAMED_HANDLE.finditer(text):
        yield match.start("handle"), match.end("handle"), "HANDLE", 0.8


def _end(match: re.Match[str]) -> int:
    """Leave the sentence's own marks out of an address."""
    return match.start() + len(match[0].rstrip(".,;:!?'’\""))


text_detector("online", find_online)
