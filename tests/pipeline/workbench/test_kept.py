"""What is kept: each answer is made once, and the oldest goes where there are too many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from pipeline.workbench.kept import Kept


def maker(made: list[str], name: str) -> Callable[[], Awaitable[str]]:
    """Return what makes an answer and says that it did."""

    async def make() -> str:
        made.append(name)
        return f"answer {name}"

    return make


async def test_an_answer_is_made_once() -> None:
    """The second time it is the same one, without asking."""
    kept, made = Kept(), list[str]()
    assert [await kept.get("a", maker(made, "a")) for _ in range(2)] == ["answer a", "answer a"]
    assert made == ["a"]


async def test_what_was_not_asked_for_longest_goes_first() -> None:
    """With room for two, the third drops the one whose turn was longest ago."""
    kept, made = Kept(most=2), list[str]()
    for key in ("a", "b", "a", "c", "a", "b"):
        await kept.get(key, maker(made, key))
    assert made == ["a", "b", "c", "b"]
