"""What a report does not show: sentences that are true of any study, and some that are of this one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.audit.report.answer import spans
from pipeline.audit.report.facts import Facts

# Measured on invented interviews: docs/identify.md, "interviews B", by `make bench-identify`.
_MEASURED = (
    "Identifiers are found by lists, rules and a small language model. On 20,214 words of invented interviews that "
    "nobody had looked at, .977 (95 % interval .962 to .986) of the names and numbers and .909 (.879 to .932) of the "
    "places, ages and the like were found; without capitals .970 and .913 (docs/identify.md). None were real "
    "interviews: expect less, which is why people review."
)
_ALWAYS = (
    "What no detector finds: who is known by a story, by a way of speaking, or by ordinary facts that come together; "
    "what lies in pictures and sound, which are not read.",
    "The search of point 9 is for originals that are known. A name that neither the machine nor a reader has seen is "
    "not searched for. Names that are ordinary words as well are checked where they were decided, and searched for "
    "nowhere else.",
    "Public bodies, regions and famous people stay by a list, unless the study has taken them off it.",
    "Who acts says so themselves: llais keeps apart what two names do, and cannot prove that they are two people.",
    "Whoever holds the passphrase could write a whole new trail. Its end is noted outside the store and in what was "
    "published, and should be kept by somebody else as well: it stands at the foot of this report.",
    "Copies that were given out cannot be called back, and what they are put together with elsewhere is not known.",
    "Pseudonymised text is still personal data to whoever can reach the key. Nothing here says that it is anonymous.",
)


def limits_of(facts: Facts) -> tuple[str, ...]:
    """State the limits, those of this study's own figures last."""
    return (_MEASURED, *_ALWAYS, *_of_this_study(facts))


def _of_this_study(facts: Facts) -> Iterator[str]:
    if facts.sample is None:
        yield "No sample was read, so nothing is known of how much is left in the text."
    else:
        yield (
            "The sample says how much a reader of turns sees, in turns that were drawn. What takes a whole transcript "
            "to recognise shows in no single turn."
        )
        if facts.sample.direct.seeds or facts.sample.quasi.seeds:
            planted = sum(one.seeds.planted for one in (facts.sample.direct, facts.sample.quasi) if one.seeds)
            yield (
                f"Its reader was measured by {planted} invented identifiers; so few leave a wide interval, and "
                "invented ones may be easier to see than real ones."
            )
        if facts.sample.direct.icc is None and facts.sample.quasi.icc is None:
            yield (
                "Leaks may keep together in a few transcripts. Where none was found, how far cannot be measured: the "
                f"bound was made for {'an assumed' if facts.settings.icc else 'no'} such clustering."
            )
        if facts.sample.read_by_reviewer:
            yield f"In {spans(facts.sample.read_by_reviewer)} the sample was read by who had reviewed the text."
    if facts.second is None:
        yield "No transcript was read by two people, so what one reader misses was not measured."
    else:
        yield (
            "What both readers missed is estimated as if what one finds did not depend on what the other finds. Some "
            "things are hard for both, so the estimate is a least."
        )
    if facts.welsh and not facts.ethics.welsh_reader:
        yield "The Welsh was read by nobody who is on record as a reader of Welsh."
