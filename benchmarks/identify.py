"""How many of gold's identifiers are found, and how many plain words go with them: python benchmarks/identify.py"""

from __future__ import annotations

import json
import math
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ingest.manifest import read_manifest  # noqa: E402
from ingest.records import RosterEntry  # noqa: E402
from ingest.roster import read_roster  # noqa: E402
from pipeline.identify.finds import Identifier  # noqa: E402
from pipeline.identify.pipeline import Request, identify  # noqa: E402
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES  # noqa: E402
from pipeline.protect import names_of_a_file, without_labels  # noqa: E402
from pipeline.pseudonyms.generalise import vaguer_date  # noqa: E402

REMOVE = "remove"
_Z = 1.959964  # 95 per cent
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ARTICLE = re.compile(r"(?:the|y|yr) (?=\S)", re.IGNORECASE)  # gold may mark it or not; nobody is known by it


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """What gold marks in a turn; `must` is "remove", or "either" where leaving it counts as no fault."""

    turn: int
    start: int
    end: int
    type: str
    must: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A transcript's turns with what identifies someone in them."""

    texts: tuple[str, ...]
    spans: tuple[GoldSpan, ...]


@dataclass(frozen=True, slots=True)
class DataSet:
    """Gold documents by id, with the names that their team knew in advance."""

    name: str
    documents: dict[str, GoldDocument]
    roster: tuple[RosterEntry, ...]

    @property
    def words(self) -> int:
        """Count the words spoken."""
        return sum(len(_WORD.findall(text)) for document in self.documents.values() for text in document.texts)


@dataclass(slots=True)
class Tally:
    """Counts for one type: gold's spans, those found, those found or in doubt, and what was claimed, in letters."""

    spans: int = 0
    found: int = 0
    found_or_doubt: int = 0
    claimed: int = 0
    rightly: int = 0


@dataclass(slots=True)
class Score:
    """The counts of a data set, by type, with the plain words and those among them that would be replaced."""

    types: dict[str, Tally] = field(default_factory=dict)
    plain_words: int = 0
    plain_words_lost: int = 0
    missed: list[tuple[str, GoldSpan, str]] = field(default_factory=list)
    surplus: list[tuple[str, Identifier, str]] = field(default_factory=list)

    def of(self, type_: str) -> Tally:
        """Return the counts of a type, made where there are none."""
        return self.types.setdefault(type_, Tally())


def demo_set(folder: Path = ROOT / "demo") -> DataSet:
    """Read the demo's gold with the roster and the manifest of its study."""
    study = folder / "study"
    roster = read_roster(study / "people.csv")
    return DataSet("demo/gold", _documents(folder / "gold", "turns"), _known(roster, study / "manifest.csv"))


def development_set(folder: Path) -> DataSet | None:
    """Read the development interviews with their manifest, None where they are not at hand."""
    if not folder.is_dir():
        return None
    return DataSet(folder.name, _documents(folder / "gold", "text"), _known([], folder / "manifest.csv"))


def run(data: DataSet) -> tuple[dict[str, list[list[Identifier]]], float]:
    """Find identifiers in the turns of a data set, and say how many seconds that took once the lists were loaded."""
    request = Request(roster=tuple((entry.type, (entry.name, *entry.aliases)) for entry in data.roster))
    identify({"first": ["Nothing."]}, request)
    begun = time.process_time()
    found = identify({id_: document.texts for id_, document in data.documents.items()}, request)
    return found, time.process_time() - begun


def score(data: DataSet, found: Mapping[str, Sequence[Sequence[Identifier]]]) -> Score:
    """Compare what was found with gold, letter by letter."""
    result = Score()
    for id_, document in data.documents.items():
        for n, (text, identifiers) in enumerate(zip(document.texts, found[id_], strict=True)):
            spans = [span for span in document.spans if span.turn == n]
            _count_recall(result, text, spans, identifiers, id_)
            _count_precision(result, text, spans, identifiers, id_)
    return result


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Give the 95 per cent interval of a share, between 0 and 1, by Wilson's formula."""
    if not trials:
        return 0.0, 1.0
    share, spread = successes / trials, _Z**2 / trials
    middle = share + spread / 2
    margin = _Z * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, (middle - margin) / (1 + spread)), min(1.0, (middle + margin) / (1 + spread))


def table(data: DataSet, result: Score, seconds: float) -> Iterator[str]:
    """Write the figures as lines of text."""
    turns = sum(len(document.texts) for document in data.documents.values())
    yield f"{data.name}: {len(data.documents)} invented transcripts, {turns} turns, {data.words} words"
    yield ""
    yield f"{'type':<12}{'spans':>6}  {'found':<22}{'found or doubt':<22}{'precision by letter':<22}"
    for type_, tally in sorted(result.types.items(), key=lambda item: (item[0] not in IDENTIFIER_TYPES, item[0])):
        yield _line(type_, tally)
    for kind in ("direct", "quasi"):
        named = [tally for type_, tally in result.types.items() if _kind(type_) == kind]
        yield _line(f"all {kind}", _sum(named))
    yield _line("all known", _sum(tally for type_, tally in result.types.items() if type_ in IDENTIFIER_TYPES))
    low, high = wilson(result.plain_words_lost, result.plain_words)
    lost = result.plain_words_lost / max(1, result.plain_words)
    yield ""
    words = f"{result.plain_words_lost} of {result.plain_words} plain words"
    yield f"over-redaction {lost:.2%} ({low:.2%}–{high:.2%}): {words}"
    yield f"{data.words / seconds:,.0f} words a second of one core's time"


