"""Who asks for a page, and under which name they code."""

from __future__ import annotations

from typing import Any

from pipeline.workbench.access.access import access_of
from pipeline.workbench.access.people import CODER, Person
from pipeline.workbench.coding.desk import desk_of

PERSON = "llais_person"


def person_of(request: Any) -> Person | None:
    """Return who asks, as the guard found out."""
    return request.scope.get(PERSON) if request else None


def can_code(datasette: Any, request: Any) -> bool:
    """Say whether whoever asks may code here, once they have signed in."""
    person = person_of(request)
    return desk_of(datasette) is not None and person is not None and person.role == CODER


def coder_of(datasette: Any, request: Any) -> str:
    """Return who codes, "" where nobody does: the account's name, or who signed in on this computer's coding pages."""
    desk, person = desk_of(datasette), person_of(request)
    if desk is None or person is None or not can_code(datasette, request):
        return ""
    return person.name if signs_in(datasette) else desk.sessions.coder(datasette, request)


def signs_in(datasette: Any) -> bool:
    """Say whether people sign in to see anything at all, so that coding needs no sign-in of its own."""
    access = access_of(datasette)
    return access is not None and bool(access.choices.sign_in)
