"""One reader for each format: bytes in, a transcript out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from ingest.errors import EmptyFile, IngestError, NoSpeech, UnsupportedFormat, safe_label
from ingest.files import read_content
from ingest.readers import docx, srt, txt, vtt
from ingest.records import Transcript
from ingest.rules import AS_FOUND, Rules
from ingest.speakers import assign_roles

_READERS: dict[str, Callable[[bytes, Rules], Transcript]] = {
    ".docx": docx.read,
    ".srt": srt.read,
    ".txt": txt.read,
    ".vtt": vtt.read,
}
SUPPORTED = tuple(sorted(_READERS))


def read_transcript(path: Path, rules: Rules = AS_FOUND) -> Transcript:
    """Read the transcript in the file at `path`, whose suffix says what format it is.

    Turns are normalised once, here; `start` is in seconds. Interviewers are known by the usual tags only: see
    `ingest.speakers.assign_roles` for those that the manifest names. Raises MissingFile, UnsupportedFormat, EmptyFile,
    UnreadableFile or NoSpeech.
    """
    return read_bytes(path.name, read_content(path), rules)


def read_bytes(name: str, content: bytes, rules: Rules = AS_FOUND) -> Transcript:
    """Read the transcript in `content`, which comes from a file called `name`.

    Raises UnsupportedFormat, EmptyFile, UnreadableFile or NoSpeech, each with a safe label for the file.
    """
    label = safe_label(name)
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnsupportedFormat(label, supported=", ".join(SUPPORTED))
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise EmptyFile(label)
    try:
        transcript = reader(content, rules)
    except IngestError as error:
        raise error.in_file(label) from None
    if not transcript.words:
        raise NoSpeech(label)
    return assign_roles(transcript)
