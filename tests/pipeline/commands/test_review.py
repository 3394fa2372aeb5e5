"""The command llais review STUDY."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests import studies


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """Catch what would be served."""
    calls: list[tuple] = []
    monkeypatch.setattr(
        "pipeline.reviewing.serve.serve",
        lambda db, study, actor, port, open_browser, say, suggested: calls.append(
            (actor, port, open_browser, suggested)
        ),
    )
    return calls


@pytest.fixture
def study(make_study: Callable[..., Any], tmp_path: Path) -> Path:
    """Make a study with a store and a key file."""
    made = make_study(tmp_path / "study", {"FC01": "P1: Diolch."})
    with studies.opened(made):
        (tmp_path / "key").write_text(studies.PASSPHRASE, encoding="utf-8")
    return made.folder


def run(study: Path, *arguments: str, **environment: str) -> Any:
    """Run the command with the key file."""
    key = str(study.parent / "key")
    return CliRunner().invoke(main, ["review", str(study), "--key-file", key, *arguments], env=environment)


def test_options_may_follow_the_study(study: Path, served: list[tuple]) -> None:
    """As with other commands."""
    result = run(study, "--port", "8123", "--open", "--as", "Megan Vaughan")

    assert result.exit_code == 0, result.output
    assert served == [("Megan Vaughan", 8123, True, "Megan Vaughan")]


def test_the_form_begins_with_who_is_known(study: Path, served: list[tuple]) -> None:
    """LLAIS_ACTOR is a person's name; the computer's login may not be, and is not offered."""
    run(study, LLAIS_ACTOR="Jac Prosser")
    run(study, LLAIS_ACTOR="")

    assert [(call[0], call[3]) for call in served][0] == ("Jac Prosser", "Jac Prosser")
    assert served[1][3] == ""


def test_a_study_that_was_not_looked_through_says_what_to_run(study: Path) -> None:
    """There is nothing to decide before anything was looked for."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = run(study, "--port", str(port), "--as", "Megan Vaughan")

    assert result.exit_code == 1
    assert result.output.strip().splitlines()[-1].endswith("Run: llais pseudonymise STUDY")
