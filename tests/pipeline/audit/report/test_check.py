"""The gate of the finished report: an original anywhere in it stops it, and only its part is named."""

from __future__ import annotations

import pytest

from pipeline.audit.report.check import LeakInReport, check_report
from pipeline.audit.report.facts import Facts
from pipeline.audit.report.html import to_html
from pipeline.audit.report.report import report_of
from pipeline.publish.originals import originals_of
from tests.pipeline.audit.report.known import COMPLETE, facts, with_ethics, with_item

ORIGINALS = originals_of([("Gwenllïan Prydderch", "PERSON"), ("07700 900123", "PHONE"), ("Pearson", "PERSON")])


def test_a_report_without_originals_passes() -> None:
    """The name of a method, which is somebody's of the study as well, is no leak."""
    check_report(to_html(report_of(COMPLETE)), ORIGINALS)
    check_report("<p>The bounds are one-sided Clopper–Pearson ones.</p>", ORIGINALS)


@pytest.mark.parametrize(
    ("leaky", "part"),
    [
        (with_ethics(custodian="Dr GWENLLIAN, the data manager"), "point 1"),
        (with_ethics(five_safes={"people": "ask Prydderch"}), "the Five Safes"),
        (with_ethics(access_log_reviewed="call 07700 900123"), "point 19"),
        (with_item(id="Prydderch"), "the table of transcripts"),
        (facts(outside_fault="Pearson"), "point 17"),
    ],
)
def test_an_original_stops_the_report_and_its_part_is_named(leaky: Facts, part: str) -> None:
    """The word itself is in no message."""
    with pytest.raises(LeakInReport) as caught:
        check_report(to_html(report_of(leaky)), ORIGINALS)
    assert f"stands in {part}." in str(caught.value)
    assert not any(word in str(caught.value).lower() for word in ("gwenll", "prydderch", "07700", "pearson"))


def test_a_name_that_tags_divide_is_found_and_cells_beside_each_other_are_not_one_text() -> None:
    """Text is searched as it is read."""
    with pytest.raises(LeakInReport):
        check_report("<p>Pryd<b>derch</b> signed.</p>", ORIGINALS)
    whole = originals_of([("the blue house", "PLACE")])
    check_report("<table><tr><td>the blue</td><td>house</td></tr></table>", whole)
