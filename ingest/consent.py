"""What people have agreed to, term by term, as the tables of a study say it."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.sheets import Column, Problems, Sheet, alternatives, as_key

# Each term with the columns that give it; the first is the one to write.
TERMS = {
    "participate": ("c_participate", "consent_participate"),
    "record": ("c_record", "c_recording", "consent_record", "consent_recording"),
    "quote": ("c_quote", "c_quotes", "consent_quote", "consent_quotes"),
    "archive": ("c_archive", "c_archiving", "consent_archive", "consent_archiving"),
    "link": ("c_link", "c_linkage", "consent_link", "consent_linkage"),
    "recontact": ("c_recontact", "c_future_contact", "consent_recontact"),
}
NAMED = ("c_named", "consent_named")
YES = frozenset("yes y true 1 given agreed ie oes ydw".split())
NO = frozenset("no n false 0 none refused withdrawn nage na n/a not_applicable -".split())

CONSENT_COLUMNS = (
    Column("c_participate", False, "consent to take part: yes or no (na counts as no, as does an empty cell)"),
    Column("c_record", False, "consent to be recorded: yes or no"),
    Column("c_quote", False, "consent to be quoted: yes or no"),
    Column("c_archive", False, "consent to be archived for others: yes or no"),
    Column("c_link", False, "consent to be linked with other records: yes or no"),
    Column("c_recontact", False, "consent to be asked again: yes or no"),
    Column("c_named", False, "wish to be named instead of getting a pseudonym: yes or no"),
)
COLUMN_NAMES = frozenset(name for names in (*TERMS.values(), NAMED) for name in names)


def read_terms(number: int, cells: Mapping[str, str], problems: Problems) -> tuple[dict[str, bool], bool]:
    """Return the terms that a row has columns for and whether each is given, and whether the person is to be named.

    Only a clear yes gives a term: an empty cell, "no" and "na" do not, and any other word is noted as a problem.
    """
    terms = {
        term: _given(number, column, cells[column], problems)
        for term, columns in TERMS.items()
        for column in columns
        if column in cells
    }
    named = next((_given(number, column, cells[column], problems) for column in NAMED if column in cells), False)
    return terms, named


def check_terms_once(sheet: Sheet, problems: Problems) -> None:
    """Note a term that two columns of a table give, as it would be open which of them holds."""
    for columns in (*TERMS.values(), NAMED):
        found = [column for column in sheet.columns if column in columns]
        if len(found) > 1 and len(set(found)) > 1:
            problems.of_file(f"columns {alternatives(found)} say the same; keep one of them")


def _given(number: int, column: str, cell: str, problems: Problems) -> bool:
    word = as_key(cell)
    if word and word not in YES | NO:
        problems.of_cell(number, column, "neither yes nor no; use yes, no or na")
    return word in YES
