"""The texts with gold that finding is measured on, in one form: invented interviews and licensed corpora."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from demo.parse import Interview, parse_interview
from ingest.manifest import read_manifest
from ingest.records import RosterEntry
from ingest.roster import read_roster
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.known_names import names_of_a_file, without_labels
from training.documents import NUMBERS, corpora
from training.variants import bare, lower

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
REMOVE, EITHER = "remove", "either"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """What gold marks in a turn; `must` is "remove", or "either" where leaving it counts as no fault."""

    turn: int
    start: int
    end: int
    type: str
    must: str
    entity: str = ""
    level: str = ""

    @property
    def kind(self) -> str:
        """Say whether it is direct or quasi: as gold says, else by its type."""
        if self.level:
            return self.level
        return "direct" if self.type == "NUMBER" or self.type in NUMBERS else IDENTIFIER_TYPES[self.type].kind


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A transcript's turns with what identifies someone in them, and the stretches that must stay."""

    texts: tuple[str, ...]
    spans: tuple[GoldSpan, ...]
    kept: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DataSet:
    """Gold documents by id, with the names that their team knew in advance; `types` are those that gold marks.

    `one_study` says whether the texts belong together, so that a name in one is looked for in all.
    """

    name: str
    documents: dict[str, GoldDocument]
    roster: tuple[RosterEntry, ...] = ()
    types: frozenset[str] = frozenset(IDENTIFIER_TYPES)
    one_study: bool = True

    @property
    def words(self) -> int:
        """Count the words spoken."""
        return sum(len(_WORD.findall(text)) for document in self.documents.values() for text in document.texts)


def demo_set(folder: Path = ROOT / "demo") -> DataSet:
    """Read the demo's gold with the roster and the manifest of its study."""
    study = folder / "study"
    roster = read_roster(study / "people.csv")
    return DataSet("demo", _documents(folder / "gold", "turns"), _known(roster, study / "manifest.csv"))


def development_set(folder: Path = SHARED / "dev-interviews") -> DataSet:
    """Read the development interviews with their manifest. Raises FileNotFoundError where they are not at hand."""
    return DataSet("dev-interviews", _documents(folder / "gold", "text"), _known([], folder / "manifest.csv"))


def marked_set(name: str, paths: Iterable[Path]) -> DataSet:
    """Read marked interviews, with the names that their headers list as known."""
    interviews = [parse_interview(path.read_text(encoding="utf-8")) for path in sorted(paths)]
    roster: list[RosterEntry] = []
    for one in interviews:
        roster += names_of_a_file(
            [name.strip() for name in one.header["known_names"].split(";")], one.header["interviewer"], "", ""
        )
    return DataSet(name, {one.id: _marked(one) for one in interviews}, tuple(without_labels(roster)))


def corpus_set(name: str, source: str, genres: tuple[str, ...] = (), folder: Path = SHARED / "corpora") -> DataSet:
    """Read the dev part of a corpus, or some genres of it, a text a turn. Raises FileNotFoundError."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    documents = {}
    for document in corpora(folder, "dev"):
        if document.source == source and (not genres or any(genre in document.id for genre in genres)):
            spans = [
                GoldSpan(n, s.start, s.end, sorted(s.labels)[0], EITHER if s.either else REMOVE)
                for n, turn in enumerate(document.turns)
                for s in turn.spans
            ]
            documents[document.id] = GoldDocument(tuple(turn.text for turn in document.turns), tuple(spans))
    return DataSet(name, documents, types=frozenset({"PERSON", "PLACE", "ORG"}), one_study=False)


def court_set(folder: Path = SHARED / "corpora" / "tab") -> DataSet:
    """Read TAB's dev part, with its own levels and entities. Raises FileNotFoundError where it is not at hand."""
    documents = {}
    for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        spans = tuple(
            GoldSpan(
                0,
                _composed(text, s["start"]),
                _composed(text, s["end"]),
                _COURT_TYPES[s["label"]],
                EITHER if s["level"] == "no_mask" else REMOVE,
                s["entity"],
                s["level"],
            )
            for s in record["spans"]
        )
        documents[str(record["id"])] = GoldDocument((normalize("NFC", text),), spans)
    return DataSet("TAB dev", documents, one_study=False)


