"""Rename, merge, split, retire and move codes in a codebook's file, each recorded there, so that codings can follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from codebook.edit import Editor, free_tag, new_entry
from codebook.entries import CODE_ID, tidy
from codebook.errors import CannotChange, UnknownCode, shown
from codebook.load import parse_codebook
from codebook.model import Code, Codebook, Operation, OperationKind, Theme
from codebook.versions import raised
from codebook.words import listed


@dataclass(frozen=True, slots=True)
class Signed:
    """Why, when (an ISO date) and by whom (a label or initials, as codebooks are published) a codebook is changed."""

    reason: str
    date: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A codebook after an operation: its text, what was recorded, and what a person should look at in the file."""

    text: str
    codebook: Codebook
    operations: tuple[Operation, ...]
    notes: tuple[str, ...] = ()


def rename(text: str, old: str, new: str, signed: Signed, *, name: str = "", tag: str = "") -> Changed:
    """Give a code another id within its theme, and another name or tag where they are given.

    `text` is the codebook's; codes are named by id, tag or name, here and in the other operations. `new` may leave out
    the theme. Raises UnknownCode, CannotChange, CodebookInvalid; so do the others.
    """
    book = parse_codebook(text)
    code = _find(book, old)
    id = new if "/" in new else f"{code.theme_id}/{new}"
    if id.split("/")[0] != code.theme_id:
        raise CannotChange(f"{shown(id)} is in another theme than {code.id}; use: llais codebook move")
    _check_new(book, id)
    editor = Editor(text)
    entry = editor.code(code.id)
    editor.set_text(entry, "id", id)
    if name:
        editor.set_text(entry, "name", tidy(name))
    if tag:
        editor.set_text(entry, "tag", tag)
    words = {code.id: id} | ({code.tag: tag} if tag and tag != code.tag else {})
    return _finished(book, editor, [("rename", (code.id,), (id,))], {code.id: (id,)}, words, signed)


def merge(text: str, codes: Sequence[str], into: str, signed: Signed) -> Changed:
    """Merge codes into one that is there: it takes their phrases, sources and further details; its texts stay."""
    book = parse_codebook(text)
    target = _find(book, into)
    gone = [code for code in dict.fromkeys(_find(book, one) for one in codes) if code.id != target.id]
    if not gone:
        raise CannotChange(f"{target.id} cannot be merged into itself; name the codes first, then that which stays.")
    editor = Editor(text)
    entry = editor.code(target.id)
    for code in gone:
        editor.take_out(code.id)
    for name in ("indicators", "source_refs", "confused_with"):
        items = [item for code in gone for item in getattr(code, name)]
        editor.add_to_list(entry, name, [item for item in items if item not in {one.id for one in (*gone, target)}])
    for code in gone:
        missing = {one.name for one in code.attributes} - {one.name for one in target.attributes}
        editor.notes += [
            f"{target.id}: {code.id} had the detail {name} to note; add it if you want it" for name in sorted(missing)
        ]
    editor.notes.append(
        f"{target.id}: see whether its definition and rules hold what was coded as {listed([code.id for code in gone])}"
    )
    ids = tuple(code.id for code in gone)
    words = {word: new for code in gone for word, new in ((code.id, target.id), (code.tag, target.tag))}
    return _finished(
        book, editor, [("merge", (*ids, target.id), (target.id,))], dict.fromkeys(ids, (target.id,)), words, signed
    )


def split(text: str, code: str, into: Sequence[str], signed: Signed) -> Changed:
    """Split a code into several: new ones are entered below it, with its rules and a definition to be written.

    The code itself stays where it is among `into`; else its phrases go to the first new code, to be shared out.
    """
    book = parse_codebook(text)
    old = _find(book, code)
    ids = tuple(dict.fromkeys(one if "/" in one else f"{old.theme_id}/{one}" for one in into))
    if len(ids) < 2:
        raise CannotChange(
            f"{old.id} cannot be split into fewer than two codes; name them all, {old.id} too if it stays."
        )
    there = {one.id for one in book.codes}
    new = [id for id in ids if id not in there]
    for id in new:
        _check_new(book, id)
    editor = Editor(text)
    taken = (
        {one.tag for one in book.codes} | {one.tag for one in book.themes} | {one.tag for one in book.handling_flags}
    )
    below = old.id
    heir = ids[0] if old.id not in ids and old.indicators else ""
    for id in new:
        theme = _theme(book, id.split("/")[0])
        made = _part_of(old, id, free_tag(theme, id.split("/")[1], taken), [one for one in ids if one != id])
        taken.add(made.tag)
        editor.put_in(theme.id, new_entry(made), below=below)
        below = id
        phrases = "" if id == heir else " and no phrases"
        editor.notes.append(f"{id}: write its name, definition and rules; it has the tag {made.tag}{phrases}")
    if old.id not in ids:
        taken_out = editor.take_out(old.id)
        if heir:
            editor.hand_over(taken_out, editor.code(heir), "indicators")
            editor.notes.append(f"{heir}: has all phrases of {old.id}; share them out among {listed(ids)}")
    words = {}
    if old.id not in ids:
        words = {old.id: ", ".join(ids), old.tag: ", ".join(str(editor.code(id)["tag"]) for id in ids)}
    return _finished(book, editor, [("split", (old.id,), ids)], {old.id: ids}, words, signed)


