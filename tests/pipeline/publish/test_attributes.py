"""What is told of people and interviews beside their group, in which bands, and in which order."""

from __future__ import annotations

from pipeline.publish.attributes import attribute_rows, attributes_of, transcript_attribute_rows, value_of
from pipeline.publish.gather import PublishedTranscript
from pipeline.settings import Settings


def interview(label: str, season: str = "autumn 2025", language: str = "en", **bands: str) -> PublishedTranscript:
    """Make an interview with one person, of which its bands are told."""
    return PublishedTranscript(label, "worker", season, language, True, (), (label,), bands=tuple(bands.items()))


def test_attributes_come_in_the_order_of_the_settings_and_the_group_is_none_of_them() -> None:
    """The group has tables of its own."""
    study = Settings(attributes=("age_band", "group", "kind", "season"), merge={"age_band": {"16–17": ("16", "17")}})
    attributes = attributes_of([interview("WK01", age_band="16–17")], study)

    assert [(row["id"], row["label"], row["position"]) for row in attribute_rows(attributes)] == [
        ("age_band", "Age band", 1),
        ("kind", "Kind", 2),
        ("season", "Season", 3),
    ]


def test_what_the_settings_do_not_list_is_not_told() -> None:
    """A study that leaves the language out of [disclosure] attributes sets nobody beside each other by it."""
    assert [one.id for one in attributes_of([interview("WK01")], Settings(attributes=("group", "season")))] == [
        "season"
    ]


def test_an_attribute_without_any_band_that_is_told_is_none() -> None:
    """Nobody's season is known: there is nothing to choose from."""
    assert attributes_of([interview("WK01", season="")], Settings(attributes=("season",))) == ()


def test_seasons_come_in_time_and_a_band_of_them_where_it_begins() -> None:
    """Winter comes after autumn, and spring 2026 after both."""
    study = Settings(attributes=("season",), merge={"season": {"2024": ("summer 2024", "autumn 2024")}})
    seasons = ("spring 2026", "autumn 2025", "winter 2025–26", "2024")
    (attribute,) = attributes_of([interview(f"WK{n}", season) for n, season in enumerate(seasons)], study)

    assert attribute.values == ("2024", "autumn 2025", "winter 2025–26", "spring 2026")


def test_other_bands_come_in_the_order_of_the_settings_then_by_the_alphabet() -> None:
    """Waves have an order that no alphabet knows."""
    bands = {"Ŷ first": ("1",), "A second": ("2",)}
    study = Settings(attributes=("wave", "language"), merge={"wave": bands})
    them = [interview("WK01", language="en", wave="A second"), interview("WK02", language="cy", wave="Ŷ first")]

    assert [one.values for one in attributes_of(them, study)] == [("Ŷ first", "A second"), ("cy", "en")]


def test_a_transcript_in_no_band_has_no_row() -> None:
    """What is not told is no band."""
    them = [interview("WK01", wave="first"), interview("WK02", wave="")]
    attributes = attributes_of(them, Settings(attributes=("wave",), merge={"wave": {"first": ("1",)}}))

    assert value_of(them[1], "wave") == ""
    assert list(transcript_attribute_rows(them, attributes)) == [
        {"transcript_id": "WK01", "attribute_id": "wave", "value": "first"}
    ]
