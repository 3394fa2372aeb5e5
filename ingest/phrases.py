"""What a line of a document says of the document itself: that a recording ends, who typed it, which page it is."""

from __future__ import annotations

import re

from ingest.labels import take_time
from ingest.words import APPENDIX, CONVERSATIONAL, COVER_KEYS, COVER_PEOPLE, DIVISIONS, FIRST_AND_SECOND

LONGEST_HEADING = 12
LONGEST_COVER = 60
_LONGEST_COVER_VALUE = 8
_LONGEST_COVER_KEY = 4
# Lines that say where a recording begins or ends, who typed it, or which page it is, have no more characters than this.
_LONGEST_ANNOUNCEMENT = 120
# Of the words of somebody who speaks, at least this share is "I", "you", "well" and their like.
_SPOKEN_SHARE = 0.1

_EVENT = (
    r"(?:interview|transcript|transcription|recording|recorded material|audio|audio file|tape|file|focus group|group|"
    r"session|discussion|meeting|panel|call|track|disc|part|side)(?:\s+(?:\d{1,2}|[A-Z]|one|two|three))?"
)
_TIME = r"(?:\s*(?:at\s+|[-–—,]\s*)?[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]m)?[\])]?)?"
_ENDING = re.compile(
    rf"[\W_]*(?:(?:the\s+)?(?:end(?:s|ed)?|finish|fin)(?:\s+(?:of\s+)?(?:the\s+)?{_EVENT})?"
    rf"|(?:the\s+)?{_EVENT}\s+(?:is\s+|has\s+|was\s+)?"
    r"(?:ends|ended|finishes|finished|stops|stopped|concludes|concluded|closes|closed|adjourned|over|off|paused|complete)"
    r"|diwedd(?:\s+y)?(?:\s+(?:cyfweliad|recordiad|trawsgrifiad|sesiwn))?"
    r"|fin de l['’]\w+|ende d(?:er|es) \w+)"
    rf"{_TIME}[\W_]*",
    re.IGNORECASE,
)
# On the last line of a file these say the same, with words that are no events: "[End of sheet]", "(Whereupon, …)".
_LAST = re.compile(
    r"[\W_]*(?:end of [\w ]{1,30}|[\[(][^\])]*(?:concluded|adjourned|ended|withdrew|off the record)[^\])]*)[\W_]*",
    re.IGNORECASE,
)
_PAGE = re.compile(r"[\W_]*page\s+\d+(?:\s+(?:of|/)\s+\d+)?[\W_]*|[-–—]\s*\d{1,3}\s*[-–—]", re.IGNORECASE)
_NUMBERED_EVENT = re.compile(r"[\[(](?:track|tape|side|part|file|disc|session|recording)\s+\w+[\])]", re.IGNORECASE)
_CONTINUED = re.compile(
    r"[\W_]*(?:(?:the\s+)?(?:transcript|table|interview|recording)\s+)?(?:continues|continued|cont\.?)"
    r"(?:\s+overleaf|\s+on next page)?[\W_]*",
    re.IGNORECASE,
)
_COLOPHON = re.compile(
    r"(?:(?:transcribed|typed(?: up)?|transcription|checked|proofread|edited|trawsgrifiwyd)\b.{0,60}"
    r"|this transcript (?:was|has been) (?:exported|generated|produced|made)\b.{0,80})",
    re.IGNORECASE,
)
_SOFTWARE = re.compile(r"(?:started|stopped) transcription", re.IGNORECASE)
_NUMBERED_DIVISION = re.compile(
    rf"(?:{'|'.join(sorted(DIVISIONS))})\s+(?:\d{{1,2}}|[A-Z]|[IVX]+|one|two|three|four|five|six)\b[^?!]*",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"\S+(?:\s\S+)?\s*=\s*\S")
_OPENING = re.compile(
    rf"[\W_]*(?:(?:start|beginning)\s+of\s+(?:the\s+)?{_EVENT}|dechrau(?:'r)?(?:\s+y)?(?:\s+\w+)?"
    rf"|(?:the\s+)?{_EVENT}\s+(?:is\s+)?(?:begins|starts|started|resumes|resumed|commences|on)"
    r"|.{1,40}\s(?:started|stopped) transcription)"
    rf"{_TIME}[\W_]*",
    re.IGNORECASE,
)
_OTTER = re.compile(r"transcribed by https?://\S+", re.IGNORECASE)
_COLOPHON_OF = re.compile(
    r"\bthe (?:researcher|interviewer|participant|transcriber|transcriptionist|author)s?\b", re.IGNORECASE
)
_TYPED_BY = re.compile(r"\b(?:typed|transcribed|recorded|interviewed|checked)(?: up)? by\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:information sheet|consent|voluntary|withdraw|pseudonym|confidential\w*|anonymi[sz]ed|transcription)\b",
    re.IGNORECASE,
)
_GUIDE = re.compile(r"(?:Q\s?\d{1,3}|\d{1,2})[a-z]?[.):]\s+\S")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")
_RULE = re.compile(r"[*#_=~•–—\-\s]{3,}")
_NUMBER_SIGN = re.compile(r"\bno\.\s*(?=\S*\d)", re.IGNORECASE)


