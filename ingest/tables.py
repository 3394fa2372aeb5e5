"""Tables of speakers and what they said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import Table, cell_words
from ingest.labels import Label, find_label, seconds, speaker_and_time, take_time
from ingest.lines import Line
from ingest.outside import Kind
from ingest.places import Traced, join
from ingest.records import Outside
from ingest.speakers import choose_speakers, is_tag, looks_like_name
from ingest.words import COLUMN_HEADINGS, COLUMN_OF_NOTES, COLUMN_OF_SPEAKERS

Row = tuple[Traced, ...]

_MOST = 0.6
_NEARLY_ALL = 0.9
_SURE = 4
_PERSON = frozenset("name person participant id respondent enw cyfranogwr".split())
_FEWEST_SHARE = 0.1
_WORDS_IN_SPEECH = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a table holds what; `speaker` is None where labels stand in the text column.

    `voices` are the columns of a table that has one for each speaker, with their names. `timed_text` says that the text
    cells begin with a time; `others` are columns with further text, `notes` those that the header calls notes or codes.
    """

    columns: int
    text: int
    speaker: int | None = None
    time: int | None = None
    timed_text: bool = False
    others: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    voices: tuple[tuple[int, str], ...] = ()


def rows_of(table: Table) -> list[Row]:
    """Return the rows of a table, the paragraphs of a cell joined by a line feed."""
    return [tuple(cell_words(cell) for cell in row) for row in table.rows]


def find_layout(rows: Sequence[Row], before: Layout | None = None) -> Layout | None:
    """Return where speakers, times and text stand, or None where the table holds no conversation.

    A column holds speakers where its cells are tags or look like names and one of them comes again, where they are all
    tags, or where the header says so. A table too short to tell takes the layout of the table `before`, if that fits.
    """
    header, body = _split_header(rows)
    columns = max((len(row) for row in rows), default=0)
    if columns < 2 or not body:
        return None
    layout = _judge(header, body, columns)
    if layout is None and before and before.columns == columns and before.speaker is not None:
        return before if _fitting(_names(body, before.speaker)) else None
    return layout


def sure_layout(rows: Sequence[Row]) -> Layout | None:
    """Return the layout of a table that can be nothing but a conversation: its speakers come again and again."""
    layout = find_layout(rows) if len(rows) >= _SURE else None
    if layout is None or layout.speaker is None:
        return None
    names = [name.casefold() for name in _names(_split_header(rows)[1], layout.speaker)]
    return layout if len(names) >= _SURE and 2 * len(set(names)) <= len(names) else None


def _judge(header: Row, body: Sequence[Row], columns: int) -> Layout | None:
    times = [n for n in range(columns) if _share(body, n, lambda cell: seconds(cell) is not None) >= _MOST]
    time = times[0] if times else None
    notes = {n for n in range(columns) if n not in times and _is_notes(header, body, n)}
    skipped = notes | {*times}
    speaker = _first(columns, lambda n: n not in skipped and _holds_speakers(header, body, n))
    spoken = [n for n in range(columns) if n not in skipped and n != speaker]
    if not spoken:
        return None
    text = max(spoken, key=lambda n: sum(len(_cell(row, n).split()) for row in body))
    if speaker is None:
        said = [len(_cell(row, n).split()) for row in body[1:] for n in spoken if _cell(row, n)]
        voices = _voices_in(header or body[0], spoken) if sum(said) >= _WORDS_IN_SPEECH * len(said) else ()
        if voices:
            return Layout(columns, text, time=time, notes=tuple(sorted(notes)), voices=voices)
        if not _labels_in(body, text):
            return None
    timed_text = _share(body, text, lambda cell: take_time(cell, bare=True)[0] is not None) >= _MOST
    others = tuple(n for n in spoken if n != text)
    return Layout(columns, text, speaker, time, timed_text, others, tuple(sorted(notes)))


