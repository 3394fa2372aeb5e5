"""What hands do on the review page, and what eyes see of it."""

from __future__ import annotations

import re
from typing import Any


def left(page: Any) -> int:
    """Read the count in the corner."""
    text = page.locator("#count").inner_text()
    return 0 if text.startswith("All") else int(text.split()[0])


def press(page: Any, key: str, *, until: str = "") -> None:
    """Press a key, and wait until what the page says last holds `until`."""
    page.keyboard.press(key)
    if until:
        page.locator("#said", has_text=re.compile(until)).wait_for()


def at_hand(page: Any) -> str:
    """Return the words of the mark at hand."""
    return str(page.locator(".m[aria-current=true]").inner_text())


def select(page: Any, words: str) -> None:
    """Select words in the transcript, as a hand with a mouse would."""
    box = page.evaluate(
        """(words) => {
            for (const speech of document.querySelectorAll(".speech")) {
                const walker = document.createTreeWalker(speech, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + words.length);
                    speech.scrollIntoView({ block: "center" });
                    const [first, last] = [range.getClientRects()[0], [...range.getClientRects()].at(-1)];
                    const middle = ({ top, bottom }) => (top + bottom) / 2;
                    return [first.left + 1, middle(first), last.right - 1, middle(last)];
                }
            }
        }""",
        words,
    )
    page.mouse.move(*box[:2])
    page.mouse.down()
    page.mouse.move(*box[2:], steps=5)
    page.mouse.up()
    page.locator("#about", has_text=re.compile(f"{re.escape(words[:8])}.*selected", re.DOTALL)).wait_for()


def go_to(page: Any, words: str) -> None:
    """Bring the first mark of these words to hand, by clicking on its first line."""
    mark = page.locator(".m", has_text=re.compile(f"^{words}$")).first
    mark.evaluate("it => it.scrollIntoView({ block: 'center' })")
    box = mark.evaluate(
        "it => { const { x, y, width, height } = it.getClientRects()[0]; return [x, y, width, height]; }"
    )
    page.mouse.click(box[0] + box[2] / 2, box[1] + box[3] / 2)
    assert at_hand(page) == words


def answer_slowly(page: Any, milliseconds: int = 300) -> None:
    """Let every answer that the page's script asks for come that much later."""
    page.evaluate(
        """(later) => {
            const at_once = window.fetch;
            window.fetch = async (...asked) => {
                await new Promise((passed) => setTimeout(passed, later));
                return at_once(...asked);
            };
        }""",
        milliseconds,
    )
