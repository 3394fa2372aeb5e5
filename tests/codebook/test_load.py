"""Reading a codebook, and saying everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from codebook.errors import CodebookInvalid, CodebookNotYaml, CodebookUnreadable
from codebook.load import load_codebook, parse_codebook
from codebook.model import Codebook

WORDS = st.text(st.sampled_from("abcdwyŵŷâêîôûÏ 🙂🏉'“,:#-0"), min_size=1).filter(str.strip)
FIELDS = st.fixed_dictionaries({"name": WORDS, "definition": WORDS, "include_when": WORDS, "name_cy": WORDS})


def problems(text: str) -> list[str]:
    """Return the problems of a codebook that must not load, one line each."""
    with pytest.raises(CodebookInvalid) as raised:
        parse_codebook(text)
    return [str(problem) for problem in raised.value.problems]


def test_every_field_is_read(small: Codebook) -> None:
    """What the file says is what the records hold."""
    meals, lifts = small.codes

    assert (
        *(small.id, small.title, small.version),
        *(small.status, small.language),
    ) == ("small", "Gofal a bwyd", "0.1.0", "draft", "en")
    assert (small.references[0].id, small.references[0].citation) == ("1.10", "Someone 2020, On shared meals")
    assert (
        *(small.themes[0].colour, small.themes[0].name_cy),
        small.themes[0].name_cy_checked,
    ) == ("#0072b2", "Gofal ŵyl", False)
    assert meals.indicators == ("sat down to tea", "cawl on a Sunday")
    assert (meals.source_refs, meals.support, meals.confused_with) == (("1.10",), "direct", ("care/lifts",))
    assert (lifts.include_when, lifts.source_refs, lifts.confused_with) == ("", (), ())
    assert small.handling_flags[0].effect == "leave it out"


def test_a_reference_number_keeps_its_zero(small_text: str) -> None:
    """Reference 1.10 without quotes is not reference 1.1."""
    unquoted = parse_codebook(small_text.replace('"1.10"', "1.10"))

    assert unquoted.codes[0].source_refs == ("1.10",)


def test_attributes_are_read(small_text: str) -> None:
    """A code may say what else coders note with it."""
    text = small_text.replace("        support: direct\n", "        attributes: {mood: [glad, sad]}\n")
    (attribute,) = parse_codebook(text).codes[0].attributes

    assert (attribute.name, attribute.values) == ("mood", ("glad", "sad"))


@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_any_text_survives_the_file(codes: list[dict[str, str]]) -> None:
    """Accents, emoji and YAML's own marks come back as they were written, white space evened out."""
    numbered = [
        {"id": f"care/c{n}", "tag": f"CAR-{n:03}", "indicators": [f"phrase {n}"], **code}
        for n, code in enumerate(codes)
    ]
    theme = {"id": "care", "tag": "CAR", "name": "Gofal", "definition": "ŵ", "colour": "#0072b2", "codes": numbered}
    book = {"id": "b", "title": "t", "version": "1.0.0", "status": "draft", "language": "cy", "themes": [theme]}
    loaded = parse_codebook(yaml.safe_dump(book, allow_unicode=True))

    for written, code in zip(codes, loaded.codes, strict=True):
        assert {key: " ".join(value.split()) for key, value in written.items()} == {
            key: getattr(code, key) for key in written
        }


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('definition: "Eat', 'definitoin: "Eat', "line 19, care/meals, definitoin: remove it or correct its spelling"),
        ("tag: CAR-LIF", "tag: CAR-MEA", "line 27, care/lifts, tag: choose another; the entry on line 17"),
        ("id: care/lifts", "id: care/meals", "line 26, care/meals, id: choose another; the entry on line 16"),
        ("tag: FLG-WIT", "tag: CAR", "withhold, tag: choose another; the entry on line 10"),
        ("id: care/lifts", "id: care/Lifts", "line 26, code 2 of care, id: write the theme's id"),
        ("id: care/lifts", "id: food/lifts", "line 26, food/lifts, id: write the theme's id"),
        ("id: care/lifts", "id: lifts", "line 26, lifts, id: write the theme's id"),
        ("- id: care\n", "- id: Care\n", "line 9, theme 1, id: use lower-case letters"),
        ("tag: CAR-LIF", "tag: lifts", "line 27, care/lifts, tag: use capitals"),
        ("tag: CAR-LIF", "tag: CAR-L", "line 27, care/lifts, tag: use capitals and digits, two to eight between"),
        ('"Being driven somewhere."', '" "', "line 29, care/lifts, definition: write some text"),
        ("confused_with: [care/lifts]", "confused_with: [care/walks]", "no code is called “care/walks”; correct"),
        ("confused_with: [care/lifts]", "confused_with: [care/meals]", "confused_with: remove the code itself"),
        ("confused_with: [care/lifts]", "confused_with: care/lifts", "confused_with: write a list"),
        ('source_refs: ["1.10"]', 'source_refs: ["1.10", "2"]', "line 23, care/meals, source_refs: entry 2 is not"),
        ("[dropped me off]", "[]", "line 30, care/lifts, indicators: write a list of at least one phrase"),
        ("[dropped me off]", "['']", "line 30, care/lifts, indicators: write a list of at least one phrase"),
        ("[dropped me off]", "[no]", "line 30, care/lifts, indicators: write a list of at least one phrase"),
        ("[dropped me off]", "[Cawl on  a sunday]", "line 30, care/lifts, indicators: phrase 1 is on line 22 too"),
        ("[dropped me off]", "[by car, by car]", "line 30, care/lifts, indicators: phrase 2 is on line 30 too"),
        ('"#0072B2"', "blue", "line 13, care, colour: write a hash"),
        ('"#0072B2"', "#0072B2", "line 13, care, colour: write some text"),
        ('"0.1.0"', "0.1", "line 3, version: write three numbers"),
        ('"0.1.0"', '"01.0.0"', "line 3, version: write three numbers"),
        ("support: direct", "support: firm", "line 24, care/meals, support: write direct or inferred"),
        ("language: en", "language: en\nlanguage: cy", "line 6, language: keep only one of the two"),
        ("title: Gofal a bwyd\n", "", "line 1, title: missing"),
        ("name_cy: Gofal ŵyl", "name_cy_checked: perhaps", "name_cy_checked: write true or false"),
        ("support: direct", "attributes: {mood: glad}", "attributes: write each attribute with the list"),
    ],
)
def test_a_broken_rule_is_told_with_its_line(small_text: str, old: str, new: str, problem: str) -> None:
    """Line, entry and field lead to the place, and the rest says what to do there."""
    broken = small_text.replace(old, new, 1)

    assert broken != small_text
    assert any(problem in found for found in problems(broken)), problems(broken)


