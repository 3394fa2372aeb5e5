"""The record of tests by a person who tries to find out who is meant: allowed first, by somebody else; then claims.

Trying to re-identify people without leave is an offence (Data Protection Act 2018, section 171), and testing whether
protection holds is a defence to it (section 172): so the leave is on record before the test begins. A claim says which
kind of thing the tester thinks to know and where, never the name that they think of. Rows are only ever added.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlite_utils import Database

from pipeline.audit.actors import label_of, same_person
from pipeline.audit.naming import check_names_nobody
from pipeline.audit.trail import now, record
from pipeline.errors import NoSuchThing, NotTwoPeople, PipelineError
from pipeline.settings import Settings

_BEGUN, _CLAIM, _CLOSED = "begun", "claim", "closed"


class TestOutOfStep(PipelineError):
    """A step of an intruder test is taken after its end, or says too little."""

    code = "LL-P042"
    __test__ = False  # its name makes pytest curious


@dataclass(frozen=True, slots=True)
class Claim:
    """What the tester thinks to know, where, how surely; `right` once somebody who knows has checked it."""

    transcript: str
    turn: int
    identity: str
    confidence: str
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class IntruderTest:
    """A test as the auditor sees it: people under labels; the last five fields are empty until it is closed."""

    number: int
    allowed_by: str
    begun_at: str
    tester: str
    relation: str
    material: tuple[str, ...]
    claims: tuple[Claim, ...] = field(default=())
    closed_at: str = ""
    verified_by: str = ""
    hours: float = 0
    sources: str = ""
    remedy: str = ""

    @property
    def outcome(self) -> str:
        """Say what the test came to."""
        if not self.closed_at:
            return "still open"
        right = sum(claim.right is True for claim in self.claims)
        return f"{right} of {len(self.claims)} claims were right" if right else "nobody was found out"


def begin(db: Database, settings: Settings, *, tester: str, relation: str, material: Sequence[str], actor: str) -> int:
    """Put on record that `actor` allows `tester` to try the material (transcripts; none: all), and number the test.

    `relation` is what the tester has to do with the study. Raises NotTwoPeople, NoSuchThing, NamesSomebody.
    """
    if same_person(tester, actor):
        raise NotTwoPeople("Nobody allows a test of their own: somebody else has to begin it. Nothing was changed.")
    check_names_nobody(db, settings, relation, "the tester's relation to the study")
    known = [row["id"] for row in db.query("SELECT id FROM transcripts WHERE listed ORDER BY id")]
    for label in material:
        if label not in known:
            raise NoSuchThing("The study has no transcript of that label. Name transcripts as FC01.")
    with db.atomic():
        event = {
            "event": _BEGUN,
            "tester": label_of(db, tester),
            "relation": relation,
            "material": list(material or known),
        }
        number = _add(db, event, actor)
        counts = {"transcripts": len(event["material"])}
        about = f"intruder test {number} by {event['tester']}"
        record(db, "intruder test allowed", actor=actor, about=about, counts=counts)
    return number


def claim(db: Database, number: int, made: Claim, actor: str) -> int:
    """Add what the tester thinks to know and return the claim's number.

    Raises NoSuchThing, TestOutOfStep, NotTwoPeople (somebody else than the tester).
    """
    with db.atomic():
        test = _open_test(db, number)
        if not _is_tester(db, test, actor):
            raise NotTwoPeople(f"Only the tester of intruder test {number} makes claims in it. Nothing was changed.")
        turns = db.query("SELECT 1 FROM turns WHERE transcript_id = ? AND n = ?", [made.transcript, made.turn])
        if made.transcript not in test.material or next(turns, None) is None:
            raise NoSuchThing(
                f"Intruder test {number} has no such turn. Name one of its transcripts, and a turn from 1."
            )
        _add(db, {"event": _CLAIM, "test": number, **asdict(replace(made, right=None))}, actor)
        n = len(test.claims) + 1
        record(db, "intruder test: claim", actor=actor, about=f"intruder test {number}, claim {n}, {made.transcript}")
    return n


def close(
    db: Database,
    settings: Settings,
    number: int,
    *,
    right: Sequence[int],
    hours: float,
    sources: str,
    remedy: str,
    actor: str,
) -> IntruderTest:
    """Close a test: say which claims are right, after how many hours, from which sources, and what is done about it.

    Somebody who knows who is meant does it, never the tester. Raises NotTwoPeople, NoSuchThing, TestOutOfStep,
    NamesSomebody.
    """
    for text, what in ((sources, "what the sources were"), (remedy, "what is done about it")):
        check_names_nobody(db, settings, text, what)
    with db.atomic():
        test = _open_test(db, number)
        if _is_tester(db, test, actor):
            raise NotTwoPeople(f"The tester does not close intruder test {number}: somebody else checks the claims.")
        if any(not 1 <= n <= len(test.claims) for n in right):
            raise NoSuchThing(f"Intruder test {number} has {len(test.claims)} claims; name one of them by its number.")
        if right and not remedy:
            raise TestOutOfStep(
                f"Claims of intruder test {number} are right: say what is done about it, with --remedy."
            )
        wanted = sorted(set(right))
        event = {
            "event": _CLOSED,
            "test": number,
            "right": wanted,
            "hours": hours,
            "sources": sources,
            "remedy": remedy,
        }
        _add(db, event, actor)
        counts = {"claims": len(test.claims), "right": len(wanted)}
        record(db, "intruder test closed", actor=actor, about=f"intruder test {number}", counts=counts)
    return _test(db, number)


def all_tests(db: Database) -> list[IntruderTest]:
    """List the tests on record, the first first."""
    tests: dict[int, IntruderTest] = {}
    for row in db.query(
        "SELECT t.id, t.at, t.record, a.label FROM intruder_tests t JOIN actors a ON a.name = t.actor ORDER BY t.id"
    ):
        event = json.loads(row["record"])
        kind, number = event.pop("event"), event.pop("test", row["id"])
        if kind == _BEGUN:
            event["material"] = tuple(event["material"])
            tests[number] = IntruderTest(number, allowed_by=row["label"], begun_at=row["at"], **event)
        elif kind == _CLAIM:
            tests[number] = replace(tests[number], claims=(*tests[number].claims, Claim(**event)))
        else:
            right = event.pop("right")
            claims = [replace(one, right=n in right) for n, one in enumerate(tests[number].claims, start=1)]
            tests[number] = replace(
                tests[number], claims=tuple(claims), closed_at=row["at"], verified_by=row["label"], **event
            )
    return list(tests.values())


def line_of(test: IntruderTest) -> str:
    """Write a test as a line for the screen."""
    line = (
        f"Test {test.number}: allowed by {test.allowed_by} on {test.begun_at[:10]}, tried by {test.tester} "
        f"({test.relation}), transcripts: {len(test.material)}, claims: {len(test.claims)}; {test.outcome}"
    )
    if not test.closed_at:
        return line
    remedy = f", remedy: {test.remedy}" if test.remedy else ""
    return f"{line}; {test.hours:g} hours, sources: {test.sources}, checked by {test.verified_by}{remedy}"


def _open_test(db: Database, number: int) -> IntruderTest:
    test = _test(db, number)
    if test.closed_at:
        raise TestOutOfStep(f"Intruder test {number} is closed; begin another one. Nothing was changed.")
    return test


def _test(db: Database, number: int) -> IntruderTest:
    test = next((test for test in all_tests(db) if test.number == number), None)
    if test is None:
        raise NoSuchThing(f"There is no intruder test {number}. See them with: llais audit STUDY intruder-record list")
    return test


def _is_tester(db: Database, test: IntruderTest, actor: str) -> bool:
    tester = next(db.query("SELECT name FROM actors WHERE label = ?", [test.tester]))["name"]
    return same_person(tester, actor)


def _add(db: Database, event: dict[str, Any], actor: str) -> int:
    label_of(db, actor)
    row = [now(), actor, json.dumps(event, ensure_ascii=False)]
    return int(db.execute("INSERT INTO intruder_tests (at, actor, record) VALUES (?, ?, ?)", row).lastrowid or 0)
