"""A REFI-QDA project (.qdpx), whoever wrote it: texts, codes, codings and memos, and a list of what is left out.

The standard (version 1.5, §7) asks of an importer to say what it discards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.codings.left_out import Discarded
from ingest.codings.positions import AMBIGUOUS, WHY_UNPLACED, Placed, Selections, habits_of, place_all
from ingest.codings.records import ForeignCode, ForeignCoding, ForeignMemo, ForeignProject, ForeignSource
from ingest.codings.refi_archive import KIND, Archive, open_archive
from ingest.codings.refi_cases import Cases, read_cases
from ingest.codings.refi_codes import read_codes
from ingest.codings.refi_notes import Notes, People, people_of, read_notes, when
from ingest.codings.refi_sources import Marked, TextOf, read_texts
from ingest.codings.refi_xml import child, children, guid_of, inside
from ingest.containers import local
from ingest.errors import AmbiguousPositions, UnreadableFile

# What stands in a project, by the standard.
_KNOWN = frozenset("Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef".split())


@dataclass(frozen=True, slots=True)
class _On:
    """A selection with its place, or a note that says itself where it is (then there is no selection)."""

    place: Placed
    marked: Marked | None = None
    memo: ForeignMemo | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What it takes to read the codings of a project."""

    people: People
    notes: Notes
    cases: Cases
    codes: Mapping[str, ForeignCode]
    discarded: Discarded


def read_qdpx(path: Path) -> ForeignProject:
    """Read a REFI-QDA project file.

    Raises SuspectArchive, NoOneProject, ProtectedFile, TooLarge, UnreadableFile, and AmbiguousPositions where the
    positions of all codings can be read in several ways.
    """
    return project_in(open_archive(path))


def project_in(archive: Archive) -> ForeignProject:
    """Read the project of an archive that is open. Raises as `read_qdpx` does."""
    root = archive.project
    if local(root.tag) != "Project":
        raise UnreadableFile(kind=KIND, advice="export the project again")
    origin, discarded, people = (root.get("origin") or "").strip(), Discarded(), people_of(root)
    notes = read_notes(root, archive, people, discarded)
    cases = read_cases(root, notes, discarded)
    book = child(root, "CodeBook")
    codebook = read_codes(book, lambda element: notes.on(element, described=False), cases.guids)
    reading = _Reading(people, notes, cases, {one.guid: one for one in codebook}, discarded)
    texts = read_texts(root, archive, discarded)
    placed, how, ambiguous = _place(texts, notes, origin)
    sources: list[ForeignSource] = []
    codings: list[ForeignCoding] = []
    for number, (text, found) in enumerate(zip(texts, placed, strict=True)):
        codings += _codings(number, text, found, reading)
        sources.append(_source(text, found, reading))
    if ambiguous and not codings:
        raise AmbiguousPositions
    for what, wrapper in (("sets", "Sets"), ("graphs", "Graphs")):
        discarded.add(what, f"{what} are not taken", sum(1 for one in children(root, wrapper) for _ in one))
    discarded.add("sets of codes", "sets are not taken", sum(1 for _ in inside(book, "Sets", "Set")))
    unknown = sum(1 for one in root if local(one.tag) not in _KNOWN)
    discarded.add("other parts of the project", "the standard knows no such thing", unknown)
    return ForeignProject(
        origin=origin,
        sources=tuple(sources),
        codings=tuple(codings),
        codebook=tuple(codebook),
        memos=(*notes.on(root), *notes.of_nothing()),
        left_out=discarded.listed(),
        notes=(*how, *_whole_sources(texts)),
    )


def _place(texts: Sequence[TextOf], notes: Notes, origin: str) -> tuple[list[list[_On]], tuple[str, ...], bool]:
    """Place everything that is on words of the texts; say how, and whether anything is ambiguous."""
    found = []
    for text in texts:
        own = [(memo, start, end) for element in text.elements for memo, start, end in notes.own_selections(element)]
        marked = [one for one in text.marked if one.start is not None and one.end is not None]
        found.append((marked, own))
    selections = [
        Selections(
            text.text,
            (*(one.start or 0 for one in marked), *(start for _, start, _ in own)),
            (*(one.end or 0 for one in marked), *(end for _, _, end in own)),
            (*(one.said for one in marked), *("" for _ in own)),
        )
        for text, (marked, own) in zip(texts, found, strict=True)
    ]
    placing = place_all(selections, habits_of(origin))
    placed = []
    for (marked, own), places in zip(found, placing.places, strict=True):
        things = [*(_On(Placed(), one) for one in marked), *(_On(Placed(), None, memo) for memo, _, _ in own)]
        placed.append([replace(thing, place=place) for thing, place in zip(things, places, strict=True)])
    ambiguous = any(place.problem == AMBIGUOUS for places in placing.places for place in places)
    return placed, placing.notes, ambiguous


