"""What releases for outside tell when somebody lays them side by side: what changed is about those who differ.

Statistical disclosure control calls that differencing. Hiding the numbers that changed would only point at them, and a
release that is handed out cannot be called back; so one that differs in too few people is not made, unless somebody
says why. In the store each release for outside has who is in it, and a digest of all that is counted of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from codebook.words import listed
from pipeline.errors import PipelineError
from pipeline.publish.attributes import attributes_of, value_of
from pipeline.publish.counts import codes_that_meet, said_by_participants
from pipeline.publish.rows import group_of
from pipeline.publish.table import OUTSIDE
from pipeline.publish.tables import Gathered
from pipeline.settings import Settings
from pipeline.study import Study
from pipeline.workbench.numbers import some

_NOBODY_KNOWN = ""  # in place of a participant, where it is not known who spoke


class TellsOfFew(PipelineError):
    """A release for outside and an earlier one would differ in so few people that both together tell of them."""

    code = "LL-P043"


@dataclass(frozen=True, slots=True)
class Differing:
    """In how many people an earlier release, the `n`th, differs from what would be published now.

    `members` are in one of the two alone, of `others` something else is counted. Both are None where nobody noted who
    was in it.
    """

    n: int
    members: int | None
    others: int | None

    @property
    def people(self) -> int:
        """Count those who differ; as good as none where nobody knows."""
        return (self.members or 0) + (self.others or 0)

    def is_of_few(self, fewest: int) -> bool:
        """Say whether the two together could tell of fewer people than `fewest`.

        How many took part is told exactly. So few who joined or left are not hidden by others of whom something else is
        counted, as of everybody where the codebook changed.
        """
        if self.members is None:
            return fewest > 1
        return 0 < self.members < fewest or 0 < self.people < fewest

    def __str__(self) -> str:
        if self.members is None:
            return f"nobody noted who was in release {self.n} for outside, so it may differ in few people"
        its = [(self.members, "joined or left"), (self.others or 0, "coded or grouped otherwise")]
        told = " and ".join(f"{some(number, 'person', 'people')} {what}" for number, what in its if number)
        return (
            f"release {self.n} for outside and this one differ in few people ({told}), so whoever lays both side by "
            "side learns what those spoke about"
        )

    def way_out(self, fewest: int) -> str:
        """Say what to do instead of a release; nobody can wait for what nobody noted."""
        keep = "Let people outside keep to what they have"
        if self.members is None:
            return keep
        return f"{keep}, or wait until at least {fewest} people {'joined or left' if self.members else 'differ'}"


def counted_of_each(gathered: Gathered, settings: Settings) -> dict[str, str]:
    """Digest all that tables for outside count of each participant: their group, bands, passages and codes that meet.

    Those whom nobody can tell apart are one, "", who is always there.
    """
    told: dict[str, Counter[tuple[str, ...]]] = {_NOBODY_KNOWN: Counter()}
    attributes = attributes_of(gathered.transcripts, settings)
    bands = {
        one.id: tuple(f"{name.id}={value}" for name in attributes if (value := value_of(one, name.id)))
        for one in gathered.transcripts
    }
    for transcript in gathered.transcripts:
        for participant in transcript.participants:
            told.setdefault(participant, Counter())["took part", *bands[transcript.id]] += 1
        for turn in transcript.turns:
            if turn.participant:
                told.setdefault(turn.participant, Counter())["group", group_of(turn, transcript) or ""] = 1
    said = said_by_participants(gathered.applied)
    for one in {(one.turn.store_id, one.start, one.end, one.code_id): one for one in said}.values():
        where = bands[one.transcript.id]
        told.setdefault(one.turn.participant or _NOBODY_KNOWN, Counter())["passage", one.code_id, *where] += 1
    for pair, meetings in codes_that_meet(said).items():
        for one in meetings:
            told[one.turn.participant or _NOBODY_KNOWN]["meeting", *pair] += 1
    return {
        participant: hashlib.sha256(json.dumps(sorted(its.items())).encode()).hexdigest()
        for participant, its in told.items()
    }


def remember_people(db: Database, release_id: str, counted: Mapping[str, str]) -> None:
    """Note who is in a release, with the digest of what is counted of each."""
    db.table("release_people").insert_all(
        {"release_id": release_id, "participant_id": participant, "counted": digest}
        for participant, digest in counted.items()
    )


def forget_counted(db: Database, participants: Sequence[str]) -> None:
    """Forget what releases counted of these participants; that they were in them is still known, by their labels."""
    db.conn.executemany("UPDATE release_people SET counted = '' WHERE participant_id = ?", [[p] for p in participants])


def of_few(db: Database, study: Study, counted: Mapping[str, str]) -> list[Differing]:
    """List the earlier releases for outside that differ in too few people, the one that differs least first.

    `counted` is what would be published now. A release that the store knows counts, whoever deleted its files, and so
    does one whose files are there alone, as after a backup was restored.
    """
    fewest = study.settings.min_cell_outside
    few = (one for one in _earlier(db, study, counted) if one.is_of_few(fewest))
    return sorted(few, key=lambda one: (one.people, one.n))


def check_not_of_few(few: Sequence[Differing], fewest: int, despite: str) -> None:
    """Stop a release that differs from earlier ones in few people, unless there is a reason. Raises TellsOfFew."""
    if few and not despite.strip():
        numbers = listed([str(one.n) for one in few])
        raise TellsOfFew(
            f"Nothing was released: {few[0]}. {few[0].way_out(fewest)}. Only if nobody has "
            f"release{'s' if len(few) > 1 else ''} {numbers} any more, say so with --despite REASON, which the audit "
            "trail keeps."
        )


def _earlier(db: Database, study: Study, counted: Mapping[str, str]) -> Iterator[Differing]:
    known = {row["n"]: row["id"] for row in db.query(_RELEASES, [OUTSIDE])}
    for n in sorted({*known, *study.release_numbers(OUTSIDE)}):
        before = {row["participant_id"]: row["counted"] for row in db.query(_PEOPLE, [known.get(n, "")])}
        if not before:
            yield Differing(n, None, None)
            continue
        others = sum(before[one] != counted[one] for one in before.keys() & counted.keys())
        yield Differing(n, len(before.keys() ^ counted.keys()), others)


_RELEASES = "SELECT n, id FROM releases WHERE status = 'release' AND audience = ?"
_PEOPLE = "SELECT participant_id, counted FROM release_people WHERE release_id = ?"
