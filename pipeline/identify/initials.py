"""Initials in field notes and rotas: there they stand for people, as they hardly do in speech."""

from __future__ import annotations

import re

from pipeline.identify.finds import Identifier
from pipeline.identify.types import DIRECT, FOUND
from pipeline.lists.words import is_ordinary

INITIALS = "initials"

# Likely enough to be replaced, not to be searched for everywhere: "KM" is a distance elsewhere.
_LIKELIHOOD = 0.7
_INITIALS = re.compile(r"(?<![\w.&])(?:[A-Z]{2,3}|(?:[A-Z]\.){2,3})(?!\w|&)")
_NOBODY = frozenset(
    "AM PM BC AD UK EU US USA GB NI NHS GP IRO LAC LA SW YP FC CSE CCE CP CIN EHCP PEP TV DVD CD PC IT ICT ID OK PE RE "
    "DT RS MP MS AS FM SEN SENCO ASD ADHD PTSD DOB NB PS FYI TBC ETA HQ HR PR QA FAQ WG RSPCA BBC ITV SMS PIN SIM VIP "
    "NO SO ALL NOT AND BUT YES THE A&E DIY II III IV VI AOB".split()
)

_DAYS = frozenset(
    "mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday llun "
    "mawrth mercher iau gwener sadwrn sul and a".split()
)


def find_initials(text: str, found: list[Identifier]) -> list[Identifier]:
    """Return the identifiers of a text with the initials in it added, where no name was found in their place.

    What was found as one and is a list of initials ("Mon KM/DS") gives way to them.
    """
    found = [one for one in found if not _is_rota(text[one.start : one.end])]
    taken = [(one.start, one.end) for one in found]
    more = [
        Identifier(match.start(), match.end(), "PERSON", DIRECT, FOUND, _LIKELIHOOD, (INITIALS,))
        for match in _INITIALS.finditer(text)
        if match.group().replace(".", "") not in _NOBODY
        and not (text.isupper() and is_ordinary(match.group().lower()))  # a heading in capitals
        and not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    return sorted([*found, *more], key=lambda one: one.start)


def _is_rota(words: str) -> bool:
    """Say whether words hold initials and nothing else but days."""
    rest = re.findall(r"[^\W\d_]+", _INITIALS.sub(" ", words))
    return bool(_INITIALS.search(words)) and all(word.casefold() in _DAYS for word in rest)
