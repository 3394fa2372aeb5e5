"""From what the detectors found to identifiers: overlaps resolved, kept names taken out, found told from doubt."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.identify.finds import Find, Identifier
from pipeline.identify.request import Thresholds
from pipeline.identify.types import DOUBT, FOUND, IDENTIFIER_TYPES

# Where two finds claim the same letters, a number with a form of its own says best what it is.
_FORMAL = frozenset(
    {"EMAIL", "URL", "PHONE", "NHS", "NINO", "VEHICLE", "CASE_REF", "POSTCODE", "ADDRESS", "DATE", "HANDLE"}
)

_BY_WRITING_ALONE = frozenset({"capitals", "rarity"})  # they know that it is a name, and little of whose or what
_KNOWN = frozenset({"roster", "propagate"})
_LIKELY, _SURELY_KNOWN = 0.5, 0.7


def merge(finds: Iterable[Find], *, thresholds: Thresholds, kept: Iterable[tuple[int, int]] = ()) -> list[Identifier]:
    """Merge overlapping finds into identifiers, in order.

    Finds that reach their threshold win over doubts that overlap them, and are widened to the longest that overlap;
    those that are not even doubts are left out. `kept` are spans of public names: a find inside one is dropped, unless
    it is a place or organisation of the roster.
    """
    kept_spans = list(kept)
    usable = [f for f in finds if _is_listed(f) or not _inside(f, kept_spans)]
    strong = [f for f in usable if f.score >= thresholds.of(f.type)]
    weak = [f for f in usable if thresholds.least <= f.score < thresholds.of(f.type)]
    merged = [_identifier(group, FOUND) for group in _groups(strong)]
    lonely = [f for f in weak if not any(m.start < f.end and f.start < m.end for m in merged)]
    merged += [_identifier(group, DOUBT) for group in _groups(lonely)]
    return sorted(merged, key=lambda identifier: identifier.start)


def _is_listed(find: Find) -> bool:
    return find.detector == "roster" and find.type != "PERSON"


def _inside(find: Find, spans: list[tuple[int, int]]) -> bool:
    return any(start <= find.start and find.end <= end for start, end in spans)


def _groups(finds: list[Find]) -> list[list[Find]]:
    """Put finds that overlap, directly or through others, together."""
    groups: list[list[Find]] = []
    reach = -1
    for find in sorted(finds, key=lambda f: (f.start, -f.end)):
        if find.start < reach:
            groups[-1].append(find)
        else:
            groups.append([find])
        reach = max(reach, find.end)
    return groups


def _identifier(group: list[Find], status: str) -> Identifier:
    lead = max(group, key=_says_best)
    agreeing = [f for f in group if f.type == lead.type]
    return Identifier(
        start=min(f.start for f in group),
        end=max(f.end for f in group),
        type=lead.type,
        kind=IDENTIFIER_TYPES[lead.type].kind,
        status=status,
        score=round(max(f.score for f in agreeing), 3),
        detectors=_rules(group),
    )


def _says_best(find: Find) -> tuple[bool, int, bool, bool, float, int]:
    """Order finds by how well they say what the group is: by form, then by length, then as somebody known already."""
    formal = find.type in _FORMAL and find.detector != "tagger"  # which tells numbers from names, not from each other
    known = find.type == "PERSON" and find.detector in _KNOWN and find.score >= _SURELY_KNOWN
    length = find.end - find.start if find.score >= _LIKELY else 0
    return formal, length, known, find.detector not in _BY_WRITING_ALONE, find.score, -find.start


def _rules(group: list[Find]) -> tuple[str, ...]:
    """Name the detectors; that a name was found again says something only where nothing else found it."""
    detectors = {f.detector for f in group}
    return tuple(sorted(detectors - {"propagate"} or detectors))
