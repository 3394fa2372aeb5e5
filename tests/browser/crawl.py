"""Walk through every kind of page that the pages link to, look at it on a phone and on a wide screen, follow its links.

A kind of page is its address without what it is of: `/t/FC01` and `/t/YP02` are one. Of each kind one is looked at, the
first that is met (where several things are asked at once, none), and every address that these link to has to answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe

PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
OF_EACH_KIND = 1
_STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_ADDRESSES = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
# After the width of the window has changed, the scripts of a page lay its margin anew.
_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_ENDINGS = (".csv", ".json")
# The parts of an address that say what a page is of.
_OF = (
    (re.compile(r"^/(t|p|quote)/[^/.]+"), r"/\1/*"),
    (re.compile(r"^/theme/[^/.]+/[^/.]+"), "/theme/*/*"),
    (re.compile(r"^/theme/[^/.]+"), "/theme/*"),
    (re.compile(r"^/code/[^/]+/[0-9]+"), "/code/*/*"),
    (re.compile(r"^/code/[^/]+/hand-in"), "/code/*/hand-in"),
    (re.compile(r"^/code/[^/]+"), "/code/*"),
    (re.compile(r"^(/llais[a-z-]*)/[a-z_]+/.+"), r"\1/*/*"),
    (re.compile(r"^(/llais[a-z-]*)/[a-z_]+"), r"\1/*"),
)
_ATTRIBUTES = {"season", "kind", "language", "site", "wave"}
_OF_DATASETTE = re.compile(r"^/llais[a-z-]*/")


@dataclass
class Found:
    """What was found: the kinds of pages that were looked at, and everything that was wrong with them."""

    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    followed: dict[str, int] = field(default_factory=dict)


def kind_of(address: str) -> str:
    """Name the kind of a page: its path without what it is of, and the names of what is asked for.

    All of Datasette's tables are of one kind, all their rows of another, and what they are asked for is a third.
    """
    parts = urlsplit(address)
    path = parts.path
    for pattern, kind in _OF:
        if pattern.match(path):
            path = pattern.sub(kind, path)
            break
    asked = sorted({"a band" if name in _ATTRIBUTES else name for name, _ in parse_qsl(parts.query)})
    if not asked or _OF_DATASETTE.match(path):
        return path + ("?" if asked else "")
    return f"{path}?{'&'.join(asked)}"


def crawl(tab: Any, home: str, begin: Iterable[str] = ("/",), *, under: tuple[str, ...] = ("/",)) -> Found:
    """Look at the pages of `begin` and then at others until no new kind is met; `tab` is signed in as needed.

    Links are followed to addresses that lie `under` these.
    """
    found, waiting = Found(), list(begin)
    listening(tab, home, found)
    seen: set[str] = set()
    chosen = set(waiting)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in seen or (address not in chosen and (found.kinds[kind] >= OF_EACH_KIND or "&" in kind)):
            continue
        seen.add(address)
        found.kinds[kind] += 1
        links = sorted(look_at(tab, home, address, found))
        follow(tab, home, [link for link in links if link.startswith(under)], found)
        waiting += [link for link in links if not urlsplit(link).path.endswith(_ENDINGS)]
    return found


def listening(tab: Any, home: str, found: Found) -> None:
    """Note what goes wrong while pages load, and everything that is asked of another host."""

    def said(message: Any) -> None:
        if message.type in ("error", "warning"):
            found.problems.append(f"{tab.url}: console: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((home, "data:")):
            found.problems.append(f"{tab.url}: asks for {request.url}")

    tab.on("console", said)
    tab.on("pageerror", lambda error: found.problems.append(f"{tab.url}: {error}"))
    tab.on("request", asked)


def look_at(tab: Any, home: str, address: str, found: Found) -> set[str]:
    """Look at a page at two widths, light and dark, and return the addresses of ours that it links to."""
    tab.set_viewport_size(PHONE)
    tab.emulate_media(color_scheme="light")
    answer = tab.goto(home + address)
    if answer is None or answer.status != 200:
        found.problems.append(f"{address}: answers {answer.status if answer else 'nothing'}")
        return set()
    found.problems += [f"{address} on a phone: {what}" for what in faults(tab)]
    tab.set_viewport_size(WIDE)
    tab.emulate_media(color_scheme="dark")
    tab.evaluate(_TWO_FRAMES)
    found.problems += [f"{address} on a wide screen: {what}" for what in faults(tab)]
    hrefs = tab.eval_on_selector_all("a[href]", _ADDRESSES)  # those in drawings too, whose `href` is no text
    return {href.removeprefix(home).split("#")[0] for href in hrefs if href.startswith(home)}


def faults(tab: Any) -> Iterator[str]:
    """List what axe finds wrong with the page as it is now, and whether one has to scroll sideways to read it."""
    for violation in Axe().run(tab, options=_STANDARDS | {"resultTypes": ["violations"]}).response["violations"]:
        where = "; ".join(node["target"][0] for node in violation["nodes"][:3])
        yield f"{violation['id']} ({violation['help']}) at {where}"
    wide = tab.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    if wide[0] > wide[1]:
        yield f"scrolls sideways: {wide[0]} of {wide[1]} px"


def follow(tab: Any, home: str, links: Iterable[str], found: Found) -> None:
    """Ask for every address once that a page links to; each has to answer."""
    for link in links:
        if link not in found.followed:
            answer = tab.request.get(urljoin(home, link), max_redirects=3)
            found.followed[link] = answer.status
            if answer.status != 200:
                found.problems.append(f"{tab.url} links to {link}, which answers {answer.status}")
