"""How much of gold is found, beside other tools: python benchmarks/identify.py [--peers] [SET …]"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.gold import (
    ROOT,
    DataSet,
    corpus_set,
    court_set,
    demo_set,
    development_set,
    in_small_letters,
    marked_set,
)
from benchmarks.measure import Score, Tally, score, wilson
from benchmarks.peers import PEERS, Found
from benchmarks.pseudonyms import one_name_each
from benchmarks.slices import slices_of
from pipeline.identify.pipeline import Request, identify

SPOKEN = ("interview", "conversation", "vlog", "podcast", "speech", "court")
INTERVIEWS = ROOT / "benchmarks" / "interviews"
SETS: dict[str, Callable[[], DataSet]] = {
    "demo": demo_set,
    "dev-interviews": development_set,
    "interviews A": lambda: marked_set("interviews A", INTERVIEWS.glob("AA-*.txt")),
    "interviews B": lambda: marked_set("interviews B", INTERVIEWS.glob("BB-*.txt")),
    "GUM": lambda: corpus_set("GUM dev, spoken genres", "gum", SPOKEN),
    "Earnings-21": lambda: corpus_set("Earnings-21 dev", "earnings21"),
    "BTC": lambda: corpus_set("BTC dev", "btc"),
    "WNUT-17": lambda: corpus_set("WNUT-17 dev", "wnut17"),
    "LitBank": lambda: corpus_set("LitBank dev", "litbank"),
    "TAB": court_set,
}
INTERVIEW_SETS = ("demo", "dev-interviews", "interviews A", "interviews B")


def run(data: DataSet) -> tuple[Found, float]:
    """Find the identifiers of a data set, and say how many seconds that took once the lists were loaded."""
    roster = tuple((entry.type, (entry.name, *entry.aliases)) for entry in data.roster)
    identify({"first": ["Nothing."]}, Request(roster=roster))
    begun = time.perf_counter()
    texts = {id_: document.texts for id_, document in data.documents.items()}
    if data.one_study:
        return identify(texts, Request(roster=roster)), time.perf_counter() - begun
    found: Found = {}
    for id_, turns in texts.items():
        found |= identify({id_: turns}, Request(roster=roster))
    return found, time.perf_counter() - begun


def report(data: DataSet, result: Score, found: Found, seconds: float) -> Iterator[str]:
    """Write the figures of a data set as lines of text."""
    speed = f"{data.words / seconds:,.0f} words a second"
    yield f"== {data.name}: {len(data.documents)} texts, {data.words:,} words, {speed}"
    yield f"{'':<28}{'marked':>7}  {'found':<22}{'found or a doubt':<22}"
    order = sorted(result.tallies, key=lambda name: (not name.startswith("all"), not name.isupper(), name))
    for name in order:
        yield _line(name, result.tallies[name])
    for kind, (whole, entities) in result.entities.items():
        if entities:
            yield f"{kind} entities covered in every mention of their text: {_share(whole, entities)} of {entities}"
    if result.people:
        yield f"people with a mention left: {_share(result.exposed, result.people)} of {result.people}"
    yield f"doubts per 1,000 words: {1000 * result.doubts / max(1, result.words):.1f}"
    yield f"other words changed: {_share(result.plain_lost, result.plain_words)}"
    if result.kept:
        yield f"words that must stay, changed: {_share(result.kept_lost, result.kept)} of {result.kept}"
    yield f"precision by letter: {result.letters_right / max(1, result.letters):.3f}"
    if any(span.entity for document in data.documents.values() for span in document.spans):
        yield from one_name_each(data, found)
    yield ""


def reliability(scored: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """Write how often scores were right, by tenths of the score."""
    yield f"{'score':<12}{'finds':>7}  right"
    for tenth in range(10):
        within = [right for value, right in scored if tenth / 10 <= value < (tenth + 1) / 10 + (tenth == 9) * 0.01]
        if within:
            yield f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}{'':<5}{len(within):>7}  {_share(sum(within), len(within))}"


def main(arguments: Sequence[str] | None = None, say: Callable[[str], None] = print) -> None:
    """Print the figures on every set that is at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"any of: {', '.join(SETS)}")
    parser.add_argument("--peers", action="store_true", help="run other tools on the interviews too")
    options = parser.parse_args(arguments)
    scored: list[tuple[float, bool]] = []
    for name in options.sets or SETS:
        try:
            data = SETS[name]()
        except FileNotFoundError:
            say(f"== {name}: not at hand, skipped\n")
            continue
        for one in (data, in_small_letters(data)) if name in (*INTERVIEW_SETS, "GUM") else (data,):
            found, seconds = run(one)
            result = score(one, found, slices_of(one))
            for line in report(one, result, found, seconds):
                say(line)
            if name in ("interviews A", "interviews B"):
                scored += _outcomes(one, found)
            if options.peers and name in INTERVIEW_SETS:
                for line in _peers(one):
                    say(line)
    if scored:
        say("== how far scores can be trusted, on interviews A and B")
        for line in reliability(scored):
            say(line)
        say("")
    say("Found: every letter and digit lies in something that is replaced. Ranges are 95 per cent intervals (Wilson).")
    say("All interviews are invented; demo, dev-interviews and A were looked at while the rules were made, B was not.")


def _outcomes(data: DataSet, found: Found) -> Iterator[tuple[float, bool]]:
    for id_, document in data.documents.items():
        for n, identifiers in enumerate(found[id_]):
            gold = {at for s in document.spans if s.turn == n for at in range(s.start, s.end)}
            for one in identifiers:
                letters = [at for at in range(one.start, one.end) if document.texts[n][at].isalnum()]
                yield one.score, sum(at in gold for at in letters) * 2 >= len(letters)


def _peers(data: DataSet) -> Iterator[str]:
    texts = {id_: document.texts for id_, document in data.documents.items()}
    yield f"-- other tools on {data.name}"
    yield f"{'':<28}{'direct':<22}{'quasi':<22}{'people':<22}other words changed"
    for name, peer in PEERS.items():
        try:
            found = peer(texts)
        except ImportError:
            yield f"{name:<28}not installed"
            continue
        result = score(data, found)
        cells = [_share(t.found, t.spans) for t in (result.tallies["all direct"], result.tallies["all quasi"])]
        cells.append(_share(result.people - result.exposed, result.people))
        yield f"{name:<28}" + "".join(f"{c:<22}" for c in cells) + _share(result.plain_lost, result.plain_words)
    yield ""


def _line(name: str, tally: Tally) -> str:
    return f"{name:<28}{tally.spans:>7}  {_share(tally.found, tally.spans):<22}{_share(tally.shown, tally.spans):<22}"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f} ({low:.3f}–{high:.3f})"


if __name__ == "__main__":
    main()
