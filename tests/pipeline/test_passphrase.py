"""The passphrase comes from a key file, else from the environment, else from the keyboard."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipeline.errors import NoPassphrase
from pipeline.passphrase import VARIABLE, find_passphrase, make_key_file


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without a passphrase in the environment."""
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_key_file_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person names beats what lies around; Windows editors' byte order mark and line end do not count."""
    monkeypatch.setenv(VARIABLE, "from the environment")
    key = tmp_path / "study.key"
    key.write_bytes("\ufeffcawl cennin a tŷ bach 🙂\r\n".encode())

    assert find_passphrase(key, lambda: "typed") == "cawl cennin a tŷ bach 🙂"


def test_then_comes_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked where the environment has it."""
    monkeypatch.setenv(VARIABLE, "bara brith")

    assert find_passphrase(None, lambda: "typed") == "bara brith"


def test_then_somebody_is_asked() -> None:
    """The keyboard comes last."""
    assert find_passphrase(None, lambda: "typed") == "typed"


@pytest.mark.parametrize("ask", [None, lambda: ""])
def test_without_any_the_line_says_where_it_could_come_from(ask: object) -> None:
    """Nobody at the keyboard, or nothing typed."""
    with pytest.raises(NoPassphrase, match=r"give --key-file FILE, set LLAIS_PASSPHRASE, or type it when asked"):
        find_passphrase(None, ask)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "line"), [(b"", "is empty"), (b" \n", "is empty"), (b"\xff\xfe", "cannot be read")]
)
def test_a_key_file_without_a_passphrase_is_refused(tmp_path: Path, content: bytes, line: str) -> None:
    """An empty key would leave the store open."""
    key = tmp_path / "study.key"
    key.write_bytes(content)

    with pytest.raises(NoPassphrase, match=line):
        find_passphrase(key)


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    """A mistyped name must not lead to a new passphrase."""
    with pytest.raises(NoPassphrase, match=r"study\.key cannot be read"):
        find_passphrase(tmp_path / "study.key", lambda: "typed")


def test_a_new_key_is_long_and_never_the_same(tmp_path: Path) -> None:
    """A key has 256 random bits."""
    keys = set()
    for n in range(5):
        make_key_file(tmp_path / f"{n}.key")
        keys.add(find_passphrase(tmp_path / f"{n}.key"))

    assert len(keys) == 5
    assert min(map(len, keys)) >= 43


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_key_is_its_owners_alone(tmp_path: Path) -> None:
    """Nobody else on the machine may read it."""
    make_key_file(tmp_path / "study.key")

    assert stat.S_IMODE((tmp_path / "study.key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    """A lost key is a lost study."""
    make_key_file(tmp_path / "study.key")
    before = (tmp_path / "study.key").read_bytes()

    with pytest.raises(FileExistsError):
        make_key_file(tmp_path / "study.key")
    assert (tmp_path / "study.key").read_bytes() == before
