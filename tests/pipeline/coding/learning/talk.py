"""Invented talk of several people, some sentences of which are about lifts: for tests of what can be learned."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from pipeline.coding.learning.features import Said
from pipeline.coding.learning.learned import Marks

_LIFTS = (
    "they gave us a lift in the minibus {when}",
    "he drove me home from the meeting {when}",
    "somebody drove us over there in the car {when}",
    "I was waiting for the minibus {when}",
    "cawson ni lifft yn y bws mini {when}",
    "her car was broken so no lift {when}",
)
_OTHER = (
    "we had toast and a cup of tea {when}",
    "nobody asked me at the meeting {when}",
    "she listened to what I wanted {when}",
    "the kettle was always on {when}",
    "roedd y tegell ymlaen {when}",
    "my phone was off {when}",
    "they wrote a letter about the school {when}",
    "the dog slept on the stairs {when}",
    "it rained and we stayed in {when}",
    "the form was eight pages long {when}",
)
_WHEN = ("on Friday", "in the morning", "that week", "every day", "after tea", "bob dydd", "in the end", "most days")


@dataclass(frozen=True, slots=True)
class Talk:
    """Sentences, which of them are about lifts, and which hold the word minibus."""

    said: list[Said]
    about_lifts: np.ndarray
    with_minibus: np.ndarray

    def marks(self, coded: np.ndarray | None = None, prompted: np.ndarray | None = None) -> Marks:
        """Mark them as coded (those about lifts, where not said otherwise); the code's only phrase is "minibus"."""
        nothing = np.zeros(len(self.said), dtype=bool)
        return Marks(
            self.about_lifts if coded is None else coded, nothing if prompted is None else prompted, self.with_minibus
        )

    @property
    def all_read(self) -> np.ndarray:
        """Say that all of it was read."""
        return np.ones(len(self.said), dtype=bool)


def talk(people: int = 10, sentences: int = 40, seed: int = 1) -> Talk:
    """Let people talk, a quarter of the time about lifts."""
    chance = random.Random(seed)
    said, about = [], []
    for n in range(people):
        for _ in range(sentences):
            lifts = chance.random() < 0.25
            sentence = chance.choice(_LIFTS if lifts else _OTHER).format(when=chance.choice(_WHEN))
            said.append(Said(sentence[0].upper() + sentence[1:] + ".", f"P{n}"))
            about.append(lifts)
    minibus = np.array(["minibus" in one.text for one in said])
    return Talk(said, np.array(about), minibus)
