"""Counts by band, by code and by person, in what participants said: people first, as in `counts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from codebook.model import Codebook
from pipeline.publish.attributes import UNTOLD, Attribute, attribute_rows, value_of
from pipeline.publish.counts import count_tables, counted, said_by_participants
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Applied, Row


def all_counts(
    transcripts: Sequence[PublishedTranscript],
    applied: Sequence[Applied],
    codebook: Codebook,
    attributes: Sequence[Attribute],
) -> dict[str, list[Row]]:
    """Make the rows of every table of counts, with their true numbers.

    Among those by band are numbers of people of whom none is told: nobody sees them, and nobody may work them out.
    """
    tables = count_tables(transcripts, applied, codebook)
    groups = [str(row["id"]) for row in tables["groups"]]
    return {
        **tables,
        "attributes": list(attribute_rows(attributes)),
        "attribute_values": list(attribute_values(transcripts, attributes)),
        "coded_people": list(coded_people(applied, codebook)),
        "theme_by_attribute": list(theme_by_attribute(applied, codebook, attributes)),
        "code_by_attribute": list(code_by_attribute(applied, codebook, attributes)),
        "code_by_group": list(code_by_group(applied, codebook, groups)),
    }


def attribute_values(transcripts: Sequence[PublishedTranscript], attributes: Sequence[Attribute]) -> Iterator[Row]:
    """Count who is in each band, and of whom none is told; somebody who took part twice is in each of their bands."""
    for attribute in attributes:
        for position, value in enumerate((*attribute.values, UNTOLD), start=1):
            its = (one for one in transcripts if value_of(one, attribute.id) == value)
            people = {participant for one in its for participant in one.participants}
            yield {"attribute_id": attribute.id, "value": value, "position": position, "people": len(people)}


def theme_by_attribute(
    applied: Iterable[Applied], codebook: Codebook, attributes: Sequence[Attribute]
) -> Iterator[Row]:
    """Count people and passages for every theme and band, and of people of whom none is told."""
    its = _by(applied, lambda one: [(_theme(one), *band) for band in _bands(one, attributes)])
    for theme in codebook.themes:
        for name, value in (*_all_bands(attributes), *((one.id, UNTOLD) for one in attributes)):
            where = {"theme_id": theme.id, "attribute_id": name, "value": value}
            yield where | counted(its.get((theme.id, name, value), ()))


def code_by_attribute(applied: Iterable[Applied], codebook: Codebook, attributes: Sequence[Attribute]) -> Iterator[Row]:
    """Count people and passages for every code and band."""
    its = _by(applied, lambda one: [(one.code_id, *band) for band in _bands(one, attributes)])
    for code in codebook.codes:
        for name, value in _all_bands(attributes):
            where = {"code_id": code.id, "theme_id": code.theme_id, "attribute_id": name, "value": value}
            yield where | counted(its.get((code.id, name, value), ()))


def code_by_group(applied: Iterable[Applied], codebook: Codebook, groups: Sequence[str]) -> Iterator[Row]:
    """Count people and passages for every code and group."""
    its = _by(applied, lambda one: [(one.code_id, str(one.group))])
    for code in codebook.codes:
        for group in groups:
            where = {"code_id": code.id, "theme_id": code.theme_id, "group_id": group}
            yield where | counted(its.get((code.id, group), ()))


def coded_people(applied: Iterable[Applied], codebook: Codebook) -> Iterator[Row]:
    """Count the passages of every code that a participant's words have in a transcript."""
    its = _by(applied, lambda one: [(one.code_id, str(one.turn.participant or ""), one.transcript.id)])
    places = {code.id: n for n, code in enumerate(codebook.codes)}
    for code, participant, transcript in sorted(its, key=lambda key: (places[key[0]], key)):
        if participant:
            passages = its[code, participant, transcript]
            yield {
                "code_id": code,
                "theme_id": _theme(passages[0]),
                "participant_id": participant,
                "group_id": passages[0].group,
                "transcript_id": transcript,
                "passages": counted(passages)["passages"],
            }


def _by(
    applied: Iterable[Applied], keys: Callable[[Applied], list[tuple[str, ...]]]
) -> dict[tuple[str, ...], list[Applied]]:
    """Sort what participants said by what `keys` gives for it."""
    found: dict[tuple[str, ...], list[Applied]] = {}
    for one in said_by_participants(applied):
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return found


def _theme(one: Applied) -> str:
    return one.code_id.split("/")[0]


def _bands(one: Applied, attributes: Sequence[Attribute]) -> list[tuple[str, str]]:
    return [(attribute.id, value_of(one.transcript, attribute.id)) for attribute in attributes]


def _all_bands(attributes: Sequence[Attribute]) -> list[tuple[str, str]]:
    return [(attribute.id, value) for attribute in attributes for value in attribute.values]
