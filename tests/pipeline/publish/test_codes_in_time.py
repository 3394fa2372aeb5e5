"""Codings are published under the codes of now, and none is dropped on the way."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.errors import CannotChange
from codebook.load import parse_codebook
from codebook.operations import Changed, merge, move, rename, retire, split
from pipeline.coding.codebook_versions import CodebookVersion
from pipeline.publish.codes_in_time import history_rows, resolve_codings
from tests.codebook.changing import COMMENTED, WHY


def coding(
    id: int, code: str, coder: str = "A", version: str = "0.1.0", memo: str = "", start: int = 0
) -> dict[str, Any]:
    """Make a coding of the store, on the words from `start` on."""
    where = {"transcript_id": "FC01", "turn_id": 1, "start": start, "end": start + 5}
    return {"id": id, **where, "code_id": code, "coder_label": coder, "codebook_version": version, "memo": memo}


def kept(*texts: str) -> list[CodebookVersion]:
    """Return codebooks as the store gives them."""
    return [CodebookVersion(parse_codebook(text), f"2026-03-0{n}T10:00:00Z") for n, text in enumerate(texts, start=1)]


def resolved(rows: list[dict[str, Any]], *texts: str):
    """Resolve codings by the last of the codebooks."""
    return resolve_codings(rows, kept(*texts), parse_codebook(texts[-1]))


def test_a_coding_with_a_code_as_it_was_stays_as_it_is() -> None:
    """It has no other code, no older definition, nothing to recode."""
    (row,) = resolved([coding(1, "care/lifts")], COMMENTED).rows

    assert row == coding(1, "care/lifts") | {"code_as_made": "", "older_definition": 0, "to_recode": "", "also": ()}


def test_a_renamed_code_is_published_as_it_is_called_now() -> None:
    """And says what it was called."""
    (row,) = resolved([coding(1, "care/lifts")], COMMENTED, move(COMMENTED, "care/lifts", "food", WHY).text).rows

    assert (row["code_id"], row["code_as_made"], row["older_definition"]) == ("food/lifts", "care/lifts", 0)


def test_merged_codings_of_one_coder_become_one() -> None:
    """With all memos; those of another coder, on other words or with another code stay apart."""
    rows = [
        coding(1, "care/lifts", memo="yn y car ŵ"),
        coding(2, "care/phone", memo="🙂"),
        coding(3, "care/phone", coder="B", memo="a phone"),
        coding(4, "food/shop"),
        coding(5, "care/lifts", start=2),
    ]
    result = resolved(rows, COMMENTED, merge(COMMENTED, ["care/lifts"], "care/phone", WHY).text)

    assert [(row["id"], row["code_id"], row["coder_label"], row["memo"], row["also"]) for row in result.rows] == [
        (2, "care/phone", "A", "🙂\nyn y car ŵ", (1,)),
        (3, "care/phone", "B", "a phone", ()),
        (4, "food/shop", "A", "", ()),
        (5, "care/phone", "A", "", ()),
    ]
    assert [(row["code_as_made"], row["older_definition"]) for row in result.rows] == [
        ("care/lifts", 0),
        ("", 0),
        ("", 0),
        ("care/lifts", 1),
    ]


def test_a_split_code_waits_to_be_recoded() -> None:
    """Under its own id, which is retired where it is no more."""
    result = resolved([coding(1, "care/meals")], COMMENTED, split(COMMENTED, "care/meals", ["tea", "dinner"], WHY).text)

    assert [(row["code_id"], row["to_recode"]) for row in result.rows] == [("care/meals", "care/tea; care/dinner")]
    assert result.retired == {"care/meals"}
    assert result.codebook.code("care/meals").definition == "Eating together."


def test_a_retired_code_stays_for_its_codings_with_its_theme() -> None:
    """At the end of what there is now, as it was defined last; retired codes without codings do not come back."""
    after = retire(COMMENTED, ["food/shop", "food/oven", "care/phone"], WHY).text
    result = resolved([coding(1, "food/shop"), coding(2, "care/phone")], COMMENTED, after)

    assert [code.id for code in result.codebook.codes] == ["care/meals", "care/lifts", "care/phone", "food/shop"]
    assert result.retired == {"care/phone", "food/shop"}
    assert [theme.name for theme in result.codebook.themes] == ["Care", "Food"]
    assert result.unknown == 0


def test_a_retired_code_without_a_definition_is_told_by_its_id() -> None:
    """Where the version that had it was never used here."""
    result = resolved([coding(1, "food/shop")], retire(COMMENTED, ["food/shop"], WHY).text)

    assert result.codebook.code("food/shop").name == "Shop"
    assert result.codebook.code("food/shop").definition == ""


def test_a_code_that_went_without_a_record_is_not_dropped() -> None:
    """It counts as retired; only a code that nobody has heard of is left out, and counted."""
    by_hand = COMMENTED.replace("care/lifts", "care/drives").replace("0.1.0", "0.2.0")
    result = resolved([coding(1, "care/lifts"), coding(2, "care/walks")], COMMENTED, by_hand)

    assert [row["id"] for row in result.rows] == [1]
    assert result.retired == {"care/lifts"}
    assert result.unknown == 1


def test_codes_of_memos_and_settlements_follow_too() -> None:
    """They name no version; a retired one of them is published, an unknown one is not."""
    second = rename(COMMENTED, "care/lifts", "drives", WHY).text
    third = retire(second, ["food/oven"], WHY).text
    others = ["care/lifts", "care/drives", "food/oven", "care/walks"]
    result = resolve_codings([], kept(COMMENTED, second, third), parse_codebook(third), others)

    assert result.ids == {"care/lifts": "care/drives", "care/drives": "care/drives", "food/oven": "food/oven"}
    assert result.retired == {"food/oven"}
    assert result.codebook.code("food/oven").definition == "Baking at home."


def changed_by(kind: str, text: str, code: str, second: str, theme: str, n: str) -> Changed:
    """Carry out an operation; new codes are numbered, and half of the split ones stay beside their parts."""
    if kind == "rename":
        return rename(text, code, f"new-{n}", WHY)
    if kind == "merge":
        return merge(text, [code], second, WHY)
    if kind == "split":
        return split(text, code, [f"new-{n}", f"other-{n}", *([code] if int(n) % 2 else [])], WHY)
    return retire(text, [code], WHY) if kind == "retire" else move(text, code, theme, WHY)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("rename merge split retire move".split()), *[st.integers(0, 99)] * 2), max_size=6
    )
)
def test_whatever_is_done_to_codes_every_coding_is_published_once(todo: list[tuple[str, int, int]]) -> None:
    """Under a code that the published codebook has, or together with another of the same coder on the same words."""
    texts, codings = [COMMENTED], []
    for n, (kind, one, other) in enumerate(todo):
        text = texts[-1]
        book = parse_codebook(text)
        ids = [code.id for code in book.codes]
        codings += [
            coding(len(codings) + m, id, "AB"[m % 2], book.version, start=m % 3) for m, id in enumerate(ids, start=1)
        ]
        code, second = ids[one % len(ids)], ids[other % len(ids)]
        theme = book.themes[other % len(book.themes)].id
        try:
            changed = changed_by(kind, text, code, second, theme, str(n))
        except CannotChange:
            continue
        texts.append(changed.text)
    codings.sort(key=lambda row: (row["start"], row["code_id"], row["coder_label"]))
    result = resolved(codings, *texts)

    assert result.unknown == 0
    assert sorted(id for row in result.rows for id in (row["id"], *row["also"])) == [*range(1, len(codings) + 1)]
    assert {row["code_id"] for row in result.rows} <= {code.id for code in result.codebook.codes}
    assert result.retired == {code.id for code in result.codebook.codes} - {
        code.id for code in parse_codebook(texts[-1]).codes
    }
    keys = [(row["start"], row["code_id"], row["coder_label"]) for row in result.rows]
    assert keys == sorted(set(keys))


def test_the_history_of_each_code_is_told() -> None:
    """What was done, why, and how it was reworded, under the id of now; codes that are not published have no link."""
    second = rename(COMMENTED, "care/lifts", "drives", WHY).text
    third = second.replace("Being driven somewhere.", "Being driven by a carer.").replace("0.2.0", "0.2.1", 1)
    fourth = merge(third, ["care/phone"], "care/drives", WHY).text
    rows = history_rows(kept(COMMENTED, second, third, fourth), parse_codebook(fourth), {"care/drives"})

    assert [(row["id"], row["code_id"], row["version"], row["date"], row["change"]) for row in rows] == [
        (1, "care/drives", "0.2.0", "2026-03-01", f"care/lifts was renamed care/drives: {WHY.reason}"),
        (
            *(2, "care/drives", "0.2.1", "2026-03-03"),
            "definition changed from “Being driven somewhere.” to “Being driven by a carer.”",
        ),
        (
            *(3, "care/drives", "0.3.0", "2026-03-01"),
            f"care/phone and care/drives were merged into care/drives: {WHY.reason}",
        ),
        (4, None, "0.3.0", "2026-03-01", f"care/phone and care/drives were merged into care/drives: {WHY.reason}"),
    ]
    assert [row["code"] for row in rows] == ["care/drives"] * 3 + ["care/phone"]


def test_what_was_done_by_hand_is_told_as_not_recorded() -> None:
    """So that nobody looks for a reason in vain."""
    by_hand = COMMENTED.replace("care/lifts", "care/drives").replace("0.1.0", "0.2.0")
    (row,) = history_rows(kept(COMMENTED, by_hand), parse_codebook(by_hand), {"care/drives"})

    assert row["change"] == "code care/lifts renamed care/drives, which is not recorded"
