"""One act of a coder as an event: it is only ever added, and undone by another one."""

from __future__ import annotations

from dataclasses import dataclass

APPLY, CHANGE, REMOVE = "apply", "change", "remove"
MEMO = "memo"
ACCEPT, REJECT = "accept", "reject"
UNDO, REDO = "undo", "redo"
HAND_IN, TAKE_BACK = "hand in", "take back"
SETTLE = "settle"

ACTIONS = (APPLY, CHANGE, REMOVE, MEMO, ACCEPT, REJECT, UNDO, REDO, HAND_IN, TAKE_BACK, SETTLE)
TO_UNDO = frozenset({APPLY, CHANGE, REMOVE, MEMO, ACCEPT, REJECT})
"""What a coder's undo takes back; hand-ins and settlements have their own ways back."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a coder did, on which text.

    `release` is the id of the published database that the page showed. `turn` counts from 1; `start` and `end` are
    code points of the turn's published text (end exclusive), whose SHA-256 is `text_hash`; `quote` are the words there.
    `uid` is the coding's (for APPLY, CHANGE, REMOVE, ACCEPT), the memo's (MEMO) or the settlement's (SETTLE). What an
    action does not need is empty. `id` and `at` (UTC, ISO 8601) are given by the log.

    - APPLY: uid, span, code, memo (may be ""). Several codes on one span are several codings.
    - CHANGE: uid; the span and code that the coding has from now on.
    - REMOVE: uid.
    - MEMO: uid of the memo, `about` and `about_id` (see `pipeline.coding.memos`), `memo` the text; "" removes it.
    - ACCEPT, REJECT: span and code of the suggestion, `source` of it; ACCEPT makes the coding `uid`.
    - UNDO, REDO: `undoes` is the event that is taken back, or is in force again.
    - HAND_IN, TAKE_BACK: the transcript.
    - SETTLE: uid, span and code of the disagreement, `coders` its two labels, `choice`, `memo` the reason.
    """

    coder: str
    action: str
    release: str
    transcript: str
    turn: int = 0
    text_hash: str = ""
    uid: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    code: str = ""
    codebook_version: str = ""
    memo: str = ""
    about: str = ""
    about_id: str = ""
    source: str = ""
    coders: tuple[str, str] | tuple[()] = ()
    choice: str = ""
    undoes: int = 0
    id: int = 0
    at: str = ""
