"""What is known of a source stands on it or on its case, as each program has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.codings.records import ForeignProject, LeftOut
from ingest.codings.refi_project import read_qdpx
from tests.refi import element, guid, packed, project, reference, saved, source

VALUES = {"TextValue": "Cardiff", "IntegerValue": "14", "BooleanValue": "true", "DateValue": "2026-03-01"}


def value(of: str, written: str, kind: str = "TextValue") -> str:
    """Write the value of a variable."""
    return element("VariableValue", reference("VariableRef", of) + element(kind, written))


def read(tmp_path: Path, cases: str, on_source: str = "") -> ForeignProject:
    """Read a project with two variables and these cases."""
    variables = "".join(element("Variable", guid=guid(one), name=one, typeOfVariable="Text") for one in ("Site", "Age"))
    before = element("Variables", variables) + (element("Cases", cases) if cases else "")
    qde = project(source("FC01", on_source), before=before)
    return read_qdpx(saved(tmp_path, packed(qde, {"FC01": "A bag."})))


@pytest.mark.parametrize(("kind", "written"), VALUES.items())
def test_values_on_the_case_and_on_the_source(tmp_path: Path, kind: str, written: str) -> None:
    """Quirkos and NVivo use the one, MAXQDA the other; what stands in both is said once."""
    case = element("Case", value("Site", written, kind) + reference("SourceRef", "FC01"), guid=guid("c"), name="-")
    both = read(tmp_path, case, value("Site", written, kind) + value("Age", "14", "IntegerValue"))
    assert both.sources[0].attributes == (("Site", written), ("Age", "14"))


def test_a_case_gives_its_name_and_its_memo(tmp_path: Path) -> None:
    """To every source that it holds."""
    inner = element("Description", "Asked for a second talk.") + reference("SourceRef", "FC01")
    found = read(tmp_path, element("Case", inner, guid=guid("c"), name="P1")).sources[0]

    assert found.attributes == (("case", "P1"),)
    assert [(memo.title, memo.text) for memo in found.memos] == [("P1", "Asked for a second talk.")]


def test_values_without_a_name_or_a_value_say_nothing(tmp_path: Path) -> None:
    """Some programs write every variable for every source."""
    on_source = value("no such variable", "x") + value("Site", " ")
    on_source += element("VariableValue", reference("VariableRef", "Age"))
    assert read(tmp_path, "", on_source).sources[0].attributes == ()


def test_what_a_case_holds_beside_sources_is_left_out(tmp_path: Path) -> None:
    """Stretches of sources, codes, and cases of nothing."""
    inner = reference("CodeRef", "x") + reference("SelectionRef", "y") * 2
    assert read(tmp_path, element("Case", inner, guid=guid("c"), name="P1")).left_out == (
        LeftOut("cases", 1, "no source belongs to them"),
        LeftOut("selections of cases", 2, "only whole sources are taken as belonging to a case"),
        LeftOut("codes of cases", 1, "codes are taken from sources only"),
    )
