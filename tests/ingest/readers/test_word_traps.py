"""Everything that Word files hide or lose: what is read as speech, and what is reported beside it."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import docx
import pytest

from ingest.errors import UnresolvedChanges
from ingest.outside import Kind
from ingest.readers import read_bytes
from ingest.records import Transcript
from ingest.rules import REJECT, STOP, Rules
from tests.ingest.readers.word_traps import AFTER, BEFORE, CHANGES, HIDDEN, SPOKEN, TRAPS, Trap, build

USER = (Kind.AUTHOR.value, "user")  # who makes the changes and comments of the tests
KINDS_WITHOUT_A_TRAP = {
    Kind.COVER, Kind.CLOSING, Kind.NOTE, Kind.COLUMN, Kind.SHEET, Kind.NUMBERS,  # no matter of Word: in every format
}  # fmt: skip


def read(*traps: Trap, changes: str = "accept") -> Transcript:
    """Read a file with these traps."""
    return read_bytes("FC01.docx", build(*traps), Rules(changes=changes))


def turns(transcript: Transcript) -> list[str]:
    """List the turns with their labels."""
    return [f"{turn.speaker}: {turn.text}" for turn in transcript.turns]


def beside(transcript: Transcript) -> set[tuple[str, str]]:
    """Return what is listed as no speech, but for what every file of python-docx has."""
    return {(one.kind, one.text) for one in transcript.outside} - PLAIN - {USER}


PLAIN = {(one.kind, one.text) for one in read().outside}
each = pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.what)


@each
def test_all_that_is_said_is_read_and_nothing_else(trap: Trap) -> None:
    """Every word that somebody says is in a turn, and no word that nobody says."""
    assert turns(read(trap)) == [*BEFORE, *trap.turns(), *AFTER]


@each
def test_all_that_is_hidden_is_listed(trap: Trap) -> None:
    """What is no speech is listed with its kind and its words, and nothing else is."""
    wanted = trap.listed if ("picture", "thumbnail.jpeg") not in trap.listed else set()

    assert beside(read(trap)) == wanted
    assert trap.listed <= {(one.kind, one.text) for one in read(trap).outside}


@each
def test_what_is_listed_says_where_it_stands(trap: Trap) -> None:
    """A person finds it again in the file."""
    hidden = [one for one in read(trap).outside if (one.kind, one.text) in trap.listed]

    assert [one for one in hidden if not one.place] == []


@each
def test_what_is_said_leads_back_to_the_file(trap: Trap) -> None:
    """Each turn knows the paragraph, the cell or the text box that it stands in."""
    places = [anchor.place for turn in read(trap).turns for anchor in turn.anchors]

    assert {place.rpartition(" ")[0].split(",")[-1].strip() for place in places} <= {"paragraph", "column"}
    assert all(turn.anchors for turn in read(trap).turns)


@pytest.mark.parametrize("trap", CHANGES, ids=lambda trap: trap.what)
def test_rejected_changes_give_the_text_as_it_was(trap: Trap) -> None:
    """What was inserted is gone and what was deleted is back, and both are still listed."""
    transcript = read(trap, changes=REJECT)
    assert turns(transcript) == [*BEFORE, *trap.turns(reject=True), *AFTER]
    assert trap.listed <= beside(transcript)


@pytest.mark.parametrize("trap", CHANGES, ids=lambda trap: trap.what)
def test_a_study_may_want_changes_decided_first(trap: Trap) -> None:
    """The file is not read, and the message says how many there are without a word of them."""
    with pytest.raises(UnresolvedChanges) as caught:
        read(trap, changes=STOP)

    assert str(caught.value).startswith("LL-I013 FC01.docx: ")
    assert not [word for word in trap.name.split() if word in str(caught.value)]


@pytest.mark.parametrize("trap", [*SPOKEN, *HIDDEN], ids=lambda trap: trap.what)
@pytest.mark.parametrize("changes", [REJECT, STOP])
def test_where_nothing_was_changed_nothing_has_to_be_decided(trap: Trap, changes: str) -> None:
    """A comment or a text box is no tracked change."""
    assert turns(read(trap, changes=changes)) == [*BEFORE, *trap.turns(), *AFTER]


@pytest.mark.parametrize("changes", ["accept", REJECT])
def test_all_traps_in_one_file(changes: str) -> None:
    """They do not get into each other's way."""
    transcript = read(*TRAPS, changes=changes)
    said = [turn for trap in TRAPS for turn in trap.turns(reject=changes == REJECT)]

    assert turns(transcript) == [*BEFORE, *said, *AFTER]
    if changes == "accept":
        assert beside(transcript) == {one for trap in TRAPS for one in trap.listed} - PLAIN


def test_every_name_is_in_one_place() -> None:
    """A name that is found tells which trap it is from; each one is in the file."""
    words = Counter(word for trap in TRAPS for word in trap.name.split())

    assert [word for word, times in words.items() if times > 1] == []


def test_every_kind_of_thing_beside_the_speech_has_a_trap() -> None:
    """Whoever adds a kind for Word files adds a trap."""
    covered = {kind for trap in TRAPS for kind, _ in trap.listed}

    assert covered == {kind.value for kind in Kind} - {kind.value for kind in KINDS_WITHOUT_A_TRAP}


def test_the_file_is_a_whole_one() -> None:
    """The traps are those of a file that programs open, not of a broken one."""
    document = docx.Document(BytesIO(build(*TRAPS)))

    assert len(document.paragraphs) > len(BEFORE) + len(AFTER)
