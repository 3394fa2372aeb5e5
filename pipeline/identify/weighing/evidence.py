"""What speaks for and against each find: who else found it, how its words are written, what they are elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Span
from wordfreq import zipf_frequency

from pipeline.identify.finds import Find
from pipeline.identify.scoring import NEVER_NAMES
from pipeline.identify.tagger import tagged_words
from pipeline.identify.tagging.labels import LABELS
from pipeline.identify.tagging.session import TaggedWord
from pipeline.identify.words import is_capitalised, is_word, next_word, previous_word, starts_sentence, uses_capitals
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.names import first_names, surnames
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import AREAS, places
from pipeline.lists.words import is_ordinary, is_welsh

DETECTORS = (
    "roster",
    "variants",
    "misheard",
    "spelled",
    "cues",
    "names",
    "capitals",
    "rarity",
    "neighbours",
    "places",
    "bodies",
    "organisations",
    "dates",
    "ages",
    "addresses",
    "phones",
    "online",
    "numbers",
    "spoken",
    "backgrounds",
    "conditions",
    "families",
    "occupations",
    "model",
    "propagate",
)
"""The detectors whose scores are evidence, in the order of the columns."""

_TYPE_GROUPS = ("PERSON", "PLACE", "ORG", "DATE", "AGE", "DEMOGRAPHIC", "OCCUPATION", "CONDITION", "FAMILY", "OTHER")

COLUMNS = (
    *(f"by_{name}" for name in DETECTORS),
    *(f"type_{name}" for name in (*_TYPE_GROUPS, "NUMBER")),
    "agreeing",
    "own_score",
    "is_tagger",
    *(f"label_{name}" for name in LABELS),
    "tagger_most",
    "tagger_mean",
    "tagger_least",
    "tagger_before",
    "tagger_after",
    "tagger_elsewhere_most",
    "tagger_elsewhere_mean",
    "times",
    "capitals_elsewhere",
    "cased",
    "capitals",
    "starts_sentence",
    "words",
    "letters",
    "digits",
    "ordinary",
    "welsh",
    "never_a_name",
    "rarest",
    "commonest",
    "first_name",
    "surname",
    "place",
    "public",
    "people",
    "owned",
    "owns",
    "spelling",
)
"""What each column of the evidence is."""


@dataclass(slots=True)
class Elsewhere:
    """How a word fares in the whole transcript: how often it is said, capitalised in mid-sentence, and held likely."""

    times: int = 0
    inside: int = 0
    capitalised: int = 0
    likely: list[float] = field(default_factory=list)


def elsewhere_in(docs: Sequence[Doc]) -> dict[str, Elsewhere]:
    """Gather how every word of a transcript, folded, fares in it."""
    words: dict[str, Elsewhere] = defaultdict(Elsewhere)
    for doc in docs:
        likely = {tagged.start: tagged.likely for tagged in tagged_words(doc)}
        for token in doc:
            if is_word(token):
                word = words[token.norm_]
                word.times += 1
                word.likely.append(likely.get(token.idx, 0.0))
                if not starts_sentence(token):
                    word.inside += 1
                    word.capitalised += is_capitalised(token)
    return dict(words)


def evidence(doc: Doc, finds: Sequence[Find], elsewhere: Mapping[str, Elsewhere]) -> list[list[float]]:
    """Give the evidence for each find of a turn, a number for each of `COLUMNS`; `finds` are all those of the turn."""
    tagged = tagged_words(doc)
    of_stretch: dict[tuple[int, int], list[float]] = {}
    rows = []
    for find in finds:
        stretch = (find.start, find.end)
        if stretch not in of_stretch:
            inside = _tokens(doc, find)
            of_stretch[stretch] = [*_tagger(find, tagged), *_further(inside, elsewhere), *_writing(inside, doc)]
        rows.append([*_by_detector(find, finds), *_types(find), *_by_others(find, finds), *of_stretch[stretch]])
    return rows


def _tokens(doc: Doc, find: Find) -> Span:
    span = doc.char_span(find.start, find.end, alignment_mode="expand")
    assert span is not None  # "expand" always finds one, which the types do not say
    return span if len(span) else doc[len(doc) - 1 :]  # a find of spaces alone


def _by_detector(find: Find, finds: Iterable[Find]) -> list[float]:
    best = dict.fromkeys(DETECTORS, 0.0)
    for other in finds:
        if other.detector in best:
            shared = min(find.end, other.end) - max(find.start, other.start)
            if shared * 2 >= find.end - find.start:
                best[other.detector] = max(best[other.detector], other.score)
    return list(best.values())


def _types(find: Find) -> list[float]:
    return [float(find.type == type_) for type_ in _TYPE_GROUPS] + [float(find.type not in _TYPE_GROUPS)]


def _by_others(find: Find, finds: Iterable[Find]) -> list[float]:
    agreeing = {f.detector for f in finds if f.start < find.end and find.start < f.end} - {find.detector, "tagger"}
    return [float(len(agreeing)), find.score, float(find.detector == "tagger")]


def _tagger(find: Find, tagged: Sequence[TaggedWord]) -> list[float]:
    best = dict.fromkeys(LABELS, 0.0)
    inside, before, after = [], 0.0, 0.0
    for word in tagged:
        if word.end <= find.start:
            before = word.likely
        elif word.start >= find.end:
            after = word.likely
            break
        else:
            inside.append(word.likely)
            best[word.label] = max(best[word.label], word.likely)
    inside = inside or [0.0]
    return [*best.values(), max(inside), sum(inside) / len(inside), min(inside), before, after]


def _further(inside: Span, elsewhere: Mapping[str, Elsewhere]) -> list[float]:
    known = [(token.norm_, elsewhere[token.norm_]) for token in inside if token.norm_ in elsewhere]
    words = [word for norm, word in known if not is_ordinary(norm)] or [word for _, word in known]
    likely = [one for word in words for one in word.likely] or [0.0]
    inside_sentences = sum(word.inside for word in words)
    return [
        max(likely),
        sum(likely) / len(likely),
        float(min((word.times for word in words), default=0)),
        sum(word.capitalised for word in words) / inside_sentences if inside_sentences else -1.0,
    ]


def _writing(inside: Span, doc: Doc) -> list[float]:
    words = [token for token in inside if is_word(token)]
    norms = [token.norm_ for token in words]
    frequencies = [_frequency(norm) for norm in norms] or [0.0]
    whole = " ".join(norms)
    first, last = inside[0], inside[-1]
    before, after = previous_word(first), next_word(last)
    size = max(1, len(words))
    return [
        float(uses_capitals(doc)),
        sum(is_capitalised(token) for token in words) / size,
        float(starts_sentence(first)),
        float(len(words)),
        float(sum(len(norm) for norm in norms)),
        float(sum(any(c.isdigit() for c in token.text) for token in inside)),
        sum(is_ordinary(norm) for norm in norms) / size,
        sum(is_welsh(norm) for norm in norms) / size,
        sum(norm in NEVER_NAMES for norm in norms) / size,
        min(frequencies),
        max(frequencies),
        sum(norm in first_names() for norm in norms) / size,
        sum(norm in surnames() for norm in norms) / size,
        float(whole in places()),
        float(whole in AREAS or whole in KEPT_BODIES),
        float(any(norm in PEOPLES for norm in norms)),
        float(before is not None and before.norm_ in {"my", "our", "your", "his", "her", "their"}),
        float(after is not None and after.text in "'’"),
        float(sum(len(norm) == 1 for norm in norms)),
    ]


@lru_cache(maxsize=100_000)
def _frequency(word: str) -> float:
    return zipf_frequency(word, "en")
