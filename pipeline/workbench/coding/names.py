"""Which names somebody may begin to code under: what can be read, and nobody takes for another coder's."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.coding.working.sign_in import LONGEST_NAME, coder_name
from pipeline.workbench.access.look_alikes import is_in_one_alphabet, look_alike
from pipeline.workbench.words import say


def problem_of(typed: str) -> str:
    """Say why what was typed is no name, "" where it is one."""
    shown = " ".join(typed.split())
    if coder_name(typed):
        return ""
    if not shown:
        return say("Write your name.")
    if not shown.isprintable():
        return say("There is something in this name that cannot be seen. Type it afresh, rather than pasting it.")
    return say("A name may have {most} letters. Write a shorter one.", most=LONGEST_NAME)


def problem_of_a_new(name: str, coders: Iterable[str]) -> str:
    """Say why nobody may begin under a name, "" where they may: a coder's own is theirs, whatever it looks like."""
    known = sorted(coders)
    if name in known:
        return ""
    if not any(letter.isalnum() for letter in name):
        return say("A name has letters in it, or a number.")
    if not is_in_one_alphabet(name):
        return say(
            "A letter of this name is not what it looks like, but one of another alphabet. Type the name afresh."
        )
    if alike := next((other for other in known if look_alike(name, other)), ""):
        return say(
            "{coder} has coded here already, and this name looks like theirs. If that is you, sign in as {coder}. "
            "If not, choose another name: add an initial, or a number.",
            coder=alike,
        )
    return ""
