"""Who has coded what on the pages so far, without a word of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.coding.working.events import HAND_IN, TAKE_BACK
from pipeline.coding.working.fold import in_force
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.sign_in import coder_name
from pipeline.errors import NoSuchThing


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder is in a transcript; `acts` counts what was done and not undone."""

    coder: str
    transcript: str
    acts: int
    handed_in: bool

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return asdict(self)


def progress_of(path: Path) -> list[Progress]:
    """List what each coder has done in each transcript, by coder and transcript; nothing where there is no file."""
    if not path.is_file():
        return []
    with WorkingLog(path) as log:
        events = log.events()
    works: dict[tuple[str, str], list] = {}
    for event in events:
        works.setdefault((event.coder, event.transcript), []).append(event)
    return [
        Progress(coder, transcript, len(in_force(its)), _handed_in(its))
        for (coder, transcript), its in sorted(works.items())
    ]


def forget_password(path: Path, typed: str) -> None:
    """Let a coder choose a new password. Raises NoSuchThing."""
    if path.is_file():
        with WorkingLog(path) as log:
            if log.forget_password(coder_name(typed)):
                return
    raise NoSuchThing("No coder of that name has chosen a password. Names are listed by: llais codings STUDY coders")


def _handed_in(events: list) -> bool:
    last = next((one for one in reversed(events) if one.action in (HAND_IN, TAKE_BACK)), None)
    return last is not None and last.action == HAND_IN
