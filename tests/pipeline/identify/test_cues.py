"""Names by what stands beside them: titles, kin, "called", "her name is"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
I saw [PERSON Mrs Field] at the gate.
[PERSON Mr. Penhale] chaired, and [PERSON PC Ashby] wrote.
The school, that's [PERSON Mrs Rice].
[PERSON Auntie Pearl] can't do the stairs now.
My son [PERSON Tecwyn] drives.
She's called [PERSON Zosia], my niece.
[PERSON Shirin], her name is.
[PERSON Robbo]'s my brother. ❤️
[PERSON Dafs] rang me from the bus.
we had [PERSON mrs pritchard] and [PERSON dr kowalska] in
then [PERSON mrs rice] and [PERSON sergeant best] came
the girl was called [PERSON tahmina] i think
"""

NOT_FOUND = """
The doctor said so, and Nurse. Dr. No one.
My brother rang. Her mother, well. Our dad.
She called Monday. It's called When I'm Ready.
Straighteners. Streetwise! Lambs are the same.
he rang the sergeant and the doctor best of all
i miss home and the judge said no
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_name_that_is_announced_is_found(detect: Callable[..., str], line: str) -> None:
    """A formal title belongs to the name; a word for kin only when it is written as part of it."""
    assert detect("cues", parse(line).text) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_a_title_alone_names_nobody(detect: Callable[..., str], line: str) -> None:
    """The doctor, my brother and "I miss home" stay."""
    assert detect("cues", line) == line
