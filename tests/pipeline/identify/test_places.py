"""Places of the gazetteer, in English and Welsh, mutated or not, and countries abroad."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
I saw her in [PLACE Neath] by the chip shop.
The bus from [PLACE Castell-nedd] to [PLACE Port Talbot].
Wi'n byw yng [PLACE Nghastell-nedd], o [PLACE Gaerfyrddin] yn wreiddiol.
O [PLACE Ddolgellau] i [PLACE Fôn], that is a long way.
crwt o [PLACE Fryste], and back to [PLACE Aberystwyth]
She came from [PLACE Iraq], in a lorry.
he's from [PLACE ghana] and he works in [PLACE swansea]
I read it in [PLACE Reading], of all places. 📚
"""

NOT_FOUND = """
I was reading in bed. The bath ran over.
He drank from a mold of jelly and sat in the hull.
Wales, Gwent, Yorkshire and the Valleys.
a turkey from china on my mind
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_place_is_found_under_any_of_its_names(detect: Callable[..., str], line: str) -> None:
    """A place that is also a word needs a capital and the company that places keep."""
    assert detect("places", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_words_and_regions_stay(detect: Callable[..., str], line: str) -> None:
    """What is no place, and what is too large to tell anything, is left alone."""
    assert detect("places", line) == line


def test_a_place_that_is_a_first_name_needs_a_place_s_company(detect: Callable[..., str]) -> None:
    """Barry is a town after "in", else a doubt."""
    assert detect("places", "She lives in Barry now.") == "She lives in [PLACE Barry] now."
    assert detect("places", "And Barry said no.") == "And Barry said no."
