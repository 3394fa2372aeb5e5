"""Codebook files of any version and program."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ingest.codings.read import read_foreign
from ingest.codings.records import LeftOut
from ingest.errors import NotCodings
from tests.refi import code, element, guid, saved

SCHEMA = Path(__file__).parents[4] / "shared" / "refi-qda" / "Codebook.xsd"
NAMESPACES = (
    "urn:QDA-XML:codebook:1.0",
    "urn:QDA-XML:codebook:1:0",
    "urn:QDA-XML:codebook:0:4",
    "urn:QDA-XML:codebook:0.4",
)
TREE = code(
    "Care",
    element("Description", "How care was given.")
    + code("Listened to", color="#0f8")
    + code("Food", element("Description")),
    isCodable="false",
)


def codebook(inner: str, namespace: str = NAMESPACES[0], rest: str = "", origin: str = "Tool 1.0") -> bytes:
    """Write a codebook file."""
    book = element("CodeBook", element("Codes", inner) + rest, xmlns=namespace, origin=origin)
    return f'<?xml version="1.0" encoding="utf-8"?>{book}'.encode()


@pytest.mark.parametrize("namespace", [*NAMESPACES, ""])
def test_codes_are_a_tree_in_any_namespace(tmp_path: Path, namespace: str) -> None:
    """Names are compared without it, as each program writes another."""
    project = read_foreign(saved(tmp_path, codebook(TREE, namespace), "book.qdc"))

    assert [(one.path, one.is_codable, one.colour) for one in project.codebook] == [
        (("Care",), False, ""),
        (("Care", "Listened to"), True, "#00FF88"),
        (("Care", "Food"), True, ""),
    ]
    assert project.codebook[0].description == "How care was given."
    assert project.codebook[1].guid == guid("Listened to")
    assert project.origin == "Tool 1.0"
    assert (project.sources, project.codings) == ((), ())


def test_a_folder_of_everything_is_no_part_of_a_path(tmp_path: Path) -> None:
    """NVivo puts all codes into one that is called Nodes."""
    project = read_foreign(saved(tmp_path, codebook(code("Nodes", TREE, isCodable="false")), "book.qdc"))
    assert [one.path for one in project.codebook] == [("Care",), ("Care", "Listened to"), ("Care", "Food")]


def test_a_code_that_is_called_nodes_stays(tmp_path: Path) -> None:
    """It may be about lymph nodes, or one folder of several."""
    for inner in (code("Nodes", TREE), code("Nodes", TREE, isCodable="false") + code("Phone")):
        project = read_foreign(saved(tmp_path, codebook(inner), "book.qdc"))
        assert project.codebook[1].path == ("Nodes", "Care")


def test_sets_are_counted_as_left_out(tmp_path: Path) -> None:
    """The standard asks for that."""
    sets = element("Sets", element("Set", guid=guid("set"), name="Those of May") * 2)
    project = read_foreign(saved(tmp_path, codebook(TREE, rest=sets), "book.qdc"))
    assert project.left_out == (LeftOut("sets of codes", 2, "sets are not taken"),)


def test_what_is_no_codebook_is_refused(tmp_path: Path) -> None:
    """Whatever XML it is."""
    with pytest.raises(NotCodings):
        read_foreign(saved(tmp_path, b"<Codes/>", "book.qdc"))


def test_these_files_are_what_the_standard_describes() -> None:
    """So that reading them says something about real ones."""
    if not SCHEMA.exists():
        pytest.skip("the standard's schemas are not on this machine")
    etree.XMLSchema(file=SCHEMA).assertValid(etree.fromstring(codebook(TREE)))
