"""Time agreement between all pairs of coders over a million codings, and hold a slice against the libraries.

The codings are drawn from a seed: 2,000 transcripts of 100 turns of 200 characters (40 million characters), 4 coders
who all worked on all of them, 30 codes of 6 themes. Three quarters of the passages are coded by all four, with edges
that vary and a code that is sometimes another; the others by one alone.

python -m benchmarks.agreement [CODINGS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import combinations

import krippendorff
import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.metrics import cohen_kappa_score

from pipeline.coding.agreement.compare import Comparison
from pipeline.coding.agreement.line import Array, lay_out
from pipeline.coding.agreement.measures import ALPHA, COHEN
from pipeline.coding.agreement.records import ALL_CODES, CODE, COUNTED, SCOPES, UNITS, Coding, Text

CODERS = ("A", "B", "C", "D")
CODES = tuple(f"theme-{n % 6}/code-{n}" for n in range(30))
TRANSCRIPTS, TURNS, LENGTH = 2_000, 100, 200
_SENTENCES = tuple((start, start + 48) for start in range(0, LENGTH, 50))
_SEED = 6


def invent(codings: int) -> tuple[list[Text], list[Coding]]:
    """Draw texts and about as many codings as asked for."""
    texts = [Text(f"T{t:04}", n, LENGTH, _SENTENCES) for t in range(TRANSCRIPTS) for n in range(1, TURNS + 1)]
    draw = np.random.default_rng(_SEED)
    passages = codings * 4 // 13  # three quarters of them are coded four times, the others once
    place = draw.integers(0, len(texts), passages)
    code = draw.integers(0, len(CODES), passages)
    begin, width = draw.integers(0, LENGTH - 80, passages), draw.integers(20, 70, passages)
    alone = np.where(draw.random(passages) < 0.25, draw.integers(0, len(CODERS), passages), -1)
    made = []
    for n, name in enumerate(CODERS):
        by = np.flatnonzero((alone < 0) | (alone == n))
        other = np.where(draw.random(len(by)) < 0.15, draw.integers(0, len(CODES), len(by)), code[by])
        start = np.maximum(begin[by] + draw.integers(-5, 6, len(by)), 0)
        end = np.minimum(begin[by] + width[by] + draw.integers(-5, 6, len(by)), LENGTH)
        made += [
            Coding(name, CODES[c], texts[at].transcript, texts[at].turn, a, b)
            for at, c, a, b in zip(place[by].tolist(), other.tolist(), start.tolist(), end.tolist(), strict=True)
        ]
    return texts, made


def hold_against_libraries(comparison: Comparison, codings: list[Coding]) -> float:
    """Return the greatest difference from `krippendorff` and scikit-learn, code by code, a row for every character."""
    line, worst = comparison.line, 0.0
    ours = {
        (one.measure, one.scope_id): one.value
        for one in comparison.ratings("character", CODE, COUNTED, (ALPHA, COHEN), CODERS[:2])
    }
    rows = np.zeros((len(CODES), 2, len(line.transcripts) * TURNS, LENGTH), dtype=np.int8)
    transcript = {name: n for n, name in enumerate(line.transcripts)}
    for one in codings:
        if one.coder in CODERS[:2]:
            turn = transcript[one.transcript] * TURNS + one.turn - 1
            rows[CODES.index(one.code), CODERS.index(one.coder), turn, one.start : one.end] = 1
    for code, (first, second) in zip(CODES, rows.reshape(len(CODES), 2, -1), strict=True):
        alpha = krippendorff.alpha(np.vstack([first, second]), level_of_measurement="nominal")
        kappa = cohen_kappa_score(first, second)
        worst = max(worst, abs(alpha - (ours[ALPHA, code] or 0)), abs(kappa - (ours[COHEN, code] or 0)))
    return worst


def main() -> None:
    """Measure, and print a row for each step."""
    texts, codings = invent(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    pairs = list(combinations(CODERS, 2))
    table = Table(
        title=f"Every code, theme and all codes, {len(pairs)} pairs: {len(codings):,} codings, {len(texts):,} turns"
    )
    table.add_column("step")
    table.add_column("seconds", justify="right")
    table.add_column("of the processor", justify="right")
    table.add_column("figures", justify="right")

    def timed(step: str, work: Callable[[], int]) -> Array:
        begun = np.array([time.perf_counter(), time.process_time()])
        figures = work()
        taken = np.array([time.perf_counter(), time.process_time()]) - begun
        table.add_row(step, *(f"{seconds:.2f}" for seconds in taken), str(figures or ""))
        return taken

    made: list[Comparison] = []

    def laid_out() -> int:
        made.append(Comparison(lay_out(texts, codings)))
        return 0

    def rated(unit: str) -> int:
        scopes = [(pair, scope) for pair in pairs for scope in SCOPES]
        return sum(len(made[0].ratings(unit, scope, COUNTED, (ALPHA, COHEN), pair)) for pair, scope in scopes)

    whole = timed("laid out on a line", laid_out)
    for unit in UNITS:
        whole += timed(f"alpha and kappa by {unit}", partial(rated, unit))
    whole += timed(
        "unitizing alphas of all codes",
        lambda: sum(len(made[0].unitizing(ALL_CODES, pair)) for pair in pairs),
    )
    table.add_row("together", *(f"{seconds:.2f}" for seconds in whole), "")
    few = {text.transcript for text in texts[: 20 * TURNS]}
    some = [one for one in codings if one.transcript in few]
    against = Comparison(lay_out((text for text in texts if text.transcript in few), some))
    Console().print(table)
    Console().print(
        f"Greatest difference from krippendorff and scikit-learn on {len(few)} transcripts, A and B: "
        f"{hold_against_libraries(against, some):.1e}"
    )


if __name__ == "__main__":
    main()
