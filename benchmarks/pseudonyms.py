"""Whether one surface of one person gets one pseudonym everywhere, and how many people share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.gold import DataSet
from pipeline.folding import fold
from pipeline.identify.finds import Identifier
from pipeline.identify.types import FOUND
from pipeline.pseudonyms.replacer import corpus_of, replacer_from
from pipeline.settings import Settings
from pipeline.trial import people_in


def one_name_each(data: DataSet, found: Mapping[str, Sequence[Sequence[Identifier]]]) -> Iterator[str]:
    """Write the share of (person, surface) pairs with one replacement, over all texts, and the pseudonyms shared."""
    texts = {id_: list(document.texts) for id_, document in data.documents.items()}
    by_id = {id_: [list(turn) for turn in turns] for id_, turns in found.items()}
    spoken = corpus_of(text for its in texts.values() for text in its)
    policy = Settings().policy
    replacer = replacer_from(spoken, people_in(texts, by_id), data.roster, policy, {}, b"benchmark")
    stands: dict[tuple[str, str], set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for id_, document in data.documents.items():
        for span in document.spans:
            text = document.texts[span.turn]
            for one in found[id_][span.turn]:
                if (one.start, one.end, one.status) == (span.start, span.end, FOUND) and span.type == "PERSON":
                    replacement = replacer.replace(one, text)[1] or ""
                    stands[span.entity, fold(text[span.start : span.end])].add(fold(replacement))
                    people[fold(replacement)].add(span.entity)
    if stands:
        whole = sum(len(replacements) == 1 for replacements in stands.values())
        shared = sum(len(entities) > 1 for entities in people.values())
        yield (
            f"one pseudonym for one surface of one person: {whole} of {len(stands)} ({whole / len(stands):.3f}); "
            f"pseudonyms that more than one person has: {shared} of {len(people)}"
        )
