"""What changed between two codebooks, in the order in which a person wants to hear it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codebook.compare import Change, compare, suggested_version
from codebook.model import Codebook
from codebook.versions import version_key
from codebook.words import listed

_LOSES_CODINGS = ("retired", "renamed", "moved")


def tell(old: Codebook, new: Codebook) -> list[str]:
    """Tell what changed from `old` to `new`, line by line, beginning with what touches codings.

    Codes that went without a record of it come next, since codings cannot follow them; then what is new; then what
    changed in each code and theme.
    """
    changes = compare(old, new)
    if not changes:
        return ["No changes."]
    lines = [f"From version {old.version} to {new.version}"]
    lines += _section("What became of codes", (_with_version(one) for one in changes if one.recorded))
    unrecorded = [one for one in changes if not one.recorded and one.kind in _LOSES_CODINGS]
    lines += _section("Gone or called otherwise", map(str, unrecorded))
    codes = [one.before or one.subject for one in unrecorded if one.what == "code"]
    if codes:
        lines.append(f"  This is not recorded: codings made with {listed(codes)} do not follow. Use the commands")
        lines.append("  rename, merge, split, retire and move of llais codebook, or write it under changes yourself.")
    lines += _section("New", (f"{one.what} {_named(one.subject, new)}" for one in changes if one.kind == "added"))
    lines += _fields([one for one in changes if one.kind == "changed"], new)
    wanted = suggested_version(old, new)
    if version_key(new.version) < version_key(wanted):
        lines += ["", f"These changes call for version {wanted}; the new file says {new.version}."]
    return lines


def _with_version(change: Change) -> str:
    operation = change.recorded
    return f"{change} ({operation.version}, {operation.date})" if operation else str(change)


def _section(title: str, sentences: Iterable[str]) -> list[str]:
    lines = [f"  {sentence}" for sentence in sentences]
    return ["", title, *lines] if lines else []


def _fields(changes: list[Change], new: Codebook) -> Iterator[str]:
    """Yield each thing that changed, once, with its fields below it."""
    for what, subject in dict.fromkeys((one.what, one.subject) for one in changes):
        yield ""
        yield f"{what.capitalize()} {_named(subject, new)}".strip()
        yield from (f"  {one.of_field}" for one in changes if (one.what, one.subject) == (what, subject))


def _named(subject: str, book: Codebook) -> str:
    names = {one.id: one.name for one in book.handling_flags}
    names |= {one.id: one.name for one in book.themes} | {one.id: one.name for one in book.codes}
    name = names.get(subject, "")
    return f"{subject} ({name})" if name else subject
