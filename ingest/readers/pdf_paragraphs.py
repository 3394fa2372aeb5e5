"""From lines to paragraphs: which line goes on with the one before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile
from math import ceil
from statistics import median

from ingest.document import Paragraph
from ingest.labels import BRACKETS, DASH, Label, find_label, find_weak_labels, only_a_time, seconds, take_time
from ingest.places import Traced, join
from ingest.readers.pdf_furniture import body_size
from ingest.readers.pdf_hyphens import join_words, words_of
from ingest.readers.pdf_lines import Line
from ingest.speakers import is_tag, looks_like_name

_SAME_LEFT = 3.0
_ACROSS = 0.1
_SLACK = 3.0
_SPACES = (0.2, 0.35)
_FEWEST_WRAPPED, _WIDEST_PITCH = 5, 2.4
_WIDE_GAP = 1.18
_LONGEST_LABEL = 40
_FEWEST_TIMES = 3
_HEADING, _LONGEST_HEADING = 1.12, 100
_COUNTED = re.compile(r"^\s*\d{1,5}[.)]?\s+(?=\D)")
_NEAR_MARGIN = 5
_CUT_WORD = re.compile("[^\\W\\d_][-\u2010\u00ad]$")
_SENTENCE_ENDS = (".", "?", "!", ":", "…", '."', '?"', '!"', ".”", "?”", "!”", ".'", "?'", ".’", "?’", "!’", "]", ")")


class Joint(Enum):
    """What a line is to the one before: the same paragraph, perhaps so, or a new one."""

    GOES_ON, MAY_GO_ON, BEGINS = range(3)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: its right margin, the usual distance of lines by font size, its words and labels.

    `spaced` says that turns stand further apart than lines, `size` is the usual size of the font,
    `timed` that times stand on lines of their own. `beside` is where the text begins that stands beside labels in a
    column of their own.
    """

    margin: float = 0.0
    pitch: float = 0.0
    words: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    spaced: bool = False
    size: float = 0.0
    timed: bool = False
    beside: float = 0.0


def setting_of(lines: Sequence[Line], width: float = 0.0) -> Setting:
    """Measure how lines are set, all of them in one column of text."""
    if not lines:
        return Setting()
    rights = sorted(line.right for line in lines)
    margin = rights[ceil(0.98 * (len(rights) - 1))]
    near = sum(right > margin - 0.12 * max(width, 1.0) for right in rights)
    lefts = min(line.left for line in lines)
    few = near < 0.1 * len(lines) or (near < 0.3 * len(lines) and margin < 0.75 * (width - lefts))
    if width and (few or (len(lines) <= 10 and margin < 0.75 * (width - lefts))):
        # Hardly any line comes near the longest: they are short ones, and none is wrapped.
        margin = max(margin, width - lefts - _SLACK)
    texts = [line.text for line in lines]
    pitch = _pitch(lines, Setting(margin=margin))
    measured = Setting(margin, pitch, words_of(texts), size=body_size(lines), beside=_text_beside(lines))
    measured = replace(measured, labels=_labels(lines, measured))
    return replace(measured, spaced=_spaced(lines, measured), timed=_timed(lines, measured))


def _pitch(lines: Sequence[Line], setting: Setting) -> float:
    """Return the usual distance of a wrapped line from the next by font size, or 0 where none is full.

    In a document of short paragraphs, lines that happen to be full stand before a paragraph's gap: none of these wraps.
    """
    full: dict[float, list[bool]] = {}
    short: dict[float, list[bool]] = {}
    for above, below in zip(lines, lines[1:], strict=False):
        if above.page == below.page:
            kind = full if is_full(above, below, setting) else short
            gap = round((above.base - below.base) / max(below.size, 1.0), 1)
            kind.setdefault(gap, []).append(below.text[:1].islower())
    if not full:
        return 0.0
    most = max(len(ones) for ones in full.values())
    pitch = min(gap for gap, ones in full.items() if 3 * len(ones) >= most)
    ones, others = full[pitch], short.get(pitch, [])
    if sum(ones) >= max(_FEWEST_WRAPPED, 0.5 * len(ones)) and sum(others) < 0.25 * max(len(others), 1):
        return pitch  # what follows full lines begins amid sentences, and nothing else does
    closer = [
        gap
        for gap, those in full.items()
        if gap < 0.75 * pitch and 10 * len(those) >= len(ones) and len(those) >= 4 * len(short.get(gap, []))
    ]
    if closer and 2 * len(ones) < 3 * len(others):
        return min(closer)
    return pitch if pitch < _WIDEST_PITCH else pitch / 2


def _text_beside(lines: Sequence[Line]) -> float:
    """Return where the text begins that stands beside a column of labels, or 0: hardly any line runs across there."""
    stops: Counter[float] = Counter()
    for line in lines:
        stops.update([round(word.left) for word in line.words[1:] if word.gap == "\t"][:1])
    stop, times = stops.most_common(1)[0] if stops else (0.0, 0)
    beside = [line for line in lines if line.left > stop - _SAME_LEFT or _in_column(line, stop)]
    return stop if times >= 2 and len(lines) - len(beside) <= _ACROSS * len(lines) else 0.0