def _voices_in(row: Row, columns: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Return the columns with the speakers that the first row names, where it names nobody but speakers."""
    names = [_cell(row, n).strip(" :") for n in columns]
    named = len(columns) > 1 and len(set(names)) == len(names)
    return tuple(zip(columns, names, strict=True)) if named and all(is_tag(name) for name in names) else ()


def table_lines(rows: Sequence[Row], layout: Layout) -> Iterator[Line]:
    """Give the lines of a conversation in a table, its header left out; an empty speaker's cell goes on with the turn.

    Cells of further columns, and rows that go across the columns, come as asides.
    """
    _, body = _split_header(rows)
    labels = _labels_in(body, layout.text) if layout.speaker is None else frozenset()
    for row in body:
        if layout.voices:
            if any(_cell(row, column).strip(" :") != name for column, name in layout.voices):
                yield from _voices(row, layout)
            continue
        if not _cell(row, layout.text) and not _only_a_speaker(row, layout):
            yield Line(join((cell for cell in row if cell), "\n"), aside=True)
            continue
        yield from _labelled_cell(row, layout, labels) if layout.speaker is None else _spoken_row(row, layout)
        yield from (Line(_traced(row, n), aside=True) for n in layout.others if _cell(row, n))


def _voices(row: Row, layout: Layout) -> Iterator[Line]:
    """Give what each column's speaker says in a row, from left to right."""
    start = seconds(_cell(row, layout.time))
    for column, name in layout.voices:
        words = _traced(row, column)
        if words:
            first, *more = words.lines()
            yield Line(first, Label(name, first.text.strip(), start))
            yield from (Line(line) for line in more)


def table_notes(rows: Sequence[Row], layout: Layout) -> Iterator[Outside]:
    """Give what the columns of notes hold."""
    for row in _split_header(rows)[1]:
        for column in layout.notes:
            words = _traced(row, column)
            if words and not words.text.strip(" .").isdigit():
                yield Outside(Kind.COLUMN, words.text, words.anchors[0].place if words.anchors else "")


def _only_a_speaker(row: Row, layout: Layout) -> bool:
    return layout.speaker is not None and _fitting([speaker_and_time(_cell(row, layout.speaker))[0]])


def _spoken_row(row: Row, layout: Layout) -> Iterator[Line]:
    name, beside = speaker_and_time(_cell(row, layout.speaker))
    within, text = take_time(_cell(row, layout.text), bare=layout.timed_text)
    first, *more = _traced(row, layout.text).ending(text.strip()).lines()
    times = [time for time in (seconds(_cell(row, layout.time)), beside, within) if time is not None]
    yield Line(first, Label(name, first.text, times[0] if times else None) if name else None)
    yield from (Line(line) for line in more)


def _labelled_cell(row: Row, layout: Layout, labels: frozenset[str]) -> Iterator[Line]:
    start = seconds(_cell(row, layout.time))
    for line in _traced(row, layout.text).lines():
        label = find_label(line.text)
        if label and label.key in labels:
            yield Line(line, replace(label, start=start if label.start is None else label.start))
            start = None
        else:
            yield Line(line)


def _traced(row: Row, column: int | None) -> Traced:
    return row[column] if column is not None and column < len(row) else Traced("")


def _cell(row: Row, column: int | None) -> str:
    return _traced(row, column).text


def _split_header(rows: Sequence[Row]) -> tuple[Row, list[Row]]:
    """Return the header row, empty where there is none, and the rows below it that are not blank.

    A header may have a title above it, in one cell.
    """
    header: Row = ()
    body = [row for row in rows if any(cell.text.strip() for cell in row)]
    if _titled(body):
        body.pop(0)
    while body and _is_header(body[0]) and not _begins_speaking(body):
        header = body.pop(0)
    return header, body


def _begins_speaking(body: Sequence[Row]) -> bool:
    """Say whether what looks like a header is somebody's turn: a speaker in it speaks again in other rows."""
    names = [[speaker_and_time(cell.text)[0] for cell in row] for row in body]
    again = [row for row in names[1:] if row != names[0]]
    return any(is_tag(name) and any(row[n : n + 1] == [name] for row in again) for n, name in enumerate(names[0]))


def _filled(row: Row) -> list[str]:
    return list(dict.fromkeys(cell.text for cell in row if cell))


def _is_header(row: Row) -> bool:
    return all(_is_heading(cell.text) for cell in row)


def _is_heading(cell: str) -> bool:
    """Say whether a cell of the first row says what its column holds, in words such as "Time" or "Coder's notes"."""
    words = _words(cell)
    telling = words & (COLUMN_OF_SPEAKERS | COLUMN_OF_NOTES | {"time", "text", "transcript"})
    return words <= COLUMN_HEADINGS or (
        bool(telling) and len(words) <= 3 and not cell.strip().endswith(("?", ".", "!"))
    )


def feedback_lines(rows: Sequence[Row]) -> tuple[list[Line], list[Outside]]:
    """Return what each person answered, a line an answer, and the questions in the first row, which are no answers.

    The person's name stands in the first column that is called so, or in the first of all.
    """
    filled = [row for row in rows if any(cell.text.strip() for cell in row)]
    if len(filled) < 2:
        return [], []
    header, *people = filled
    named = (n for n, cell in enumerate(header) if _words(cell.text) & (COLUMN_OF_SPEAKERS | _PERSON))
    column = next(named, 0)
    lines = []
    for person in people:
        answers = [cell.strip() for n, cell in enumerate(person) if n != column and cell.text.strip()]
        name = _cell(person, column).strip()
        lines += [Line(one, Label(name, one.text) if n == 0 else None) for n, one in enumerate(answers)]
    questions = [
        Outside(Kind.COVER, cell.text, "first row")
        for n, cell in enumerate(header)
        if n != column and cell.text.strip()
    ]
    return lines, questions


def title_of(rows: Sequence[Row]) -> Iterator[Outside]:
    """Give the title above a table's header, which is no speech."""
    body = [row for row in rows if any(cell.text.strip() for cell in row)]
    if _titled(body):
        yield Outside(Kind.COVER, _filled(body[0])[0])


def _titled(body: Sequence[Row]) -> bool:
    """Say whether the first row is a title in one cell, with the header below it."""
    above = len(body) > 2 and len(_filled(body[0])) == 1 < len(_filled(body[1]))
    return above and _is_header(body[1]) and not _is_header(body[0])


def _words(cell: str) -> set[str]:
    return {word.strip(":.()").casefold() for word in cell.replace("/", " ").replace("+", " ").split()} - {""}


def _is_notes(header: Row, body: Sequence[Row], column: int) -> bool:
    """Say whether a column holds line numbers, or what the header calls notes: neither is speech."""
    named = bool(_words(_cell(header, column)) & COLUMN_OF_NOTES)
    return named or _share(body, column, lambda cell: cell.strip(" .").isdigit()) >= _MOST


def _names(body: Sequence[Row], column: int) -> list[str]:
    """Return the speakers that a column holds, leaving out rows that are no more than one cell."""
    rows = [row for row in body if sum(bool(cell) for cell in row) > 1]
    return [name for name in (speaker_and_time(_cell(row, column))[0] for row in rows) if name]


def _fitting(names: Sequence[str]) -> bool:
    """Say whether nearly all of `names` could be speakers."""
    fitting = [name for name in names if is_tag(name) or looks_like_name(name, lower_case=True)]
    return bool(names) and len(fitting) >= _NEARLY_ALL * len(names)


def _holds_speakers(header: Row, body: Sequence[Row], column: int) -> bool:
    names = _names(body, column)
    if len(names) < _FEWEST_SHARE * len(body):
        return False
    if names and _words(_cell(header, column)) & COLUMN_OF_SPEAKERS:
        return True
    again = len({name.casefold() for name in names}) < len(names) or all(is_tag(name) for name in names)
    return again and _fitting(names)


def _labels_in(body: Sequence[Row], column: int) -> frozenset[str]:
    labels = (find_label(line) for row in body for line in _cell(row, column).split("\n"))
    return choose_speakers(label for label in labels if label)


def _share(body: Sequence[Row], column: int, holds: Callable[[str], bool]) -> float:
    cells = [cell for cell in (_cell(row, column).strip() for row in body) if cell]
    return sum(holds(cell) for cell in cells) / len(cells) if cells else 0.0


def _first(columns: int, holds: Callable[[int], bool]) -> int | None:
    return next((column for column in range(columns) if holds(column)), None)
