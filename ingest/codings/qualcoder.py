"""A QualCoder project: its database (`data.qda`), where positions count as its editor does, with the words beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.codings.left_out import Discarded
from ingest.codings.positions import AMBIGUOUS, WHY_UNPLACED, Habits, Placed, Selections, place_all
from ingest.codings.records import ForeignCode, ForeignCoding, ForeignMemo, ForeignProject, ForeignSource
from ingest.codings.refi_xml import as_colour
from ingest.codings.sqlite_file import ForeignDatabase, Row, number_in, text_in
from ingest.codings.stored_text import StoredText, stored_text
from ingest.errors import AmbiguousPositions

DATABASE = "data.qda"

# Positions come from an editor that counts UTF-16 units and each line end as one, or from Python, which does neither.
_HABITS = Habits(utf16=-1.0, as_one=-1.0)
# Where a case is linked to a whole file, some versions leave out its last character.
_NEARLY_ALL = 2


@dataclass(frozen=True, slots=True)
class _Text:
    """A source with text, by its place in the project."""

    number: int
    name: str
    stored: StoredText


@dataclass(frozen=True, slots=True)
class _Folder:
    """A category, or a code: what holds it, and what it is called."""

    name: str
    holder: tuple[str, int] | None


def is_qualcoder(database: ForeignDatabase) -> bool:
    """Say whether a database is that of a QualCoder project."""
    return database.has("code_text", "pos0", "pos1", "cid", "fid") and database.has("source", "id", "fulltext")


def read_qualcoder(database: ForeignDatabase) -> ForeignProject:
    """Read the texts, codes, codings, memos and attributes of a QualCoder project.

    Raises TooLarge, UnreadableFile, and AmbiguousPositions where the positions of all codings can be read in several
    ways.
    """
    discarded = Discarded()
    rows = list(database.rows("source", ("id", "name", "fulltext", "memo", "owner", "date"), "id"))
    texts: dict[int, _Text] = {}
    for row in rows:
        if row["fulltext"] is None:
            discarded.add("pictures and recordings", "only what is on text is taken")
        elif (key := number_in(row, "id")) is not None:
            texts[key] = _Text(len(texts), text_in(row, "name"), stored_text(text_in(row, "fulltext")))
    paths, codebook = _codes(database)
    codings = _on_texts(database, "code_text", ("cid", "seltext", "important"), texts, "codings", discarded)
    notes = _on_texts(database, "annotation", (), texts, "annotations", discarded)
    places, how, ambiguous = _place(texts, codings, notes, discarded)
    taken = tuple(_codings(texts, codings, places, paths, discarded))
    if ambiguous and not taken:
        raise AmbiguousPositions
    memos = _memos(rows, notes, places)
    attributes = _attributes(database, texts, discarded)
    sources = [
        ForeignSource(text.name, text.stored.text, "", tuple(memos[key]), tuple(attributes[key]))
        for key, text in texts.items()
    ]
    for table, what in (("code_image", "codings of pictures"), ("code_av", "codings of recordings")):
        discarded.add(what, "only what is on text is taken", database.count(table))
    marks = sum(1 for row in codings if row["important"])
    discarded.add("marks of importance", "a coding has none", marks)
    return ForeignProject(
        origin=" ".join(("QualCoder", *_version(database))),
        sources=tuple(sources),
        codings=taken,
        codebook=tuple(codebook),
        memos=tuple(_project_memos(database)),
        left_out=discarded.listed(),
        notes=how,
    )


def _version(database: ForeignDatabase) -> Iterator[str]:
    for row in database.rows("project", ("databaseversion",)):
        yield text_in(row, "databaseversion")


def _codes(database: ForeignDatabase) -> tuple[dict[int, tuple[str, ...]], list[ForeignCode]]:
    """Return the paths of the codes by their ids, and all codes and categories as a tree, each after what holds it."""
    category_rows = list(database.rows("code_cat", ("catid", "name", "memo", "supercatid"), "catid"))
    code_rows = list(database.rows("code_name", ("cid", "name", "memo", "color", "catid", "supercid"), "cid"))
    folders: dict[tuple[str, int], _Folder] = {}
    entries: dict[tuple[str, int], tuple[Row, bool]] = {}
    for row in category_rows:
        _file(
            folders, entries, row, ("category", number_in(row, "catid")), [("category", number_in(row, "supercatid"))]
        )
    for row in code_rows:
        holders = [("code", number_in(row, "supercid")), ("category", number_in(row, "catid"))]
        _file(folders, entries, row, ("code", number_in(row, "cid")), holders)
    paths = {key: _path(key, folders) for key in folders}
    order = sorted(paths, key=lambda key: [*_holders(key, folders)][::-1])
    codebook = [
        ForeignCode(
            paths[key],
            description=text_in(entries[key][0], "memo").strip(),
            colour=as_colour(text_in(entries[key][0], "color")) if entries[key][1] else "",
            is_codable=entries[key][1],
        )
        for key in order
    ]
    return {key[1]: path for key, path in paths.items() if key[0] == "code"}, codebook


def _file(
    folders: dict[tuple[str, int], _Folder],
    entries: dict[tuple[str, int], tuple[Row, bool]],
    row: Row,
    key: tuple[str, int | None],
    holders: Sequence[tuple[str, int | None]],
) -> None:
    kind, number = key
    if number is None:
        return
    holder = next(((of, n) for of, n in holders if n is not None), None)
    folders[kind, number] = _Folder(text_in(row, "name").strip(), holder)
    entries[kind, number] = (row, kind == "code")


def _holders(key: tuple[str, int], folders: Mapping[tuple[str, int], _Folder]) -> Iterator[tuple[str, int]]:
    """Give a code and what holds it, up to the top; what holds itself is at the top."""
    seen: set[tuple[str, int]] = set()
    here: tuple[str, int] | None = key
    while here is not None and here in folders and here not in seen:
        seen.add(here)
        yield here
        here = folders[here].holder


def _path(key: tuple[str, int], folders: Mapping[tuple[str, int], _Folder]) -> tuple[str, ...]:
    return tuple(folders[one].name for one in _holders(key, folders))[::-1]


def _on_texts(
    database: ForeignDatabase,
    table: str,
    more: tuple[str, ...],
    texts: Mapping[int, _Text],
    what: str,
    discarded: Discarded,
) -> list[Row]:
    """Return what is on words of the texts; what is on no text is left out."""
    found = []
    for row in database.rows(table, ("fid", "pos0", "pos1", "owner", "date", "memo", *more), "pos0"):
        if number_in(row, "fid") not in texts:
            discarded.add(what, "their text is not in the file")
        elif number_in(row, "pos0") is None or number_in(row, "pos1") is None:
            discarded.add(what, "they have no positions")
        else:
            found.append(row)
    return found


def _place(
    texts: Mapping[int, _Text], codings: Sequence[Row], notes: Sequence[Row], discarded: Discarded
) -> tuple[dict[int, Placed], tuple[str, ...], bool]:
    """Place codings and annotations, by the identity of their rows; annotations without a place are left out."""
    on: dict[int, list[Row]] = {key: [] for key in texts}
    for row in (*codings, *notes):
        on[number_in(row, "fid") or 0].append(row)
    selections = [
        Selections(
            texts[key].stored,
            tuple(number_in(row, "pos0") or 0 for row in rows),
            tuple(number_in(row, "pos1") or 0 for row in rows),
            tuple(text_in(row, "seltext") if "seltext" in row else "" for row in rows),
        )
        for key, rows in on.items()
    ]
    placing = place_all(selections, _HABITS)
    places = {
        id(row): place
        for rows, found in zip(on.values(), placing.places, strict=True)
        for row, place in zip(rows, found, strict=True)
    }
    for row in notes:
        if problem := places[id(row)].problem:
            discarded.add("annotations", WHY_UNPLACED[problem])
    return places, placing.notes, any(place.problem == AMBIGUOUS for place in places.values())


def _codings(
    texts: Mapping[int, _Text],
    rows: Sequence[Row],
    places: Mapping[int, Placed],
    paths: Mapping[int, tuple[str, ...]],
    discarded: Discarded,
) -> Iterator[ForeignCoding]:
    for row in rows:
        text, place = texts[number_in(row, "fid") or 0], places[id(row)]
        path = paths.get(number_in(row, "cid") or 0)
        if path is None:
            discarded.add("codings", "their code is not in the file")
        elif place.problem:
            discarded.add("codings", WHY_UNPLACED[place.problem])
        else:
            memo = _memo(row)
            yield ForeignCoding(
                source=text.number,
                start=place.start,
                end=place.end,
                quote=text.stored.text[place.start : place.end],
                code=path,
                coder=text_in(row, "owner"),
                at=text_in(row, "date"),
                memos=(memo,) if memo else (),
            )


def _memo(row: Row) -> ForeignMemo | None:
    words = text_in(row, "memo").strip()
    return ForeignMemo(words, text_in(row, "owner"), text_in(row, "date")) if words else None


def _memos(
    sources: Sequence[Row], notes: Sequence[Row], places: Mapping[int, Placed]
) -> defaultdict[int, list[ForeignMemo]]:
    """Return the memos on sources by the sources' ids, annotations of their words among them."""
    memos: defaultdict[int, list[ForeignMemo]] = defaultdict(list)
    for row in sources:
        if memo := _memo(row):
            memos[number_in(row, "id") or 0].append(memo)
    for row in notes:
        place = places[id(row)]
        if (memo := _memo(row)) and not place.problem:
            memos[number_in(row, "fid") or 0].append(replace(memo, start=place.start, end=place.end))
    return memos


