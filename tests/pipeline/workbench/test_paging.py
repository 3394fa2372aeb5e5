"""Pages of a long list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.paging import Paging, asked_page


@given(found=st.integers(0, 5000), size=st.integers(1, 100))
def test_every_thing_is_on_one_page(found: int, size: int) -> None:
    """The pages together hold each thing once."""
    pages = Paging.of(found, size, 1).pages
    starts = [Paging.of(found, size, page).before for page in range(1, pages + 1)]
    assert [n for start in starts for n in range(start, min(start + size, found))] == list(range(found))


@given(page=st.integers(-10, 1_000_000))
def test_a_page_that_there_is_not_becomes_the_nearest(page: int) -> None:
    """Nobody lands beyond the end."""
    assert Paging.of(95, 30, page).page == min(max(page, 1), 4)


def test_what_is_no_number_is_the_first_page() -> None:
    """An address that somebody mistyped still shows something."""
    assert [asked_page(asked) for asked in (None, "", "two", "-1", "²", "9" * 30, "3")] == [1, 1, 1, 1, 1, 1, 3]
