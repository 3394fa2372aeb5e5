"""From captions to turns: one way for every format that cuts speech by the clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.labels import BRACKETS, ROUND, Label, find_label, find_weak_labels
from ingest.places import Traced
from ingest.records import Outside, Transcript
from ingest.speakers import choose_speakers, is_tag, looks_like_name
from ingest.text import normalise
from ingest.turns import Passage, assemble, merge_same_speaker

VOICE_TAGS = "captions with voice tags"
NAMES = "captions with names"
NO_NAMES = "captions without names"

# Without names a pause is all that tells turns apart, and a name is never cut over one.
_PAUSE = 2.0
_MOSTLY = 0.8
_DASH = re.compile(r"\s*[-–—](?=\s*[^\W\d])\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of a caption: times in seconds, words without mark-up, and the speaker where a voice tag names one."""

    start: float
    end: float
    words: Traced
    voice: str | None = None

    @property
    def text(self) -> str:
        """Return the words without their places."""
        return self.words.text


def read_cues(cues: Iterable[Cue], file_format: str, outside: Sequence[Outside] = ()) -> Transcript:
    """Return the transcript that the cues make, each speaker's cues in a row joined by one space into a turn.

    Names come from voice tags, or else from "Name: text"; a cue without a name goes on with the speaker before. Where
    no cue has a name, a dash or a pause of two seconds begins a turn. Turns begin, in seconds, with their first cue.
    """
    spoken = [cue for cue in (replace(cue, words=cue.words.strip()) for cue in cues) if cue.words]
    if any(cue.voice for cue in spoken):
        return Transcript(assemble(merge_same_speaker(_by_voice(spoken))), file_format, VOICE_TAGS, tuple(outside))
    labels = [_label(cue) for cue in spoken]
    speakers = _speakers(labels)
    if speakers:
        named = merge_same_speaker(_by_name(spoken, labels, speakers))
        return Transcript(assemble(named), file_format, NAMES, tuple(outside))
    return Transcript(assemble(_by_pause(spoken)), file_format, NO_NAMES, tuple(outside))


def _speakers(labels: Sequence[Label | None]) -> frozenset[str]:
    """Choose the speakers; where nearly every cue begins with a name, one that comes once is a name as well."""
    found = [label for label in labels if label]
    named = sum(is_tag(label.name) or looks_like_name(label.name, lower_case=True) for label in found)
    return choose_speakers(found, lower_case=True, once=named >= _MOSTLY * len(labels) and named > 1)


def _label(cue: Cue) -> Label | None:
    """Return what may be the name at the beginning of a cue, also one in round brackets on a line of its own."""
    text = _without_dash(cue.words).text
    alone = (label for label in find_weak_labels(text) if label.form == ROUND and not label.rest)
    return find_label(text) or next((replace(label, form=BRACKETS) for label in alone), None)


def _without_dash(words: Traced) -> Traced:
    dash = _DASH.match(words.text)
    return words.cut(dash.end()) if dash else words


def _by_voice(cues: Iterable[Cue]) -> Iterator[Passage]:
    speaker = ""
    for cue in cues:
        speaker = normalise(cue.voice).strip() if cue.voice else speaker
        yield Passage(speaker, cue.words, cue.start)


def _by_name(cues: Iterable[Cue], labels: Iterable[Label | None], speakers: frozenset[str]) -> Iterator[Passage]:
    speaker = ""
    for cue, label in zip(cues, labels, strict=True):
        if label and label.key in speakers:
            speaker = label.name
            yield Passage(speaker, cue.words.ending(label.rest), cue.start)
        else:
            yield Passage(speaker, cue.words, cue.start)


def _by_pause(cues: Iterable[Cue]) -> Iterator[Passage]:
    end: float | None = None
    for cue in cues:
        dash = _DASH.match(cue.text)
        begins = end is None or dash or cue.start - end >= _PAUSE
        yield Passage("", _without_dash(cue.words), cue.start, None if begins else " ")
        end = cue.end
