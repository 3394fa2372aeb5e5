"""What stands beside a name: initials, surnames, and the other names of a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.marked import lines, parse

FOUND = """
That's [PERSON Nia P], not the other one.
It's down as [PERSON PRITCHARD, N]., the file.
And [PERSON Eeddo Siân] was there.
We had Jodie, [PERSON Dafs] and [PERSON Llinosyn] in the van.
It was Gwilym a [PERSON Llinosyn] ar y bws. 🚌
"""

NOT_FOUND = """
Nia I think. Nia and I went. Nia's fine.
Nia, Monday then. Nia and English.
Nia and Welsh and Zoom and Tesco.
"""


@pytest.mark.parametrize("line", lines(FOUND))
def test_what_belongs_to_a_name_is_found(detect: Callable[..., str], line: str) -> None:
    """Beside a name that was found, a capital says more than elsewhere."""
    assert detect("neighbours", parse(line).text, after=["names"]) == line


@pytest.mark.parametrize("line", lines(NOT_FOUND))
def test_what_is_only_near_a_name_stays(detect: Callable[..., str], line: str) -> None:
    """I, weekdays, languages and public names belong to nobody."""
    assert detect("neighbours", line, after=["names"]) == line


def test_without_capitals_a_list_goes_on_with_known_names(detect: Callable[..., str]) -> None:
    """An ordinary word that is also a first name counts beside another name, a frequent one never."""
    said = "she's with siân and frank and will and the dog"

    assert detect("neighbours", said, after=["names"]) == "she's with siân and [PERSON frank] and will and the dog"
