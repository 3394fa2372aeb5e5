"""Who acts: people of the study's team, under a name for each other and a label for the auditor."""

from __future__ import annotations

import getpass
import os
import unicodedata

from sqlite_utils import Database

from pipeline.errors import PipelineError
from pipeline.folding import folded_words

VARIABLE = "LLAIS_ACTOR"
_LONGEST = 80


class NoActor(PipelineError):
    """Nobody says who is acting."""

    code = "LL-P024"


def find_actor(given: str = "") -> str:
    """Return who acts: the name given, else LLAIS_ACTOR, else the computer's user. Raises NoActor."""
    try:
        name = given or os.environ.get(VARIABLE, "") or getpass.getuser()
    except (OSError, KeyError):
        name = ""
    return clean_name(name)


def clean_name(name: str) -> str:
    """Bring a person's name to one form: NFC, single blanks. Raises NoActor where nothing is left, or too much."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned or len(cleaned) > _LONGEST or not cleaned.isprintable():
        raise NoActor(f"Say who you are: give --as NAME, or set {VARIABLE} (one line, up to {_LONGEST} letters).")
    return cleaned


def same_person(one: str, other: str) -> bool:
    """Say whether two names are the same but for case, accents, blanks and signs."""
    return clean_name(one) == clean_name(other) or folded_words(one) == folded_words(other) != []


def label_of(db: Database, name: str, role: str = "") -> str:
    """Return the label of somebody who acts (R1, R2 …), given at their first act; a role is remembered once given."""
    row = next(db.query("SELECT label, role FROM actors WHERE name = ?", [name]), None)
    if row is None:
        label = f"R{db.table('actors').count + 1}"
        db.table("actors").insert({"name": name, "label": label, "role": role})
        return label
    if role and role != row["role"]:
        db.execute("UPDATE actors SET role = ? WHERE name = ?", [role, name])
    return str(row["label"])
