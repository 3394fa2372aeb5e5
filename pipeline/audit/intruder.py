"""An automatic intruder: who could be singled out in the published text, and by what.

It finds places to look at, and says nothing about how likely anybody is to be known.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.audit.attributes import Alone, alone_in, people_of
from pipeline.audit.details import Profile, Told, details_of, profiles, telling_turns
from pipeline.audit.knowledge import Knowledge, Narrowing, narrow
from pipeline.audit.rare_words import RareWord, rare_words
from pipeline.audit.trail import record
from pipeline.publish.gather import codings
from pipeline.publish.rows import carry
from pipeline.publish.versions import current_transcripts
from pipeline.settings import Settings

AUTOMATIC = "intruder test, automatic"
"""How the trail calls it."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What an intruder could use, of `participants` in all; `narrowing` where a file of knowledge was tried."""

    participants: int
    attributes: tuple[str, ...]
    alone: tuple[Alone, ...]
    words: tuple[RareWord, ...]
    turns: tuple[Told, ...]
    profiles: tuple[Profile, ...]
    narrowing: Narrowing | None = None

    def counts(self) -> dict[str, int]:
        """Count what was found, for the trail."""
        counts = {
            "participants": self.participants,
            "singled out by attributes": len(self.alone),
            "rare words": len(self.words),
            "telling turns": len(self.turns),
            "profiles from quotes": len(self.profiles),
        }
        if self.narrowing is not None:
            counts |= {"facts known": self.narrowing.facts, "participants that fit them": self.narrowing.fitting}
        return counts


def look_for_people(db: Database, settings: Settings, actor: str, knowledge: Knowledge | None = None) -> Findings:
    """Look at the study as it would be published now, as an intruder would, and note in the trail how much was found.

    Raises NotPseudonymised, BadSettings.
    """
    with db.atomic():
        transcripts = current_transcripts(db, settings)
        people = people_of(db, transcripts, settings)
        details = details_of(db, transcripts)
        findings = Findings(
            participants=len(people),
            attributes=settings.attributes,
            alone=alone_in(people, settings.attributes),
            words=rare_words(transcripts),
            turns=telling_turns(transcripts, details),
            profiles=profiles(carry(transcripts, codings(db, "codings")), details),
            narrowing=None if knowledge is None else narrow(knowledge, transcripts, people, settings),
        )
        record(db, AUTOMATIC, actor=actor, counts=findings.counts())
    return findings