def _codings(number: int, text: TextOf, found: Sequence[_On], reading: _Reading) -> Iterator[ForeignCoding]:
    """Give the codings on one text: those of its selections, and those of the whole."""
    unplaced = [one.element for one in text.marked if one.start is None or one.end is None]
    nowhere = sum(1 for element in unplaced for _ in children(element, "Coding"))
    reading.discarded.add("codings", "they have no positions", nowhere)
    for thing in found:
        if thing.marked is None:
            continue
        element, codings = thing.marked.element, list(children(thing.marked.element, "Coding"))
        if thing.place.problem:
            reading.discarded.add("codings", WHY_UNPLACED[thing.place.problem], len(codings))
        else:
            for coding in codings:
                yield from _coding(number, text, thing.place, (coding, element), reading)
    whole = Placed(0, len(text.text.text))
    for element in text.elements:
        for coding in children(element, "Coding"):
            yield from _coding(number, text, whole, (coding,), reading)


def _coding(
    number: int, text: TextOf, place: Placed, elements: tuple[Any, ...], reading: _Reading
) -> Iterator[ForeignCoding]:
    """Give a coding, one for each code that it refers to; `elements` are it and the selection that it is in."""
    coding = elements[0]
    targets = [guid_of(one, "targetGUID") for one in children(coding, "CodeRef")]
    if not targets:
        reading.discarded.add("codings", "they name no code")
    for target in targets:
        if target in reading.cases.guids:
            reading.discarded.add("codings of cases", "they say whose words these are, and are no codes")
        elif (code := reading.codes.get(target)) is None:
            reading.discarded.add("codings", "their code is not in the file")
        else:
            yield ForeignCoding(
                source=number,
                start=place.start,
                end=place.end,
                quote=text.text.text[place.start : place.end],
                code=code.path,
                coder=reading.people.who(*elements),
                at=when(*elements),
                guid=guid_of(coding),
                memos=reading.notes.on(*elements),
            )


def _source(text: TextOf, found: Sequence[_On], reading: _Reading) -> ForeignSource:
    """Give a text as a source, with the memos on it and on words of it that have no code."""
    on_words, placed = [], set()
    for thing in found:
        memos = _memos_on(thing, reading)
        if thing.place.problem:
            why = WHY_UNPLACED[thing.place.problem]
            reading.discarded.add("memos on words", why, len(memos))
        else:
            on_words += [replace(memo, start=thing.place.start, end=thing.place.end) for memo in memos]
        placed |= {memo.guid for memo in memos if memo.guid}
    of_source = [memo for memo in reading.notes.on(*text.elements) if memo.guid not in placed]
    memos = (*of_source, *reading.cases.memos(text.elements[0]), *on_words)
    attributes = dict.fromkeys(pair for element in text.elements for pair in reading.cases.attributes(element))
    return ForeignSource(text.name, text.text.text, text.guid, memos, tuple(attributes))


def _memos_on(thing: _On, reading: _Reading) -> tuple[ForeignMemo, ...]:
    """Return the memos on words that have no code."""
    if thing.memo is not None:
        return (thing.memo,)
    if thing.marked is None or child(thing.marked.element, "Coding") is not None:
        return ()
    memos = reading.notes.on(thing.marked.element)
    if not memos:
        reading.discarded.add("selections", "they have neither a code nor a memo")
    return memos


def _whole_sources(texts: Sequence[TextOf]) -> Iterator[str]:
    whole = sum(1 for text in texts for element in text.elements for _ in children(element, "Coding"))
    if whole:
        yield f"Codings of a whole source: {whole}; each is on all of its text."