def _in_column(line: Line, stop: float) -> bool:
    """Say whether a line begins with a label in the column left of `stop`; a time there may go with the label above."""
    label = [word.text for word in line.words if word.right < stop]
    text = [word for word in line.words[1:] if abs(word.left - stop) <= _SAME_LEFT and word.gap]
    return bool(label and text) and seconds(" ".join(label)) is None


def _timed(lines: Sequence[Line], setting: Setting) -> bool:
    """Say whether times stand on lines of their own, where none of them is only the end of a wrapped sentence."""
    times = [
        is_full(above, below, setting)
        for above, below in zip(lines, lines[1:], strict=False)
        if only_a_time(below.text)
    ]
    return len(times) - sum(times) >= max(_FEWEST_TIMES, sum(times))


def _spaced(lines: Sequence[Line], setting: Setting) -> bool:
    """Say whether lines with a speaker's label stand further from the line before than lines usually do."""
    pairs = [
        (above, below)
        for above, below in zip(lines, lines[1:], strict=False)
        if above.page == below.page and any(key in setting.labels for key in label_keys(below.text))
    ]
    apart = sum(not _level(above, below, setting) for above, below in pairs)
    return len(pairs) >= 5 and apart >= 0.95 * len(pairs)


def is_full(line: Line, after: Line, setting: Setting) -> bool:
    """Say whether the first word of the next line would not have fitted on a line."""
    first = after.words[0]
    width = first.right - first.left
    for word in after.words[1:]:
        if word.gap:
            break
        width += word.right - word.left
    return line.right + _space(line) + width > setting.margin - 0.1 * line.size


def _space(line: Line) -> float:
    """Return how wide a space of a line is: a font's own, not what evens out a line."""
    gaps = [
        after.left - word.right for word, after in zip(line.words, line.words[1:], strict=False) if after.gap == " "
    ]
    low, high = (share * line.size for share in _SPACES)
    return min(max(median(gaps), low), high) if gaps else low


def _labels(lines: Sequence[Line], setting: Setting) -> frozenset[str]:
    """Return what looks like a speaker's label on lines that surely begin a paragraph, and does so again."""
    counts: Counter[str] = Counter()
    on_top: Counter[str] = Counter()
    for before, line in zip([None, *lines], lines, strict=False):
        sure = before is None or not is_full(before, line, setting) or not _level(before, line, setting)
        if sure or _in_column(line, setting.beside):
            counts.update(set(label_keys(line.text)))
        elif before is not None and before.page != line.page:
            label = _strong_label(line.text)
            on_top.update([label.key] if label and label.form != BRACKETS and _like_a_speaker(label) else [])
        if _bold_lead(line):
            counts[_bold_lead(line)] += 1
    counts.update({key: count for key, count in on_top.items() if counts[key]})
    return frozenset(key for key, count in counts.items() if count >= 2)


def _bold_lead(line: Line) -> str:
    """Return the few words in bold at the beginning of a line that is not all in bold, marked as such."""
    lead = list(takewhile(lambda word: word.bold, line.words))
    return "**" + " ".join(word.text for word in lead) if 0 < len(lead) < min(len(line.words), 5) else ""


def _strong_label(text: str) -> Label | None:
    return find_label(_COUNTED.sub("", text))


def label_keys(text: str) -> list[str]:
    """Return what could be the speaker at the beginning of a line, in each form that it has."""
    text = _COUNTED.sub("", text)
    label = find_label(text)
    found = [label] if label else []
    found += list(find_weak_labels(text))
    return [one.key for one in found if one and len(one.name) <= _LONGEST_LABEL]


def joint(paragraph: Sequence[Line], line: Line, setting: Setting) -> Joint:
    """Decide how a line stands to the paragraph of the lines before it."""
    last = paragraph[-1]
    label = _strong_label(line.text)
    known = label is not None and label.key in setting.labels and not label.name[:1].islower()
    if known or (not last.words[-1].bold and _bold_lead(line) in setting.labels):
        return Joint.BEGINS
    if _in_column(line, setting.beside):
        return Joint.BEGINS
    if setting.timed and (only_a_time(line.text) or (only_a_time(last.text) and len(paragraph) == 1)):
        return Joint.BEGINS
    if any(only_a_time(one.text) or one.text.isdigit() for one in (line, last)) and _stops(last):
        return Joint.BEGINS
    if take_time(line.text)[0] is not None and take_time(last.text)[0] is not None and len(paragraph) == 1:
        return Joint.BEGINS
    if any(key in setting.labels for key in label_keys(line.text)):
        return Joint.MAY_GO_ON if is_full(last, line, setting) and _level(last, line, setting) else Joint.BEGINS
    if not _level(last, line, setting) or _other_look(paragraph, line):
        return Joint.BEGINS
    if abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return Joint.BEGINS
    if _cut_word(last, line, setting):
        return Joint.GOES_ON
    if not is_full(last, line, setting):
        return Joint.MAY_GO_ON if _mid_sentence(last, line) and _below(last, line, setting) else Joint.BEGINS
    if _new_by_indent(paragraph, line):
        return Joint.BEGINS
    others = [one for one in find_weak_labels(line.text) if one.form == DASH and is_tag(one.name)]
    if label and label.form != BRACKETS and _like_a_speaker(label):
        others.append(label)
    if others and _stops(last) and not setting.spaced:
        return Joint.MAY_GO_ON
    return Joint.GOES_ON


