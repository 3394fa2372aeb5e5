"""A codebook file that is changed in place: comments, order and layout stay as people wrote them."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from io import StringIO
from itertools import groupby, takewhile

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, ScalarString

_NO_FOLDING = 1_000_000
_BOM = "\ufeff"


def read_for_change(text: str) -> CommentedMap:
    """Read YAML such that `write_changed` can write it back."""
    return _yaml(text).load(_plain(text))


def write_changed(root: CommentedMap, before: str) -> str:
    """Write what `read_for_change` gave for the text `before`, with the line ends, indents and comments of that text.

    A comment on lines of its own stays where it was, also where what stood beside it is gone.
    """
    out = StringIO()
    _yaml(before).dump(root, out)
    after = _with_all_comments(_plain(before), out.getvalue())
    if "\r\n" in before:
        after = after.replace("\n", "\r\n")
    return _BOM + after if before.startswith(_BOM) else after


def like(old: object, text: str) -> str:
    """Return `text` to be written in the quotation marks that `old` has."""
    return type(old)(text) if isinstance(old, ScalarString) else quoted_where_needed(text)


def quoted(text: str) -> str:
    """Return `text` to be written in double quotation marks."""
    return DoubleQuotedScalarString(text)


def quoted_where_needed(text: str) -> str:
    """Return `text` to be written plain, but in quotation marks where YAML would not read it as that text."""
    try:
        plain = yaml.safe_load(f"- {text}") == [text]
    except yaml.YAMLError:
        plain = False
    return text if plain else quoted(text)


def in_one_line(items: list[str]) -> CommentedSeq:
    """Return a list to be written in brackets on one line."""
    made = CommentedSeq(items)
    made.fa.set_flow_style()
    return made


def leave_comments_behind(entry: CommentedMap | CommentedSeq) -> None:
    """Part an entry or a list from the comment lines below it, which speak of what comes next in the file."""
    last: object = entry
    while isinstance(last, CommentedMap | CommentedSeq) and last and not last.fa.flow_style():
        is_mapping = isinstance(last, CommentedMap)
        key = next(reversed(last)) if is_mapping else len(last) - 1
        slot = 2 if is_mapping else 0
        last.ca.end.clear()
        tokens = last.ca.items.get(key)
        if tokens and tokens[slot]:
            beside, line_end, _ = tokens[slot].value.partition("\n")
            tokens[slot].value = beside + line_end
            if not beside:
                tokens[slot] = None
        last = last[key]


def _yaml(text: str) -> YAML:
    """Make a reader and writer that indents as `text` does."""
    made = YAML()
    made.preserve_quotes = True
    made.width = _NO_FOLDING
    mapping, sequence, offset = _indents(text)
    made.indent(mapping=mapping, sequence=sequence, offset=offset)
    return made


@lru_cache(maxsize=2)
def _indents(text: str) -> tuple[int, int, int]:
    """Return by how much mappings, list items and their dashes are indented, as the file's first list shows it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    mapping, sequence, offset = 2, 4, 2
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if not isinstance(value, yaml.CollectionNode) or value.flow_style or not value.value:
            continue
        column = value.start_mark.column - key.start_mark.column
        if isinstance(value, yaml.MappingNode):
            mapping = column
        else:
            offset, sequence = column, value.value[0].start_mark.column - key.start_mark.column
    return mapping, sequence, offset


def _with_all_comments(before: str, after: str) -> str:
    """Put back comment lines of `before` that went with what stood beside them, and empty lines that parted entries.

    They belong above the line that they stood above; where that line is gone, they come where it was.
    """
    old, new = before.splitlines(), after.splitlines()
    lacking = Counter(map(str.strip, filter(_is_comment, old)))
    lacking.subtract(map(str.strip, filter(_is_comment, new)))
    places = _places(old, new)
    back: dict[int, list[str]] = {}
    end = 0
    for no_content, lines in groupby(range(len(old)), key=lambda n: _is_no_content(old[n])):
        start, end = end, end + len(list(lines))
        if not no_content:
            continue
        at = places[end]
        lost = [line for line in old[start:end] if _is_comment(line) and _take(lacking, line.strip())]
        is_parted = "" in takewhile(_is_no_content, map(str.strip, reversed(new[:at])))
        if not old[start].strip() and not is_parted and (lost or (at < len(new) and new[at] == old[end])):
            lost.insert(0, "")
        back.setdefault(at, []).extend(lost)
    kept = [line for n in range(len(new) + 1) for line in (*back.get(n, ()), *new[n : n + 1])]
    return "\n".join(kept) + "\n"


def _places(old: list[str], new: list[str]) -> list[int]:
    """Return for each line of `old`, and for its end, where in `new` it is, or what is there now in its place."""
    places = [len(new)] * (len(old) + 1)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for i in range(i1, i2):
            places[i] = j1 + i - i1 if tag == "equal" else j2
    times = Counter(old)
    where = {line: n for n, line in enumerate(new)}
    for i, line in enumerate(old):
        if line.strip() and times[line] == 1 and new.count(line) == 1:
            places[i] = where[line]
    return places


def _take(lacking: Counter[str], line: str) -> bool:
    lacking[line] -= 1
    return lacking[line] >= 0


def _plain(text: str) -> str:
    return text.removeprefix(_BOM).replace("\r\n", "\n")


def _is_no_content(line: str) -> bool:
    return not line.strip() or _is_comment(line)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
