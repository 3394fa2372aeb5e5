"""What people kept may stand where they kept it: the leak gate looks at everything else as before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline.coding.bring_in import bring_in
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.kept_mentions import Span, kept_by_people, only_in, texts_with_kept_mentions
from pipeline.publish.originals import originals_of
from pipeline.publish.rows import Applied
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Wish
from tests.deciding import ELERI, at, everywhere, on_the_bench, settled
from tests.intakes import Maker, Opener
from tests.marked import parse
from tests.studies import run_main_job

ORIGINALS = originals_of(
    [
        ("Nia Pritchard", "PERSON"),
        ("Pont-y-gof", "PLACE"),
        ("Gof", "PLACE"),
        ("07700 900123", "PHONE"),
        ("Ystradgynlais", "PLACE"),
    ]
)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("🙂 [KEPT Nia] came.", True),
        ("🙂 [KEPT Nia]'s mam, and [KEPT NIA].", True),
        ("🙂 [KEPT Nia] came with Nia.", False),
        ("[KEPT Nia] Pritchard came.", False),
        ("[KEPT Nia Pritchard] came.", True),
        ("Tŷ ger [KEPT Pont-y-gof].", True),
        ("Tŷ ger Pont-y-[KEPT gof].", False),
        ("Tŷ ger [KEPT Pont-y]-gof.", False),
        ("Ring [KEPT 07700 900123].", True),
        ("Ring 07700 [KEPT 900123].", False),
        ("Ring [KEPT 0770]0 900123.", False),
        ("In [KEPT Ystrad]gynlais.", False),
        ("[KEPT Neath] and Ystradgynlais.", False),
        ("[KEPT Neath] and nothing else.", True),
    ],
)
def test_all_that_is_original_must_lie_within_what_was_kept(text: str, clean: bool) -> None:
    """Wholly: a name, a phrase or a number that reaches out of it is a leak."""
    said = parse(text)

    assert only_in(said.text, [(start, end) for start, end, _ in said.places], ORIGINALS) == clean


def test_nothing_is_kept_where_nobody_decided_so() -> None:
    """A clean text needs no leave, and one with a name gets none."""
    assert only_in("A lift to the shop.", [], ORIGINALS)
    assert not only_in("A lift with Nia.", [], ORIGINALS)


def turn(id_: int, marked: str, replaced: Sequence[Replacement] = ()) -> tuple[PublishedTurn, list[Span]]:
    """Make a turn as it would be published, and the places in its source that are marked as kept."""
    said = parse(marked)
    text = ReplacedText(said.text, replaced)
    return PublishedTurn(id_, id_, "P1", "participant", "FC01", None, text, ()), [(a, b) for a, b, _ in said.places]


def allowed(
    *turns: tuple[PublishedTurn, list[Span]],
    quotes: Sequence[tuple[int, str]] = (),
    memo: str = "",
    memos: Sequence[str] = (),
) -> set[str]:
    """Return which texts of a transcript of these turns, and which quotes from them, may be published."""
    transcript = PublishedTranscript("FC01", "foster_carer", "", "en", True, tuple(one for one, _ in turns))
    applied = []
    for n, words in quotes:
        start = turns[n - 1][0].replaced.text.index(words)
        one = Applied(turns[n - 1][0], transcript, "care/acts", start, start + len(words), (("memo", memo),))
        applied.append(one)
    kept = {one.store_id: spans for one, spans in turns}
    return set(texts_with_kept_mentions([transcript], applied, kept, ORIGINALS, memos))


def test_a_turn_and_the_quotes_from_it_are_judged_by_position() -> None:
    """What was replaced before the mention moves it, and a quote may cut it in two."""
    said = turn(1, "Ystradgynlais 🙂: [KEPT Nia] had a lift. Then Nia left.", [Replacement(0, 13, "a town")])
    other = turn(2, "Tŷ mawr: [KEPT Nia] again.")

    assert allowed(said, other, quotes=[(1, "🙂: Nia had"), (1, "ia had a"), (1, "Nia left")]) == {
        "Tŷ mawr: Nia again.",
        "🙂: Nia had",
        "ia had a",
    }


def test_the_same_words_elsewhere_are_no_decision() -> None:
    """Where one turn's mention was kept and another's was missed, neither text may stand."""
    assert allowed(turn(1, "[KEPT Nia] came.")) == {"Nia came."}
    assert allowed(turn(1, "[KEPT Nia] came."), turn(2, "Nia came.")) == set()
    assert allowed(turn(1, "[KEPT Nia] came."), turn(2, "Then Nia came."), quotes=[(2, "Nia came.")]) == set()


def test_a_memo_has_no_leave() -> None:
    """Nobody decided about what a coder wrote."""
    assert allowed(turn(1, "[KEPT Nia] came."), quotes=[(1, "Nia")], memo="Nia came.") == {"Nia"}
    assert allowed(turn(1, "[KEPT Nia] came."), quotes=[(1, "Nia")], memos=["", "Nia came."]) == {"Nia"}


SAID = {
    "FC01": "INT: Who came?\nFC01: 🙂 Nia Pritchard drove me to Ystradgynlais. It was a lift.\n"
    "INT: And?\nFC01: Nia is on the poster, at the bus stop, and nobody minds. I liked that.",
    "YP01": "INT: Who listened?\nYP01: Nia did.",
}


def test_from_the_store_come_the_mentions_that_people_kept(make_study: Maker, opened: Opener, tmp_path: Path) -> None:
    """By a decision of any reach, or by keeping as the policy of one mention; never what was only doubted."""
    study = make_study(tmp_path, SAID)
    db = opened(study)
    bench = on_the_bench(db, study)
    settled(db, study)
    assert kept_by_people(db) == {}

    bench.decide(at(bench, KEEP, "Nia", transcript="YP01"), ELERI)
    bench.decide(everywhere(KEEP, "Ystradgynlais", "PLACE"), ELERI)
    bench.decide(at(bench, REPLACE, "lift", "OTHER", policy="keep"), ELERI)
    bench.decide(at(bench, REPLACE, "poster", "OTHER"), ELERI)
    settled(db, study)

    texts = {row["id"]: row["text"] for row in db.query("SELECT id, text FROM turns")}
    words = [texts[id_][start:end] for id_, spans in kept_by_people(db).items() for start, end in spans]
    assert sorted(words) == ["Nia", "Ystradgynlais", "lift"]


def test_a_study_with_a_kept_mention_of_a_replaced_name_is_published(
    make_study: Maker, opened: Opener, tmp_path: Path
) -> None:
    """The mention stands in its turn and in what is coded there; everywhere else the name is replaced."""
    study = make_study(tmp_path, SAID)
    db = opened(study)
    bench = on_the_bench(db, study)
    row = CodingRow(2, "FC01", 4, "care/acts", "Elin", quote="Nia is on the poster")
    assert bring_in(db, [row], default_codebook()).taken == 1
    turn = bench.page("FC01").turns[3]
    bench.decide(Wish(KEEP, MENTION, "Nia", "FC01", turn.id, 0, 3), ELERI)

    with Database(run_main_job(db, study)) as made:
        told = [row["text"] for row in made["turns"].rows]
        quotes = [row["quote"] for row in made["codings"].rows]

    assert quotes == ["Nia is on the poster"]
    assert [text for text in told if "Nia" in text] == [told[3]]
