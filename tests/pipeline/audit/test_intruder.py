"""The automatic intruder on a whole study: what is found, how it is said, and what stays in the trail."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.audit.intruder import Findings, look_for_people
from pipeline.audit.intruder_report import as_text, as_values
from pipeline.audit.knowledge import read_knowledge
from pipeline.audit.trail import entries
from pipeline.cli import main
from pipeline.study import Study
from tests import studies

SAID = {
    "FC01": """INT: What do you do?
FC01: I was glad of the falconry. Roedd hi'n braf. 🙂
FC01: We have two dogs, and Wynfford rang.""",
    "FC02": "FC02: We have two dogs as well.",
    "YP01": "YP01: I was fourteen, in Aberystwyth, and I moved four times.",
}


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Return a study that was published once."""
    made = make_study(tmp_path / "study", SAID)
    studies.published(made)
    return made


def looked_at(study: Study, facts: str = "") -> tuple[Findings, str]:
    """Look for people in a study, with facts of a file; return the findings and the trail as text."""
    path = study.folder / "Ceri.yml"
    path.write_text(f"facts:\n{facts}", encoding="utf-8")
    with studies.opened(study) as db:
        knowledge = read_knowledge(path, study.settings) if facts else None
        findings = look_for_people(db, study.settings, "Ann Reviewer", knowledge)
        trail = json.dumps([[entry.action, entry.about, entry.purpose, entry.counts] for entry in entries(db)])
    return findings, trail


def test_everything_planted_is_found(study: Study) -> None:
    """Somebody alone in their group, a rare hobby, a turn that tells three kinds of details."""
    findings, _ = looked_at(study)

    assert [one.label for one in findings.alone] == ["YP01"]
    assert "falconry" in [one.words for one in findings.words]
    assert [(one.transcript, one.turn) for one in findings.turns] == [("YP01", 1)]


def test_the_trail_holds_counts_and_no_words(study: Study) -> None:
    """A rare word may be a missed name, and a fact is somebody's life."""
    findings, trail = looked_at(study, "  - two dogs\n  - falconry")

    assert '"rare words"' in trail
    for word in ("falconry", "dogs", "Wynfford", "Ceri"):
        assert word not in trail
    assert findings.narrowing is not None


def test_the_sentences_say_who_where_and_what_to_do_next(study: Study) -> None:
    """Facts are given by their numbers only."""
    text = as_text(looked_at(study, "  - two dogs\n  - competes with falcons | falconry\n  - falconry")[0])

    assert "Fact 3 alone fits 1 of 3 participants: FC01 (turn 2)" in text
    assert "YP01: nobody else has group (young_person)" in text
    assert "FC01, rare word: “falconry” (turn 2)" in text
    assert "YP01, turn 1: age, number of moves and place" in text
    assert text.count("→") >= 3
    assert "dogs" not in text


def test_long_lists_are_cut_on_the_screen_and_whole_in_json(study: Study) -> None:
    """A page is read; a thousand lines are not."""
    findings = looked_at(study)[0]
    text = as_text(findings, most=0)

    assert "--json gives all of them" in text
    assert len(as_values(findings)["rare_words"]) == len(findings.words)


def test_nothing_found_is_said(study: Study) -> None:
    """None is a result."""
    assert as_text(Findings(0, (), (), (), (), ())).count("none.") == 4


def test_the_command_prints_json_and_repeats_no_fact(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """llais audit STUDY intruder --knowledge FILE --json"""
    monkeypatch.setenv("LLAIS_PASSPHRASE", studies.PASSPHRASE)
    path = study.folder / "Ceri.yml"
    path.write_text("facts: [two dogs, a boat at Ceri's]", encoding="utf-8")
    command = ["audit", str(study.folder), "intruder", "--knowledge", str(path), "--json", "--as", "Ann Reviewer"]
    result = CliRunner().invoke(main, command)

    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert values["knowledge"] == {
        "facts": 2,
        "told_by_nobody": ["fact 2"],
        "participants_that_fit": 2,
        "alone": [],
    }
    assert "Ceri" not in result.output
