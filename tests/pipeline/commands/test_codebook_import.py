"""llais codebook import: another program's codebook as a draft of one of ours."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from codebook.load import default_codebook
from exports.qdc import codebook_to_qdc
from pipeline.cli import main


def llais(*arguments: str | Path) -> Result:
    """Run a command as from a shell."""
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_the_draft_passes_the_check_and_is_not_written_over(tmp_path: Path) -> None:
    """What people have worked on stays."""
    file, draft = tmp_path / "codes.qdc", tmp_path / "codebook.yml"
    file.write_bytes(codebook_to_qdc(default_codebook()))

    made = llais("codebook", "import", file, "-o", draft)
    assert made.exit_code == 0
    assert "7 themes, 30 codes" in made.stderr
    assert llais("codebook", "check", draft).exit_code == 0

    before = draft.read_bytes()
    again = llais("codebook", "import", file, "-o", draft)
    assert again.exit_code == 1
    assert "not written over" in again.stderr
    assert draft.read_bytes() == before


def test_a_file_without_codes_is_refused(tmp_path: Path) -> None:
    """It says where codes come from."""
    file = tmp_path / "codes.qdc"
    file.write_text('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', encoding="utf-8")

    result = llais("codebook", "import", file)
    assert result.exit_code == 1
    assert "holds no codes" in result.stderr
