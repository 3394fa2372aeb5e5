"""Codings that people wrote as comments into a Word file: `#code memo`, or the name of a code and below it a memo."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from ingest.codings.left_out import Discarded
from ingest.codings.records import ForeignCoding, ForeignMemo, ForeignProject, ForeignSource
from ingest.codings.word_comments import Comment, Place, read_commented

# A code is one word behind a hash; one of several words stands in quotation marks or brackets.
_CODE = re.compile(r'(?<!\S)#(?:"([^"\n]+)"|“([^”\n]+)”|\[([^\]\n]+)\]|([^\s#]+))')
_BEHIND_A_CODE = ".,;:"
# Word writes so where it was told to forget its people, LibreOffice where it was never told who uses it.
_NOBODY = frozenset({"author", "unknown author"})


def read_word_codings(content: bytes | Path, name: str) -> ForeignProject:
    """Read a commented Word file, by its bytes or its path, as codings of its text.

    The text is its paragraphs, joined by line feeds, as a source called `name`. A code is given as it was written, as a
    path of one element. Raises UnreadableFile, ProtectedFile, TooLarge.
    """
    document = read_commented(content)
    text = "\n".join(document.paragraphs)
    begins = [0, *accumulate(len(paragraph) + 1 for paragraph in document.paragraphs)]
    discarded = Discarded()
    replies = _replies(document.comments)
    codings = tuple(
        coding
        for comment in document.comments
        if not comment.answers
        for coding in _codings(comment, replies[comment.id], text, begins, discarded)
    )
    known = {comment.id for comment in document.comments}
    lost = sum(len(found) for first, found in replies.items() if first not in known)
    discarded.add("replies", "the comment that they answer is not in the file", lost)
    source = ForeignSource(name, text)
    return ForeignProject(
        "comments in a Word file",
        (source,),
        codings,
        left_out=discarded.listed(),
        notes=tuple(_told_of_replies(document.comments)),
    )


def codes_in(words: str) -> list[tuple[str, str]]:
    """Return the codes that a comment names, each as written, with its memo; none where the comment is empty.

    With `#code memo`, a memo is what follows the code, up to the next one; codes in a row share what follows them, and
    what stands before the first is part of every memo. Without any `#`, the first line is a code and the rest its memo.
    """
    found = list(_CODE.finditer(words))
    if not found:
        first, _, rest = words.strip().partition("\n")
        return [(first.strip(), rest.strip())] if first else []
    before = words[: found[0].start()].strip()
    codes: list[tuple[str, str]] = []
    memo = ""
    for one, following in zip(
        reversed(found), [len(words), *(one.start() for one in reversed(found[1:]))], strict=True
    ):
        memo = words[one.end() : following].strip() or memo
        code = next(group for group in one.groups() if group is not None).strip().rstrip(_BEHIND_A_CODE)
        codes.insert(0, (code, "\n".join(part for part in (before, memo) if part)))
    return [(code, memo) for code, memo in codes if code]


def _codings(
    comment: Comment, replies: Sequence[Comment], text: str, begins: Sequence[int], discarded: Discarded
) -> Iterator[ForeignCoding]:
    if comment.first is None or comment.last is None:
        discarded.add("comments", "they are on no text")
        return
    codes = codes_in(comment.text)
    if not codes:
        discarded.add("comments", "they say nothing")
    start, end = _offset(comment.first, begins), _offset(comment.last, begins)
    answers = [ForeignMemo(said, _who(one), one.date) for one in replies if (said := one.text.strip())]
    for code, memo in codes:
        own = [ForeignMemo(memo, _who(comment), comment.date)] if memo else []
        yield ForeignCoding(
            source=0,
            start=start,
            end=end,
            quote=text[start:end],
            code=(code,),
            coder=_who(comment),
            at=comment.date,
            memos=(*own, *answers),
        )


def _who(comment: Comment) -> str:
    """Return who wrote a comment, "" where the program put a word of its own in place of a name."""
    return "" if comment.author.strip().casefold() in _NOBODY else comment.author


def _offset(place: Place, begins: Sequence[int]) -> int:
    paragraph, offset = place
    return begins[paragraph] + offset


def _replies(comments: Sequence[Comment]) -> defaultdict[str, list[Comment]]:
    """Return replies by the id of the comment that began their thread."""
    answers = {one.id: one.answers for one in comments}
    replies: defaultdict[str, list[Comment]] = defaultdict(list)
    for one in comments:
        first, seen = one.answers, {one.id}
        while answers.get(first) and first not in seen:
            seen.add(first)
            first = answers[first]
        if one.answers:
            replies[first].append(one)
    return replies


def _told_of_replies(comments: Sequence[Comment]) -> Iterator[str]:
    """Say of replies that name a code that they apply none."""
    naming = sum(1 for one in comments if one.answers and _CODE.search(one.text))
    if naming:
        yield f"Replies are memos, also those that name a code: {naming}. To apply one, write it in a new comment."
