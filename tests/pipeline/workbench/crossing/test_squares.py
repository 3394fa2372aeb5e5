"""Squares: their area is the number, which can be read on every colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.crossing.squares import HEIGHT, LARGEST, SMALLEST, TINT, WIDTH, hatched, square
from tests.palette import DARK, LIGHT, channels, contrast, mixed
from tests.pipeline.workbench.crossing.counted import SVG, forbidden, parsed

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def side(number: int, most: int) -> float:
    """Return the side of the square that is drawn for a number."""
    rect = parsed(square(number, most, "#0072b2")).find(f"{SVG}rect")
    assert rect.get("width") == rect.get("height")
    return float(rect.get("width"))


@given(st.integers(1, 2_000), st.data())
def test_the_area_is_the_number(most: int, data: st.DataObject) -> None:
    """Half the people, half the area; only what could not be seen is drawn larger."""
    number = data.draw(st.integers(1, most))
    drawn = side(number, most)
    assert drawn == pytest.approx(max(SMALLEST, LARGEST * (number / most) ** 0.5), abs=0.06)
    assert side(most, most) == LARGEST


@given(st.integers(1, 99_999), st.data())
def test_a_square_stands_in_the_middle_and_within_its_cell(most: int, data: st.DataObject) -> None:
    """However large it is."""
    rect = parsed(square(data.draw(st.integers(1, most)), most, "#0072b2")).find(f"{SVG}rect")
    x, y, drawn = (float(rect.get(name)) for name in ("x", "y", "width"))
    assert x >= 0 and y >= 0
    assert 2 * x + drawn == pytest.approx(WIDTH, abs=0.2)
    assert 2 * y + drawn == pytest.approx(HEIGHT, abs=0.2)


def test_the_number_is_written_in_it() -> None:
    """Thousands stand apart."""
    assert parsed(square(1234, 2000, "#0072b2")).find(f"{SVG}text").text == "1,234"


@given(COLOURS)
def test_the_number_can_be_read_on_every_colour(colour: str) -> None:
    """A codebook may have any: by day and by night the ink stands at least 4.5 to 1 from the tinted square."""
    assert float(parsed(square(1, 1, colour)).find(f"{SVG}rect").get("fill-opacity")) == TINT
    for palette in (LIGHT, DARK):
        assert contrast(channels(palette["ink"]), mixed(colour, palette["paper"], TINT)) >= 4.5


def test_a_hidden_cell_has_no_number_and_no_square() -> None:
    """Nothing of it tells how many there are."""
    assert [element.tag for element in parsed(hatched()).iter()] == [f"{SVG}svg", f"{SVG}path"]


@pytest.mark.parametrize("drawing", [square(3, 4, "#0072b2"), hatched()])
def test_a_cell_is_drawn_with_attributes_only(drawing: str) -> None:
    """And is passed over by those who hear the page: the words beside it say the number."""
    assert forbidden(drawing) == []
    assert parsed(drawing).get("aria-hidden") == "true"