_COURT_TYPES = {
    "PERSON": "PERSON",
    "PLACE": "PLACE",
    "ORG": "ORG",
    "DATETIME": "DATE",
    "DEM": "DEMOGRAPHIC",
    "CODE": "CASE_REF",
    "QUANTITY": "OTHER",
    "MISC": "OTHER",
}


def in_small_letters(data: DataSet) -> DataSet:
    """Write a data set as speech recognition would: small letters, no punctuation."""
    return replace(data, name=f"{data.name}, small letters", documents=dict(_bared(data.documents)))


def _bared(documents: Mapping[str, GoldDocument]) -> Iterator[tuple[str, GoldDocument]]:
    from training.documents import Span, Turn  # its spans move with the text

    for id_, document in documents.items():
        texts, spans, kept = [], [], []
        for n, text in enumerate(document.texts):
            mine = [s for s in document.spans if s.turn == n]
            theirs = [k for k in document.kept if k[0] == n]
            marks = [Span(s.start, s.end, frozenset({str(i)})) for i, s in enumerate(mine)]
            marks += [Span(k[1], k[2], frozenset({f"k{i}"})) for i, k in enumerate(theirs)]
            turn = bare(lower(Turn(text, tuple(sorted(marks, key=lambda s: s.start)))))
            texts.append(turn.text)
            for mark in turn.spans:
                (which,) = mark.labels
                if which.startswith("k"):
                    kept.append((n, mark.start, mark.end))
                else:
                    spans.append(replace(mine[int(which)], start=mark.start, end=mark.end))
        yield id_, GoldDocument(tuple(texts), tuple(spans), tuple(kept))


def _marked(interview: Interview) -> GoldDocument:
    texts, spans, kept = [], [], []
    for n, turn in enumerate(interview.turns):
        texts.append(normalize("NFC", turn.text))
        for one in turn.identifiers:
            start, end = _composed(turn.text, one.start), _composed(turn.text, one.end)
            spans.append(GoldSpan(n, start, end, one.type, EITHER if one.either else REMOVE, one.entity))
        kept += [(n, _composed(turn.text, one.start), _composed(turn.text, one.end)) for one in turn.kept]
    return GoldDocument(tuple(texts), tuple(spans), tuple(kept))


def _documents(folder: Path, turns: str) -> dict[str, GoldDocument]:
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    documents = {}
    for path in sorted(folder.glob("*.json")):
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        texts = [turn["text"] for turn in gold[turns]]
        spans = tuple(_span(span, texts[span["turn"]]) for span in gold["identifiers"])
        kept = tuple(
            (n["turn"], _composed(texts[n["turn"]], n["start"]), _composed(texts[n["turn"]], n["end"]))
            for n in gold.get("negatives", [])
        )
        documents[gold["doc"]] = GoldDocument(tuple(normalize("NFC", text) for text in texts), spans, kept)
    return documents


def _span(span: Mapping[str, Any], text: str) -> GoldSpan:
    start, end = (_composed(text, span[edge]) for edge in ("start", "end"))
    return GoldSpan(span["turn"], start, end, span["type"], span["must"], span.get("entity") or "")


def _composed(text: str, at: int) -> int:
    """Give an offset into the text as reading in composes it; gold may have letters and accents apart."""
    return len(normalize("NFC", text[:at]))


def _known(roster: Iterable[RosterEntry], manifest: Path) -> tuple[RosterEntry, ...]:
    entries = list(roster)
    for row in read_manifest(manifest):
        entries += names_of_a_file(row.known_names, row.interviewer, row.site, row.file)
    return tuple(without_labels(entries))
