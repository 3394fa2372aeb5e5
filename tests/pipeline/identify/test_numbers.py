"""Numbers with a form of their own: postcodes, NHS and National Insurance numbers, registrations, references."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
My postcode is on a sticker, [POSTCODE SA99 1ZZ], by the radio.
court view road [POSTCODE cf63 9xw] or ring me
A bit of paper with [POSTCODE CF63] on it.
The first half of the postcode is [POSTCODE LL14], that's all.
My NHS number, [NHS 999 048 2233], and everything else is wrong.
It's [NINO QQ 40 71 26 B]. I'm not supposed to know.
It's [NINO G F 51 77 30 D]. Oh.
Silver thing, [VEHICLE QZ16 LFT], I could sing it to you.
A white van, [VEHICLE QZ 14 ABC], and [VEHICLE QZ14KBD] the week after.
the car was [VEHICLE qz14 kbd] i think
The car had an old plate, [VEHICLE A123 BCD].
Under the magnet: [CASE_REF NPT/2024/0468].
On everything it says [CASE_REF NPT-CF-20931].
The crime reference is [CASE_REF 4417-B].
"""

NOT_FOUND = """
In Year 11 we had 4 sessions and 3 of them were at 10.
The A48 and the M4, junction 42.
Room B12, bus X5, size 10.
He rang 999 and then 101.
It cost 1250 pounds in 2019.
Thursday at 6 30 and half 7. 🚗
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_number_that_belongs_to_somebody_is_found(detect: Callable[..., str], line: str) -> None:
    """Its form, its check digits or the words before it say what it is."""
    assert detect("numbers", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_other_numbers_stay(detect: Callable[..., str], line: str) -> None:
    """Years, roads, rooms, prices and emergency numbers are nobody's."""
    assert detect("numbers", line) == line
