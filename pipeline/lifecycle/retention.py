"""After which days what has to go, and what has to be kept until when: `[retention]` in `study.toml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta

_SOON = timedelta(days=30)

OVERDUE, DUE, LATER, DONE, KEPT, MAY_GO = "overdue", "due", "later", "done", "kept", "may go"


@dataclass(frozen=True, slots=True)
class Retention:
    """The dates that a study has promised, None where it has none, and how things are disposed of."""

    raw_audio_delete_by: date | None = None
    raw_transcript_delete_by: date | None = None
    key_delete_by: date | None = None
    pseudonymised_keep_until: date | None = None
    consent_forms_keep_until: date | None = None
    review_date: date | None = None
    disposal_method: str = ""


DATES = tuple(field.name for field in fields(Retention) if field.name != "disposal_method")
WHAT = {
    "raw_audio": "recordings",
    "raw_transcript": "transcripts as they were typed",
    "key": "the key: the store and its passphrase",
    "pseudonymised": "pseudonymised data",
    "consent_forms": "consent forms",
    "review": "review of what is kept",
}
"""What can be disposed of, or done, with its name in words."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a date: `what` is one of WHAT, `state` one of overdue, due, later, done, kept, may go."""

    what: str
    by: date
    state: str
    note: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        words = {
            OVERDUE: f"overdue since {self.by}",
            DUE: f"due by {self.by}",
            LATER: f"by {self.by}",
            DONE: self.note,
            KEPT: f"to be kept until {self.by}",
            MAY_GO: f"had to be kept until {self.by}, and may go now",
        }
        return f"{WHAT[self.what]}: {words[self.state]}"


def dated(retention: Retention, done: dict[str, str], on: date) -> list[Dated]:
    """Say how things stand on a day; `done` maps what was disposed of, or reviewed, to the day of that."""
    found = []
    for name in DATES:
        by = getattr(retention, name)
        if by is None:
            continue
        what = name.removesuffix("_delete_by").removesuffix("_keep_until").removesuffix("_date")
        if what in done and (what != "review" or done[what] >= by.isoformat()):
            found.append(Dated(what, by, DONE, f"done on {done[what]}"))
        elif name.endswith("_keep_until"):
            found.append(Dated(what, by, KEPT if on <= by else MAY_GO))
        else:
            found.append(Dated(what, by, OVERDUE if on > by else DUE if by - on <= _SOON else LATER))
    return sorted(found, key=lambda one: (one.by, one.what))
