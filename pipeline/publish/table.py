"""What a table of the published database is: its columns, for whom it is, and the statements that make it."""

from __future__ import annotations

from dataclasses import dataclass

TEAM = "team"
OUTSIDE = "outside"
ETHICS = "ethics"
AUDIENCES = (TEAM, OUTSIDE, ETHICS)
READERS = (TEAM, OUTSIDE)
"""Who reads what people spoke about: in words, or in counts of people alone."""

SEARCH_TOKENIZER = "unicode61 remove_diacritics 2"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may leave; `references` is the table whose key it holds, `facet` offers it as a filter."""

    name: str
    type: str
    description: str
    references: str = ""
    facet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that may leave, for whom, and what its rows are; its key is the first column unless `key` differs.

    `read_by` are lists of columns in whose order questions read the table, or parts of it.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    audiences: tuple[str, ...] = (TEAM,)
    key: tuple[str, ...] = ()
    label: str = ""
    search: tuple[str, ...] = ()
    sort: str = ""
    read_by: tuple[tuple[str, ...], ...] = ()

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Name the columns that tell rows apart."""
        return self.key or (self.columns[0].name,)

    def create_sql(self) -> str:
        """Write the statement that makes the table."""
        lines = [f'"{column.name}" {column.type}' for column in self.columns]
        lines.append(f"PRIMARY KEY ({', '.join(_quoted(self.primary_key))})")
        lines += [
            f'FOREIGN KEY ("{column.name}") REFERENCES "{column.references}" ("id")'
            for column in self.columns
            if column.references
        ]
        return f'CREATE TABLE "{self.name}" (\n  ' + ",\n  ".join(lines) + "\n)"

    def index_sql(self) -> list[str]:
        """Write the statements that index every foreign key and every column that is offered as a filter.

        A filter's index holds the other filters too: a page counts all of them for the rows that one of them leaves,
        and so never reads the rows themselves.
        """
        filters = [column.name for column in self.columns if column.facet]
        statements = []
        for column in self.columns:
            if (column.references or column.facet) and self.primary_key != (column.name,):
                others = [name for name in filters if name != column.name] if column.facet else []
                names = ", ".join(_quoted((column.name, *others)))
                statements.append(f'CREATE INDEX "{self.name}_{column.name}" ON "{self.name}" ({names})')
        for columns in self.read_by:
            names = ", ".join(_quoted(columns))
            statements.append(f'CREATE INDEX "{self.name}_in_order_of_{columns[0]}" ON "{self.name}" ({names})')
        return statements

    def search_sql(self) -> list[str]:
        """Write the statements that make the full-text index of the table's text columns."""
        if not self.search:
            return []
        names = ", ".join(_quoted(self.search))
        key = self.primary_key[0]
        return [
            f'CREATE VIRTUAL TABLE "{self.name}_fts" USING fts5({names}, content="{self.name}", content_rowid="{key}", '
            f'tokenize="{SEARCH_TOKENIZER}")',
            f'INSERT INTO "{self.name}_fts" ("{self.name}_fts") VALUES (\'rebuild\')',
        ]


def _quoted(names: tuple[str, ...]) -> list[str]:
    return [f'"{name}"' for name in names]
