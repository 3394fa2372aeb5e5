"""The notes of a REFI-QDA project, and on what they are: by reference, by link, or as the description of a thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ingest.codings.left_out import Discarded
from ingest.codings.records import ForeignMemo
from ingest.codings.refi_archive import Archive
from ingest.codings.refi_xml import child, children, guid_of, inside, number_of, words_of

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class People:
    """The users of a project by their GUIDs."""

    names: dict[str, str]

    def who(self, *elements: Any) -> str:
        """Return who made the first of these elements that says so, else who changed it; "" where none says."""
        for attribute in ("creatingUser", "creatingUserGUID", "modifyingUser", "modifyingUserGUID"):
            for element in elements:
                if guid := guid_of(element, attribute):
                    return self.names.get(guid, "")
        return ""


def people_of(project: Any) -> People:
    """Read the users of a project; one without a name goes by the id, or by the GUID."""
    users = inside(project, "Users", "User")
    return People({(guid := guid_of(user)): user.get("name") or user.get("id") or guid for user in users})


def when(*elements: Any) -> str:
    """Return when the first of these elements that says so was made, else changed, as the file writes it."""
    for attribute in ("creationDateTime", "modifiedDateTime"):
        for element in elements:
            if written := element.get(attribute):
                return str(written)
    return ""


@dataclass(slots=True)
class Notes:
    """The notes of a project, and which of them something refers to."""

    _by_guid: dict[str, ForeignMemo]
    _elements: dict[str, Any]
    _linked: dict[str, list[str]]
    _used: set[str] = field(default_factory=set)

    def on(self, *elements: Any, described: bool = True) -> tuple[ForeignMemo, ...]:
        """Return the memos on elements: the notes that they refer to or that are linked to them, and descriptions.

        Some programs write a memo as a note and as the description too; it is one.
        """
        guids = [guid_of(one, "targetGUID") for each in elements for one in children(each, "NoteRef")]
        guids += [origin for each in elements for origin in self._linked.get(guid_of(each), ())]
        found = [self._by_guid[guid] for guid in dict.fromkeys(guids) if guid in self._by_guid]
        self._used |= {memo.guid for memo in found}
        descriptions = [words_of(each, "Description") for each in elements] if described else []
        new = [one for one in dict.fromkeys(descriptions) if one and not _said_already(one, found)]
        return (*found, *(ForeignMemo(one) for one in new))

    def own_selections(self, source: Any) -> list[tuple[ForeignMemo, int, int]]:
        """Return notes on a source that say themselves on which of its words they are, as QualCoder writes them."""
        found = []
        for reference in children(source, "NoteRef"):
            guid = guid_of(reference, "targetGUID")
            for one in children(self._elements.get(guid), "PlainTextSelection"):
                start, end = number_of(one, "startPosition"), number_of(one, "endPosition")
                if start is not None and end is not None and child(one, "Coding") is None:
                    found.append((self._by_guid[guid], start, end))
        return found

    def of_nothing(self) -> tuple[ForeignMemo, ...]:
        """Return the notes that nothing refers to: those of the project."""
        return tuple(memo for guid, memo in self._by_guid.items() if guid not in self._used)


def read_notes(project: Any, archive: Archive, people: People, discarded: Discarded) -> Notes:
    """Read the notes of a project; a note is a text source of its own, in the project file or beside it."""
    memos, elements = {}, {}
    for note in inside(project, "Notes", "Note"):
        guid = guid_of(note)
        content = child(note, "PlainTextContent")
        path = note.get("plainTextPath") or ""
        text = "".join(content.itertext()) if content is not None else archive.text(path) or ""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
        description = words_of(note, "Description")
        text = "\n\n".join(part for part in dict.fromkeys((text, description)) if part)
        if not text:
            discarded.add("notes", "they have no text in the file")
            continue
        memos[guid] = ForeignMemo(text, people.who(note), when(note), guid, (note.get("name") or "").strip())
        elements[guid] = note
        coded = [one for one in children(note, "PlainTextSelection") if child(one, "Coding") is not None]
        discarded.add("codings on notes", "notes are taken as memos, which have no codings", len(coded))
    return Notes(memos, elements, _links(project, memos, discarded))


def _links(project: Any, memos: Iterable[str], discarded: Discarded) -> dict[str, list[str]]:
    """Return which notes are linked to each thing, in whichever direction."""
    known, linked = set(memos), defaultdict(list)
    for link in inside(project, "Links", "Link"):
        origin, target = guid_of(link, "originGUID"), guid_of(link, "targetGUID")
        if origin in known and target:
            linked[target].append(origin)
        elif target in known and origin:
            linked[origin].append(target)
        else:
            discarded.add("links", "links other than those from notes are not taken")
    return linked


def _said_already(description: str, memos: Iterable[ForeignMemo]) -> bool:
    """Say whether a description is made up of notes, with nothing but their authors, days and titles between."""
    rest, labels = f" {' '.join(_WORDS.findall(description))} ", set()
    whole = rest
    for memo in sorted(memos, key=lambda one: -len(one.text)):
        rest = rest.replace(f" {' '.join(_WORDS.findall(memo.text))} ", "  ", 1)
        labels |= set(_WORDS.findall(f"{memo.title} {memo.author} {memo.at}"))
    return rest != whole and set(rest.split()) <= labels
