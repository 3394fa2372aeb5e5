"""Learn how much each detector's word is worth where, from marked interviews that the tagger has not seen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingClassifier
from spacy.tokens import Doc

from benchmarks.gold import EITHER, DataSet, GoldDocument, in_small_letters, marked_set
from pipeline.identify.finds import Find, finds_in
from pipeline.identify.merge import merge
from pipeline.identify.pipeline import make_pipeline
from pipeline.identify.propagate import NAME, PROPAGATED, propagation
from pipeline.identify.request import Request, Thresholds
from pipeline.identify.tagger import set_tagged_words, tagged_words
from pipeline.identify.turns import turns_as_docs
from pipeline.identify.types import FOUND
from pipeline.identify.weighing.evidence import COLUMNS, Elsewhere, elsewhere_in, evidence
from pipeline.identify.weighing.weigh import AGAIN, FIRST

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "pipeline" / "identify" / "weighing" / "data"
SEED = 20261125
_ARTICLE = re.compile(
    r"(?:the|an?|yr?|my|our|his|her|their|one of the) (?=\S)", re.IGNORECASE
)  # gold may mark it or not
_RIGHT = 0.85  # the share of a find's letters that gold marks, from which on it is right
_TREES = {FIRST: 220, AGAIN: 80}


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn with gold, as words, with what the detectors found in it."""

    doc: Doc
    finds: list[Find]
    elsewhere: Mapping[str, Elsewhere]
    right: frozenset[int]
    either: frozenset[int]


def read_turns(data: DataSet, *, with_roster: bool) -> list[ReadTurn]:
    """Run the detectors on a data set, without weighing what they find."""
    roster = tuple((e.type, (e.name, *e.aliases)) for e in data.roster) if with_roster else ()
    nlp = make_pipeline(Request(roster=roster))
    turns = []
    for document in data.documents.values():
        docs = turns_as_docs(nlp, document.texts)
        docs = list(nlp.pipe(docs, batch_size=len(docs)))
        elsewhere = elsewhere_in(docs)
        for n, doc in enumerate(docs):
            turns.append(ReadTurn(doc, list(dict.fromkeys(finds_in(doc))), elsewhere, *_letters(document, n)))
    return turns


def _letters(document: GoldDocument, turn: int) -> tuple[frozenset[int], frozenset[int]]:
    spans = [span for span in document.spans if span.turn == turn]
    right = {at for s in spans for at in range(s.start, s.end)}
    either = {at for s in spans if s.must == EITHER for at in range(s.start, s.end)}
    return frozenset(right), frozenset(either)


def table(turns: Sequence[ReadTurn], more: Sequence[list[Find]] = ()) -> tuple[np.ndarray, np.ndarray]:
    """Give evidence and outcome (1 right, 0 wrong) of the finds; of those in `more` alone where there are any."""
    rows, outcomes = [], []
    for n, turn in enumerate(turns):
        further = more[n] if more else []
        if more and not further:
            continue
        finds = turn.finds + further
        for find, row in zip(finds, evidence(turn.doc, finds, turn.elsewhere), strict=True):
            outcome = _outcome(turn, find)
            if outcome is not None and (not more or find.detector == NAME):
                rows.append(row)
                outcomes.append(outcome)
    return np.array(rows, np.float32), np.array(outcomes)


def _outcome(turn: ReadTurn, find: Find) -> int | None:
    article = _ARTICLE.match(turn.doc.text, find.start, find.end)
    start = article.end() if article else find.start
    letters = {at for at in range(start, find.end) if turn.doc.text[at].isalnum()}
    if not letters or letters & turn.either:
        return None
    share = len(letters & turn.right) / len(letters)
    return int(share >= _RIGHT)


def learn(rows: np.ndarray, outcomes: np.ndarray, stage: str) -> GradientBoostingClassifier:
    """Fit the weights of a stage and write them where the package reads them."""
    model = GradientBoostingClassifier(
        n_estimators=_TREES[stage],
        max_depth=4,
        learning_rate=0.06,
        subsample=0.7,
        max_features=0.3,
        min_samples_leaf=12,
        random_state=SEED,
    ).fit(rows, outcomes)
    written = to_onnx(model, rows[:1], options={"zipmap": False}, target_opset=17)
    OUT.mkdir(exist_ok=True)
    (OUT / f"{stage}.onnx").write_bytes(written.SerializeToString())
    return model


def names_again(turns: Sequence[ReadTurn], likely: Sequence[float]) -> list[list[Find]]:
    """Look everywhere for the names that are found with the first weights, and return what is found so, by turn."""
    names: dict[tuple[str, str], float] = {}
    at = 0
    for turn in turns:
        scored = [Find(f.start, f.end, f.type, likely[at + n], f.detector) for n, f in enumerate(turn.finds)]
        at += len(turn.finds)
        for one in merge(scored, thresholds=Thresholds()):
            if one.status == FOUND and one.type in PROPAGATED:
                name = (one.type, turn.doc.text[one.start : one.end])
                names[name] = max(names.get(name, 0.0), one.score)
    nlp, propagate = propagation(names)
    again = []
    for turn in turns:
        doc = nlp.make_doc(turn.doc.text)
        doc.user_data |= {k: v for k, v in turn.doc.user_data.items() if k == "llais_cased"}
        set_tagged_words(doc, tagged_words(turn.doc))
        again.append(list(dict.fromkeys(finds_in(propagate(doc)))))
    return again


def main(folder: Path = HERE / "calibration") -> None:
    """Learn both sets of weights from the interviews in `folder`, as written and in small letters."""
    data = marked_set("calibration", folder.glob("*.txt"))
    read = [
        read_turns(one, with_roster=with_roster)
        for one in (data, in_small_letters(data))
        for with_roster in (True, False)
    ]
    tables = [table(turns) for turns in read]
    first = learn(np.concatenate([t[0] for t in tables]), np.concatenate([t[1] for t in tables]), FIRST)
    again = []
    for turns in read:
        rows = [row for turn in turns if turn.finds for row in evidence(turn.doc, turn.finds, turn.elsewhere)]
        likely = first.predict_proba(np.array(rows, np.float32))[:, 1]
        again.append(table(turns, names_again(turns, list(likely))))
    learn(np.concatenate([t[0] for t in again]), np.concatenate([t[1] for t in again]), AGAIN)
    weights = sorted(zip(COLUMNS, first.feature_importances_.round(4).tolist(), strict=True), key=lambda one: -one[1])
    (OUT / "importance.json").write_text(json.dumps(dict(weights), indent=1) + "\n")


if __name__ == "__main__":
    main()
