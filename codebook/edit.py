"""The entries of a codebook's file, to be changed one by one: codes found, put in and taken out, mentions corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from codebook.entries import tidy
from codebook.layout import (
    in_one_line,
    leave_comments_behind,
    like,
    quoted,
    quoted_where_needed,
    read_for_change,
    write_changed,
)
from codebook.model import Code, Operation, Theme
from codebook.words import mentions_of, replace_mentions

_RULES = {"definition": "definition", "include_when": "“use it when”", "exclude_when": "“not when”"}
_AFTER_LISTS = ("source_refs", "support", "attributes", "confused_with")
_ABOUT_CHANGES = (
    "What became of codes, the oldest first: llais codebook rename, merge, split, retire and move write it,\n"
    "and codings follow it. Leave what is there; the codebook is published with it."
)


class Editor:
    """A valid codebook's text, held so that its entries can be changed and everything else stays as it is.

    `notes` collects what a person should look at.
    """

    def __init__(self, text: str) -> None:
        """Take the text of a codebook that was checked."""
        self._before = text
        self._root = read_for_change(text)
        self.notes: list[str] = []

    def text(self) -> str:
        """Return the codebook's text as it is now."""
        return write_changed(self._root, self._before)

    def code(self, id: str) -> CommentedMap:
        """Return the entry of a code."""
        return next(code for code in self._codes() if tidy(str(code["id"])) == id)

    def theme(self, id: str) -> CommentedMap:
        """Return the entry of a theme."""
        return next(theme for theme in self._root["themes"] if tidy(str(theme["id"])) == id)

    def put_in(self, theme_id: str, entry: CommentedMap, below: str = "") -> None:
        """Put a code into a theme: below the code with the id `below` where the theme has it, else at its end."""
        codes = self.theme(theme_id)["codes"]
        ids = [tidy(str(code["id"])) for code in codes]
        at = ids.index(below) + 1 if below in ids else len(ids)
        leave_comments_behind(codes[at - 1])
        codes.insert(at, entry)

    def take_out(self, id: str) -> CommentedMap:
        """Take a code's entry out, and its theme's with it where the theme holds no other code."""
        theme = next(theme for theme in self._root["themes"] if any(self._is(code, id) for code in theme["codes"]))
        at = next(n for n, code in enumerate(theme["codes"]) if self._is(code, id))
        if len(theme["codes"]) == 1:
            leave_comments_behind(theme)
        entry = theme["codes"].pop(at)
        leave_comments_behind(entry)
        if not theme["codes"]:
            self._root["themes"].remove(theme)
            self.notes.append(f"the theme {tidy(str(theme['id']))} has no code left and is taken out too")
        return entry

    def set_text(self, entry: CommentedMap, name: str, text: str) -> None:
        """Write a text field, in the quotation marks that it had."""
        entry[name] = like(entry.get(name), text)

    def add_to_list(self, entry: CommentedMap, name: str, items: Iterable[str]) -> None:
        """Add what a list of an entry does not hold yet."""
        there = [tidy(str(item)) for item in entry.get(name, ())]
        new = [item for item in dict.fromkeys(items) if item not in there]
        if not new:
            return
        if name not in entry:
            entry[name] = in_one_line([])
        leave_comments_behind(entry)
        leave_comments_behind(entry[name])
        entry[name].extend(like(entry[name][-1], item) if there else quoted_where_needed(item) for item in new)

    def hand_over(self, giver: CommentedMap, taker: CommentedMap, name: str) -> None:
        """Give the items of a list of an entry that was taken out to another entry, before its sources."""
        if name in taker:
            self.add_to_list(taker, name, [tidy(str(item)) for item in giver[name]])
            return
        leave_comments_behind(giver[name])
        fields = list(taker)
        taker.insert(next((n for n, one in enumerate(fields) if one in _AFTER_LISTS), len(fields)), name, giver[name])

    def follow_ids(self, new_ids: Mapping[str, Sequence[str]]) -> None:
        """Write in every `confused_with` what codes are called now; one without a new id is left out."""
        for code in self._codes():
            if "confused_with" not in code or new_ids.keys().isdisjoint(map(str, code["confused_with"])):
                continue
            own = tidy(str(code["id"]))
            followed = [new for old in map(str, code["confused_with"]) for new in new_ids.get(old, (old,))]
            self._write_list(code, "confused_with", [id for id in dict.fromkeys(followed) if id != own])

    def follow_mentions(self, new_words: Mapping[str, str]) -> None:
        """Write in definitions and rules what ids and tags are called now, and note where one needs another look.

        Such a place is where a code would speak of itself, or of one that is gone (whose new words are "").
        """
        if not new_words:
            return
        pattern = mentions_of(new_words)
        for entry in (*self._root["themes"], *self._codes()):
            own = {tidy(str(entry["id"])), tidy(str(entry["tag"]))}
            for name, called in _RULES.items():
                found = set(pattern.findall(str(entry.get(name, ""))))
                for word in sorted(found):
                    if not new_words[word] or new_words[word] in own:
                        self.notes.append(f"{tidy(str(entry['id']))}, {called}: speaks of {word}; put it another way")
                told = {word: new_words[word] for word in found if new_words[word] and new_words[word] not in own}
                if told:
                    self.set_text(entry, name, replace_mentions(entry[name], told))

    def set_version(self, version: str) -> None:
        """Write the codebook's version."""
        self.set_text(self._root, "version", version)

    def record(self, operations: Iterable[Operation]) -> None:
        """Add operations to the record of changes, which is begun at the end of the file where there is none."""
        if "changes" not in self._root:
            leave_comments_behind(self._root)
            self._root["changes"] = CommentedSeq()
            self._root.yaml_set_comment_before_after_key("changes", before="\n" + _ABOUT_CHANGES)
        leave_comments_behind(self._root["changes"])
        for one in operations:
            self._root["changes"].append(_recorded(one))

    def _codes(self) -> Iterator[CommentedMap]:
        for theme in self._root["themes"]:
            yield from theme["codes"]

    @staticmethod
    def _is(code: CommentedMap, id: str) -> bool:
        return tidy(str(code["id"])) == id

    @staticmethod
    def _write_list(entry: CommentedMap, name: str, items: list[str]) -> None:
        if not items:
            del entry[name]
            return
        there = entry[name]
        leave_comments_behind(there)
        for n, item in enumerate(items[: len(there)]):
            if str(there[n]) != item:
                there[n] = item
        there.extend(items[len(there) :])
        while len(there) > len(items):
            del there[-1]


