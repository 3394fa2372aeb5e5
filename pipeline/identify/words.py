"""Turns as words: a tokeniser that keeps every letter, and what can be asked about a word in its place."""

from __future__ import annotations

import re

from spacy.attrs import NORM
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from pipeline.folding import fold
from pipeline.lists.words import is_ordinary

# "Don't" is one word: split, its beginning would be a name.
_PIECE = re.compile(r"\w*n['’]t\b|\w+|[^\w\s]|\s+", re.IGNORECASE)
_SENTENCE_ENDS = frozenset(".?!…:")
_SKIPPED_BACKWARDS = frozenset("\"'“”‘’()[]-–—")

# What usually follows a name at the start of a sentence, and seldom a noun or a verb that is spelled the same.
_AFTER_A_NAME = frozenset(
    (
        ", ' ’ said says was is has had and goes went came got would did does who never always just didn't wasn't used"
    ).split()
)


class WordTokenizer:
    """Split a text into words and single marks, so that any stretch of whole words is a stretch of tokens."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(text):
            rest = piece
            if piece.isspace() and words and piece[0] == " " and not spaces[-1]:
                spaces[-1] = True
                rest = piece[1:]
            if rest:
                words.append(rest)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


def blank_pipeline() -> Language:
    """Make an empty spaCy pipeline whose tokens compare by their folded form (NORM)."""
    nlp = Language(Vocab(lex_attr_getters={**LEX_ATTRS, NORM: fold}))
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    return nlp


def is_cased(texts: list[str]) -> bool:
    """Say whether a transcript uses capitals: most of its turns hold one."""
    spoken = [text for text in texts if any(c.isalpha() for c in text)]
    return sum(any(c.isupper() for c in text) for text in spoken) * 2 > len(spoken)


def set_cased(doc: Doc, cased: bool) -> Doc:
    """Note on a turn whether its transcript uses capitals."""
    doc.user_data["llais_cased"] = cased
    return doc


def uses_capitals(doc: Doc) -> bool:
    """Say whether the turn's transcript uses capitals; a turn on its own is judged by itself."""
    return bool(doc.user_data.get("llais_cased", any(c.isupper() for c in doc.text)))


def is_capitalised(token: Token) -> bool:
    """Say whether the word begins with a capital, and is not the word I."""
    return token.text[0].isupper() and token.text != "I"


def is_word(token: Token) -> bool:
    """Say whether the token is made of letters."""
    return token.text.isalpha()


def starts_sentence(token: Token) -> bool:
    """Say whether nothing but quotation marks stands between the word and the end of the sentence before."""
    doc, i = token.doc, token.i - 1
    while i >= 0:
        text = doc[i].text
        if text in _SENTENCE_ENDS or "\n" in text:
            return True
        if not text.isspace() and text not in _SKIPPED_BACKWARDS:
            return False
        i -= 1
    return True


def name_score(token: Token, base: float) -> float:
    """Score a word that is known to be a name, by how it is written where it stands.

    A word that is no ordinary word counts in any case. One that is (Rose, Mark) counts by its capital, less at the
    beginning of a sentence, and is a doubt at most in a transcript without capitals.
    """
    if not is_ordinary(token.norm_):
        return base
    if not is_capitalised(token):
        return 0.0 if uses_capitals(token.doc) else min(base, 0.35)
    if not starts_sentence(token):
        return base - 0.05
    follows = token.doc[token.i + 1].norm_ if token.i + 1 < len(token.doc) else ""
    return min(base, 0.6 if follows in _AFTER_A_NAME else 0.3)
