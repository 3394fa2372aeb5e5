"""What stands in Word comments."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.comment_text import coding_comment, memo_comment
from ingest.codings.word_codings import codes_in
from ingest.text import normalise

MEMOS = st.text(st.sampled_from('ab ŵ🙂\n#/"[]“”.:'), max_size=20).map(str.strip)


def test_a_coding_is_its_code_and_what_was_noted() -> None:
    """The code stands first, as people write it."""
    assert coding_comment("care/acts", "Every week, ŵyr neb. 🙂\nAsk.") == "#care/acts Every week, ŵyr neb. 🙂\nAsk."
    assert coding_comment("care/acts", "") == "#care/acts"


def test_a_memo_is_told_from_a_coding() -> None:
    """It applies no code; what XML cannot hold is shown by a sign."""
    assert memo_comment("A short\x0bquestion.") == "Memo: A short\ufffdquestion."


@given(MEMOS)
def test_a_comment_is_read_as_one_coding_with_its_memo(memo: str) -> None:
    """Also where somebody noted that another code might do: `#voice/heard` in a memo applies nothing."""
    assert [(code, normalise(words)) for code, words in codes_in(coding_comment("care/acts", memo))] == [
        ("care/acts", memo)
    ]


@given(MEMOS)
def test_a_memo_applies_no_code(memo: str) -> None:
    """Whatever stands in it."""
    ((first, rest),) = codes_in(memo_comment(memo))

    assert normalise("\n".join(filter(None, (first, rest)))).split() == f"Memo: {memo}".split()
