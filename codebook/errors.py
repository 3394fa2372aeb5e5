"""What can be wrong with a codebook: one exception per situation, each with a permanent code and a one-line message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_REFERS_TO_A_CODE = re.compile(r"[a-z0-9-]+/[a-z0-9-]+|[A-Z0-9]+-[A-Z0-9]+")


def shown(text: str) -> str:
    """Return `text` in quotes where it has the shape of a code's id or tag, and "that text" otherwise.

    What is asked for may come from a mistyped spreadsheet cell, and then must not reach a message.
    """
    return f"“{text}”" if _REFERS_TO_A_CODE.fullmatch(text) else "that text"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right in a codebook file: its line (from 1), the entry and field it concerns, and what to do."""

    line: int
    entry: str
    field: str
    advice: str

    def __str__(self) -> str:
        """Return the problem as one line."""
        return ", ".join(part for part in (f"line {self.line}", self.entry, self.field) if part) + f": {self.advice}"


class CodebookError(Exception):
    """Something about a codebook that a person has to put right."""

    code = "LL-C000"

    def __init__(self, message: str) -> None:
        """Take the message without its code."""
        super().__init__(f"{self.code} {message}")


class CodebookUnreadable(CodebookError):
    """The codebook file is absent, is not a file or is not UTF-8 text."""

    code = "LL-C001"


class CodebookNotYaml(CodebookError):
    """The codebook file is not YAML of the plain kind that a codebook is written in."""

    code = "LL-C002"


class CodebookInvalid(CodebookError):
    """The codebook breaks its own rules; `problems` holds every one of them, in the order of the file."""

    code = "LL-C003"

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        """Take the file's name and everything found in it."""
        self.problems = tuple(problems)
        noun = "problem" if len(self.problems) == 1 else "problems"
        super().__init__(f"{file} has {len(self.problems)} {noun}: " + "; ".join(map(str, self.problems)))


class UnknownCode(CodebookError):
    """No code of the codebook has that id, tag or name."""

    code = "LL-C004"

    def __init__(self, asked: str, nearest: Sequence[str]) -> None:
        """Take what was asked for and the ids that come closest."""
        self.nearest = tuple(nearest)
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else "the codebook lists its codes."
        super().__init__(f"no code is called {shown(asked)}; {hint}")


class CannotChange(CodebookError):
    """A code cannot be renamed, merged, split, retired or moved as asked; the file stays as it was."""

    code = "LL-C005"


class CodebookUnwritable(CodebookError):
    """The changed codebook cannot be written to its file."""

    code = "LL-C006"
