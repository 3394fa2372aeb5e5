"""Where the text of an RTF document goes: paragraphs and tables, a note of what is no speech, or nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.document import Block, Paragraph, Table, leading, paragraphs_of
from ingest.outside import Kind
from ingest.readers.ledger import Ledger
from ingest.readers.rtf_styles import Layout, Look
from ingest.text import normalise, trace

PAR, CELL, ROW, NESTED_CELL, NESTED_ROW, ROW_BEGINS = "par", "cell", "row", "nestcell", "nestrow", "trowd"
_AS_TEXT = {PAR: "\n", CELL: "\t", ROW: "\n", NESTED_CELL: "\t", NESTED_ROW: "\n"}


class Sink:
    """Takes text and the marks between paragraphs and cells; this one drops them."""

    def write(self, text: str, look: Look, layout: Layout) -> None:
        """Take text that looks like `look`, in a paragraph set out like `layout`."""

    def mark(self, mark: str, look: Look, layout: Layout) -> None:
        """Take the end of a paragraph, a cell or a row."""


@dataclass(slots=True)
class Collector(Sink):
    """Collects text, whatever it looks like. `between` stands between its groups.

    `alternative` is set where the file says that it is of the other kind: an endnote among the footnotes.
    """

    between: str = ""
    parts: list[str] = field(default_factory=list)
    alternative: bool = False

    def write(self, text: str, look: Look, layout: Layout) -> None:
        """Add the text."""
        self.parts.append(text)

    def mark(self, mark: str, look: Look, layout: Layout) -> None:
        """Add a line feed or a tab."""
        self.parts.append(_AS_TEXT.get(mark, ""))

    @property
    def text(self) -> str:
        """Return what was collected, without blank lines."""
        lines = (line.strip() for line in normalise("".join(self.parts)).split("\n"))
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class _Table:
    """A table under way: its rows, the cells of the row under way, and what stands in the last of them."""

    rows: list[list[list[Block]]] = field(default_factory=list)
    row: list[list[Block]] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    paragraph: int = 1

    @property
    def here(self) -> str:
        """Name the row and the column that come next."""
        return f", row {len(self.rows) + 1}, column {len(self.row) + 1}"

    def end_cell(self) -> None:
        """Begin another cell."""
        self.row.append(self.cell)
        self.cell, self.paragraph = [], 1

    def end_row(self) -> None:
        """Begin another row."""
        if self.cell:
            self.end_cell()
        if self.row:
            self.rows.append(self.row)
        self.row, self.paragraph = [], 1

    def blocks(self) -> list[Block]:
        """Return the table, or what stands in one that is no more than a frame round another."""
        self.end_row()
        if not self.rows:
            return []
        inside = [block for row in self.rows for cell in row for block in cell]
        if all(len(row) == 1 for row in self.rows) and any(isinstance(block, Table) for block in inside):
            return inside
        return [Table(tuple(tuple(tuple(paragraphs_of(cell)) for cell in row) for row in self.rows))]


@dataclass(slots=True)
class Flow(Sink):
    """The paragraphs and tables of the body, or of a text box (`boxed`, standing `inside` a place of the body).

    A nested table is paragraphs of the cell that it stands in, and a box in a cell comes after the table, as both would
    seem to be part of what is said in the cell. Text after which no paragraph ends, as its mark is
    deleted, goes on in the next.
    """

    ledger: Ledger
    boxed: bool = False
    inside: str = ""
    _blocks: list[Block] = field(default_factory=list)
    _pieces: list[tuple[str, Look]] = field(default_factory=list)
    _boxes: list[Block] = field(default_factory=list)
    _lifted: list[Block] = field(default_factory=list)
    _hidden: list[str] = field(default_factory=list)
    _changed: list[str] = field(default_factory=list)
    _change: tuple[bool, bool] = (False, False)
    _heading: bool = False
    _number: int = 0
    _own: int = 1
    _tables: list[_Table] = field(default_factory=list)
    _row_open: bool = False

    def write(self, text: str, look: Look, layout: Layout) -> None:
        """Add text to the paragraph under way, or note it where it is hidden or deleted."""
        self._begin_change(look, layout)
        if any(self._change):
            self._changed.append(text)
        if self._gone(look):
            return
        if look.hidden:
            self._hidden.append(text)
            return
        self._heading = self._heading or layout.heading
        self._pieces.append((text, look))

    def mark(self, mark: str, look: Look, layout: Layout) -> None:
        """End a paragraph, a cell or a row."""
        _MARKS[mark](self, look, layout)

    def attach(self, boxed: list[Block]) -> None:
        """Take the blocks of a text box, which come after the paragraph under way."""
        self._boxes += boxed

    def here(self, layout: Layout) -> str:
        """Name the place of the paragraph under way."""
        level = self._level(layout)
        if not self._number:
            self.ledger.paragraphs += 1
            self._number = self.ledger.paragraphs
        if not level:
            return f"{self.inside}, paragraph {self._own}" if self.inside else f"paragraph {self._number}"
        rows = ", table".join(table.here for table in self._to_level(level))
        table = f"{self.inside}, table" if self.inside else f"table {self.ledger.tables}"
        return f"{table}{rows}, paragraph {self._tables[-1].paragraph}"

    @property
    def unfinished(self) -> str:
        """Return the text of the paragraph under way."""
        return "".join(text for text, _ in self._pieces)

    def finish(self, layout: Layout) -> list[Block]:
        """End what is under way, and return the paragraphs and tables."""
        if self._pieces or self._boxes or self._hidden or self._changed:
            self._end(self._level(layout), layout)
        self._to_level(0)
        return self._blocks

    def _level(self, layout: Layout) -> int:
        # Some programs leave out that a paragraph is in a table; between the beginning and the end of a row it is.
        return max(layout.level, int(self._row_open))

    def _to_level(self, level: int) -> list[_Table]:
        """End the tables that are nested deeper, begin those that are missing, and return those under way."""
        while len(self._tables) > level:
            blocks = self._tables.pop().blocks()
            (self._tables[-1].cell if self._tables else self._blocks).extend(blocks)
        if not level:
            self._blocks += self._lifted
            self._lifted = []
        if level and not self._tables and not self.inside:
            self.ledger.tables += 1
        self._tables += [_Table() for _ in range(level - len(self._tables))]
        return self._tables

    def _gone(self, look: Look) -> bool:
        return look.revised if self.ledger.rejecting else look.deleted

    def _begin_change(self, look: Look, layout: Layout) -> None:
        change = (look.deleted, look.revised)
        if change != self._change:
            self._end_change(layout)
            self._change = change

    def _end_change(self, layout: Layout) -> None:
        for on, kind in zip(self._change, (Kind.DELETED, Kind.INSERTED), strict=True):
            if on:
                self.ledger.changes += 1
                self.ledger.note(kind, "".join(self._changed), self.here(layout))
        self._changed.clear()
        self._change = (False, False)

    def _end_paragraph(self, look: Look, layout: Layout) -> None:
        if not self._gone(look):
            self._end(self._level(layout), layout)
            return
        self._begin_change(look, layout)
        self._end_change(layout)
        if self._pieces:
            self.ledger.paragraphs += 1
        else:
            self._number = 0

    def _end(self, level: int, layout: Layout) -> None:
        layout = layout._replace(level=level)
        self._end_change(layout)
        place = self.here(layout)
        words = trace(self.unfinished, place).strip()
        self.ledger.note(Kind.HIDDEN, "".join(self._hidden), place)
        tables = self._to_level(level)
        into = tables[-1].cell if tables else self._blocks
        if words:
            pieces = self._pieces
            bold, italic, apart = (
                leading(words.text, [(text, has(look)) for text, look in pieces])
                for has in (lambda look: look.bold, lambda look: look.italic, pieces[0][1].is_like)
            )
            into.append(Paragraph(words, bold, italic, apart, self.boxed, self._heading))
        if tables:
            tables[-1].paragraph += 1
            self._lifted += self._boxes
        else:
            self._blocks += self._boxes
            self._own += 1
        self._pieces, self._boxes, self._hidden = [], [], []
        self._heading, self._number = False, 0

    def _end_cell(self, look: Look, layout: Layout) -> None:
        self._end(1, layout)
        self._tables[-1].end_cell()

    def _end_row(self, look: Look, layout: Layout) -> None:
        if self._pieces:
            self._end(1, layout)
        self._to_level(1)[-1].end_row()
        self._row_open = False

    def _end_nested_cell(self, look: Look, layout: Layout) -> None:
        self._end(max(layout.level, 2), layout)
        self._tables[-1].end_cell()

    def _end_nested_row(self, look: Look, layout: Layout) -> None:
        level = max(layout.level, 2)
        if self._pieces:
            self._end(level, layout)
        self._to_level(level)[-1].end_row()

    def _begin_row(self, look: Look, layout: Layout) -> None:
        if layout.level < 2:
            self._row_open = True


_MARKS: dict[str, Callable[[Flow, Look, Layout], None]] = {
    PAR: Flow._end_paragraph,
    CELL: Flow._end_cell,
    ROW: Flow._end_row,
    NESTED_CELL: Flow._end_nested_cell,
    NESTED_ROW: Flow._end_nested_row,
    ROW_BEGINS: Flow._begin_row,
}
