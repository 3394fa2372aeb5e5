"""Every codebook that was ever in use, kept whole in the store: what a code meant when a coding was made with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlite_utils import Database

from codebook.errors import CodebookError
from codebook.history import CURRENT, RETIRED, resolve
from codebook.load import parse_codebook
from codebook.model import Code, Codebook, Theme, comparable
from codebook.versions import version_key
from codebook.words import replace_mentions
from pipeline.audit.trail import now


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A codebook that is or was in use, and since when (UTC)."""

    codebook: Codebook
    at: str


def remember_codebook(db: Database, codebook: Codebook, yaml: str, at: str = "") -> str:
    """Keep a codebook that is in use, once for each content; return a warning, "" where there is nothing to warn of.

    A codebook that was edited without a new version is kept beside the other one of that version, and warned of at
    that time: nobody can tell later under which of the two a coding was made.
    """
    digest = hashlib.sha256(yaml.encode()).hexdigest()
    if next(db.query("SELECT 1 FROM codebook_versions WHERE sha256 = ?", [digest]), None):
        return ""
    same = list(db.query("SELECT yaml FROM codebook_versions WHERE version = ?", [codebook.version]))
    db.table("codebook_versions").insert(
        {"version": codebook.version, "at": at or now(), "sha256": digest, "yaml": yaml}
    )
    if all(_read(row["yaml"]) == codebook for row in same):  # other comments or spaces are no other codebook
        return ""
    return (
        f"The codebook was changed and still says version {codebook.version}: codings made before and after the "
        "change cannot be told apart. Raise its version; llais codebook diff says to which."
    )


def codebook_versions(db: Database) -> list[CodebookVersion]:
    """List the codebooks that were in use, in the order of their versions; one that llais cannot read now is left out.

    What was valid when it was kept may break a rule that a later llais has.
    """
    rows = db.query("SELECT yaml, at FROM codebook_versions ORDER BY id")
    read = [CodebookVersion(book, row["at"]) for row in rows if (book := _read(row["yaml"])) is not None]
    return sorted(read, key=lambda one: version_key(one.codebook.version))


def older_definition(versions: Iterable[CodebookVersion], code_id: str, made_under: str, codebook: Codebook) -> bool:
    """Say whether a code's definition or rules are others now than in the version that a coding was made under.

    The code is followed through renames, moves and merges; a mention of another code by its new tag is no change. False
    where nobody knows: the version was not kept, or the code is gone.
    """
    return definition_changes(versions, codebook)(code_id, made_under)


def definition_changes(versions: Iterable[CodebookVersion], codebook: Codebook) -> Callable[[str, str], bool]:
    """Return `older_definition` for many codings: a function of the code's id and the version."""
    by_version: dict[str, list[Codebook]] = {}
    for one in versions:
        by_version.setdefault(one.codebook.version, []).append(one.codebook)
    now_by_id = {code.id: code for code in codebook.codes}

    @cache
    def changed(code_id: str, made_under: str) -> bool:
        found = resolve(code_id, made_under, codebook)
        if found.state != CURRENT:
            return False
        new = now_by_id[found.code_id]
        for book in by_version.get(made_under, ()):
            say = saying_now(book, codebook)
            if any(code.id == code_id and _meaning(code, say) != _meaning(new, say) for code in book.codes):
                return True
        return False

    return changed


def last_known(versions: Sequence[CodebookVersion], code_id: str) -> tuple[Theme, Code] | None:
    """Return a code, with its theme, as the last version that had it gives it; None where none had it."""
    for one in reversed(versions):
        for theme in one.codebook.themes:
            for code in theme.codes:
                if code.id == code_id:
                    return theme, code
    return None


def saying_now(then: Codebook, now_: Codebook) -> Callable[[str], str]:
    """Return a function that writes in a text the ids and tags of codes as they are in a later codebook.

    Two texts that differ in nothing but these mean the same.
    """
    tags = {code.id: code.tag for code in now_.codes}
    words: dict[str, str] = {}
    for code in then.codes:
        found = resolve(code.id, then.version, now_)
        ids = () if found.state == RETIRED else found.candidates or (found.code_id,)
        if all(id in tags for id in ids) and ids:
            words |= {code.id: ", ".join(ids), code.tag: ", ".join(tags[id] for id in ids)}
    return lambda text: replace_mentions(text, words)


def _read(yaml: str) -> Codebook | None:
    try:
        return parse_codebook(yaml)
    except CodebookError:
        return None


def _meaning(code: Code, say_now: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(comparable(say_now(text)) for text in (code.definition, code.include_when, code.exclude_when))
