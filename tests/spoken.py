"""Transcripts as they would be published, made from readable text: for tests that need no store."""

from __future__ import annotations

import re
from itertools import count

from pipeline.coordinates import ReplacedText, Replacement
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from tests.studies import GROUPS

_numbers = count(1)
_REPLACED = re.compile(r"\[([^\]]+)\]")


def spoken(id_: str, text: str, *, season: str = "autumn 2025", language: str = "en") -> PublishedTranscript:
    """Make a transcript from lines such as "INT: Who helped?" and "YP01: She did.", its group that of the label.

    What stands in [brackets] was replaced: the brackets themselves are not published.
    """
    turns = tuple(_turn(n, *line.split(": ", 1)) for n, line in enumerate(text.strip().splitlines(), start=1))
    people = tuple(dict.fromkeys(turn.participant for turn in turns if turn.participant is not None))
    return PublishedTranscript(id_, GROUPS[id_[:2]], season, language, True, turns, people)


def _turn(n: int, speaker: str, text: str) -> PublishedTurn:
    speaker = speaker.strip()
    asks = speaker == "INT"
    found = [(match.start(), match.end(), match[1]) for match in _REPLACED.finditer(text)]
    replaced = ReplacedText(text, [Replacement(*one) for one in found])
    role, participant, group = ("interviewer", None, "") if asks else ("participant", speaker, GROUPS[speaker[:2]])
    return PublishedTurn(next(_numbers), n, speaker, role, participant, None, replaced, (), group)
