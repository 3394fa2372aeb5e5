"""`study.toml` has a default for everything, and says by section and key what it cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import BadSettings
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.settings import Settings, read_settings


def read(folder: Path, text: str) -> Settings:
    """Read settings from text."""
    path = folder / "study.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def problem(folder: Path, text: str) -> str:
    """Return the one line that settings are refused with."""
    with pytest.raises(BadSettings) as refused:
        read(folder, text)
    line = str(refused.value)
    assert "\n" not in line
    return line


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    """Nothing has to be decided before the first run."""
    settings = read(tmp_path, "")

    assert settings == Settings()
    assert settings.policy == {name: kind.policies[0] for name, kind in IDENTIFIER_TYPES.items()}


def test_a_policy_for_one_type_leaves_the_others(tmp_path: Path) -> None:
    """What is not named keeps its default."""
    settings = read(tmp_path, '[policy]\nDATE = "season"\n')

    assert settings.policy["DATE"] == "season"
    assert settings.policy["PERSON"] == "pseudonym"


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    """Windows editors put one at the beginning."""
    assert read(tmp_path, '\ufeff[study]\ntitle = "Tŷ Gŵyl 🙂"\n').title == "Tŷ Gŵyl 🙂"


def test_consent_levels_of_a_study_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    """A study that names its levels has no others."""
    settings = read(tmp_path, '[consent]\nyes = ["team", "quote"]\nno = []\n')

    assert settings.consent == {"yes": ("team", "quote"), "no": ()}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[stduy]\n", "study.toml: there is no section [stduy]. Did you mean study?"),
        ("[study]\ntitel = 'x'\n", "study.toml, [study]: there is no titel. Did you mean title?"),
        ("study = 1\n", "study.toml: study is a section; write it as [study]."),
        ("[study]\ntitle = 3\n", 'study.toml, [study] title: give a text in quotes, such as "text".'),
        ("[identify]\nthreshold = 'high'\n", "study.toml, [identify] threshold: give a number, such as 0.5."),
        (
            "[identify]\nthreshold_quasi = 2\n",
            "study.toml, [identify] threshold_quasi: give a number above 0 and up to 1, such as 0.5.",
        ),
        ("[identify]\nthreshold = true\n", "study.toml, [identify] threshold: give a number, such as 0.5."),
        (
            "[identify]\nthreshold = 0\n",
            "study.toml, [identify] threshold: give a number above 0 and up to 1, such as 0.5.",
        ),
        ("[identify]\nkeep = [1]\n", 'study.toml, [identify] keep: give a list of texts, such as ["one", "two"].'),
        ("[policy]\nAGE = 'year'\n", 'study.toml, [policy] AGE: choose one of "band", "placeholder", "keep".'),
        ("[style]\nmarker = '<>'\n", 'study.toml, [style] marker: choose one of "[[…]]", "plain".'),
        (
            "[consent]\nfull = ['teem']\n",
            'study.toml, [consent] full: list what it may reach, out of "team", "quote", "archive".',
        ),
        (
            "[consent]\nfull = 'team'\n",
            'study.toml, [consent] full: list what it may reach, out of "team", "quote", "archive".',
        ),
        (
            "[audit]\nconfidence = 1\n",
            "study.toml, [audit] confidence: give a number above 0 and below 1, such as 0.95.",
        ),
        ("[audit]\nturns_per_seed = 0\n", "study.toml, [audit] turns_per_seed: give a whole number from 1."),
        ("[audit]\nicc = 1.5\n", "study.toml, [audit] icc: give a number from 0 to 1."),
        (
            "[audit]\noversample_opening = 0.5\n",
            "study.toml, [audit] oversample_opening: give a number from 1 (no more often than others) to 20.",
        ),
        ("[disclosure]\nmin_cell_team = 0\n", "study.toml, [disclosure] min_cell_team: give a whole number from 1."),
        (
            "[disclosure]\nmin_cell_outside = 2.5\n",
            "study.toml, [disclosure] min_cell_outside: give a whole number, such as 10.",
        ),
        ("[disclosure]\nk_team = 0\n", "study.toml, [disclosure] k_team: give a whole number from 1."),
        (
            "[disclosure]\ntop_code_outside = 12\n",
            "study.toml, [disclosure] top_code_outside: give 0, or a multiple of round_outside that is at least "
            "min_cell_outside.",
        ),
        (
            "[disclosure]\nattributes = []\n",
            'study.toml, [disclosure] attributes: give a list of texts, such as ["one", "two"], each once.',
        ),
        (
            '[disclosure]\nattributes = ["group", "group"]\n',
            'study.toml, [disclosure] attributes: give a list of texts, such as ["one", "two"], each once.',
        ),
        (
            '[disclosure.merge]\nage = { "15-17" = ["15"] }\n',
            'study.toml, [disclosure.merge] age: choose one of [disclosure] attributes: "group", "season", "language".',
        ),
        (
            '[disclosure.merge]\nseason = ["summer 2025"]\n',
            "study.toml, [disclosure.merge] season: give lists of values by band, such as "
            '{ "15-17" = ["15", "16", "17"] }.',
        ),
        (
            '[disclosure.merge]\nseason = { a = ["summer 2025"], b = ["summer 2025"] }\n',
            "study.toml, [disclosure.merge] season: a value can be in one band only. Take it out of the others.",
        ),
    ],
)
def test_what_cannot_be_used_is_named_by_section_and_key(tmp_path: Path, text: str, line: str) -> None:
    """The line says where the mistake is and what would do."""
    assert problem(tmp_path, text) == line


def test_values_of_an_attribute_are_merged_into_bands(tmp_path: Path) -> None:
    """Columns of the manifest may be attributes; what is in no band stays as it is."""
    text = """
        [disclosure]
        attributes = ["group", "age_band"]
        [disclosure.merge]
        age_band = { "15-17" = ["15", "16", "17"] }
        """
    settings = read(tmp_path, text)

    assert settings.attributes == ("group", "age_band")
    assert [settings.band("age_band", age) for age in ("15", "18")] == ["15-17", "18"]
    assert settings.band("group", "15") == "15"


def test_an_attribute_may_be_written_as_its_heading_is_in_the_manifest(tmp_path: Path) -> None:
    """Capitals, blanks and hyphens make no difference there, and so make none here."""
    text = """
        [disclosure]
        attributes = ["group", "Age of car", "Care-Status"]
        [disclosure.merge]
        "Age of car" = { old = ["16", "17"] }
        """
    settings = read(tmp_path, text)

    assert settings.attributes == ("group", "age_of_car", "care_status")
    assert settings.band("age_of_car", "16") == "old"


def test_a_whole_number_will_do_for_a_threshold(tmp_path: Path) -> None:
    """1 is 1.0."""
    assert read(tmp_path, "[identify]\nthreshold = 1\n").threshold == 1


def test_a_mistake_in_the_writing_is_named_by_its_line(tmp_path: Path) -> None:
    """TOML that cannot be parsed is shown by line and column."""
    assert "line 2" in problem(tmp_path, "[study]\ntitle Keeping Safe\n")


def test_another_encoding_is_named(tmp_path: Path) -> None:
    """A file in Windows-1252 has to be saved again."""
    path = tmp_path / "study.toml"
    path.write_bytes('[study]\ntitle = "Tŷ"\n'.encode("utf-16"))

    with pytest.raises(BadSettings, match=r"^study\.toml is not in UTF-8\. Save it again with that encoding\.$"):
        read_settings(path)
