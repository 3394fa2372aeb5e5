"""Public names that stay as they are: regions, national bodies, what everybody knows, and what the team keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from pipeline.folding import fold, folded_words
from pipeline.identify.phrases import phrase_matcher
from pipeline.identify.words import is_capitalised, is_word, previous_word, uses_capitals
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.places import AREAS
from pipeline.lists.tables import read_lines
from pipeline.lists.words import is_ordinary

_BEFORE_A_PLACE = frozenset("in from to near around across through of over down up yn o i the".split())


def _public_names() -> list[str]:
    return [*AREAS, *KEPT_BODIES, *read_lines("kept_names.txt")]


def could_be_kept(name: str) -> bool:
    """Say whether a folded name shares its words with a public name, so that one may stand inside the other."""
    return _public_words().issuperset(folded_words(name))


@cache
def _public_words() -> frozenset[str]:
    return frozenset(word for name in _public_names() for word in folded_words(name))


class KeptNames:
    """Find what is kept. `borne` are folded names of the study that are replaced: Devon, Lucy, Nia Pritchard."""

    def __init__(self, nlp: Language, keep: Iterable[str], borne: Collection[str]) -> None:
        self._public = phrase_matcher(nlp.vocab, "PUBLIC", _public_names)
        self._team = PhraseMatcher(nlp.vocab, attr="NORM")
        self._team.add("TEAM", [nlp.make_doc(name) for name in keep])
        self._borne = borne

    def spans(self, doc: Doc) -> list[tuple[int, int]]:
        """List the kept stretches of a turn, as offsets into its text.

        A public name that somebody bears is kept only where it is that of a place ("in Devon"); one that is an ordinary
        word (Mind, Become) only with its capital. A longer one is kept unless it would give away a name that is
        replaced elsewhere: "Talk to Frank" stays, "Jack Russell" only where nobody is called Jack.
        """
        public = [doc[start:end] for _, start, end in self._public(doc)]
        kept = [span for span in public if (self._is_kept(span[0]) if len(span) == 1 else not self._gives_away(span))]
        kept += [doc[start:end] for _, start, end in self._team(doc)]
        return [(span.start_char, span.end_char) for span in kept]

    def _is_kept(self, token: Token) -> bool:
        if token.norm_ in self._borne:
            before = previous_word(token)
            return token.norm_ in AREAS and before is not None and before.norm_ in _BEFORE_A_PLACE
        return is_capitalised(token) or not uses_capitals(token.doc) or not is_ordinary(token.norm_)

    def _gives_away(self, span: Span) -> bool:
        pieces = (span[i:j] for i in range(len(span)) for j in range(i + 1, len(span) + 1))
        return any(
            fold(piece.text) in self._borne and (len(piece) == len(span) or not _says_nothing(piece))
            for piece in pieces
        )


def _says_nothing(span: Span) -> bool:
    """Say whether a stretch tells nobody's name: ordinary words, or a public name by itself."""
    name = fold(span.text)
    return name in AREAS or name in KEPT_BODIES or all(is_ordinary(token.norm_) for token in span if is_word(token))
