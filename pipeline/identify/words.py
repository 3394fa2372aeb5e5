"""Turns as words: a tokeniser that keeps every letter, and what can be asked about a word in its place."""

from __future__ import annotations

import re
from functools import cache

from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from pipeline.folding import fold

# "Don't" is one word: split, its beginning would be a name.
_PIECE = re.compile(r"\w*n['’]t\b|\w+|[^\w\s]|\s+", re.IGNORECASE)
_SENTENCE_ENDS = frozenset(".?!…:")
_SKIPPED_BACKWARDS = frozenset("\"'“”‘’()[]-–—")
_OPENING = frozenset("\"'“‘")


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


@cache
def _vocab() -> Vocab:
    """Make the one vocabulary that all pipelines share, so that the lists are read into it once.

    Only the folded form is asked for; the other attributes of words would cost time.
    """
    return Vocab(lex_attr_getters={NORM: fold})


def blank_pipeline() -> Language:
    """Make an empty spaCy pipeline whose tokens compare by their folded form (NORM)."""
    nlp = Language(_vocab())
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
    cased = doc.user_data.get("llais_cased")
    return any(c.isupper() for c in doc.text) if cased is None else bool(cased)


def is_capitalised(token: Token) -> bool:
    """Say whether the word begins with a capital, and is not the word I."""
    return token.text[0].isupper() and token.text != "I"


def is_word(token: Token) -> bool:
    """Say whether the token is made of letters."""
    return token.text.isalpha()


def starts_sentence(token: Token) -> bool:
    """Say whether the word begins a sentence, or speech that is quoted within one."""
    doc, i = token.doc, token.i - 1
    while i >= 0:
        text = doc[i].text
        if text in _SENTENCE_ENDS or "\n" in text or (text == "," and i < token.i - 1 and doc[i + 1].text in _OPENING):
            return True
        if not text.isspace() and text not in _SKIPPED_BACKWARDS:
            return False
        i -= 1
    return True


def next_word(token: Token) -> Token | None:
    """Return the token after this one, over spaces but not over the end of a line."""
    return _beside(token, 1)


def previous_word(token: Token) -> Token | None:
    """Return the token before this one, over spaces but not over the end of a line."""
    return _beside(token, -1)


def _beside(token: Token, step: int) -> Token | None:
    doc, i = token.doc, token.i + step
    while 0 <= i < len(doc) and doc[i].text.isspace() and "\n" not in doc[i].text:
        i += step
    return doc[i] if 0 <= i < len(doc) else None
