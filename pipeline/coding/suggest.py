"""Make the suggestions: by the codebook's phrases, and by what was learned where that does better. Never codings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.records import PARTICIPANT
from pipeline.coding.cue_records import CUE, CueRecord
from pipeline.coding.cues import Suggester
from pipeline.coding.learning.trial import LEARNED, Trial
from pipeline.coding.reasons import why_learned
from pipeline.coding.trials import remember_trials
from pipeline.errors import NothingIngested, NotPseudonymised
from pipeline.settings import Settings

WAITS = (
    "nothing is learned before the study is pseudonymised as it stands: llais pseudonymise STUDY, then suggest again"
)


@dataclass(frozen=True, slots=True)
class Made:
    """How many suggestions were made, by code and source; what each source is worth; and why nothing was learned.

    `records` and `trials` are empty where nobody has coded yet, or the study is not pseudonymised as it stands.
    """

    counts: dict[tuple[str, str], int]
    records: tuple[CueRecord, ...] = ()
    trials: tuple[Trial, ...] = ()
    waits: str = ""

    @property
    def total(self) -> int:
        """Count all suggestions."""
        return sum(self.counts.values())


def suggest(db: Database, codebook: Codebook, settings: Settings) -> Made:
    """Store the suggestions for what participants said, in place of those before.

    What is learned is learned from pseudonymised words, so it waits where those are not settled. Raises
    NothingIngested, BadSettings.
    """
    with db.atomic():
        db.execute("DELETE FROM suggestions")
        db.table("suggestions").insert_all(_by_phrases(db, codebook, settings.language))
        try:
            records, trials = _learned(db, codebook, settings)
            waits = ""
        except NotPseudonymised:
            records, trials, waits = (), (), WAITS
        remember_trials(db, trials)
        counted = db.query("SELECT code_id, source, count(*) AS n FROM suggestions GROUP BY code_id, source")
        counts = {(row["code_id"], row["source"]): row["n"] for row in counted}
    return Made(counts, records, trials, waits)


def _by_phrases(db: Database, codebook: Codebook, language: str) -> Iterator[dict]:
    turns = list(db.query("SELECT id, text FROM turns WHERE role = ? ORDER BY transcript_id, n", [PARTICIPANT]))
    if not turns:
        raise NothingIngested("The study holds no transcript yet. Read its files first with: llais ingest STUDY")
    suggester = Suggester(codebook, language)
    for turn, suggestions in zip(turns, suggester(turn["text"] for turn in turns), strict=True):
        for one in suggestions:
            where = {"turn_id": turn["id"], "start": one.start, "end": one.end, "code_id": one.code_id}
            yield {**where, "cue": one.cues[0], "source": CUE, "why": one.why}


def _learned(db: Database, codebook: Codebook, settings: Settings) -> tuple[tuple[CueRecord, ...], tuple[Trial, ...]]:
    """Learn from what people coded, store what is suggested by that, and say what each source is worth.

    Raises NotPseudonymised, BadSettings.
    """
    from pipeline.publish.coded import gather_codings
    from pipeline.publish.originals import known_originals, originals_of
    from pipeline.publish.suggestion_records import suggestion_records
    from pipeline.publish.versions import current_transcripts

    gathered = gather_codings(db, current_transcripts(db, settings), codebook, "", settings)
    if not gathered.applied:
        return (), ()
    # scikit-learn takes a second to load, which a study that nobody has coded can do without.
    from pipeline.coding.learning.learned import learn
    from pipeline.coding.learning.material import Material

    material = Material(gathered)
    originals = originals_of(known_originals(db, settings))
    learned = learn(material.said, material.marks, material.read, lambda word: not originals.in_text(word))
    trials = {trial.code_id: trial for trial in learned.trials}
    rows = (
        {
            **material.place_of(one.sentence),
            "code_id": one.code_id,
            "cue": "",
            "source": LEARNED,
            "why": why_learned(trials[one.code_id], one.words),
        }
        for one in learned.suggestions
        if material.is_open_to(one.sentence, one.code_id)
    )
    db.table("suggestions").insert_all(rows, ignore=True)
    records = suggestion_records(
        gathered.transcripts,
        gathered.applied,
        gathered.suggested,
        gathered.answers,
        learned.trials,
        gathered.codebook,
        gathered.handed_in,
    )
    return tuple(records), learned.trials
