"""The forms of a speaker's label."""

from __future__ import annotations

import pytest

from ingest.labels import Label, find_label, only_a_time, seconds, speaker_and_time, take_time


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("INT: Tea?", Label("INT", "Tea?")),
        ("P1:\tPlease.", Label("P1", "Please.")),
        ("P1\tPlease.", Label("P1", "Please.")),
        ("INT:", Label("INT", "")),
        ("Siân Ŵyn: Please.", Label("Siân Ŵyn", "Please.")),
        ("Tecwyn P.: Please.", Label("Tecwyn P.", "Please.")),
        ("[Siân] Please.", Label("Siân", "Please.", form="brackets")),
        ("[Siân]: Please.", Label("Siân", "Please.", form="brackets")),
        ("Speaker 1: Please.", Label("Speaker 1", "Please.")),
        ("[00:04:10] P1: Please.", Label("P1", "Please.", 250.0)),
        ("00:04 P1: Please.", Label("P1", "Please.", 4.0)),
        ("P1 (00:04:10): Please.", Label("P1", "Please.", 250.0)),
        ("P1 [00:04:10] Please.", Label("P1", "Please.", 250.0)),
        ("P1 00:04:10: Please.", Label("P1", "Please.", 250.0)),
        ("P1: [00:04] Please.", Label("P1", "Please.", 4.0)),
        ("Siân Ŵyn  0:03", Label("Siân Ŵyn", "", 3.0)),
        ("P1: he said: no", Label("P1", "he said: no")),
    ],
)
def test_a_label_is_found_with_its_time(line: str, label: Label) -> None:
    """A label has a colon, a tab or a time after it, or brackets round it; its time stands on either side."""
    found = find_label(line)
    assert found
    assert (found.name, found.rest, found.start, found.bracketed) == (
        label.name,
        label.rest,
        label.start,
        label.bracketed,
    )


@pytest.mark.parametrize(
    "line",
    ["We met at 10:30 by the bus.", "10:30 in the morning", "https://example.org/a", "Just a sentence.", "", "😀: yes"],
)
def test_a_time_or_an_address_is_no_label(line: str) -> None:
    """The colon of a clock or of an address labels nobody."""
    assert find_label(line) is None


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("00:04", 4.0),
        ("00:04:10", 250.0),
        ("[00:04:10]", 250.0),
        ("00:04:10.5", 250.5),
        ("1:00:00,250", 3600.25),
        ("104:10", 6250.0),
    ],
)
def test_times_are_in_seconds(clock: str, expected: float) -> None:
    """Minutes and seconds, or hours as well, with a fraction or without."""
    assert seconds(clock) == expected


@pytest.mark.parametrize("clock", ["", "4", "ten", "10:3", "00:04 P1"])
def test_what_is_no_time_has_no_seconds(clock: str) -> None:
    """Anything else is no time."""
    assert seconds(clock) is None


def test_a_spoken_time_stays_in_the_text() -> None:
    """A time without brackets is only taken away where the file says so."""
    assert take_time("10:30 was the meeting") == (None, "10:30 was the meeting")
    assert take_time("[10:30] Was it?") == (630.0, "Was it?")
    assert take_time("10:30 Was it?", bare=True) == (630.0, "Was it?")


@pytest.mark.parametrize(
    ("line", "expected"), [("[00:04]", True), ("00:04:10", True), ("10:30", False), ("[00:04] Tea", False)]
)
def test_a_line_that_is_only_a_time(line: str, expected: bool) -> None:
    """A time mark stands in brackets or has its hours: "10:30" alone may be an answer."""
    assert only_a_time(line) is expected


@pytest.mark.parametrize(
    "cell", ["EP [00:00:03]", "EP\n00:00:03", "[00:00:03] EP", "EP: (00:03)", "EP – 00:03", "[EP] 00:03"]
)
def test_a_cell_holds_speaker_and_time_in_any_order(cell: str) -> None:
    """The speaker comes without brackets, colons and dashes."""
    assert speaker_and_time(cell) == ("EP", 3.0)
