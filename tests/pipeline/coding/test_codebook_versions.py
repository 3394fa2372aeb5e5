"""The store keeps every codebook that was in use, and so knows what a code meant when a coding was made."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import parse_codebook
from codebook.operations import merge, rename, retire, split
from pipeline.coding.codebook_versions import (
    CodebookVersion,
    codebook_versions,
    last_known,
    older_definition,
    remember_codebook,
)
from pipeline.store import open_store
from tests.codebook.changing import COMMENTED, WHY
from tests.studies import PASSPHRASE


def remembered(db: Database, *texts: str) -> list[str]:
    """Remember codebooks one after another, and return what was warned of."""
    return [remember_codebook(db, parse_codebook(text), text, f"2026-03-0{n}") for n, text in enumerate(texts, start=1)]


def kept(*texts: str) -> list[CodebookVersion]:
    """Return codebooks as the store gives them."""
    return [CodebookVersion(parse_codebook(text), "2026-03-01") for text in texts]


def test_each_codebook_is_kept_once_in_the_order_of_versions(tmp_path: Path) -> None:
    """Used again, it is the one that was used before."""
    newer = rename(COMMENTED, "care/lifts", "drives", WHY).text
    with open_store(tmp_path / "store.llais", PASSPHRASE) as db:
        assert remembered(db, newer, COMMENTED, newer) == ["", "", ""]
        versions = codebook_versions(db)

    assert [(one.codebook.version, one.at) for one in versions] == [("0.1.0", "2026-03-02"), ("0.2.0", "2026-03-01")]
    assert versions[0].codebook == parse_codebook(COMMENTED)


def test_an_edit_without_a_version_is_warned_of_once_and_both_are_kept(tmp_path: Path) -> None:
    """Another comment is no edit."""
    edited = COMMENTED.replace("Eating together.", "Eating together at a table 🙂.")
    with open_store(tmp_path / "store.llais", PASSPHRASE) as db:
        warnings = remembered(db, COMMENTED, COMMENTED.replace("# The end.", "# Y diwedd ŵ."), edited, edited)
        assert len(codebook_versions(db)) == 3

    assert warnings[:2] == ["", ""]
    assert warnings[2].startswith(
        "The codebook was changed and still says version 0.1.0: codings made before and after"
    )
    assert warnings[3] == ""


def test_a_codebook_that_cannot_be_read_any_more_is_passed_over(tmp_path: Path) -> None:
    """A later llais may have rules that it breaks; publishing goes on."""
    with open_store(tmp_path / "store.llais", PASSPHRASE) as db:
        remembered(db, COMMENTED)
        db.table("codebook_versions").insert({"version": "0.0.1", "at": "", "sha256": "x", "yaml": "title: ŵ"})

        assert [one.codebook.version for one in codebook_versions(db)] == ["0.1.0"]


NARROWER = COMMENTED.replace("Being driven somewhere.", "Being driven by a carer.").replace("0.1.0", "0.1.1")


@pytest.mark.parametrize(
    ("now", "code", "older"),
    [
        (COMMENTED, "care/lifts", False),
        (NARROWER, "care/lifts", True),
        (NARROWER, "care/meals", False),
        (COMMENTED.replace("Being driven somewhere.", "Being  driven Somewhere."), "care/lifts", False),
        (rename(COMMENTED, "care/lifts", "drives", WHY).text, "care/lifts", False),
        (rename(NARROWER, "care/lifts", "drives", WHY).text, "care/lifts", True),
        (rename(COMMENTED, "care/lifts", "drives", WHY, tag="CAR-DRI").text, "care/meals", False),
        (split(COMMENTED, "food/shop", ["market", "corner-shop"], WHY).text, "care/phone", False),
        (merge(COMMENTED, ["care/lifts"], "care/phone", WHY).text, "care/lifts", True),
        (merge(COMMENTED, ["care/lifts"], "care/phone", WHY).text, "care/phone", False),
        (merge(COMMENTED, ["care/lifts"], "care/meals", WHY).text, "care/meals", False),
        (retire(COMMENTED, ["food/shop"], WHY).text, "care/phone", False),
        (retire(NARROWER, ["care/lifts"], WHY).text, "care/lifts", False),
        (NARROWER, "nobody/knows", False),
    ],
)
def test_an_older_definition_is_known(now: str, code: str, older: bool) -> None:
    """Through renames and merges; other spaces, or another code's new tag in a rule, are the same definition."""
    assert older_definition(kept(COMMENTED, now), code, "0.1.0", parse_codebook(now)) is older


def test_where_the_version_was_not_kept_nobody_knows() -> None:
    """Then nothing is claimed."""
    assert older_definition(kept(NARROWER), "care/lifts", "0.1.0", parse_codebook(NARROWER)) is False


def test_a_code_that_is_gone_is_known_as_it_was_last() -> None:
    """With its theme."""
    theme, code = last_known(kept(COMMENTED, NARROWER, retire(NARROWER, ["care/lifts"], WHY).text), "care/lifts") or (
        "",
        "",
    )

    assert (theme.id, code.definition) == ("care", "Being driven by a carer.")
    assert last_known(kept(COMMENTED), "care/walks") is None
