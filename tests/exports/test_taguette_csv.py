"""The codebook for Taguette."""

from __future__ import annotations

import csv
import io

from codebook.load import default_codebook
from exports.qdc import read_description
from exports.taguette_csv import codebook_to_taguette

CODEBOOK = default_codebook()
WRITTEN = codebook_to_taguette(CODEBOOK, "draft, not signed off: draft-0123456789ab")


def rows(written: bytes = WRITTEN) -> list[dict[str, str]]:
    """Read the file as Taguette does: as UTF-8, by the header's names."""
    return list(csv.DictReader(io.StringIO(written.decode("utf-8"), newline="")))


def test_its_columns_are_those_that_taguette_takes() -> None:
    """The header is the first thing in the file: with a byte-order mark before it, older versions find no tag."""
    assert WRITTEN.startswith(b"tag,description\r\n")


def test_every_code_is_a_tag_named_by_its_id() -> None:
    """The id leads back to the code when codings return; it is short enough, and no theme can be applied."""
    tags = [row["tag"] for row in rows()]

    assert tags == [code.id for code in CODEBOOK.codes]
    assert all(0 < len(tag) <= 200 for tag in tags)
    assert all(0 < len(row["description"]) <= 102_400 for row in rows())


def test_definition_and_rules_stand_in_the_description() -> None:
    """Under the same labels as in the .qdc; the last line says what it was exported from."""
    blaming = CODEBOOK.code("language/blaming")
    (row,) = [row for row in rows() if row["tag"] == blaming.id]
    read = read_description(row["description"])

    assert (read["Definition"], read["Use it when"], read["Id"]) == (
        blaming.definition,
        blaming.include_when,
        blaming.id,
    )
    assert row["description"].splitlines()[-1] == (
        "Codebook: llais-cse-care 0.1.0; draft, not signed off: draft-0123456789ab"
    )


def test_the_bytes_stay_the_same() -> None:
    """Two runs give one file."""
    assert codebook_to_taguette(default_codebook(), "draft, not signed off: draft-0123456789ab") == WRITTEN
