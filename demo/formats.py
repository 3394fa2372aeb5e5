"""Which file the demo makes of an interview, and what its speakers are called there."""

from __future__ import annotations

from collections.abc import Callable

from demo.captions import subrip, teams_vtt, zoom_vtt
from demo.parse import Interview
from demo.word import bold_names, labelled_paragraphs, table

_WITH_FULL_NAMES = frozenset({"docx-bold", "vtt-teams", "vtt-zoom"})
_WITH_FIRST_NAMES = frozenset({"srt"})


def labelled_text(interview: Interview) -> bytes:
    """Write plain text, each turn after its label and each paragraph after a blank line."""
    paragraphs = [f"{turn.speaker}: {turn.text}" for turn in interview.turns]
    return ("\n\n".join(paragraph.replace("\n", "\n\n") for paragraph in paragraphs) + "\n").encode()


WRITERS: dict[str, Callable[[Interview], bytes]] = {
    "docx-paragraphs": labelled_paragraphs,
    "docx-bold": bold_names,
    "docx-table": table,
    "vtt-teams": teams_vtt,
    "vtt-zoom": zoom_vtt,
    "srt": subrip,
    "txt": labelled_text,
}


def write(interview: Interview) -> bytes:
    """Write the interview in the format that its header names. Raises KeyError where there is no such format."""
    return WRITERS[interview.header["format"]](interview)


def speaker_in_file(interview: Interview, label: str) -> str:
    """Return what the speaker with this label in the source is called in the file."""
    if interview.header["format"] in _WITH_FULL_NAMES:
        return interview.names[label]
    if interview.header["format"] in _WITH_FIRST_NAMES:
        return interview.names[label].split()[0]
    return label