def test_a_missing_definition_is_told_on_the_line_of_its_code(small_text: str) -> None:
    """A code without a definition cannot be used."""
    text = small_text.replace('        definition: "Eating together."\n', "")

    assert problems(text) == ["line 16, care/meals, definition: missing; write some text"]


def test_empty_phrases_are_told_once(small_text: str) -> None:
    """Two empty phrases are a list to complete, not a phrase that comes twice."""
    text = small_text.replace("[dropped me off]", "['', ' ']")

    assert [problem.split(": ")[0] for problem in problems(text)] == ["line 30, care/lifts, indicators"]


def test_all_problems_are_told_at_once_in_the_order_of_the_file(small_text: str) -> None:
    """Nobody has to load the file again for each mistake."""
    text = small_text.replace('"0.1.0"', "one").replace("#0072B2", "red").replace("[dropped me off]", "[]")

    assert [problem.split(",")[0] for problem in problems(text)] == ["line 3", "line 13", "line 30"]


def test_the_message_is_one_line_without_the_words_of_the_file(small_text: str) -> None:
    """A phrase that a team copied from a transcript stays out of the message."""
    text = small_text.replace("[dropped me off]", '[cawl on a Sunday, "Siân\'s 🚗"]').replace("care/lifts]", "Siân]")
    with pytest.raises(CodebookInvalid) as raised:
        parse_codebook(text, "small.yml")

    assert str(raised.value).startswith("LL-C003 small.yml has 2 problems: line 25, care/meals, confused_with: ")
    assert not [word for word in ("\n", "Siân", "cawl", "🚗") if word in str(raised.value)]


@pytest.mark.parametrize(
    "text", ["", "# only a comment\n", "just words", "- a\n- b\n", "themes: []\n", "themes: [1]\n"]
)
def test_what_is_no_codebook_is_refused(text: str) -> None:
    """Empty files, lists and themes without content are told as problems."""
    assert problems(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [("id: a\ntitle: 'open\n", 3), ("id: a\n\tb: c\n", 2), ("id: &x a\ntag: *x\n", 2), ("a: 1\n---\nb: 2\n", 2)],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(text: str, line: int) -> None:
    """Open quotes, tabs, aliases and second documents are not read."""
    with pytest.raises(CodebookNotYaml, match=f"LL-C002 b.yml cannot be read from line {line};"):
        parse_codebook(text, "b.yml")


def test_characters_that_yaml_forbids_are_refused() -> None:
    """A control character gives one line of advice, not a traceback."""
    with pytest.raises(CodebookNotYaml, match="remove the characters"):
        parse_codebook("id: \x07\n")


def test_a_field_named_by_a_list_is_refused() -> None:
    """YAML allows a list as a key; a codebook does not."""
    with pytest.raises(CodebookNotYaml, match="line 1; use a single word"):
        parse_codebook("? [a, b]\n: c\n")


def test_a_file_is_loaded(tmp_path: Path, small_text: str, small: Codebook) -> None:
    """A byte-order mark, as some editors leave it, does no harm."""
    path = tmp_path / "llyfr-côd.yml"
    path.write_text(small_text, encoding="utf-8-sig")

    assert small == load_codebook(path)


def test_a_file_with_problems_is_named(tmp_path: Path) -> None:
    """The message says which file to open."""
    path = tmp_path / "broken.yml"
    path.write_text("id: a\n", encoding="utf-8")

    with pytest.raises(CodebookInvalid, match=r"broken\.yml has 5 problems"):
        load_codebook(path)


def test_an_absent_file_is_one_line(tmp_path: Path) -> None:
    """The message names the file and what to check."""
    with pytest.raises(CodebookUnreadable, match=r"LL-C001 no\.yml cannot be opened; check its path"):
        load_codebook(tmp_path / "no.yml")


def test_a_file_in_another_encoding_is_one_line(tmp_path: Path) -> None:
    """Latin-1 is not guessed at."""
    path = tmp_path / "latin.yml"
    path.write_bytes("title: tŷ â".replace("ŷ", "y").encode("latin-1"))

    with pytest.raises(CodebookUnreadable, match=r"latin\.yml is not UTF-8 text; save it as UTF-8"):
        load_codebook(path)
