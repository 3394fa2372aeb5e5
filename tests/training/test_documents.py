"""Marked speech as training material: spans where the words are, whatever their accents are made of."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

pytest.importorskip("numpy")
from training.documents import ALL, corpora, speech

SPEECH = Path(__file__).resolve().parents[2] / "training" / "speech"
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"

HEADER = """#id: {id}
#group: worker
#format: cased
#speakers: INT=Elin Parry; P1=Siân Brynmor
#interview_date: 2025-09-18
#interviewer: EP
#site: Neath
#language: en
#consent_level: full
#known_names: Siân Brynmor

"""


def test_marks_become_spans(tmp_path: Path) -> None:
    """Numbers are one label; what may stay is marked so; words that look like names have no span."""
    said = "INT: {PERSON?:elin|Elin} here.\nP1: {PERSON:sian|Siân} had a ~rose~, ring {PHONE|07700 900123}. 🙂\n"
    (tmp_path / "x.txt").write_text(HEADER.format(id="x") + said)
    (document,) = speech(tmp_path)
    spans = [(t.text[s.start : s.end], sorted(s.labels), s.either) for t in document.turns for s in t.spans]

    assert spans == [("Elin", ["PERSON"], True), ("Siân", ["PERSON"], False), ("07700 900123", ["NUMBER"], False)]
    assert document.annotated == ALL


def test_accents_written_apart_move_no_span(tmp_path: Path) -> None:
    """Offsets are into composed text, as reading a transcript in gives it."""
    said = unicodedata.normalize("NFD", "P1: Ŵyn's at {PLACE:ty|Tŷ Tŵr}, by {PERSON:sion|Siôn}.\n")
    (tmp_path / "x.txt").write_text(HEADER.format(id="x") + said)
    ((turn,),) = (document.turns for document in speech(tmp_path))

    assert [turn.text[s.start : s.end] for s in turn.spans] == ["Tŷ Tŵr", "Siôn"]


def test_all_the_speech_can_be_read() -> None:
    """Each file of the repository is marked as its README says."""
    documents = speech(SPEECH)

    assert len(documents) > 100
    assert all(turn.text for document in documents for turn in document.turns)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the licensed corpora are not at hand")
def test_the_corpora_can_be_read() -> None:
    """Their spans lie inside their texts, and nothing of the kind that forbids commercial use is among them."""
    documents = list(corpora(CORPORA, "dev"))

    assert {document.source for document in documents} >= {"gum", "tab", "btc"}
    assert all(0 <= s.start < s.end <= len(t.text) for d in documents for t in d.turns for s in t.spans)