def new_entry(code: Code) -> CommentedMap:
    """Return a code as an entry to put into a file."""
    entry = CommentedMap(
        id=code.id, tag=code.tag, name=quoted_where_needed(code.name), definition=quoted(code.definition)
    )
    for name in ("include_when", "exclude_when"):
        if getattr(code, name):
            entry[name] = quoted(getattr(code, name))
    if code.source_refs:
        entry["source_refs"] = in_one_line([quoted(number) for number in code.source_refs])
    if code.support:
        entry["support"] = code.support
    if code.attributes:
        entry["attributes"] = CommentedMap(
            (one.name, in_one_line([quoted_where_needed(value) for value in one.values])) for one in code.attributes
        )
    if code.confused_with:
        entry["confused_with"] = in_one_line(list(code.confused_with))
    return entry


def free_tag(theme: Theme, slug: str, taken: Iterable[str]) -> str:
    """Make a tag for a new code of a theme: the theme's, a hyphen, and three letters of the code's id."""
    letters, taken = slug.replace("-", "").upper().ljust(3, "X"), set(taken)
    numbered = (f"{letters[:2]}{n}" for n in range(2, 1000))
    starts = (letters[n : n + 3] for n in range(len(letters) - 2))
    return next(tag for end in (*starts, *numbered) if (tag := f"{theme.tag}-{end}") not in taken)


def _recorded(one: Operation) -> CommentedMap:
    entry = CommentedMap(version=quoted(one.version), date=quoted(one.date))
    if one.by:
        entry["by"] = quoted_where_needed(one.by)
    entry["kind"] = one.kind
    for name, ids in (("from", one.before), ("to", one.after)):
        if ids:
            entry[name] = ids[0] if len(ids) == 1 else in_one_line(list(ids))
    entry["reason"] = quoted(one.reason)
    return entry
