"""Which transcript of the store a file of the manifest is: known by its content first, then by its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.records import ManifestRow


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What the store knows of a file that it has read; `label` is its transcript's id."""

    label: str
    participant_id: str
    file_name: str
    sha256: str


def comparable_name(file: str) -> str:
    """Return a file's name without its folders, and without differences of case or of Unicode form."""
    return unicodedata.normalize("NFC", re.split(r"[\\/]", file)[-1]).casefold()


def recognise(
    rows: Sequence[ManifestRow], stored: Sequence[StoredFile], digests: Mapping[str, str]
) -> dict[str, StoredFile]:
    """Map the file of each row to what the store knows of it, each stored file to one row at most.

    `digests` maps the comparable names of the files at hand to the SHA-256 of their content. A file at hand is known by
    its content, whatever it is called now and whosever it is; else by name and participant. One that is not at hand is
    known by its name.
    """
    found: dict[str, StoredFile] = {}
    for row_key, file_key in _WAYS:
        claimed = {file.label for file in found.values()}
        free = {file_key(file): file for file in reversed(stored) if file.label not in claimed}
        for row in rows:
            key = row_key(row, digests.get(comparable_name(row.file), ""))
            if row.file not in found and key is not None and key in free:
                found[row.file] = free.pop(key)
    return found


def transcript_labels(
    rows: Sequence[ManifestRow], known: Mapping[str, StoredFile] | None = None, taken: Collection[str] = ()
) -> dict[str, str]:
    """Give each file of the manifest its transcript's label: the participant's id, numbered from the second file on.

    A file that is `known` keeps its label as long as it is that participant's; nobody else gets one that is `taken` by
    what the store holds besides.
    """
    labels = {
        row.file: known[row.file].label
        for row in rows
        if known and row.file in known and _is_label_of(row.participant_id, known[row.file].label)
    }
    leaving = {file.label for file in (known or {}).values()}
    used = {label.casefold() for label in ({*taken} - leaving) | {*labels.values()}}
    ids = {row.participant_id.casefold() for row in rows}
    for row in rows:
        if row.file not in labels:
            labels[row.file] = _free_label(row.participant_id, used, ids)
            used.add(labels[row.file].casefold())
    return labels


def _free_label(participant_id: str, used: Collection[str], ids: Collection[str]) -> str:
    label, n = participant_id, 1
    while label.casefold() in used or (n > 1 and label.casefold() in ids):
        n += 1
        label = f"{participant_id}-{n}"
    return label


def _is_label_of(participant_id: str, label: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(participant_id)}(-\d+)?", label, re.IGNORECASE))


_Key = tuple[str, ...] | None

# In this order: how a row and a stored file are compared. A row's digest is "" where its file is not at hand.
_WAYS: tuple[tuple[Callable[[ManifestRow, str], _Key], Callable[[StoredFile], _Key]], ...] = (
    (
        lambda row, digest: None if digest else (comparable_name(row.file),),
        lambda file: (comparable_name(file.file_name),),
    ),
    (
        lambda row, digest: (digest, comparable_name(row.file)),
        lambda file: (file.sha256, comparable_name(file.file_name)),
    ),
    (
        lambda row, digest: (digest, row.participant_id.casefold()),
        lambda file: (file.sha256, file.participant_id.casefold()),
    ),
    (
        lambda _, digest: (digest,),
        lambda file: (file.sha256,),
    ),
    (
        lambda row, _: (row.participant_id.casefold(), comparable_name(row.file)),
        lambda file: (file.participant_id.casefold(), comparable_name(file.file_name)),
    ),
)
