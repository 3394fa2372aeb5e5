"""One reader for each format: bytes in, a transcript out."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from ingest.containers import OLE
from ingest.errors import EmptyFile, IngestError, NoSpeech, UnreadableFile, UnsupportedFormat, safe_label
from ingest.files import read_content
from ingest.records import Transcript
from ingest.rules import AS_FOUND, Rules
from ingest.speakers import assign_roles

Reader = Callable[[bytes, Rules], Transcript]

# Which module reads which suffix; a module is loaded when the first file of its kind comes.
_MODULES = {
    ".csv": "csv_table", ".docm": "docx", ".docx": "docx", ".dotx": "docx", ".md": "txt", ".odt": "odt", ".pdf": "pdf",
    ".rtf": "rtf", ".srt": "srt", ".tsv": "csv_table", ".txt": "txt", ".vtt": "vtt", ".xlsm": "xlsx", ".xlsx": "xlsx",
}  # fmt: skip
SUPPORTED = tuple(suffix for suffix in sorted(_MODULES) if suffix not in (".docm", ".dotx", ".md", ".tsv", ".xlsm"))

# Services name files after what opens them; the first bytes say what they are.
_RTF, _PDF, _ZIP, _EXECUTABLE = b"{\\rtf", b"%PDF-", b"PK\x03\x04", (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")
_BINARY_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".doc", ".odt", ".xlsx", ".xlsm", ".pdf", ".rtf", ".txt"})
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\x0c"


def read_transcript(path: Path, rules: Rules = AS_FOUND) -> Transcript:
    """Read the transcript in the file at `path`, whose suffix and first bytes say what format it is.

    Turns are normalised once, here; `start` is in seconds. Interviewers are known by the usual tags and by their
    questions: see `ingest.speakers.assign_roles` for those that the manifest names. Raises MissingFile,
    UnsupportedFormat, EmptyFile, UnreadableFile, ProtectedFile, TooLarge, NoTextLayer, UnresolvedChanges,
    LayoutNotFound or NoSpeech.
    """
    return read_bytes(path.name, read_content(path), rules)


def read_bytes(name: str, content: bytes, rules: Rules = AS_FOUND) -> Transcript:
    """Read the transcript in `content`, which comes from a file called `name`.

    Raises what `read_transcript` does but for MissingFile, each error with a safe label for the file.
    """
    label = safe_label(name)
    module = _module_for(PurePath(name).suffix.lower(), content)
    if module is None:
        raise UnsupportedFormat(label, supported=", ".join(SUPPORTED))
    if not content.strip(_BLANK):
        raise EmptyFile(label)
    if content.startswith(_EXECUTABLE):
        raise UnreadableFile(label, kind="a transcript", advice="it is a program; do not open it, and ask who sent it")
    reader: Reader = import_module(f"ingest.readers.{module}").read
    try:
        transcript = reader(content, rules)
    except IngestError as error:
        raise error.in_file(label) from None
    except RecursionError:
        raise UnreadableFile(label, kind="a transcript", advice="it is nested too deeply; save it again") from None
    if not transcript.words:
        raise NoSpeech(label)
    return assign_roles(transcript)


def _module_for(suffix: str, content: bytes) -> str | None:
    """Return which module reads a file: by its first bytes where they tell, as names do not always; else its suffix."""
    module = _MODULES.get(suffix)
    if suffix in _BINARY_SUFFIXES:
        start = content.lstrip()[:8]
        if start.startswith(_RTF):
            return "rtf"
        if start.startswith(_PDF):
            return "pdf"
        if suffix == ".doc" and start.startswith(_ZIP):
            return "docx"
        if suffix == ".doc" and start.startswith(OLE):
            return None
    return module