def ends(text: str, last: bool) -> bool:
    """Say whether a line is a closing one; before the last line of a file it has brackets or capitals, or is a name."""
    if len(text) > _LONGEST_ANNOUNCEMENT:
        return False
    text = take_time(text)[1]
    if last and _LAST.fullmatch(text):
        return True
    return bool(_ENDING.fullmatch(text)) and (last or _set_apart(text))


def opens(text: str) -> bool:
    """Say whether a line says that a recording or a part of it begins."""
    if len(text) > _LONGEST_ANNOUNCEMENT:
        return False
    return bool(_OPENING.fullmatch(text) and _set_apart(text)) or bool(_NUMBERED_EVENT.fullmatch(text))


def _set_apart(text: str) -> bool:
    bracketed = text.strip()[:1] in "[(<*-–—_="
    return bracketed or text.isupper() or (len(text.split()) > 1 and text[:1].isupper() and not text.endswith("."))


def is_page_mark(text: str) -> bool:
    """Say whether a line is a page number in words, or "continued"."""
    return len(text) <= _LONGEST_ANNOUNCEMENT and bool(_PAGE.fullmatch(text) or _CONTINUED.fullmatch(text))


def is_rule(text: str) -> bool:
    """Say whether a line is drawn: a row of asterisks or dashes."""
    return len(text) <= _LONGEST_ANNOUNCEMENT and bool(_RULE.fullmatch(text))


def is_of_software(text: str) -> bool:
    """Say whether words are those of meeting software: "started transcription"."""
    return bool(_SOFTWARE.fullmatch(text))


def is_colophon(text: str) -> bool:
    """Say whether one of the last lines says who typed and checked the transcript, and when, or thanks somebody."""
    if _OTTER.match(text):
        return True
    told = cover_key(text) in COVER_KEYS or _COLOPHON.fullmatch(text) or _COLOPHON_OF.search(text)
    return bool(told) and not conversational(text)


def is_of_an_appendix(text: str) -> bool:
    """Say whether a heading says that researchers' own words follow: "Researcher's reflections", "Appendix B"."""
    return bool({word.strip("():.,").casefold() for word in text.split()} & APPENDIX)


def is_legend(text: str) -> bool:
    """Say whether a line explains a sign: "I = Interviewer"."""
    return bool(_LEGEND.match(text[:_LONGEST_ANNOUNCEMENT]))


def is_numbered_division(text: str) -> bool:
    """Say whether a line is the heading of a numbered part: "Part 2: Placements"."""
    one = len(text.split()) <= LONGEST_HEADING and not re.search(r"[.!?…,]\s|[.!…,]$", text)
    return one and bool(_NUMBERED_DIVISION.match(text))


def is_numbered_title(text: str) -> bool:
    """Say whether a line is a short title with a number: "2. The year's work"."""
    return bool(_NUMBERED.match(text)) and len(text.split()) <= 7 and not text.endswith((".", "?", "!", "…", ","))


def is_of_topic_guide(text: str) -> bool:
    """Say whether a line is a numbered question of the topic guide: "Q4. How did you come here?"."""
    return bool(_GUIDE.match(text)) and text.endswith("?")


def is_of_consent(text: str) -> bool:
    """Say whether a paragraph is the wording of a consent form."""
    words = {word.strip(".,;:()").casefold() for word in text.split()}
    return bool(_CONSENT.search(text)) and not words & (CONVERSATIONAL | {"you", "your"})


def is_of_typist(text: str) -> bool:
    """Say whether a short line says who typed or recorded something."""
    return len(text.split()) <= LONGEST_HEADING and bool(_TYPED_BY.search(text)) and not text.endswith("?")


def cover_key(text: str) -> str:
    """Return the word by which a line of a cover is known: that before the colon, the first or the last of them."""
    key, colon, _ = text.partition(":")
    words = key.casefold().split()
    if not colon or not 0 < len(words) <= _LONGEST_COVER_KEY:
        return ""
    known = COVER_KEYS | COVER_PEOPLE
    return next((word.strip("()’'s") for word in (words[0], words[-1]) if word in known), words[0])


def tells(value: str, small: bool = False) -> bool:
    """Say whether what follows a label only tells who or what it is, in a few words that nobody speaks.

    Machines write speech in small letters, so those count only where `small`.
    """
    short = 0 < len(value.split()) <= _LONGEST_COVER_VALUE and not value.endswith(("?", "!", "…", "."))
    return short and (small or not value[0].islower()) and not conversational(value)


def conversational(text: str) -> bool:
    """Say whether somebody seems to be speaking: in words that reports have not, or of "I" and "you"."""
    said = _NUMBER_SIGN.sub("number ", text)
    words = [word.strip("()[]:,;.–—-'\"“”?!…").casefold().replace("’", "'") for word in said.split()]
    own = sum(word in FIRST_AND_SECOND for word in words)
    if any(word in CONVERSATIONAL for word in words) or text.endswith("?"):
        return True
    return own >= max(1, _SPOKEN_SHARE * len(words))
