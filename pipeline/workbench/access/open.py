"""The list of addresses that are open, and to whom. What is not in it is closed, Datasette's own pages included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.workbench.access.people import CODER, ETHICS, PUBLIC, READER, ROLES, TEAM_ROLES, Person

GET, POST = ("GET", "HEAD", "OPTIONS"), ("POST",)
LOG_IN, LOG_OUT = "/-/login", "/-/logout"

OPEN, SIGN_IN, NOT_HERE, OTHER_ROLE = "open", "sign in", "not here", "other role"


@dataclass(frozen=True, slots=True)
class Opened:
    """Addresses that are open to roles, for reading unless `methods` says more; some before anybody signs in."""

    pattern: str
    roles: tuple[str, ...]
    methods: tuple[str, ...] = GET
    before_sign_in: bool = False


_WITH_COUNTS = (READER, CODER, PUBLIC)
_ROWS = r"(\.csv|\.json)?"
_NAME = "[^/.]+"
_PART = "[^/]+"
# The index of a full-text search is no table for people: its words are those of the table that it is of.
_NO_TABLE = f"(?i:{_NAME}_fts|sqlite_)"

OPENED = (
    Opened("/", ROLES),
    Opened("/favicon.ico", ROLES, before_sign_in=True),
    Opened(r"/-/llais/[A-Za-z0-9_/-]+\.(css|js)", ROLES, before_sign_in=True),
    Opened("/language", ROLES, before_sign_in=True),
    Opened(LOG_IN, ROLES, (*GET, *POST), before_sign_in=True),
    Opened(LOG_OUT, ROLES, POST, before_sign_in=True),
    Opened(f"/theme/{_NAME}(/{_NAME})?{_ROWS}", _WITH_COUNTS),
    Opened(f"/(matrix|codes-that-meet){_ROWS}", _WITH_COUNTS),
    Opened(f"/(t|p|quote)/{_NAME}{_ROWS}", TEAM_ROLES),
    Opened(f"/(transcripts|search|concordance){_ROWS}", TEAM_ROLES),
    Opened(f"/(agreement|disagreements|saturation){_ROWS}", TEAM_ROLES),
    Opened("/disagreements/settle", (CODER,), POST),
    Opened("/coder", (CODER,), (*GET, *POST)),
    Opened(f"/code(/{_PART}(/hand-in|/[0-9]{{1,6}})?)?", (CODER,)),
    Opened(f"/code/{_PART}/do", (CODER,), POST),
    Opened(f"/ethics{_ROWS}", (ETHICS,)),
    Opened(f"/{{database}}{_ROWS}", ROLES),
    Opened(f"/{{database}}/(?!{_NO_TABLE}){_NAME}{_ROWS}", ROLES),
    Opened(f"/{{database}}/(?!{_NO_TABLE}){_NAME}/{_NAME}(\\.json)?", ROLES),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a request; `roles` are those to whom the address is open."""

    what: str
    roles: tuple[str, ...] = ()


def decide(method: str, path: str, person: Person | None, database: str) -> Decision:
    """Decide whether somebody may ask for a path (as it was sent) of what is served from `database`."""
    entry = _entry(path, database)
    if entry is None or not entry.before_sign_in:
        if person is None:
            return Decision(SIGN_IN)
        if entry is None:
            return Decision(NOT_HERE)
        if person.role not in entry.roles:
            return Decision(OTHER_ROLE, entry.roles)
    return Decision(OPEN if method in entry.methods else NOT_HERE, entry.roles)


def is_open(path: str, person: Person, database: str) -> bool:
    """Say whether somebody may read a page, so that a link to it can be offered."""
    return decide("GET", path, person, database).what == OPEN


def _entry(path: str, database: str) -> Opened | None:
    return next((entry for pattern, entry in _patterns(database) if pattern.fullmatch(path)), None)


@lru_cache(maxsize=8)
def _patterns(database: str) -> Sequence[tuple[re.Pattern[str], Opened]]:
    named = re.escape(database)
    return [(re.compile(entry.pattern.replace("{database}", named)), entry) for entry in OPENED]
