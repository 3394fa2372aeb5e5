"""The network: codes that lead somewhere, lines as wide as the number of people, labels that can be read."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.workbench.crossing.network import circle, star
from pipeline.workbench.crossing.pairs import Pair, codes_of, make_pairs
from pipeline.workbench.facts import CodeFacts
from tests.pipeline.workbench.crossing.counted import SVG, codes, forbidden, parsed

CODES = codes("exchange/lift", "exchange/food", "care/bed", "voice/heard")
PAIRS = make_pairs(
    [
        {"code_id": "care/bed", "other_code_id": "exchange/lift", "people": 4, "times": 9},
        {"code_id": "care/bed", "other_code_id": "voice/heard", "people": 1, "times": 1},
        {"code_id": "exchange/food", "other_code_id": "exchange/lift", "people": 2, "times": 2},
    ],
    CODES,
)


def drawn(pairs: tuple[Pair, ...] = PAIRS, middle: str = "", known: dict[str, CodeFacts] = CODES) -> etree._Element:
    """Draw pairs on a circle, or around a code."""
    taking_part = codes_of(pairs, known)
    return parsed(star(known[middle], taking_part, pairs) if middle else circle(taking_part, pairs))


def widths(network: etree._Element) -> dict[str, float]:
    """Return how wide each line is, by what is said of it."""
    return {path.findtext(f"{SVG}title"): float(path.get("stroke-width")) for path in network.iter(f"{SVG}path")}


@pytest.mark.parametrize("middle", ["", "care/bed"])
def test_a_line_is_as_wide_as_the_number_of_people_and_says_it(middle: str) -> None:
    """Every pair has a line, and the numbers are those of the table."""
    pairs = tuple(pair for pair in PAIRS if not middle or middle in (pair.one.id, pair.other.id))
    found = widths(drawn(pairs, middle))
    assert len(found) == len(pairs)
    assert found["EXC-LIF and CAR-BED: four people, nine times"] == pytest.approx(
        4 * found["CAR-BED and VOI-HEA: one person, one time"], abs=0.05
    )


def test_every_code_leads_to_its_page() -> None:
    """Under its tag; its name is its title."""
    links = list(drawn().iter(f"{SVG}a"))
    assert [(link.get("href"), link.findtext(f"{SVG}text")) for link in links] == [
        ("/theme/exchange/lift", "EXC-LIF"),
        ("/theme/exchange/food", "EXC-FOO"),
        ("/theme/care/bed", "CAR-BED"),
        ("/theme/voice/heard", "VOI-HEA"),
    ]
    assert all(link.findtext(f"{SVG}title") for link in links)


def test_the_code_that_was_asked_for_is_in_the_middle() -> None:
    """And those around it have the number of people beside their tag."""
    network = drawn(PAIRS[:2], "exchange/lift")
    assert sorted(text.text for text in network.iter(f"{SVG}text")) == ["CAR-BED 4", "EXC-FOO 2", "EXC-LIF"]
    assert all(path.get("d").startswith("M0 0L") for path in network.iter(f"{SVG}path"))


def test_it_says_in_words_what_it_is() -> None:
    """It holds links, so that it is a group, which has a name and a description."""
    network = drawn()
    named = {one.get("id"): one.text for one in network.iter(f"{SVG}title", f"{SVG}desc") if one.get("id")}
    assert network.get("role") == "group"
    assert set(network.get("aria-labelledby").split()) == set(named)
    assert named["network-text"].startswith("four codes on a circle")


def pairs_of(many: int) -> tuple[dict[str, CodeFacts], tuple[Pair, ...]]:
    """Make codes that all meet each other."""
    made = codes(*(f"theme{n // 4}/code{n}" for n in range(many)))
    return made, tuple(Pair(one, other, n + 1, 1) for n, (one, other) in enumerate(combinations(made.values(), 2)))


@given(st.integers(2, 60))
def test_no_label_is_upside_down_and_dots_do_not_touch(many: int) -> None:
    """However many codes there are, labels run outwards in reading direction, and dots lie in the drawing."""
    made, pairs = pairs_of(many)
    network = drawn(pairs, known=made)
    left, top, width, height = (float(one) for one in network.get("viewBox").split())
    dots = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in network.iter(f"{SVG}circle")]
    for (x, y), text in zip(dots, network.iter(f"{SVG}text"), strict=True):
        turned = float(re.fullmatch(r"rotate\((.*)\)", text.get("transform")).group(1)) % 360
        assert turned <= 90.01 or turned >= 269.99
        assert text.get("text-anchor") == ("end" if x < -0.01 else "start")
        assert left < x < left + width and top < y < top + height
    assert all((x - a) ** 2 + (y - b) ** 2 > 12**2 for (x, y), (a, b) in combinations(dots, 2))


def test_names_are_text_not_markup() -> None:
    """A tag or a name is shown as it is."""
    odd = CodeFacts("care/b", "<b>CAR</b>", 'Bŵyd & "gofal" 👩‍👧', "care", "#0072b2", 1, 1)
    known = {"exchange/lift": CODES["exchange/lift"], "care/b": odd}
    network = drawn((Pair(*known.values(), 1, 1),), known=known)
    assert "<b>CAR</b>" in [text.text for text in network.iter(f"{SVG}text")]
    assert 'Bŵyd & "gofal" 👩‍👧' in [title.text for title in network.iter(f"{SVG}title")]


def test_a_network_is_drawn_with_attributes_only() -> None:
    """No style and no script, and its links lead nowhere else."""
    for network in (
        circle(codes_of(PAIRS, CODES), PAIRS),
        star(CODES["exchange/lift"], codes_of(PAIRS, CODES), PAIRS[:2]),
    ):
        assert forbidden(network) == []
        assert all(link.startswith("/theme/") for link in re.findall(r'href="([^"]*)"', network))
