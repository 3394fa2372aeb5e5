"""What stands in a Word comment: a code and what its coder noted, or a memo."""

from __future__ import annotations

import re

from exports.xml_text import writable

CODE_MARK = "#"
MEMO_MARK = "Memo:"

# Within a memo the mark of a code begins no code: a character that is not seen stands before it. What people write is
# cleaned of such characters when it is read.
_WORD_JOINER = "\u2060"
_BEGINS_A_CODE = re.compile(rf"(?<!\S)(?={CODE_MARK})")


def coding_comment(code_id: str, memo: str) -> str:
    """Write a coding: `#care/acts`, and after a space what was noted."""
    return f"{CODE_MARK}{code_id} {_without_codes(memo)}".rstrip()


def memo_comment(memo: str) -> str:
    """Write a memo that is about no coding."""
    return f"{MEMO_MARK} {_without_codes(memo)}"


def _without_codes(memo: str) -> str:
    return _BEGINS_A_CODE.sub(_WORD_JOINER, writable(memo))
