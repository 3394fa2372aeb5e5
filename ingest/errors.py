"""What can go wrong while reading, in one catalogue: each error says what, where and what to do, and quotes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, ClassVar

_STUDY_CODE = re.compile(r"(?:[A-Z]{1,4}|[A-Za-z]{1,2})[-_]?\d{1,4}(?!\d)")
# The names of a study's own tables say nothing about anybody.
_OUR_OWN_NAMES = frozenset(
    "manifest.csv manifest.xlsx people.csv people.xlsx speakers.csv speakers.xlsx codings.csv".split()
)
_KNOWN_SUFFIXES = re.compile(
    r"\.(?:doc[xm]?|dotx|odt|rtf|pdf|txt|md|html|vtt|srt|csv|tsv|xlsx?|json|xml|zip|qdpx|qde|qdc|qda|sqlite3?|db|pages|mp[34]|m4a|wav|mov|webm|jpe?g|png)"
)


def safe_label(path: str | PurePath, position: tuple[int, int] | None = None) -> str:
    """Name a file without its name, which may itself identify someone.

    A study code at the start is kept ("FC21….docx"); otherwise the label is "file 3 of 7 (.docx)" where `position`
    gives (3, 7), or "a .docx file". The suffix is shown only where it is a common one. Letters of a code of more than
    two are capitals, as "Sian2.docx" is a name.
    """
    name = PurePath(path).name
    if name in _OUR_OWN_NAMES:
        return name
    stem, suffix = PurePath(name).stem, PurePath(name).suffix.lower()
    if not _KNOWN_SUFFIXES.fullmatch(suffix):
        suffix = ""
    code = _STUDY_CODE.match(stem)
    if code:
        return f"{code.group()}{'' if stem == code.group() else '…'}{suffix}"
    if position:
        number, total = position
        return f"file {number} of {total}" + (f" ({suffix})" if suffix else "")
    return f"a {suffix} file" if suffix else "a file"


class IngestError(Exception):
    """Something that llais was given to read is not as it should be; `str()` is one line that quotes nothing."""

    code: ClassVar[str] = "LL-I000"
    title: ClassVar[str] = "Cannot be read"
    template: ClassVar[str] = "{file}: cannot be read"

    def __init__(self, file: str = "the file", **details: str | int) -> None:
        """Fill the message's fields: `file` is a safe label, `details` hold nothing that identifies anybody."""
        self.file = file
        self.details = details
        super().__init__(f"{self.code} {self.template.format(file=file, **details)}")

    def in_file(self, file: str) -> IngestError:
        """Return the same error for the file with the safe label `file`."""
        return type(self)(file, **self.details)

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how another process makes the same error."""
        return _made_again, (type(self), self.file, self.details)


def _made_again(kind: type[IngestError], file: str, details: dict[str, str | int]) -> IngestError:
    return kind(file, **details)


class MissingFile(IngestError):
    """There is no such file."""

    code = "LL-I001"
    title = "File not found"
    template = "{file}: not found; check the folder and the spelling of the file's name"


class UnreadableFile(IngestError):
    """The bytes are not what the suffix promises."""

    code = "LL-I002"
    title = "Unreadable file"
    template = "{file}: not readable as {kind}; {advice}"

    def __init__(
        self,
        file: str = "the file",
        kind: str = "a file",
        advice: str = "open it in the program it came from and save it again",
    ) -> None:
        """Say as what `kind` of file it could not be read, and what to do."""
        super().__init__(file, kind=kind, advice=advice)


class EmptyFile(IngestError):
    """The file has no content at all."""

    code = "LL-I003"
    title = "Empty file"
    template = "{file}: the file is empty; copy it again from where it was made"


class UnsupportedFormat(IngestError):
    """The suffix is none that llais reads."""

    code = "LL-I004"
    title = "Unsupported format"
    template = "{file}: this format is not read; save the transcript as one of {supported}"


class NoSpeech(IngestError):
    """The file could be read, and nobody says anything in it."""

    code = "LL-I005"
    title = "No speech"
    template = "{file}: no speech found; check that it is a transcript and that its text is not a picture"


class ProtectedFile(IngestError):
    """The file is locked with a password."""

    code = "LL-I010"
    title = "File with a password"
    template = "{file}: protected by a password; save a copy without one, and delete that copy after reading it in"


class TooLarge(IngestError):
    """The file unpacks to, or holds, more than any transcript does."""

    code = "LL-I011"
    title = "File too large"
    template = "{file}: far larger than a transcript can be; check that it is the right file, or divide it"


class NoTextLayer(IngestError):
    """A PDF of pictures."""

    code = "LL-I012"
    title = "Scanned pages"
    template = (
        "{file}: its pages are pictures without text; run text recognition (OCR) on it, and check what that gives"
    )


class UnresolvedChanges(IngestError):
    """The file has tracked changes and the study wants a person to decide on them."""

    code = "LL-I013"
    title = "Unresolved tracked changes"
    template = (
        "{file}: tracked changes ({count}) wait for somebody; accept or reject them in the file, or with --changes"
    )


class LayoutNotFound(IngestError):
    """The manifest or the settings say how the file is set out, and it is not."""

    code = "LL-I014"
    title = "Not set out as said"
    template = "{file}: not set out as {layout}, as manifest or study.toml say; see how it is read with: llais read"


class FileNotListed(IngestError):
    """A transcript that the manifest does not know."""

    code = "LL-I006"
    title = "File not in the manifest"
    template = "{file}: not listed in manifest.csv; add a row with its participant and group"


class TableError(IngestError):
    """A table with problems, all of them in `problems`, one line each."""

    template = "{file}: {count} to put right, first: {first}"

    def __init__(self, file: str = "the file", problems: Iterable[str] = ()) -> None:
        """Keep every problem; the message shows how many there are, and the first."""
        self.problems = list(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(file, count=count, first=self.problems[0] if self.problems else "")

    def in_file(self, file: str) -> TableError:
        """Return the same error for the file with the safe label `file`."""
        return type(self)(file, self.problems)

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how another process makes the same error."""
        return type(self), (self.file, self.problems)


