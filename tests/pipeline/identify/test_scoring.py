"""How surely a known name is that name where it stands."""

from __future__ import annotations

import pytest

from pipeline.identify.scoring import name_score
from pipeline.identify.words import blank_pipeline, set_cased
from tests.marked import lines, parse

CASED = """
I saw [NAME Rose] there.
[NAME Rose]. That's all.
[NAME Rose] said no.
Rose up in me. Joy to have you.
A rose is a rose, with joy.
"""

SMALL = """
i'm [NAME pearl] i'm the sister
it's [NAME nest] like a bird's nest
there's the lad [NAME robin] from up north
that was a real pearl that was
send her a rose bush
to be frank with you
she rose early and it rose
he will not and she may
"""


@pytest.mark.parametrize("line", [*lines(CASED), *lines(SMALL)])
def test_a_name_that_is_a_word_is_told_by_where_it_stands(line: str) -> None:
    """Its capital tells, at the beginning of a sentence what follows, without capitals its neighbours."""
    expected = parse(line)
    doc = set_cased(blank_pipeline().make_doc(expected.text), cased=line in CASED)
    words = {"rose", "joy", "pearl", "nest", "robin", "frank", "will", "may"}
    likely = [token.text for token in doc if token.norm_ in words and name_score(token, 0.9) >= 0.5]

    assert likely == [name for _, name in expected.spans]


def test_a_name_that_is_no_word_counts_in_any_case() -> None:
    """Nia is nobody's noun."""
    doc = set_cased(blank_pipeline().make_doc("nia and Nia"), cased=True)

    assert [name_score(doc[i], 0.9) for i in (0, 2)] == [0.9, 0.9]
