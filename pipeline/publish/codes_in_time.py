"""Codings under the codes of now: followed through the codebook's changes, and none of them dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from codebook.compare import Change, compare, say_operation
from codebook.history import RETIRED, UNKNOWN, Resolution, last_id, operations_after, resolve
from codebook.model import Code, Codebook, Operation, Theme
from codebook.versions import VersionKey, version_key
from pipeline.coding.codebook_versions import CodebookVersion, definition_changes, last_known, saying_now

CodingRow = Mapping[str, Any]
"""A coding as `pipeline.publish.gather.codings` gives it."""

_Told = tuple[str, str, str, str]  # a code's id of now, a version, its date, and what changed in words
_NO_COLOUR = "#767676"
_TOLD_IN_HISTORY = ("name", "definition", "include_when", "exclude_when")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Codings under the codes of now.

    `rows` are those that can be published: as they came, with the code's id of now and with `code_as_made` (the id that
    it was made with, where that is another), `older_definition` (1 or 0), `to_recode` (the codes to choose from) and
    `also` (the store's numbers of further codings that became one with it). `codebook` is that of now with the retired
    codes that codings and other rows still have, whose ids `retired` holds. `unknown` counts codings whose code nobody
    has heard of. `ids` gives the codes of other rows their ids in `codebook`; an unknown one is not in it.
    """

    rows: tuple[dict[str, Any], ...]
    codebook: Codebook
    retired: frozenset[str]
    unknown: int
    ids: Mapping[str, str]


def resolve_codings(
    rows: Iterable[CodingRow], versions: Sequence[CodebookVersion], codebook: Codebook, others: Iterable[str] = ()
) -> Resolved:
    """Resolve codings: renamed, moved and merged codes to their ids of now, others to the ids that they had.

    A code that went without a record of it counts as retired where a version that was kept had it. Two codings of one
    coder on the same words that have one code now become one. The order of `rows` stays, sorted by code where several
    stand on the same words.
    """
    known = {code.id for code in codebook.codes}
    changed = definition_changes(versions, codebook)
    found: dict[tuple[str, str], Resolution] = {}
    kept: list[dict[str, Any]] = []
    unknown = 0
    for row in rows:
        key = (row["code_id"], row["codebook_version"])
        if key not in found:
            found[key] = _publishable(resolve(*key, codebook), versions)
        resolution = found[key]
        if resolution.state == UNKNOWN:
            unknown += 1
            continue
        other = row["code_id"] if row["code_id"] != resolution.code_id else ""
        kept.append(
            {
                **row,
                "code_id": resolution.code_id,
                "code_as_made": other,
                "older_definition": int(changed(*key)),
                "to_recode": "; ".join(resolution.candidates),
                "also": (),
            }
        )
    of_others = {id: _publishable(resolve(id, "", codebook), versions) for id in others}
    every = [one.code_id for one in (*found.values(), *of_others.values()) if one.state != UNKNOWN]
    gone = frozenset(every) - known
    return Resolved(
        rows=tuple(_merged(kept)),
        codebook=with_retired(codebook, gone, versions),
        retired=gone,
        unknown=unknown,
        ids={id: one.code_id for id, one in of_others.items() if one.state != UNKNOWN},
    )


def with_retired(codebook: Codebook, ids: Iterable[str], versions: Sequence[CodebookVersion]) -> Codebook:
    """Return the codebook with retired codes at the end of their themes, and with the themes that went with them.

    They have the definitions of the last version that had them; one that no version had is told by its id alone.
    """
    themes = {theme.id: theme for theme in codebook.themes}
    for id in sorted(ids):
        old_theme, code = last_known(versions, id) or _by_id_alone(id)
        theme = themes.get(old_theme.id, replace(old_theme, codes=()))
        themes[theme.id] = replace(theme, codes=(*theme.codes, replace(code, confused_with=(), indicators=())))
    return replace(codebook, themes=tuple(themes.values()))


def history_rows(
    versions: Sequence[CodebookVersion], codebook: Codebook, published: Collection[str]
) -> list[dict[str, object]]:
    """Make the rows of `code_history`: what became of each code, and how its name, definition and rules changed.

    A row stands under the id that the code has now, or had last; `published` are the ids in the table of codes.
    """
    told = dict.fromkeys((*_operations(codebook), *_edits(versions, codebook)))
    return [
        {
            "id": n,
            "code_id": id if id in published else None,
            "code": id,
            "version": version,
            "date": day,
            "change": words,
        }
        for n, (id, version, day, words) in enumerate(sorted(told, key=_in_order), start=1)
    ]


def _in_order(told: _Told) -> tuple[str, VersionKey]:
    return told[0], version_key(told[1])


def _publishable(found: Resolution, versions: Sequence[CodebookVersion]) -> Resolution:
    """Count a code as retired that went without a record of it, where a version that was kept had it."""
    if found.state == UNKNOWN and last_known(versions, found.code_id):
        return Resolution(RETIRED, found.code_id)
    return found


def _merged(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Make one of the codings that one coder made with one code of now on the same words, with all their memos."""
    for _, on_same_words in groupby(
        rows, key=lambda row: (row["transcript_id"], row["turn_id"], row["start"], row["end"])
    ):
        in_order = sorted(on_same_words, key=_code_and_coder)
        for _, same in groupby(in_order, key=_code_and_coder):
            first, *others = sorted(same, key=lambda row: bool(row["code_as_made"]))
            if others:
                every = [first, *others]
                first = {
                    **first,
                    "code_as_made": "; ".join(
                        dict.fromkeys(row["code_as_made"] for row in every if row["code_as_made"])
                    ),
                    "older_definition": min(row["older_definition"] for row in every),
                    "also": tuple(row["id"] for row in others),
                }
                if "memo" in first:
                    first["memo"] = "\n".join(dict.fromkeys(row["memo"] for row in every if row["memo"]))
            yield first


def _code_and_coder(row: CodingRow) -> tuple[str, str]:
    return row["code_id"], row["coder_label"]


def _by_id_alone(id: str) -> tuple[Theme, Code]:
    theme_id, _, slug = id.partition("/")
    theme = Theme(theme_id, theme_id[:3].upper(), _in_words(theme_id), "", _NO_COLOUR, ())
    return theme, Code(id, "", _in_words(slug), "", "", "", ())


def _in_words(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _operations(codebook: Codebook) -> Iterator[_Told]:
    for n, one in enumerate(codebook.changes, start=1):
        for id in _whom_it_concerns(one):
            yield last_id(id, codebook.changes[n:]), one.version, one.date, say_operation(one)


def _whom_it_concerns(one: Operation) -> tuple[str, ...]:
    if one.kind in ("rename", "move"):
        return one.after
    return tuple(dict.fromkeys((*one.after, *one.before)))


def _edits(versions: Sequence[CodebookVersion], codebook: Codebook) -> Iterator[_Told]:
    for old, new in pairwise(versions):
        later = operations_after(codebook, new.codebook.version)
        say = saying_now(old.codebook, new.codebook)
        for change in compare(old.codebook, new.codebook):
            if change.what == "code" and not change.recorded and (words := _words_of(change, say)):
                yield last_id(change.subject, later), new.codebook.version, new.at[:10], words


def _words_of(change: Change, say: Callable[[str], str]) -> str:
    """Say a change that the record does not tell of; "" for fields that say nothing of a code's meaning."""
    if change.kind == "changed":
        is_told = change.field in _TOLD_IN_HISTORY and say(change.before) != say(change.after)
        return change.of_field if is_told else ""
    return "added" if change.kind == "added" else f"{change}, which is not recorded"