class BadManifest(TableError):
    """The manifest has problems."""

    code = "LL-I007"
    title = "Problems in the manifest"


class BadRoster(TableError):
    """The roster has problems."""

    code = "LL-I008"
    title = "Problems in the roster"


class BadSpeakers(TableError):
    """The table of speakers has problems."""

    code = "LL-I015"
    title = "Problems in the table of speakers"


class BadCodings(TableError):
    """A table of codings has problems."""

    code = "LL-I009"
    title = "Problems in the codings"


class NotCodings(IngestError):
    """The file is none of those that codings or codes are read from."""

    code = "LL-I016"
    title = "No file of codings"
    template = (
        "{file}: no file that codings are read from; export a REFI-QDA project (.qdpx) or codebook (.qdc), or give a "
        "Word file with comments, or the database of a QualCoder or Taguette project"
    )


class SuspectArchive(IngestError):
    """An archive is built as no program builds one."""

    code = "LL-I017"
    title = "Suspect archive"
    template = "{file}: not opened, as {what}; export it again from the program that it came from"

    def __init__(self, file: str = "the file", what: str = "it is built as no program builds one") -> None:
        """Say what is wrong with it, as a clause."""
        super().__init__(file, what=what)


class NoOneProject(IngestError):
    """An archive has no project in it, or several."""

    code = "LL-I018"
    title = "Not one project"
    template = "{file}: {found} project files (.qde) where there has to be one; export the project again"

    def __init__(self, file: str = "the file", found: int | str = 0) -> None:
        """Say how many there are."""
        super().__init__(file, found=found or "no")


class AmbiguousPositions(IngestError):
    """Every coding of a project could be on different words, as nothing tells how its positions were counted."""

    code = "LL-I019"
    title = "Ambiguous positions"
    template = (
        "{file}: its positions are ambiguous, as nothing tells how they were counted and no coding is on the same "
        "words in every way; export it again with more codings, or as Word or CSV"
    )


class StillOpen(IngestError):
    """A database has changes beside it that are not in it yet."""

    code = "LL-I020"
    title = "Database still open"
    template = "{file}: a program has it open, or was broken off; open it there once more, close it, then read it"
