"""What Datasette asks before it shows something, answered in one place: Datasette 1.0 asks in another way.

Behind the list of open addresses this is the second lock. The first is which file is served at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from pipeline.publish.schema import TABLES
from pipeline.workbench.access.people import TEAM_ROLES, Person

_OF_DATABASE = ("view-database", "view-query")
# SQLite has tables of its own in every file, under any spelling: pragma_database_list tells where the file lies.
_PUBLISHED = frozenset(table.name for table in TABLES)
# Where the file lies, and what others asked: analysts are shown what is published, and no more of SQLite than its rows.
_NOBODYS = frozenset({"pragma_database_list", "sqlite_stmt"})


def actor_of(person: Person) -> dict[str, Any]:
    """Write a person as Datasette passes them on."""
    return {"id": person.name or person.role, "role": person.role, "analyst": person.analyst}


def is_allowed(actor: Mapping[str, Any] | None, action: str, resource: object, database: str) -> bool:
    """Answer whether somebody may do what Datasette names, on what is served from `database`; no is the default."""
    if actor is None:
        return False
    if action == "view-instance":
        return True
    of = resource[0] if isinstance(resource, tuple) else resource
    if of != database:
        return False
    if action == "view-table":
        return isinstance(resource, tuple) and resource[1] in _PUBLISHED
    return action in _OF_DATABASE or (action == "execute-sql" and _is_analyst(actor))


def may_be_read(action: int, name: str | None, *_: str | None) -> int:
    """Tell SQLite whether a statement may be prepared that reads what it names: the authorizer of a connection."""
    closed = action == sqlite3.SQLITE_READ and (name or "").lower() in _NOBODYS
    return sqlite3.SQLITE_DENY if closed else sqlite3.SQLITE_OK


def with_allowed(metadata: Mapping[str, Any], database: str, roles: tuple[str, ...]) -> dict[str, Any]:
    """Write into a description of what is served, for all of it and for its database, which roles may see it."""
    allow = {"role": list(roles)}
    databases = dict(metadata.get("databases") or {})
    databases[database] = {**databases.get(database, {}), "allow": allow}
    return {**metadata, "allow": allow, "databases": databases}


def _is_analyst(actor: Mapping[str, Any]) -> bool:
    return bool(actor.get("analyst")) and actor.get("role") in TEAM_ROLES
