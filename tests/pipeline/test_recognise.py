"""A file of the manifest is known by its content first, then by its name."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.records import ManifestRow
from pipeline.recognise import StoredFile, comparable_name, recognise, transcript_labels

participants = st.sampled_from(["FC01", "fc01", "FC02", "FC01-2"])
names = st.sampled_from(["a.txt", "A.TXT", "b.txt", "tŷ.txt", "ty\u0302.txt"])
digests = st.sampled_from(["11", "22", "33"])
manifests = st.lists(st.tuples(names, participants), max_size=5, unique_by=lambda cells: comparable_name(cells[0]))
stored_lists = st.lists(st.tuples(participants, names, digests), max_size=4, unique_by=lambda cells: cells[2])


def rows_of(cells: list[tuple[str, str]]) -> list[ManifestRow]:
    """Make manifest rows of (file, participant)."""
    return [ManifestRow(n, file, participant, "worker") for n, (file, participant) in enumerate(cells, start=2)]


def test_content_beats_name() -> None:
    """Two files whose contents changed places are each what they hold."""
    rows = rows_of([("a.txt", "FC01"), ("b.txt", "FC02")])
    stored = [StoredFile("FC01", "FC01", "a.txt", "11"), StoredFile("FC02", "FC02", "b.txt", "22")]

    found = recognise(rows, stored, {"a.txt": "22", "b.txt": "11"})

    assert {file: known.label for file, known in found.items()} == {"a.txt": "FC02", "b.txt": "FC01"}


def test_a_copy_does_not_take_a_transcript_from_its_own_file() -> None:
    """Where the content is somebody's under the same name, that is whose it is, wherever the row stands."""
    rows = rows_of([("copy.txt", "FC02"), ("a.txt", "FC01")])

    found = recognise(rows, [StoredFile("FC01", "FC01", "a.txt", "11")], {"a.txt": "11", "copy.txt": "11"})

    assert set(found) == {"a.txt"}


def test_a_copy_does_not_take_a_transcript_whose_file_is_not_at_hand() -> None:
    """The file that was read may be missing from the folder, or not be named this time."""
    rows = rows_of([("copy.txt", "FC02"), ("a.txt", "FC01")])

    found = recognise(rows, [StoredFile("FC01", "FC01", "a.txt", "11")], {"copy.txt": "11"})

    assert set(found) == {"a.txt"}


def test_a_name_alone_does_not_make_it_another_participants() -> None:
    """Other content under a name that somebody else's file had is a new file."""
    rows = rows_of([("interview.txt", "FC02")])

    assert recognise(rows, [StoredFile("FC01", "FC01", "interview.txt", "11")], {"interview.txt": "22"}) == {}


@given(manifests, stored_lists, st.data())
def test_nobody_is_recognised_twice_and_no_label_is_given_twice(
    cells: list[tuple[str, str]], contents: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    """Whatever was renamed, moved or copied: one label for each file, and none that another transcript has."""
    rows = rows_of(cells)
    stored = [StoredFile(f"{who}-{n}" if n else who, who, *rest) for n, (who, *rest) in enumerate(contents)]
    assume(len({file.label.casefold() for file in stored}) == len(stored))
    at_hand = {comparable_name(row.file): data.draw(digests) for row in rows if data.draw(st.booleans())}

    known = recognise(rows, stored, at_hand)
    labels = transcript_labels(rows, known, [file.label for file in stored])

    assert len({file.label for file in known.values()}) == len(known)
    assert set(labels) == {row.file for row in rows}
    assert len({label.casefold() for label in labels.values()}) == len(rows)
    left = {file.label for file in stored} - {file.label for file in known.values()}
    assert not left & set(labels.values())


@given(manifests)
def test_a_first_label_is_the_participants_own(cells: list[tuple[str, str]]) -> None:
    """The second file of a participant is numbered."""
    labels = transcript_labels(rows_of(cells))

    for row in rows_of(cells):
        assert labels[row.file].casefold().startswith(row.participant_id.casefold())
    for participant in {row.participant_id.casefold() for row in rows_of(cells)}:
        theirs = [row for row in rows_of(cells) if row.participant_id.casefold() == participant]
        assert labels[theirs[0].file].casefold() == participant
