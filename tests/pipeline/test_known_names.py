"""Names that are known before anything is found."""

from __future__ import annotations

from ingest.records import Outside, RosterEntry
from pipeline.known_names import names_of_a_file, whole_names, without_labels


def test_authors_and_organisations_are_names_as_a_whole() -> None:
    """What programs write where a name could stand is nobody."""
    beside = [
        Outside("author", "Siân Ŵyn"),
        Outside("organisation", "Gofal Ŵyr"),
        Outside("author", "Microsoft Office User"),
        Outside("comment", "Ask Rhys."),
    ]
    assert [(entry.name, entry.type) for entry in whole_names(beside)] == [("Siân Ŵyn", "PERSON"), ("Gofal Ŵyr", "ORG")]


def test_an_alias_belongs_to_the_name_that_it_stands_for() -> None:
    """So that both get one pseudonym."""
    entries = without_labels(names_of_a_file(["Joanne Pugh"], "EP", "online", "FC21.docx", [("Jo", "Joanne Pugh")]))
    assert entries == [RosterEntry("Joanne Pugh", aliases=("Jo",))]


def test_of_a_name_that_comes_twice_all_aliases_are_kept() -> None:
    """The roster and the manifest may each know one."""
    entries = without_labels([RosterEntry("Siân", aliases=("Sian",)), RosterEntry("siân", aliases=("Shan", "Sian"))])
    assert entries == [RosterEntry("Siân", aliases=("Sian", "Shan"))]
