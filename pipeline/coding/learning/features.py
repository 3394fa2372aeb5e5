"""What a learned suggester sees of a sentence: its words, pairs of words, and the letters that words are made of.

The letters let the forms of a word count together: lift and lifts, cath and gath.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

Rows = np.ndarray
"""Numbers of sentences."""

FEWEST_PEOPLE = 2
"""A word that fewer people use tells who speaks, not what of: nothing is learned from it."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a sentence: its words, and who said it ("" where nobody knows)."""

    text: str
    person: str


def words_of(text: str) -> list[str]:
    """List the words of a sentence in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def words_as_written(text: str) -> dict[str, str]:
    """Give for each word of a sentence how it is written there first."""
    written: dict[str, str] = {}
    for word in _WORD.findall(text):
        written.setdefault(word.lower().replace("’", "'"), word)
    return written


class Sentences:
    """Sentences as counts of words and pairs, and of letters. Raises ValueError where none of them holds a word."""

    def __init__(self, said: Sequence[Said]) -> None:
        counting = CountVectorizer(analyzer=_words_and_pairs, dtype=np.float64)
        words = counting.fit_transform(one.text for one in said).tocsr()
        names = counting.get_feature_names_out()
        # Letters stand within words, so they are counted once a word, not once a sentence.
        single = np.flatnonzero([" " not in name for name in names])
        spelling = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), dtype=np.float64)
        spelled = spelling.fit_transform(names[single]).tocsr()
        letters = (words[:, single] @ spelled).tocsr()
        persons, self._who = np.unique([one.person for one in said], return_inverse=True)
        self._somebody = persons != ""
        said_by = sparse.csr_matrix((np.ones(len(said)), (self._who, np.arange(len(said)))))[self._somebody]
        of_words, of_letters = _used_by_several(said_by @ words), _used_by_several(said_by @ letters)
        self.words, self.letters = words[:, of_words], letters[:, of_letters]
        self.spelled = spelled[:, of_letters]
        self.single = {str(name): n for n, name in enumerate(names[single])}
        self.columns = {str(name): n for n, name in enumerate(names[of_words])}
        self._counts = sparse.hstack([self.words, self.letters], format="csr")
        self._users = (said_by @ self._counts > 0).tocsr()

    def seen_by(self, rows: Rows) -> Seen:
        """Return the sentences as somebody sees them who has read those of `rows` only.

        How much a word tells is learned from those; a word that only one of their people uses tells nothing.
        """
        persons = np.unique(self._who[rows])
        readers = np.isin(np.flatnonzero(self._somebody), persons)
        shared = np.asarray(self._users[readers].sum(axis=0)).ravel() >= FEWEST_PEOPLE
        telling = TfidfTransformer(norm=None).fit(self._counts[rows]).idf_ * shared
        n = self.words.shape[1]
        parts = [
            normalize(counts @ sparse.diags(each), copy=False)
            for counts, each in ((self.words, telling[:n]), (self.letters, telling[n:]))
        ]
        return Seen(self, sparse.hstack(parts, format="csr"), telling)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row a sentence, words and pairs first, then letters; and how much each of them tells."""

    of: Sentences
    matrix: sparse.csr_matrix
    telling: np.ndarray


class Weights:
    """What each word adds to a sentence's score under the weights that were learned for one code."""

    def __init__(self, seen: Seen, weights: np.ndarray) -> None:
        self._of = seen.of
        n = seen.of.words.shape[1]
        self._telling = seen.telling[:n], seen.telling[n:]
        self._by_word = seen.telling[:n] * weights[:n]
        self._by_spelling = seen.of.spelled @ (seen.telling[n:] * weights[n:])

    def shares(self, row: int, text: str) -> dict[str, float]:
        """Say how much each word of a sentence adds to its score; a pair's part goes to both of its words."""
        of_words, of_letters = (
            np.linalg.norm(counts.data * telling[counts.indices]) or 1.0
            for counts, telling in zip((self._of.words[row], self._of.letters[row]), self._telling, strict=True)
        )
        shares: dict[str, float] = dict.fromkeys(words_of(text), 0.0)
        for term in _words_and_pairs(text):
            column, parts = self._of.columns.get(term), term.split(" ")
            for word in parts:
                if column is not None:
                    shares[word] += self._by_word[column] / of_words / len(parts)
                if len(parts) == 1:
                    shares[word] += self._by_spelling[self._of.single[word]] / of_letters
        return shares


def _words_and_pairs(text: str) -> list[str]:
    words = words_of(text)
    return words + [f"{one} {other}" for one, other in zip(words, words[1:], strict=False)]


def _used_by_several(by_person: sparse.csr_matrix) -> np.ndarray:
    return np.flatnonzero(np.asarray((by_person > 0).sum(axis=0)).ravel() >= FEWEST_PEOPLE)
