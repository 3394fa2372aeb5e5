"""Public names that stay as they are: regions, national bodies, what everybody knows, and what the team keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pipeline.folding import fold
from pipeline.identify.words import is_capitalised, previous_word, uses_capitals
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.places import AREAS
from pipeline.lists.tables import read_lines
from pipeline.lists.words import is_ordinary

_BEFORE_A_PLACE = frozenset("in from to near around across through of over down up yn o i the".split())


class KeptNames:
    """Find what is kept. `borne` are the folded names of the study's people, whole and word by word: Devon, Lucy."""

    def __init__(self, nlp: Language, keep: Iterable[str], borne: Collection[str]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._matcher.add(
            "PUBLIC", [nlp.make_doc(name) for name in (*AREAS, *KEPT_BODIES, *read_lines("kept_names.txt"))]
        )
        self._team = {fold(name) for name in keep}
        self._matcher.add("TEAM", [nlp.make_doc(name) for name in keep])
        self._borne = borne

    def spans(self, doc: Doc) -> list[tuple[int, int]]:
        """List the kept stretches of a turn, as offsets into its text.

        A public name that somebody bears is kept only inside a longer one ("Lucy Faithfull Foundation"), or where it is
        that of a place ("in Devon"); one that is an ordinary word (Mind, Become) only with its capital.
        """
        return [
            (doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            for _, start, end in self._matcher(doc)
            if (self._is_kept(doc[start]) if end - start == 1 else fold(doc[start:end].text) not in self._borne)
        ]

    def _is_kept(self, token: Token) -> bool:
        if token.norm_ in self._team:
            return True
        if token.norm_ in self._borne:
            before = previous_word(token)
            return token.norm_ in AREAS and before is not None and before.norm_ in _BEFORE_A_PLACE
        return is_capitalised(token) or not uses_capitals(token.doc) or not is_ordinary(token.norm_)
