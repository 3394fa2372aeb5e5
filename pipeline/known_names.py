"""The names that a study knew before anything was found in the speech."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from sqlite_utils import Database

from ingest.outside import Kind, may_hold_names, whole_name
from ingest.records import PARTICIPANT, Outside, RosterEntry
from ingest.speakers import is_tag
from pipeline.folding import fold, folded_words
from pipeline.intake import stored_roster
from pipeline.lists.names import first_names, surnames
from pipeline.lists.words import is_ordinary

# What these are called stands in one piece: "Carys_Pwllbryn.xlsx".
_WITHOUT_BLANKS = (Kind.BOOKMARK, Kind.EMBEDDED, Kind.PICTURE, Kind.SHEET)


def known_names(db: Database) -> list[RosterEntry]:
    """Gather the names that the study knew before anything was found.

    They are those of the roster, the manifest, the table of speakers, the speakers' labels, the files' names, and the
    authors and organisations that the files name outside the speech.
    """
    entries = stored_roster(db)
    for row in db.query("SELECT known_names, aliases, interviewer, site, file_name FROM transcripts ORDER BY id"):
        names, aliases = json.loads(row["known_names"]), json.loads(row["aliases"])
        entries += names_of_a_file(names, row["interviewer"], row["site"], row["file_name"], aliases)
    for row in db.query("SELECT known_names, speaker FROM voices ORDER BY transcript_id, speaker"):
        entries += [RosterEntry(name) for name in (*json.loads(row["known_names"]), row["speaker"])]
    entries += [RosterEntry(row["speaker"]) for row in db.query("SELECT DISTINCT speaker FROM turns ORDER BY speaker")]
    beside = (Outside(row["kind"], row["text"]) for row in db.query("SELECT DISTINCT kind, text FROM outside"))
    return without_labels([*entries, *sorted(whole_names(beside), key=lambda entry: (entry.type, entry.name))])


def whole_names(outside: Iterable[Outside]) -> list[RosterEntry]:
    """Return the authors and organisations among what lies outside the speech of files."""
    return [RosterEntry(one.text, whole_name(one)) for one in outside if whole_name(one)]


def texts_outside(db: Database) -> dict[int, str]:
    """Return what lies outside the speech and may hold names, by its id; underscores are blanks in what is a label."""
    rows = list(db.query("SELECT id, kind, text FROM outside ORDER BY id"))
    return {
        row["id"]: row["text"].replace("_", " ") if row["kind"] in _WITHOUT_BLANKS else row["text"]
        for row in rows
        if may_hold_names(Outside(row["kind"], row["text"]))
    }


def names_of_a_file(
    names: Iterable[str], interviewer: str, site: str, file_name: str, aliases: Iterable[Sequence[str]] = ()
) -> list[RosterEntry]:
    """Gather the names that the manifest gives for a file, and those in the file's own name.

    `aliases` are pairs: another name, and the known name of that person.
    """
    entries = [RosterEntry(known, aliases=(alias,)) for alias, known in aliases]
    entries += [RosterEntry(name) for name in (*names, *re.split(r"[;/&]", interviewer))]
    entries += [RosterEntry(name.strip(), "PLACE") for name in re.split(r"[;/]", site)]
    return entries + [RosterEntry(name) for name in names_in_file_name(file_name)]


def names_in_file_name(file_name: str) -> list[str]:
    """List the words of a file's name that the name lists know and that are no ordinary words."""
    words = re.findall(r"[^\W\d_]+", PurePath(file_name).stem)
    return [
        w
        for w in words
        if len(w) > 2 and not is_ordinary(fold(w)) and (fold(w) in first_names() or fold(w) in surnames())
    ]


def without_labels(entries: Iterable[RosterEntry]) -> list[RosterEntry]:
    """Leave out what names nobody: INT, P1, initials, "online"; of what comes twice keep the first, and all aliases."""
    kept: dict[tuple[str, str], RosterEntry] = {}
    for entry in entries:
        name = entry.name.strip()
        initials = name.isupper() and len(name) <= 3
        unnamed = not any(c.isalpha() for c in name) or is_tag(name) or initials
        somewhere = entry.type == "PLACE" and entry.row is None and name.islower()
        if not unnamed and not somewhere:
            known = kept.setdefault((entry.type, fold(name)), entry)
            more = tuple(alias for alias in entry.aliases if alias not in known.aliases)
            kept[entry.type, fold(name)] = replace(known, aliases=(*known.aliases, *more)) if more else known
    return list(kept.values())


def named_in(db: Database) -> dict[int, frozenset[str]]:
    """Return, for each turn of somebody who wants to be named, the folded words of their name.

    What the manifest says of a file is said of one person: of several, the table of speakers has to say it.
    """
    rows = db.query(
        """SELECT t.id, t.speaker, v.known_names AS own, s.known_names AS known, s.named AS whole
           FROM turns t JOIN transcripts s ON s.id = t.transcript_id
           LEFT JOIN voices v ON v.transcript_id = t.transcript_id AND v.speaker = t.speaker
           WHERE t.role = ?1 AND coalesce(v.named, s.named AND 1 =
               (SELECT count(DISTINCT speaker) FROM turns WHERE transcript_id = s.id AND role = ?1))""",
        [PARTICIPANT],
    )
    return {row["id"]: frozenset(word for name in own_names(row) for word in folded_words(name)) for row in rows}


def own_names(row: dict) -> list[str]:
    """Return the names of a turn's speaker: their label, and those known of them; of a file the first known name."""
    known = json.loads(row["own"]) if row["own"] is not None else json.loads(row["known"])[:1]
    return [name for name in (row["speaker"], *known) if name and not is_tag(name)]
