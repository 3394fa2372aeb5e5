"""Facts of an invented study that has done everything: tests change what they are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.audit.bounds import BINOMIAL, Bound, Seeds
from pipeline.audit.disclosure import Disclosure, Tables
from pipeline.audit.intruder_record import IntruderTest
from pipeline.audit.leak_scan import LeakScan
from pipeline.audit.report.facts import (
    Beside,
    Compared,
    Containers,
    Doors,
    Facts,
    Item,
    Keeping,
    LastRelease,
    People,
    Places,
    Quotes,
    SignedOff,
    Trail,
)
from pipeline.audit.result import Finding, SampleResult
from pipeline.audit.trail import Entry
from pipeline.ethics import FIVE_SAFES, HOLDERS, Ethics
from pipeline.identify.types import DIRECT, QUASI
from pipeline.lifecycle.due import Due, WithdrawnInFiles
from pipeline.lifecycle.retention import LATER, Dated, Retention
from pipeline.publish.rule import Rule
from pipeline.review.comparison import Agreement
from pipeline.settings import Settings

DAY = date(2026, 11, 26)

ETHICS = Ethics(
    approval="SREC/0000 (invented)",
    dpia="DPIA-0 (invented)",
    custodian="the data manager",
    safeguarding_lead="the safeguarding officer",
    domain="the project team",
    policy_approved="the steering group, 2026-10-01",
    access_log_reviewed="the data manager, 2026-11-20",
    welsh_reader="a Welsh-speaking researcher",
    five_safes=dict.fromkeys(FIVE_SAFES, "one line"),
    holders=dict.fromkeys(HOLDERS, "the data manager"),
)
RETENTION = Retention(
    raw_audio_delete_by=date(2027, 3, 31),
    raw_transcript_delete_by=date(2031, 7, 31),
    key_delete_by=date(2031, 7, 31),
    pseudonymised_keep_until=date(2036, 7, 31),
    consent_forms_keep_until=date(2031, 7, 31),
    review_date=date(2028, 1, 31),
    disposal_method="shredded by a contractor",
)
SIGNED = SignedOff(
    at="2026-11-25T10:00:00Z",
    by="R3",
    role="ethics reviewer",
    outcome="approved",
    version="0cb79f257559",
    conditions="",
    expires="2027-11-25",
    why_not="",
    decisions_since=0,
)
ITEM = Item(
    id="FC01",
    format="docx",
    digest="1fbd181aeb3d",
    consent="full",
    listed=True,
    turns=64,
    words=1998,
    marks=79,
    undecided=0,
    readers=1,
    second_needed=True,
    second_done=True,
    sampled=True,
    version="0cb79f257559",
    in_release="0cb79f257559",
    lacks=(),
    sign_off=SIGNED,
)


MEASURED = Seeds(17, 18)


def finding(kind: str, turns: int = 0, seeds: Seeds | None = MEASURED) -> Finding:
    """Make what a sample of 300 turns found of a kind."""
    bound = Bound(
        found=turns,
        n=300,
        population=640,
        confidence=0.95,
        method=BINOMIAL,
        n_effective=290,
        design_effect=1.0,
        catch_rate=0.9,
        as_read=0.0099,
        upper=0.011,
    )
    return Finding(kind, turns, bound, seeds, (0.73, 0.99) if seeds else None, None)


SAMPLE = SampleResult(
    sample_id=1,
    drawn_at="2026-11-20T10:00:00Z",
    finished_at="2026-11-21T10:00:00Z",
    published_id="draft-0",
    readers=("R2",),
    turns=300,
    turns_in_all=640,
    transcripts=1,
    transcripts_with_leak=0,
    gone=0,
    direct=finding(DIRECT),
    quasi=finding(QUASI),
    nuisances=0,
    leaks=(),
    kish=295.0,
    quasi_bound=0.02,
    unchanged=("FC01",),
    changed=(),
    read_by_reviewer=(),
    accepted=True,
    reasons=(),
)
INTRUDER = IntruderTest(
    number=1,
    allowed_by="R3",
    begun_at="2026-11-01T09:00:00Z",
    tester="R4",
    relation="a journalist without a part in the study",
    material=("FC01",),
    closed_at="2026-11-10T09:00:00Z",
    verified_by="R1",
    hours=6,
    sources="newspapers",
)
AUTOMATIC = Entry(9, "2026-11-02T09:00:00Z", "R1", "intruder test, automatic", "", "", {"rare words": 2}, "0", "1")


def disclosure(audience: str, wanted: int, k: int = 5) -> Disclosure:
    """Make a disclosure check."""
    rule = Rule() if audience == "team" else Rule(10, 5)
    return Disclosure(
        audience=audience,
        participants=12,
        attributes=("group", "season"),
        uncounted=(),
        without_bands=(),
        k=k,
        wanted=wanted,
        alone=(),
        merging={},
        leave_out=(),
        rule=rule,
        tables=Tables(40, 30, 12),
    )


COMPLETE = Facts(
    on=DAY,
    settings=Settings(title="Bwyd a chwmni 🙂", ethics=ETHICS, retention=RETENTION),
    release=LastRelease("release-1", 1, "2026-11-26"),
    items=(ITEM,),
    unread=0,
    places=Places((Keeping("store", "store.llais", "-rw-------", 1, False),), True, 0, True),
    replaced={"PERSON": 40},
    kept={"ORG": 2},
    people=People({"PERSON": 12}, {"PERSON": 40}, 12, 0, 0, 0, 0),
    welsh={"FC01": 3},
    compared=Compared("release-1", 1, (), 40, 40, 0, 0),
    scan=LeakScan(4, 2048, (), ()),
    containers=Containers(1, {}),
    beside=Beside({"comment": 2}, 1),
    sample=SAMPLE,
    sample_open=False,
    second=Agreement(50, 40, 40, 40, 1.0, 40.0, 0.0, 0.3),
    intruder_tests=(INTRUDER,),
    automatic=AUTOMATIC,
    team=disclosure("team", 3),
    outside=disclosure("outside", 5),
    outside_fault="",
    quotes=Quotes(20, 2, 64, 1, 60, ()),
    doors=Doors((("the database as a file", True),)),
    trail=Trail(20, "2026-11-26T09:00:00Z", "20:" + "0" * 64, (("store opened", 5),), 3, (), ()),
    requests=(),
    due=Due(DAY, (Dated("key", date(2031, 7, 31), LATER),), (), (), WithdrawnInFiles((), (), 0)),
    withdrawals=(),
)


def facts(**changes: Any) -> Facts:
    """Change some of the facts."""
    return replace(COMPLETE, **changes)


def with_ethics(**changes: Any) -> Facts:
    """Change what the study's people have said."""
    return facts(settings=replace(COMPLETE.settings, ethics=replace(ETHICS, **changes)))


def with_item(**changes: Any) -> Facts:
    """Change the one transcript."""
    return facts(items=(replace(ITEM, **changes),))


NOTHING = facts(
    settings=Settings(),
    release=None,
    items=(),
    places=Places((), False, 0, False),
    replaced={},
    kept={},
    people=People({}, {}, 0, 0, 0, 0, 0),
    welsh={},
    compared=None,
    scan=LeakScan(0, 0, (), ()),
    containers=Containers(0, {}),
    beside=Beside({}, 0),
    sample=None,
    second=None,
    intruder_tests=(),
    automatic=None,
    team=None,
    outside=None,
    quotes=Quotes(0, 0, 0, 0, 60, ()),
    doors=None,
    due=Due(DAY, (), (), (), WithdrawnInFiles((), (), 0)),
)
"""A study of which nothing is done yet."""