def _attributes(
    database: ForeignDatabase, texts: Mapping[int, _Text], discarded: Discarded
) -> defaultdict[int, list[tuple[str, str]]]:
    """Return what is known of each source: its own attributes, and those of a case that it is of as a whole."""
    of: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for row in database.rows("attribute", ("name", "attr_type", "value", "id"), "name"):
        if value := text_in(row, "value").strip():
            of[text_in(row, "attr_type"), number_in(row, "id") or 0].append((text_in(row, "name"), value))
    names = {number_in(row, "caseid"): text_in(row, "name") for row in database.rows("cases", ("caseid", "name"))}
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in database.rows("case_text", ("caseid", "fid", "pos0", "pos1"), "caseid"):
        case, key = number_in(row, "caseid") or 0, number_in(row, "fid") or 0
        if case not in names or key not in texts:
            continue
        length = len(texts[key].stored.text)
        if (number_in(row, "pos0") or 0) > 0 or (number_in(row, "pos1") or 0) < length - _NEARLY_ALL:
            discarded.add("parts of sources that belong to a case", "only whole sources are taken as belonging to one")
        else:
            found[key] += [("case", names[case]), *of["case", case]]
    for key in texts:
        found[key] += of["file", key]
    return found


def _project_memos(database: ForeignDatabase) -> Iterator[ForeignMemo]:
    for row in database.rows("project", ("memo", "codername")):
        if words := text_in(row, "memo").strip():
            yield ForeignMemo(words)
    for row in database.rows("journal", ("name", "jentry", "owner", "date"), "jid"):
        if words := text_in(row, "jentry").strip():
            yield ForeignMemo(words, text_in(row, "owner"), text_in(row, "date"), title=text_in(row, "name"))
