"""Who speaks: which labels of a file are speakers, and which speaker asks the questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ingest.labels import Label
from ingest.records import INTERVIEWER, PARTICIPANT, Transcript, Turn
from ingest.words import DIVISIONS, NAME_PARTICLES, NAME_TITLES, NEVER_FIRST, NEVER_SPEAKERS, SPOKEN, STAGE_DIRECTIONS

LONGEST_NAME = 4

_ROLE_WORDS = (
    "int|intv|interviewer|interviewee|participant|respondent|informant|facilitator|co-facilitator|moderator|researcher|"
    "speaker|person|carer|foster carer|young person|social worker|worker|child|parent|"
    "cyf|cyfwelydd|cyfwelai|cyfranogwr|holwr|siaradwr|hwylusydd|ymchwilydd|atebwr"
)
_NUMBER = r"(?:\s?[#_-]?\s?(?:\d{1,3}|[A-Z]))?"
_ROLE_TAG = re.compile(rf"(?:{_ROLE_WORDS}){_NUMBER}(?:\s*\(.*\))?", re.IGNORECASE)
_COUNTED_TAG = re.compile(
    r"(?:fe)?male(?:\s(?:speaker|voice|participant))?(?:\s?[#_-]?\s?(?:\d{1,3}|[A-Z]))?"
    r"|(?:unknown|unidentified|multiple|several|other)\s(?:fe)?(?:male\s)?(?:speakers?|voices?|participants?|person)"
    r"(?:\s?\d{1,2})?"
    r"|(?:voice|man|woman|somebody|someone|person)(?:\s[a-z]+){1,3}"
    r"|unknown|unidentified|everyone|everybody|(?:fe)?male(?:\s?\d{1,2})?|all|speakers",
    re.IGNORECASE,
)
_SHORT_TAG = re.compile(r"[IRPQA]|[A-Z]\d{1,2}|[A-Z]{2,12}[-_ ]?\d{1,3}(?:[A-Z])?")
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*,?|#?\d{1,3}|\(.*\)|\[.*\]|[&+/]")
_SEVERAL = re.compile(r"\s*(?:[,/&+]|\band\b|\ba\b)\s*")

_ASKS = re.compile(
    r"(?:i|int|intv|intvr|iv|q|question|interviewer|facilitator|co-facilitator|fac|moderator|mod|researcher|cyf|"
    r"cyfwelydd|holwr|hwylusydd|ymchwilydd)(?:\s?[#_-]?\s?(?:\d{1,2}|[a-z]))?"
)
_REMARK = re.compile(r"\s*[(\[].*[)\]]\s*$")

# A speaker asks the questions where at least this share of the turns does, and nobody else comes near.
_ASKING = 0.35
_FEWEST_TURNS = 3
_AGAIN_AND_AGAIN = 5
_LONGEST_LABEL = 120


def is_tag(name: str) -> bool:
    """Say whether `name` is a label that stands for a role or a participant: INT, P1, FC21, Speaker 2, Male 2, Cyf."""
    if _ROLE_TAG.fullmatch(name) or _COUNTED_TAG.fullmatch(name):
        return True
    if _SHORT_TAG.fullmatch(name):
        return name.casefold().split()[0].rstrip("-_0123456789 ") not in NEVER_SPEAKERS
    parts = _SEVERAL.split(name)
    return len(parts) > 1 and all(part and (_ROLE_TAG.fullmatch(part) or _SHORT_TAG.fullmatch(part)) for part in parts)


def looks_like_name(name: str, lower_case: bool = False) -> bool:
    """Say whether `name` could be a person's: at most four words, each capitalised or a tag, none an everyday opening.

    With `lower_case`, words need no capital: meeting software takes names as people type them.
    """
    words = name.split()
    if not 0 < len(words) <= LONGEST_NAME or not all(_WORD.fullmatch(word) for word in words):
        return False
    if len(name) == 1 and name.isupper():
        return True
    plain = [word.casefold().replace("’", "'").strip(".,") for word in words]
    if name == "Me":
        return True
    if plain[0] in NEVER_FIRST | DIVISIONS or all(word in SPOKEN | NEVER_SPEAKERS for word in plain):
        return False
    if lower_case:
        return not any(word in SPOKEN for word in plain)
    return words[0][0].isupper() and all(
        word[0].isupper() or not word[0].isalpha() or word in NAME_PARTICLES for word in words
    )


def choose_speakers(labels: Iterable[Label], lower_case: bool = False, once: bool = False) -> frozenset[str]:
    """Return the keys of those labels that are speakers in this file.

    A label is a speaker where it is a known tag, or looks like a name and comes at least twice (once where `once`; in
    lower case at least three times), or where it is short and comes again and again, as devices and nicknames do.
    Labels in brackets count only in a file that has no others.
    """
    by_form: dict[bool, list[Label]] = {False: [], True: []}
    for label in labels:
        by_form[label.bracketed].append(label)
    return _chosen(by_form[False], lower_case, once) or _chosen(by_form[True], lower_case, once)


def _chosen(labels: Sequence[Label], lower_case: bool, once: bool) -> frozenset[str]:
    counts = Counter(label.key for label in labels)
    return frozenset(label.key for label in labels if _is_speaker(label, counts[label.key], lower_case, once))


def _is_speaker(label: Label, count: int, lower_case: bool, once: bool) -> bool:
    if is_tag(label.name) and (count >= 2 or not label.name.islower() or label.name[-1].isdigit()):
        return True
    if label.bracketed and any(word.strip(".,").casefold() in STAGE_DIRECTIONS for word in label.name.split()):
        return False
    if looks_like_name(label.name):
        return once or count >= 2
    if not label.name.islower() and count >= _AGAIN_AND_AGAIN and _short_and_unspoken(label.name):
        return True
    return lower_case and count >= 3 and looks_like_name(label.name, lower_case=True)


def _short_and_unspoken(name: str) -> bool:
    words = [word.casefold().strip("()[].,").replace("’", "'") for word in name.split()]
    return len(words) <= LONGEST_NAME + 1 and not any(word in SPOKEN | NEVER_SPEAKERS | NEVER_FIRST for word in words)


def assign_roles(transcript: Transcript, interviewer: str = "") -> Transcript:
    """Return the transcript with the role of every turn set.

    Interviewers are the usual tags (INT, I, Q, Facilitator, Cyf …) and whoever `interviewer` names: the manifest's
    initials or full names, several separated by semicolons; where that finds nobody, the one whose turns are questions.
    Everybody else is a participant. Speech without a label keeps the role that its way of writing gave it.
    """
    labels = list(dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker))
    asking = {label for label in labels if asks(label)}
    for named in _names(interviewer):
        asking |= _named_by(named, labels, tags_found=bool(asking))
    if not asking and not interviewer:
        asking = _by_questions(transcript)
    return replace(transcript, turns=tuple(_with_role(turn, asking) for turn in transcript.turns))


def asks(label: str) -> bool:
    """Say whether a label is a usual tag of interviewers: INT, I, Q, Facilitator 2, Interviewer (Elin), Cyf."""
    return len(label) <= _LONGEST_LABEL and bool(_ASKS.fullmatch(_REMARK.sub("", label.casefold()).strip(" .:")))


def _with_role(turn: Turn, asking: Collection[str]) -> Turn:
    if not turn.speaker:
        return turn
    return replace(turn, role=INTERVIEWER if turn.speaker in asking else PARTICIPANT)


def _by_questions(transcript: Transcript) -> set[str]:
    """Return the one speaker whose turns are questions, where there is one and nobody else comes near."""
    turns = Counter(turn.speaker for turn in transcript.turns if turn.speaker)
    questions = Counter(turn.speaker for turn in transcript.turns if turn.speaker and turn.text.endswith(("?", "?”")))
    shares = {speaker: questions[speaker] / n for speaker, n in turns.items() if n >= _FEWEST_TURNS}
    if len(shares) < 2:
        return set()
    first, second, *_ = sorted(shares, key=lambda speaker: -shares[speaker])
    return {first} if shares[first] >= _ASKING and shares[second] <= shares[first] / 2 else set()


def _names(interviewer: str) -> list[str]:
    return [name.strip() for name in re.split(r"[;/&]", interviewer) if name.strip()]


def _words_of(name: str) -> list[str]:
    without_remark = re.sub(r"\([^()]*\)", " ", name[:_LONGEST_LABEL])
    words = re.findall(r"[^\W\d_][\w'’]*", without_remark.replace("-", " "))
    return [word.casefold() for word in words if word.casefold() not in NAME_TITLES]


def _initials(name: str) -> str | None:
    letters = name.replace(".", "").replace(" ", "")
    return letters.casefold() if 1 < len(letters) <= 4 and letters.isalpha() and letters.isupper() else None


def _named_by(named: str, labels: Sequence[str], tags_found: bool) -> set[str]:
    """Return the labels that `named`, initials or a name, stands for.

    Two people whom it fits equally are not told apart, so neither is taken. A first name alone ("Elin" for "EP") is
    taken only where nothing else fits and no other label begins alike.
    """
    given = _initials(named) or "".join(word[0] for word in _words_of(named))
    exact = {label for label in labels if _same_person(named, given, label)}
    if len({tuple(_words_of(label)) for label in exact if len(_words_of(label)) > 1}) > 1:
        return set()
    if exact or tags_found or len(labels) < 2:
        return exact
    alike = [label for label in labels if _words_of(label) and _words_of(label)[0][0] == given[:1]]
    first_names = [label for label in alike if len(_words_of(label)) == 1 and not is_tag(label)]
    return set(first_names) if len(alike) == 1 and _initials(named) else set()


def _same_person(named: str, initials: str, label: str) -> bool:
    words, label_words = _words_of(named), _words_of(label)
    if not words or not label_words:
        return False
    if words == label_words:
        return True
    if _initials(label):
        return len(initials) > 1 and _initials(label) == initials
    if _initials(named):
        return len(label_words) > 1 and "".join(word[0] for word in label_words) == initials
    if len(label_words) == 1:
        return label_words[0] == words[0]
    return label_words[0] == words[0] and len(label_words[-1]) == 1 and label_words[-1] == words[-1][0]
