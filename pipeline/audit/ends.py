"""The trail's end, noted outside the store: in `trail.ends` after every command, and in what was published.

Whoever holds the passphrase could cut the trail short or write a whole new one, each row sealed as it should be. They
cannot change the ends that were noted elsewhere, on other disks and in releases that others hold. A noted end may lag
behind the trail, where a process was killed; it can never be ahead of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlite_utils import Database

from pipeline.audit.lines import append_line, read_lines
from pipeline.audit.trail import end_of, now
from pipeline.study import Study

_AS_TEXT = re.compile(r"([0-9]{1,15}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class End:
    """The number and the seal of the row that was the trail's last when somebody looked.

    `n` is the number of the line in which it was noted, as it was then; 0 where it was not noted in a line.
    """

    id: int
    seal: str
    n: int = field(default=0, compare=False)


def ends_file(study: Study) -> Path:
    """Say where the trail's ends are noted."""
    return study.folder / "trail.ends"


def note_end(db: Database, study: Study) -> None:
    """Note the trail's end in `trail.ends`, unless it stands there already. Call it outside a transaction."""
    id_, seal = end_of(db)
    lines = read_lines(ends_file(study))
    if id_ and (not lines or _end_in(lines[-1]) != End(id_, seal)):
        line = {"n": len(lines) + 1, "id": id_, "seal": seal, "at": now()}
        append_line(ends_file(study), json.dumps(line))


def noted_ends(study: Study) -> Iterator[tuple[int, End | None]]:
    """Yield the ends in `trail.ends` with the numbers of their lines; None for a line that cannot be read."""
    for number, line in enumerate(read_lines(ends_file(study)), start=1):
        yield number, _end_in(line)


def count_of_ends(study: Study) -> int:
    """Count the lines of `trail.ends`, which never become fewer."""
    return len(read_lines(ends_file(study)))


def end_as_text(db: Database) -> str:
    """Write the trail's end as a published database carries it: "1234:" and the seal; "" where there is no trail."""
    id_, seal = end_of(db)
    return f"{id_}:{seal}" if id_ else ""


def parse_end(text: str) -> End | None:
    """Read an end that a published database carries; None where `text` is not one."""
    match = _AS_TEXT.fullmatch(text)
    return End(int(match[1]), match[2]) if match else None


def _end_in(line: str) -> End | None:
    try:
        values = json.loads(line)
        end = parse_end(f"{values['id']}:{values['seal']}")
        return replace(end, n=int(values["n"])) if end else None
    except (ValueError, KeyError, TypeError):
        return None
