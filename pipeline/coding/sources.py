"""Which transcript a text of another program's file is, and in which of its versions: by name, checked by its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.coding.align import Alignment, align
from pipeline.coding.folded import Folded, fold
from pipeline.coding.texts import StudyTexts, Version, named, stem

_ENOUGH = 0.5
_AS_GOOD = 0.9
_PROBES = 12
_PROBE = 24
_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Matched:
    """A transcript, the version of it that a text holds, and where its turns stand in that text."""

    transcript: str
    version: Version
    alignment: Alignment


class NoTranscript(ValueError):
    """The text is no transcript of the study, or could be two; `why` is a clause."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class SourceMatcher:
    """Finds the transcripts of a file's texts, one after the other; `release` is the one that the file names, or "".

    The version that fitted last is tried first.
    """

    def __init__(self, texts: StudyTexts, release: str = "") -> None:
        self._texts = texts
        self._release = release if release in texts.releases else ""
        self._fitted = [self._release] if self._release else []
        self._probes: dict[str, list[str]] = {}

    def match(self, name: str, text: str) -> Matched:
        """Find the transcript that `text` is. Raises NoTranscript."""
        folded = Folded(text)
        if not folded.folded:
            raise NoTranscript("it holds no text")
        by_name = self._by_name(name)
        fitting = self._fitting(by_name, folded)
        if not fitting:
            fitting = self._fitting(self._by_words(folded, without=by_name), folded)
        if not fitting:
            raise NoTranscript("its text is that of no transcript of this study")
        best, *others = sorted(fitting, key=lambda one: -one.alignment.found)
        if others and others[0].alignment.found >= _AS_GOOD * best.alignment.found:
            raise NoTranscript(
                "two transcripts of this study have this text; give it the label of the one that is meant as its name"
            )
        self._fitted = [best.version.release, *(one for one in self._fitted if one != best.version.release)]
        return best

    def _by_name(self, name: str) -> list[str]:
        found = self._texts.names.get(named(name)) or self._texts.names.get(named(stem(name)), set())
        return sorted(found)

    def _by_words(self, text: Folded, without: Sequence[str]) -> list[str]:
        """List the transcripts of whose longest lines the text has the most beginnings; captions cut lines short."""
        hits = {
            transcript: sum(probe in text.folded for probe in self._probes_of(transcript))
            for transcript in self._texts.transcripts.values()
            if transcript not in without
        }
        best_first = sorted((one for one in hits if hits[one]), key=lambda one: (-hits[one], one))
        return best_first[:_MOST_CANDIDATES]

    def _probes_of(self, transcript: str) -> list[str]:
        if transcript not in self._probes:
            lines = (fold(line) for turn in self._texts.turns(transcript) for line in turn.text.split("\n"))
            self._probes[transcript] = [line[:_PROBE] for line in sorted(lines, key=len, reverse=True)[:_PROBES]]
        return self._probes[transcript]

    def _fitting(self, transcripts: Iterable[str], text: Folded) -> list[Matched]:
        matched = (self._best_version(transcript, text) for transcript in transcripts)
        return [one for one in matched if one is not None and one.alignment.evidence >= _ENOUGH]

    def _best_version(self, transcript: str, text: Folded) -> Matched | None:
        best: Matched | None = None
        for version in self._texts.versions(transcript, self._fitted):
            turns = self._texts.folded_turns(version)
            if best is not None and not _may_fit_better(turns, best.alignment):
                continue
            alignment = align(turns, text)
            if best is None or alignment.found > best.alignment.found:
                best = Matched(transcript, version, alignment)
            said = version.release == self._release != "" and alignment.evidence >= _ENOUGH
            if said or best.alignment.is_whole:
                break
        return best


def _may_fit_better(turns: Sequence[Folded], than: Alignment) -> bool:
    """Say whether a version has another text of some turn that was not found whole."""
    found = [0] * len(turns)
    for stretch in than.stretches:
        found[stretch.turn] += stretch.length
    return any(
        n < len(words.folded) and words.folded != turn.folded
        for n, words, turn in zip(found, than.turns, turns, strict=True)
    )
