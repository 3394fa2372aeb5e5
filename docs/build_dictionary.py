"""Write what is described once as data for people to read: data-dictionary.md, codebook.md and manifest.md in docs."""

from __future__ import annotations

from pathlib import Path

from codebook.describe import describe
from codebook.load import default_codebook
from ingest.manifest import MANIFEST_COLUMNS
from ingest.sheets import Column as SheetColumn
from ingest.speaker_table import SPEAKER_COLUMNS
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.publish.schema import TABLES
from pipeline.publish.table import Table

DOCS = Path(__file__).parent
_NOTE = "<!-- Written by docs/build_dictionary.py: change what it reads, not this. -->\n\n"


def data_dictionary() -> str:
    """Describe the published tables and the identifier types as Markdown."""
    tables = "\n".join(_table(table) for table in TABLES)
    return f"{_NOTE}# What is in the published database\n\n{_types()}\n{tables}"


def codebook_page() -> str:
    """Describe the codebook that comes with llais as Markdown."""
    return _NOTE + describe(default_codebook()).rstrip() + "\n"


def manifest_page() -> str:
    """Describe the columns of the manifest and of the table of speakers as Markdown."""
    return (
        f"{_NOTE}# The manifest\n\n"
        "`manifest.csv`, or `manifest.xlsx`, has one row a file. Nothing of a file without a row is published.\n"
        "Columns that are not listed here are kept. Problems are listed with their row and column, all at once.\n"
        "Consent is given by a level (`[consent]` in `study.toml`), by terms (`c_…`), or by both; then the stricter\n"
        "holds.\n\n"
        f"{_sheet(MANIFEST_COLUMNS)}\n"
        "# The table of speakers\n\n"
        "`speakers.csv`, or `speakers.xlsx`, is optional: one row a voice of a focus group, a joint interview or a\n"
        "feedback sheet. Consent here can only narrow that of the file.\n\n"
        f"{_sheet(SPEAKER_COLUMNS)}"
    )


def _sheet(columns: tuple[SheetColumn, ...]) -> str:
    rows = "\n".join(f"| `{one.name}` | {'yes' if one.required else ''} | {one.meaning} |" for one in columns)
    return f"| column | needed | what it holds |\n| --- | --- | --- |\n{rows}\n"


def _table(table: Table) -> str:
    audience = "for the team and outside" if len(table.audiences) > 1 else "for the team"
    rows = "\n".join(
        f"| `{column.name}` | {column.type.lower()} | {column.description}"
        + (f" (→ `{column.references}`)" if column.references else "")
        + " |"
        for column in table.columns
    )
    return (
        f"## {table.name}\n\n{table.description} Published {audience}.\n\n"
        f"| column | type | what it holds |\n| --- | --- | --- |\n{rows}\n"
    )


def _types() -> str:
    rows = "\n".join(
        f"| `{kind.name}` | {kind.kind} | {kind.description} | {', '.join(kind.policies)} |"
        for kind in IDENTIFIER_TYPES.values()
    )
    return (
        "## Identifier types\n\nThe first policy of each is what a new study has; `study.toml` chooses another.\n\n"
        f"| type | kind | what it is | policies |\n| --- | --- | --- | --- |\n{rows}\n"
    )


if __name__ == "__main__":
    (DOCS / "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8")
    (DOCS / "codebook.md").write_text(codebook_page(), encoding="utf-8")
    (DOCS / "manifest.md").write_text(manifest_page(), encoding="utf-8")
