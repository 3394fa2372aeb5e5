"""The fields of Word and RTF: their codes, and which of them tell of the file instead of what was said."""

from __future__ import annotations

from dataclasses import dataclass

_OF_THE_FILE = frozenset(
    "filename author lastsavedby username userinitials useraddress docproperty docvariable template title subject "
    "keywords comments info savedate printdate createdate page numpages sectionpages section revnum edittime "
    "filesize toc".split()
)


@dataclass(slots=True)
class Field:
    """A field under way: its code so far, and whether its `result`, what people see, has begun."""

    code: str = ""
    result: bool = False

    @property
    def of_the_file(self) -> bool:
        """Say whether its result tells of the file: who wrote it, its name, the number of a page."""
        return self.code.split()[:1] != [] and self.code.split()[0].casefold() in _OF_THE_FILE
