"""The initial mutations of Welsh: how the first letter of a word changes after certain words."""

from __future__ import annotations

_UNMUTATED = ("ch", "dd", "ff", "ng", "ph", "th")

_CHANGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ll", ("l",)),
    ("rh", ("r",)),
    ("p", ("b", "mh", "ph")),
    ("t", ("d", "nh", "th")),
    ("c", ("g", "ngh", "ch")),
    ("b", ("f", "m")),
    ("d", ("dd", "n")),
    ("g", ("", "ng")),
    ("m", ("f",)),
)


def mutated(word: str) -> tuple[str, ...]:
    """Return the soft, nasal and aspirate forms of `word`, in that order, each only where its first letter has one.

    A capital stays a capital: Caerdydd gives Gaerdydd, Nghaerdydd and Chaerdydd.
    """
    lower = word.lower()
    if lower.startswith(_UNMUTATED):
        return ()
    for initial, changes in _CHANGES:
        if lower.startswith(initial):
            rest = word[len(initial) :]
            return tuple(_recase(change + rest, word) for change in changes if change + rest)
    return ()


def _recase(form: str, word: str) -> str:
    return form[0].upper() + form[1:] if word[0].isupper() else form
