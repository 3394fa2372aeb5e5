"""The roles that people have on the pages, and what each is shown: one published file for each audience."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.publish.metadata import database_name
from pipeline.publish.table import ETHICS as ETHICS_FILE
from pipeline.publish.table import OUTSIDE, TEAM

READER, CODER, ETHICS, PUBLIC = "reader", "coder", "ethics", "public"
ROLES = (READER, CODER, ETHICS, PUBLIC)
TEAM_ROLES = (READER, CODER)
WITH_ACCOUNTS = (READER, CODER, ETHICS)

_AUDIENCES = {READER: TEAM, CODER: TEAM, ETHICS: ETHICS_FILE, PUBLIC: OUTSIDE}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is let in; `name` is empty where the pages are for this computer alone and nobody signs in.

    An analyst may ask the published tables in SQL.
    """

    name: str
    role: str
    analyst: bool = False


def audience_of(role: str) -> str:
    """Say whose published file a role is shown."""
    return _AUDIENCES[role]


def role_for(database: str) -> str:
    """Say in which role a published database is shown where nobody says: in the one that may do most with it."""
    return next(
        (role for role in (ETHICS, PUBLIC) if database == database_name(audience_of(role))),
        CODER,
    )


def roles_beside(role: str) -> tuple[str, ...]:
    """List the roles that are let in where pages are served for `role`: a coder's pages have readers too."""
    return TEAM_ROLES if role == CODER else (role,)


def seen_as(role: str, served: str) -> str:
    """Say as what somebody of `role` is let in where pages are served for `served`, "" where they are not.

    A coder may read where nothing is coded.
    """
    if role == CODER and served == READER:
        return READER
    return role if role in roles_beside(served) else ""