def main(say: Callable[[str], None] = print) -> None:
    """Print the figures on the demo's gold and, where they are at hand, on the development interviews."""
    development = ROOT.parent / "shared" / "dev-interviews"
    for name, data in (("demo/gold", demo_set()), ("../shared/dev-interviews", development_set(development))):
        if data is None:
            say(f"{name}: not at hand, skipped")
            continue
        found, seconds = run(data)
        for line in table(data, score(data, found), seconds):
            say(line)
        say("")
    say("Found: every letter lies in an identifier sure enough to be replaced. Over-redaction: by the default policy.")
    say(
        "Ranges are 95 per cent intervals (Wilson). Types without precision are not looked for. The detectors were made"
    )
    say("with these invented texts at hand: the figures say how these texts fare, and nothing of any others.")


def _documents(folder: Path, turns: str) -> dict[str, GoldDocument]:
    documents = {}
    for path in sorted(folder.glob("*.json")):
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        texts = [turn["text"] for turn in gold[turns]]
        spans = tuple(_span(span, texts[span["turn"]]) for span in gold["identifiers"])
        documents[gold["doc"]] = GoldDocument(tuple(normalize("NFC", text) for text in texts), spans)
    return documents


def _span(span: Mapping[str, Any], text: str) -> GoldSpan:
    """Read a span of gold; reading in normalises texts to NFC, gold may not have."""
    start, end = (len(normalize("NFC", text[: span[edge]])) for edge in ("start", "end"))
    return GoldSpan(span["turn"], start, end, span["type"], span["must"])


def _known(roster: Iterable[RosterEntry], manifest: Path) -> tuple[RosterEntry, ...]:
    entries = list(roster)
    for row in read_manifest(manifest):
        entries += names_of_a_file(row.known_names, row.interviewer, row.site, row.file)
    return tuple(without_labels(entries))


def _count_recall(
    result: Score, text: str, spans: Sequence[GoldSpan], identifiers: Sequence[Identifier], id_: str
) -> None:
    certain = _letters((i.start, i.end) for i in identifiers if i.status == FOUND)
    any_ = _letters((i.start, i.end) for i in identifiers)
    for span in spans:
        if span.must != REMOVE:
            continue
        tally = result.of(span.type)
        needed = _needed(text, span)
        tally.spans += 1
        tally.found += needed <= certain
        tally.found_or_doubt += needed <= any_
        if not needed <= certain:
            result.missed.append((id_, span, text))


def _count_precision(
    result: Score, text: str, spans: Sequence[GoldSpan], identifiers: Sequence[Identifier], id_: str
) -> None:
    marked = _letters((_with_article(text, span.start), span.end) for span in spans)
    certain = [i for i in identifiers if i.status == FOUND]
    replaced = _letters((i.start, i.end) for i in certain if not _stays(i, text))
    for identifier in certain:
        letters = {at for at in range(identifier.start, identifier.end) if text[at].isalnum()}
        result.of(identifier.type).claimed += len(letters)
        result.of(identifier.type).rightly += len(letters & marked)
        if not letters <= marked:
            result.surplus.append((id_, identifier, text))
    for word in _WORD.finditer(text):
        here = set(range(*word.span()))
        if not here & marked:
            result.plain_words += 1
            result.plain_words_lost += bool(here & replaced)


def _stays(identifier: Identifier, text: str) -> bool:
    """Say whether the default policy leaves it as it is: a month is as vague as a month."""
    return identifier.type == "DATE" and vaguer_date(text[identifier.start : identifier.end], "month") is None


def _needed(text: str, span: GoldSpan) -> set[int]:
    article = _ARTICLE.match(text, span.start, span.end)
    return {at for at in range(article.end() if article else span.start, span.end) if text[at].isalnum()}


def _with_article(text: str, start: int) -> int:
    before = re.search(r"\b(?:the|y|yr) $", text[:start], re.IGNORECASE)
    return before.start() if before else start


def _letters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _kind(type_: str) -> str:
    return IDENTIFIER_TYPES[type_].kind if type_ in IDENTIFIER_TYPES else ""


def _sum(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.spans += tally.spans
        whole.found += tally.found
        whole.found_or_doubt += tally.found_or_doubt
        whole.claimed += tally.claimed
        whole.rightly += tally.rightly
    return whole


def _line(name: str, tally: Tally) -> str:
    cells = [_share(tally.found, tally.spans), _share(tally.found_or_doubt, tally.spans)]
    return f"{name:<12}{tally.spans:>6}  " + "".join(
        f"{cell:<22}" for cell in [*cells, _share(tally.rightly, tally.claimed)]
    )


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f} ({low:.3f}–{high:.3f})"


if __name__ == "__main__":
    main()
