"""Everything that the report's points answer from, gathered once: no original is in it, and people are under labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.audit.disclosure import Disclosure
from pipeline.audit.intruder_record import IntruderTest
from pipeline.audit.leak_scan import LeakScan
from pipeline.audit.register import Request
from pipeline.audit.result import SampleResult
from pipeline.audit.trail import Entry
from pipeline.ethics import Ethics
from pipeline.lifecycle.due import Due
from pipeline.review.comparison import Agreement
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The last sign-off of a transcript, and how it stands: `why_not` is "" where it holds.

    `by` is a label; `decisions_since` counts what was decided since about the transcript or the whole study.
    """

    at: str
    by: str
    role: str
    outcome: str
    version: str
    conditions: str
    expires: str
    why_not: str
    decisions_since: int


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the study, by its transcript's label; `version` is "" where nothing of it would be published now.

    `consent` says what consent it rests on, "" where nothing says so; `in_release` is the version in the last release.
    `lacks` says what it still needs for a release.
    """

    id: str
    format: str
    digest: str
    consent: str
    listed: bool
    turns: int
    words: int
    marks: int
    undecided: int
    readers: int
    second_needed: bool
    second_done: bool
    sampled: bool
    version: str
    in_release: str
    lacks: tuple[str, ...]
    sign_off: SignedOff | None

    @property
    def published(self) -> bool:
        """Say whether it would be published now."""
        return bool(self.version)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Something that the study keeps: where, relative to its folder, who holds it, and who may open it.

    `mode` is as the computer writes it ("-rw-------"); `open_to_others` says that more than its owner may read it.
    """

    what: str
    where: str
    mode: str
    files: int
    open_to_others: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is kept. `keys_inside` counts key files in the study's folder."""

    kept: tuple[Keeping, ...]
    encrypted: bool
    keys_inside: int
    key_given: bool


@dataclass(frozen=True, slots=True)
class People:
    """Who and what is mentioned by name, counted: what is not consistent, and what nobody has answered yet."""

    entities: Mapping[str, int]
    mentions: Mapping[str, int]
    replaced: int
    two_pseudonyms: int
    shared_pseudonyms: int
    real_names: int
    questions: int


@dataclass(frozen=True, slots=True)
class Compared:
    """The published text and the log beside each other, of the transcripts that have not changed since."""

    published_id: str
    transcripts: int
    changed: tuple[str, ...]
    in_text: int
    in_log: int
    not_in_log: int
    not_in_text: int


@dataclass(frozen=True, slots=True)
class Containers:
    """Word files, workbooks and the like that leave, and how many of them carry something that nobody sees."""

    files: int
    carrying: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the source files hold beside the speech: how many of each kind, and how many names were found there."""

    kinds: Mapping[str, int]
    names: int


@dataclass(frozen=True, slots=True)
class Quotes:
    """Coded passages that consent allows outside the team, in numbers.

    `long` counts those of more words than `longest_wanted`; `profiles` are the participants whose quotes together tell
    three kinds of details or more.
    """

    quotable: int
    not_quotable: int
    longest: int
    long: int
    longest_wanted: int
    profiles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doors:
    """What was tried at the pages that the team sees, and whether it was refused, as it should be."""

    tried: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """The audit trail up to the last act that is not this report: rows by action, its end, what is wrong with it."""

    rows: int
    last_at: str
    end: str
    by_action: tuple[tuple[str, int], ...]
    actors: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Somebody who withdrew, by label: how, when, whether it is finished, and in how many files they still are."""

    participant: str
    way: str
    on: str
    finished: bool
    left: int


@dataclass(frozen=True, slots=True)
class LastRelease:
    """The team's last release."""

    id: str
    n: int
    on: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A study on a day, as its report tells of it. `team` and `outside` are disclosure checks by audience.

    `replaced` and `kept` count stretches by type, `welsh` turns in Welsh by transcript.
    `sample` is the last finished sample's result, `sample_open` says that a later one is not finished.
    `automatic` is the trail's last row about the automatic intruder. `outside_fault` says why the tables for readers
    outside would not be published, "" where they would.
    """

    on: date
    settings: Settings
    release: LastRelease | None
    items: tuple[Item, ...]
    unread: int
    places: Places
    replaced: Mapping[str, int]
    kept: Mapping[str, int]
    people: People
    welsh: Mapping[str, int]
    compared: Compared | None
    scan: LeakScan
    containers: Containers
    beside: Beside
    sample: SampleResult | None
    sample_open: bool
    second: Agreement | None
    intruder_tests: tuple[IntruderTest, ...]
    automatic: Entry | None
    team: Disclosure | None
    outside: Disclosure | None
    outside_fault: str
    quotes: Quotes
    doors: Doors | None
    trail: Trail
    requests: tuple[Request, ...]
    due: Due
    withdrawals: tuple[Withdrawn, ...]

    @property
    def ethics(self) -> Ethics:
        """Return what the study's people have said in `[ethics]`."""
        return self.settings.ethics

    @property
    def published(self) -> tuple[Item, ...]:
        """List the transcripts that would be published now."""
        return tuple(one for one in self.items if one.published)

    @property
    def is_released(self) -> bool:
        """Say whether everything that would be published now stands in the last release as it is."""
        return self.release is not None and all(one.version == one.in_release for one in self.published)