def _cut_word(last: Line, line: Line, setting: Setting) -> bool:
    """Say whether a hyphen near the margin cuts a word: the rest of it need not be too long for the line."""
    near = last.right > setting.margin - _NEAR_MARGIN * last.size
    return near and line.text[:1].islower() and bool(_CUT_WORD.search(last.text))


def _stops(line: Line) -> bool:
    return line.text.endswith(_SENTENCE_ENDS) or only_a_time(line.text) or line.text.isdigit()


def _like_a_speaker(label: Label) -> bool:
    return is_tag(label.name) or looks_like_name(label.name)


def _level(last: Line, line: Line, setting: Setting) -> bool:
    """Say whether a line follows at the usual distance, or at a page's beginning."""
    if last.page != line.page:
        return True
    gap = (last.base - line.base) / max(line.size, 1.0)
    return gap <= (_WIDE_GAP * setting.pitch + 0.05 if setting.pitch else _WIDEST_PITCH)


def _below(last: Line, line: Line, setting: Setting) -> bool:
    return last.page == line.page and setting.pitch > 0


def _mid_sentence(last: Line, line: Line) -> bool:
    return line.text[:1].islower() and not last.text.endswith(_SENTENCE_ENDS)


def _other_look(paragraph: Sequence[Line], line: Line) -> bool:
    """Say whether the look changes between two lines, as between a question in bold and its answer."""
    last = paragraph[-1]
    for look in ("bold", "italic"):
        before, after = getattr(last.words[-1], look), getattr(line.words[0], look)
        if before == after:
            continue
        uniform = all(getattr(one, look) == before for one in paragraph)
        whole = uniform and (before or getattr(line, look))
        if whole and not _mid_sentence(last, line):
            return True
    return False


def _new_by_indent(paragraph: Sequence[Line], line: Line) -> bool:
    """Say whether a line stands out to the left or to the right as first lines do."""
    last = paragraph[-1]
    if abs(line.left - last.left) <= _SAME_LEFT or len(paragraph) < 2:
        return False
    went_on_level = abs(paragraph[-2].left - last.left) <= _SAME_LEFT
    like_first = abs(paragraph[0].left - line.left) <= _SAME_LEFT or line.left < min(paragraph[0].left, last.left)
    return went_on_level or like_first


def paragraphs_of_lines(lines: Sequence[Line], setting: Setting) -> list[Paragraph]:
    """Return the paragraphs that lines make."""
    found: list[Paragraph] = []
    open_: list[Line] = []
    follows = False
    for line in lines:
        how = joint(open_, line, setting) if open_ else Joint.BEGINS
        if how is not Joint.GOES_ON and open_:
            found.append(_paragraph(open_, setting, follows))
            open_ = []
        if not open_:
            follows = how is Joint.MAY_GO_ON
        open_.append(line)
    if open_:
        found.append(_paragraph(open_, setting, follows))
    return found


def _paragraph(lines: Sequence[Line], setting: Setting, follows: bool) -> Paragraph:
    words = joined([line.traced for line in lines], setting.words)
    heading = setting.size > 0 and all(line.size > _HEADING * setting.size for line in lines)
    bold, italic = (_lead(lines, words.text, look) for look in ("bold", "italic"))
    return Paragraph(words, bold, italic, heading=heading and len(words.text) <= _LONGEST_HEADING, follows=follows)


def joined(lines: Iterable[Traced], known: frozenset[str]) -> Traced:
    """Join the lines of a paragraph, the words that the margin cut put together again."""
    words = Traced("")
    for n, line in enumerate(lines):
        line = line.strip()
        if n == 0:
            words = line
            continue
        off, between = join_words(words.text, line.text, known)
        words = join((words.cut(0, len(words.text) - off), line), between)
    return words


def _lead(lines: Sequence[Line], text: str, look: str) -> str:
    """Return how much of a paragraph's beginning has a look, from the words of its lines."""
    pieces = [word for line in lines for word in line.words]
    if all(getattr(word, look) or not any(c.isalnum() for c in word.text) for word in pieces):
        return text if any(getattr(word, look) for word in pieces) else ""
    count = 0
    for word in pieces:
        if not getattr(word, look):
            break
        count += len(word.text.replace(" ", ""))
    at = 0
    while count > 0 and at < len(text):
        count -= not text[at].isspace()
        at += 1
    return text[:at].strip()
