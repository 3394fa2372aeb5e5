"""Serving a study: to whom which file, and what is refused before anything is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from yaml import dump

from pipeline.errors import BadSettings, NothingPublished
from pipeline.publish.build import metadata_name
from pipeline.publish.metadata import metadata
from pipeline.publish.table import ETHICS, OUTSIDE, TEAM
from pipeline.serving import how, published_for, serve_study, study_access
from pipeline.study import Study, create_study
from pipeline.workbench.access.access import PASSWORDS, PROXY, Choices
from pipeline.workbench.access.accounts import Account, Accounts, accounts_file, write_accounts
from pipeline.workbench.access.errors import NotForThem

HOST = "interviews.example.ac.uk"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study with an account and nothing published."""
    study = create_study(tmp_path / "study")
    write_accounts(accounts_file(study), Accounts(proxy_secret="kept").with_account("Siân", Account("coder", "hash")))
    return study


@pytest.mark.parametrize("audience", [ETHICS, OUTSIDE])
def test_what_is_missing_is_published_with_a_command(audience: str, study: Study) -> None:
    """The line names the command for this audience, draft or release, and a release that does not exist."""
    with pytest.raises(NothingPublished, match=f"llais publish .* --audience {audience}$"):
        published_for(study, audience)
    with pytest.raises(NothingPublished, match=f"no release 2 .* --audience {audience} --release$"):
        published_for(study, audience, release=2)
    with pytest.raises(NothingPublished, match="llais run"):
        published_for(study, TEAM)


def test_each_role_has_a_file_of_its_own(study: Study) -> None:
    """The name of the file says for whom it is."""
    study.published.mkdir()
    for name in ("llais.db", "llais-ethics.db", "llais-outside.db"):
        (study.published / name).touch()
    names = [published_for(study, audience).name for audience in (TEAM, ETHICS, OUTSIDE)]
    assert names == ["llais.db", "llais-ethics.db", "llais-outside.db"]


def test_what_is_not_for_them_is_refused_before_a_visit_is_noted(study: Study) -> None:
    """Nothing was served, so nothing is in the trail."""
    with pytest.raises(NotForThem):
        serve_study(study.folder, 0, False, print, "Megan", choices=Choices("coder", HOST))
    assert not (study.folder / "visits.jsonl").exists()


def test_the_proxys_secret_comes_from_the_study_or_the_environment(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs llais in a container gives it as they give other secrets."""
    choices = Choices("coder", HOST, PROXY)
    assert study_access(study, choices).proxy_secret == "kept"
    monkeypatch.setenv("LLAIS_PROXY_SECRET", "given")
    assert study_access(study, choices).proxy_secret == "given"


def test_how_is_checked_as_serving_is(study: Study) -> None:
    """What would not start is not described either."""
    assert str(study.folder) in how(study.folder, 8001, Choices("coder", HOST, PASSWORDS))
    with pytest.raises(NotForThem):
        how(study.folder, 8001, Choices("ethics", HOST, PASSWORDS))


def test_what_is_shown_is_looked_at_anew_after_each_change(
    study: Study, make_sample: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is made again shows nothing that was taken away, or that has to be coded blind since."""
    study.published.mkdir()
    make_sample().rename(study.database(TEAM))
    (study.published / metadata_name(TEAM)).write_text(dump(metadata()), encoding="utf-8")
    given = []
    monkeypatch.setattr("pipeline.workbench.serve.serve", lambda make, files, **_: given.append((make, files)))
    serve_study(study.folder, 8001, False, print, "Megan", choices=Choices("reader"))
    make, files = given[0]

    assert [file.name for file in files] == ["llais.db", "datasette_metadata.yml"]
    assert make().get_database("llais").path == str(study.database(TEAM))
    (study.folder / "study.toml").write_text("[coding]\nblind = true\ncoders = 2\n", encoding="utf-8")
    with pytest.raises(BadSettings, match="Publish again"):
        make()
    study.database(TEAM).unlink()
    with pytest.raises(NothingPublished, match="llais run"):
        make()


@pytest.mark.parametrize("role", ["reader", "public"])
def test_a_file_that_is_for_others_is_not_served(role: str, study: Study, make_sample: Callable[..., Path]) -> None:
    """Whoever copied it there, and under whatever name; nor is an empty one."""
    study.published.mkdir()
    of_role, other = (TEAM, OUTSIDE) if role == "reader" else (OUTSIDE, TEAM)
    make_sample(audience=other).rename(study.database(of_role))
    with pytest.raises(NothingPublished, match=f"--audience {of_role}$"):
        serve_study(study.folder, 8001, False, print, "Megan", choices=Choices(role))
    study.database(of_role).write_bytes(b"")
    with pytest.raises(NothingPublished, match="Publish it again"):
        serve_study(study.folder, 8001, False, print, "Megan", choices=Choices(role))
    assert not (study.folder / "visits.jsonl").exists()
