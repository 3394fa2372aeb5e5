"""Names by their capital alone: words in mid-sentence that nothing else explains."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
They call him [PERSON Chezzy], and he laughs.
And [PERSON Eeddo] read it to me. 🙂
A child from [PLACE Sulaymaniyah], think of that.
There was [PERSON Oksana Shevchuk] and the rest.
Two came from [ORG Compass] and sat down.
Near the roundabout, [ORG Sparkle Bay], I've used it myself.
It went wrong at [ORG Llety'r Onnen], and nobody said.
Now it's [ORG Pathways and Futures], we had a competition.
He said "Listen to [PERSON Robbo] now".
"""

NOT_FOUND = """
She's Kurdish, he's Filipino, they speak Bengali and Saesneg.
On Friday, in May, at Christmas, for God's sake.
He says, Nobody told me. She said, "Tell her no."
My Mam and my Nan, and the GCSEs, and the NSPCC.
Unknownword at the beginning stays.
BETH YW HWN SHOUTING
a kobby without capitals
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_what_only_a_name_explains_is_found(detect: Callable[..., str], line: str) -> None:
    """An unknown word is a person or, after "from", a place; ordinary words in a row are an organisation."""
    assert detect("capitals", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_other_capitals_stay(detect: Callable[..., str], line: str) -> None:
    """Peoples, languages, the calendar, quoted speech and abbreviations are no names."""
    assert detect("capitals", line) == line