def retire(text: str, codes: Sequence[str], signed: Signed) -> Changed:
    """Take codes out of use."""
    book = parse_codebook(text)
    gone = list(dict.fromkeys(_find(book, one) for one in codes))
    if len(gone) == len(book.codes):
        raise CannotChange("A codebook needs at least one code; keep one, or begin another codebook.")
    editor = Editor(text)
    for code in gone:
        editor.take_out(code.id)
    ids = tuple(code.id for code in gone)
    words = {word: "" for code in gone for word in (code.id, code.tag)}
    return _finished(book, editor, [("retire", ids, ())], dict.fromkeys(ids, ()), words, signed)


def move(text: str, code: str, theme: str, signed: Signed) -> Changed:
    """Put a code into another theme: its id changes, and its tag too where it began with its theme's."""
    book = parse_codebook(text)
    one, target = _find(book, code), _theme(book, theme)
    if one.theme_id == target.id:
        raise CannotChange(f"{one.id} is in the theme {target.id} already; nothing to move.")
    id = f"{target.id}/{one.id.split('/')[1]}"
    _check_new(book, id)
    home = book.theme_of(one)
    tag = f"{target.tag}-{one.tag.removeprefix(f'{home.tag}-')}" if one.tag.startswith(f"{home.tag}-") else one.tag
    if tag != one.tag and tag in {other.tag for other in book.codes}:
        tag = one.tag
    editor = Editor(text)
    entry = editor.take_out(one.id)
    editor.put_in(target.id, entry)
    editor.set_text(entry, "id", id)
    editor.set_text(entry, "tag", tag)
    words = {one.id: id} | ({one.tag: tag} if tag != one.tag else {})
    return _finished(book, editor, [("move", (one.id,), (id,))], {one.id: (id,)}, words, signed)


def what_happens_to_codings(operation: Operation) -> str:
    """Say what becomes of codings that were made with the codes before."""
    gone = [id for id in operation.before if operation.kind == "split" or id not in operation.after]
    before, after = listed(gone), listed(operation.after)
    return {
        "rename": f"Codings made with {before} are published as {after}.",
        "move": f"Codings made with {before} are published as {after}.",
        "merge": f"Codings made with {before} are published as {after}; where one coder gave several of them to the "
        "same words, they become one.",
        "split": f"Codings made with {before} wait to be recoded: they are published under {before}, with the codes to "
        "choose from.",
        "retire": f"Codings made with {before} stay, and are published as made with a retired code.",
    }[operation.kind]


def _finished(
    book: Codebook,
    editor: Editor,
    done: Sequence[tuple[OperationKind, tuple[str, ...], tuple[str, ...]]],
    new_ids: dict[str, tuple[str, ...]],
    new_words: dict[str, str],
    signed: Signed,
) -> Changed:
    """Correct what speaks of the codes, raise the version, record, and check the whole as the command check does."""
    version = raised(book.version, "major")
    reason = tidy(signed.reason)
    if not reason:
        raise CannotChange("The reason is missing; whoever reads the codings later needs it.")
    operations = tuple(Operation(version, signed.date, *one, reason, tidy(signed.by)) for one in done)
    editor.follow_ids(new_ids)
    editor.follow_mentions(new_words)
    editor.set_version(version)
    editor.record(operations)
    text = editor.text()
    return Changed(text, parse_codebook(text, "the changed codebook"), operations, tuple(editor.notes))


def _find(book: Codebook, text: str) -> Code:
    named = book.named(text)
    if len(named) > 1:
        raise CannotChange(f"{listed([code.id for code in named])} are called so; write the id of one.")
    if not named:
        raise UnknownCode(text, book.nearest(text))
    return named[0]


def _theme(book: Codebook, text: str) -> Theme:
    for theme in book.themes:
        if text in (theme.id, theme.tag):
            return theme
    raise CannotChange(f"There is no such theme; the themes are {listed([theme.id for theme in book.themes])}.")


def _check_new(book: Codebook, id: str) -> None:
    """Check that `id` can be given to a code. Raises CannotChange."""
    if not CODE_ID.fullmatch(id):
        raise CannotChange("An id is the theme's, a slash, and a name in lower-case letters, digits and hyphens.")
    _theme(book, id.split("/")[0])
    if id in {code.id for code in book.codes}:
        raise CannotChange(f"{shown(id)} is a code already; choose another id, or use: llais codebook merge")
    if any(id in (*one.before, *one.after) for one in book.changes):
        raise CannotChange(f"{shown(id)} was a code before; choose an id that was never used.")


def _part_of(old: Code, id: str, tag: str, beside: Sequence[str]) -> Code:
    return replace(
        old,
        id=id,
        tag=tag,
        name=id.split("/")[1].replace("-", " ").capitalize(),
        definition=f"To be written, split from {old.name}: {old.definition}",
        indicators=(),
        confused_with=tuple(dict.fromkeys([*beside, *(one for one in old.confused_with if one != id)])),
        name_cy="",
        name_cy_checked=False,
    )
