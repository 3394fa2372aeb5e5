"""The parts of a person's name as spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pseudonyms.parts import KnownParts, split_name
from tests.marked import lines

SPLIT = """
Nia Pritchard           first surname
Nia                     first
Pritchard               surname
Mrs Pritchard           kept surname
PC Darren Ashby         kept first surname
Auntie Pearl            kept first
Nia P                   first initial
PRITCHARD, N.           surname initial
Siân Haf Brynmor        first first surname
Mari Sandford-Roe       first surname
Dafydd ap Llŷr          first kept surname
Rose                    first
"""


def known() -> KnownParts:
    """Return what a study with Nia Pritchard, Rose Tamplin and Mrs Pritchard knows."""
    parts = KnownParts()
    parts.learn(["Nia Pritchard", "Rose Tamplin", "Mrs Pritchard"])
    return parts


@pytest.mark.parametrize("line", lines(SPLIT))
def test_a_name_has_parts(line: str) -> None:
    """Titles and particles are kept; a word alone is what the study, then the lists, know it as."""
    name, kinds = (part.strip() for part in line.split("  ", 1))
    parts = [part.kind for part in split_name(name, known()) if part.text.strip(" ,.")]

    assert parts == kinds.split()


def test_a_title_tells_a_surname() -> None:
    """Mrs Rose is called Rose by surname, though many are by first name."""
    parts = KnownParts()
    parts.learn(["Mrs Rose"])

    assert [part.kind for part in split_name("Rose", parts)] == ["surname"]


@given(st.text("NiaŴyn Mrs-P.'’ 🙂", min_size=1))
def test_joined_again_the_parts_give_the_name(name: str) -> None:
    """Nothing of a name is lost in taking it apart."""
    assert "".join(part.text for part in split_name(name, KnownParts())) == name
