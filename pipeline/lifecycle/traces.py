"""What somebody's words and names are known again by, once they are gone: keyed digests, never the words.

A run is six words that follow each other, folded; a name is one folded word. Each is digested to 64 bits with a secret
of the store, so that an old export can be searched without keeping a word of what was withdrawn.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.folding import folded_words
from pipeline.store import get_meta, set_meta

RUN = 6
_BYTES = 8
_SECRET = "withdrawal_secret"


@dataclass(frozen=True, slots=True)
class Traces:
    """What is known of somebody who withdrew: digests of files, of runs of their words and of their names.

    `files` are those that held nobody else's words. A name that others have or speak of is not among `names`, nor a run
    of words that others say among `runs`.
    """

    files: frozenset[bytes] = frozenset()
    runs: frozenset[bytes] = frozenset()
    names: frozenset[bytes] = frozenset()

    def to_json(self) -> str:
        """Write them as the store keeps them."""
        parts = {"files": self.files, "runs": self.runs, "names": self.names}
        return json.dumps({name: b64encode(b"".join(sorted(its))).decode() for name, its in parts.items()})

    @classmethod
    def from_json(cls, text: str) -> Traces:
        """Read them as the store keeps them."""
        return cls(**{name: _divided(b64decode(packed)) for name, packed in json.loads(text).items()})


@dataclass(frozen=True, slots=True)
class Digester:
    """Digests words with the store's secret."""

    secret: bytes

    def of(self, text: str) -> bytes:
        """Digest one text."""
        return hashlib.blake2b(text.encode(), key=self.secret, digest_size=_BYTES).digest()

    def all_of(self, texts: Iterable[str]) -> frozenset[bytes]:
        """Digest several texts."""
        return frozenset(map(self.of, texts))


def digester_of(db: Database) -> Digester:
    """Return the store's digester; its secret is drawn when it is first needed. Call it in a transaction."""
    if get_meta(db, _SECRET) is None:
        set_meta(db, _SECRET, secrets.token_hex(32))
    return Digester(bytes.fromhex(get_meta(db, _SECRET) or ""))


def runs_in(text: str) -> Iterator[str]:
    """Yield every run of six words of a text."""
    return runs_of(folded_words(text))


def runs_of(words: Sequence[str]) -> Iterator[str]:
    """Yield every run of six of these words."""
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _divided(packed: bytes) -> frozenset[bytes]:
    return frozenset(packed[i : i + _BYTES] for i in range(0, len(packed), _BYTES))
