"""Pseudonymise or search files without a study: nothing is stored, and the pseudonyms are drawn anew each time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.errors import safe_label
from ingest.outside import may_hold_names
from ingest.records import RosterEntry
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.identify.finds import Identifier
from pipeline.identify.pipeline import identify
from pipeline.identify.types import DIRECT, DOUBT, FOUND
from pipeline.known_names import names_of_a_file, whole_names, without_labels
from pipeline.protect import request_for
from pipeline.pseudonyms.replacer import corpus_of, replacer_from
from pipeline.publish.gather import speaker_labels
from pipeline.reading import ReadFile
from pipeline.settings import Settings

_OUTSIDE = "\0outside"


@dataclass(frozen=True, slots=True)
class TriedTurn:
    """A turn after pseudonymising; `turn` counts from 0, `replaced` knows both texts."""

    doc: str
    turn: int
    speaker: str
    replaced: ReplacedText


def find(files: Sequence[ReadFile], settings: Settings) -> dict[str, list[list[Identifier]]]:
    """Find the identifiers of each file's turns, names found in one file looked for in all."""
    found = identify(_texts(files) | _texts_outside(files), request_for(_names(files), settings))
    return {doc: identifiers for doc, identifiers in found.items() if doc != _OUTSIDE}


def pseudonymise_files(files: Sequence[ReadFile], settings: Settings) -> list[TriedTurn]:
    """Pseudonymise files together, with pseudonyms that are forgotten afterwards."""
    texts, names = _texts(files) | _texts_outside(files), _names(files)
    found = identify(texts, request_for(names, settings))
    spoken = corpus_of(text for its in texts.values() for text in its)
    people = people_in(texts, found)
    replacer = replacer_from(spoken, people, names, settings.policy, {}, secrets.token_bytes(32))
    tried = []
    for file, doc in zip(files, published_names(files), strict=True):
        labels = speaker_labels([(turn.speaker, turn.role) for turn in file.transcript.turns])
        for n, (turn, identifiers) in enumerate(zip(file.transcript.turns, found[file.doc], strict=True)):
            replacements = ((i, replacer.replace(i, turn.text)[1]) for i in identifiers)
            replaced = ReplacedText(
                turn.text, [Replacement(i.start, i.end, new) for i, new in replacements if new is not None]
            )
            tried.append(TriedTurn(doc, n, labels[turn.speaker, turn.role], replaced))
    return tried


def people_in(texts: Mapping[str, Sequence[str]], found: Mapping[str, Sequence[Sequence[Identifier]]]) -> set[str]:
    """Return the people's names that were found, as they are spoken."""
    return {
        text[one.start : one.end]
        for id_, its in texts.items()
        for text, identifiers in zip(its, found[id_], strict=True)
        for one in identifiers
        if one.type == "PERSON" and one.status == FOUND
    }


def published_names(files: Sequence[ReadFile]) -> list[str]:
    """Name files for what leaves: the manifest's label, the study code at the start of a name, else a number."""
    names: list[str] = []
    for position, file in enumerate(files, start=1):
        code = safe_label(file.name).split("…")[0].split(".")[0]
        name = (
            file.doc if file.row else code if code[:1].isupper() and code[-1:].isdigit() else f"transcript-{position}"
        )
        names.append(name if name not in names else f"{name}-{position}")
    return names


def identify_texts(texts: Mapping[str, str], settings: Settings) -> dict[str, list[Identifier]]:
    """Find the identifiers in plain texts, each by itself a document of one turn."""
    found = identify({id_: [text] for id_, text in texts.items()}, request_for((), settings))
    return {id_: turns[0] for id_, turns in found.items()}


def _texts(files: Iterable[ReadFile]) -> dict[str, list[str]]:
    return {file.doc: [turn.text for turn in file.transcript.turns] for file in files}


def _texts_outside(files: Iterable[ReadFile]) -> dict[str, list[str]]:
    """Return what lies outside the speech and may hold names: who is named there is looked for in the speech."""
    return {_OUTSIDE: [one.text for file in files for one in file.transcript.outside if may_hold_names(one)]}


def _names(files: Iterable[ReadFile]) -> list[RosterEntry]:
    """Gather what is known in advance: the manifest's names, speaker labels and the files' own names."""
    entries: list[RosterEntry] = []
    for file in files:
        if file.row:
            row = file.row
            entries += names_of_a_file(row.known_names, row.interviewer, row.site, file.name, row.aliases)
        else:
            entries += names_of_a_file((), "", "", file.name)
        entries += [RosterEntry(turn.speaker) for turn in file.transcript.turns]
        entries += whole_names(file.transcript.outside)
    return without_labels(entries)


def by_urgency(identifiers: Iterable[tuple[str, int, Identifier]]) -> list[tuple[str, int, Identifier]]:
    """Order (doc, turn, identifier): what was found first, as it stands; then the doubts, the likeliest names first."""

    def urgency(one: tuple[str, int, Identifier]) -> tuple[bool, bool, float]:
        identifier = one[2]
        doubt = identifier.status == DOUBT
        return doubt, doubt and identifier.kind != DIRECT, -identifier.score if doubt else 0.0

    return sorted(identifiers, key=urgency)
