"""Charts hold the numbers that they are given, say them in words, and carry no style or script of their own."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.workbench.charts import interval_chart, saturation_chart

_SVG = "{http://www.w3.org/2000/svg}"


def rows(*new_codes: int) -> list[dict[str, object]]:
    """Make rows of table saturation."""
    return [
        {"position": n, "transcript_id": f"FC{n:02}", "new_codes": new, "codes_so_far": sum(new_codes[:n])}
        for n, new in enumerate(new_codes, start=1)
    ]


def parsed(chart: str) -> etree._Element:
    """Parse a chart, as a browser reads SVG within a page."""
    return etree.fromstring(str(chart).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_a_bar_is_as_high_as_its_number() -> None:
    """Twice the codes, twice the height; none, none."""
    bars = parsed(saturation_chart(rows(4, 2, 0, 1))).findall(f".//{_SVG}rect")
    heights = [float(bar.get("height")) for bar in bars]

    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert heights[1] == pytest.approx(2 * heights[3], abs=0.2)
    assert heights[2] == 0


def test_the_line_never_falls_and_ends_at_the_top() -> None:
    """There are never fewer codes than before."""
    line = parsed(saturation_chart(rows(4, 2, 0, 1))).find(f".//{_SVG}polyline")
    heights = [float(point.split(",")[1]) for point in line.get("points").split()]

    assert heights == sorted(heights, reverse=True)
    assert heights[1] == heights[2]
    assert len(heights) == 4


def test_a_chart_says_in_words_what_it_shows() -> None:
    """For those who do not see it, and for each bar."""
    chart = parsed(saturation_chart(rows(4, 2, 0)))

    assert chart.get("role") == "img"
    named = {one.get("id"): one.text for one in chart.iter(f"{_SVG}title", f"{_SVG}desc") if one.get("id")}
    assert set(chart.get("aria-labelledby").split()) == set(named)
    assert "three coded interviews" in named["saturation-text"]
    assert "six codes at the end. The last new code came with interview 2." in named["saturation-text"]
    assert "Interview 1, FC01: four new codes, four codes so far" in [one.text for one in chart.iter(f"{_SVG}title")]


@pytest.mark.parametrize("chart", [saturation_chart(rows(3, 1)), interval_chart(0.7, 0.5, 0.9)])
def test_nothing_that_a_content_policy_forbids(chart: str) -> None:
    """No style, no script, nothing from elsewhere."""
    for element in parsed(chart).iter():
        assert element.tag.removeprefix(_SVG) not in {"style", "script", "image", "use", "a"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name]


def test_labels_are_text_not_markup() -> None:
    """A label is shown as it is."""
    (row,) = rows(1)
    chart = saturation_chart([{**row, "transcript_id": "<b>FC</b>"}])

    assert "&lt;b&gt;FC&lt;/b&gt;" in chart
    parsed(chart)


def test_sixty_interviews_have_room() -> None:
    """Fewer numbers below, no dot on dot, every bar there."""
    chart = parsed(saturation_chart(rows(*[1] * 60)))

    assert len(chart.findall(f".//{_SVG}rect")) == 60
    assert len(chart.findall(f".//{_SVG}circle")) == 1
    assert len(chart.findall(f".//{_SVG}text")) < 20


def test_no_interviews_are_no_chart() -> None:
    """An empty study has no empty axes."""
    assert saturation_chart([]) == ""


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0.82, 0.74, 0.9), "0.82, interval 0.74 to 0.90; at least .8"),
        ((0.7,), "0.70; at least .667"),
        ((-0.1, -0.4, 0.2), "-0.10, interval -0.40 to 0.20; below .667"),
        ((0.7, -0.001, 0.83), "0.70, interval 0.00 to 0.83; at least .667"),
        ((None,), "It cannot be computed"),
    ],
)
def test_an_interval_is_said_too(numbers: tuple[float | None, ...], words: str) -> None:
    """With what it means by Krippendorff's two limits."""
    assert parsed(interval_chart(*numbers)).find(f"{_SVG}title").text == words


def test_the_value_lies_within_its_interval_and_beyond_the_limits_that_it_passes() -> None:
    """On one scale for all rows of a table."""
    chart = parsed(interval_chart(0.75, 0.7, 0.85))
    limits = [float(one.get("x1")) for one in chart.iter(f"{_SVG}line") if one.get("class") == "limit"]
    (interval,) = [one for one in chart.iter(f"{_SVG}line") if one.get("class") == "interval"]
    value = float(chart.find(f"{_SVG}circle").get("cx"))

    assert float(interval.get("x1")) < value < float(interval.get("x2"))
    assert limits[0] < value < limits[1] < float(interval.get("x2"))


def test_what_is_below_nought_has_an_arrow_at_the_edge() -> None:
    """The scale begins at 0 for every row."""
    assert "below" in {one.get("class") for one in parsed(interval_chart(0.1, -0.3, 0.4)).iter()}
    assert "below" not in {one.get("class") for one in parsed(interval_chart(0.1, 0.0, 0.4)).iter()}
