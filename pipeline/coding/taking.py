"""What codings from all kinds of files have in common on their way into the store: whose they are, and what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from codebook.model import Codebook
from pipeline.coding.brought import Brought
from pipeline.coding.put import CHANGED, KNOWN, TAKEN, NewCoding, Putter
from pipeline.coding.store import hand_in, name_coders, remove_coding
from pipeline.coding.who import Whose

GivenOut = Callable[[str], Collection[str]]
"""Gives the uids of the codings that a release or draft gave out."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How files are taken: `ours` gives codes for other programs' names, `whose` says who coded.

    With `given_out`, codings that it names and that a file does not have any more are removed. `now` is a time in UTC.
    """

    codebook: Codebook
    now: str
    ours: Mapping[str, str] = field(default_factory=dict)
    whose: Whose = field(default_factory=Whose)
    given_out: GivenOut | None = None


def store_codings(
    db: Database,
    putter: Putter,
    rules: Rules,
    placed: Sequence[NewCoding],
    *,
    authors: Iterable[str] = (),
    release: str = "",
    not_sure: Collection[tuple[str, str]] = (),
) -> Brought:
    """Store the codings of a file, hand in what was coded, and say or remove what the file does not have any more.

    `authors` wrote its memos, `release` is the one that it was made from. `not_sure` are (transcript, coder) of whom
    something was not taken: nothing is removed of theirs. Raises what `rules.given_out` raises.
    """
    name_coders(db, {*authors, *(new.coder for new in placed)})
    outcomes = Counter(putter.put(new) for new in placed)
    whose = list(dict.fromkeys((new.transcript, new.coder) for new in placed))
    handed_in = sum(hand_in(db, transcript, coder, rules.now) for transcript, coder in whose)
    sure = [one for one in whose if one not in not_sure]
    removed = 0
    if rules.given_out is not None:
        removed = _remove_missing(db, putter, sure, rules.given_out(release), rules.now, release)
    kept = rules.given_out is not None and len(sure) < len(whose)
    return Brought(
        taken=outcomes[TAKEN],
        known=outcomes[KNOWN],
        changed=outcomes[CHANGED],
        removed=removed,
        memos=putter.memos,
        handed_in=handed_in,
        missing=_count_missing(db, putter, whose),
        notes=("Nothing was removed where some codings of the same coder were not taken.",) if kept else (),
    )


def _count_missing(db: Database, putter: Putter, whose: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Count the codings that a file does not have, by their coder's label."""
    labels = {row["name"]: row["label"] for row in db.query("SELECT name, label FROM coders")}
    counts: Counter[str] = Counter()
    for transcript, coder in whose:
        counts[labels[coder]] += len(putter.missing(transcript, coder))
    return {label: n for label, n in sorted(counts.items()) if n}


def _remove_missing(
    db: Database, putter: Putter, whose: Iterable[tuple[str, str]], given_out: Collection[str], now: str, release: str
) -> int:
    """Remove codings that were given out and that a file does not have any more; return how many."""
    gone = [one for transcript, coder in whose for one in putter.missing(transcript, coder) if one.uid in given_out]
    for one in gone:
        remove_coding(db, one.uid, coder=one.coder, at=now, made_on=release)
        putter.forget(one)
    return len(gone)
