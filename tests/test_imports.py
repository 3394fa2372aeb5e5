"""The house: imports run one way, modules stay small, and what is generated is current."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "codebook", "pipeline", "exports", "demo")
MAY_IMPORT = {
    "ingest": set(),
    "codebook": set(),
    "exports": {"codebook"},
    "pipeline": {"ingest", "codebook", "exports", "demo"},
    "demo": {"ingest", "codebook", "exports"},
}
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
SCRIPTS = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.js"))


def imported_packages(path: Path) -> set[str]:
    """List the top-level packages that a module imports, also inside its functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    """Reading knows nothing of the study, and what leaves knows nothing of the store."""
    package = path.relative_to(ROOT).parts[0]
    others = imported_packages(path) & set(PACKAGES) - {package}

    assert others <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_do_one_job(path: Path) -> None:
    """A module of more than 400 lines, or a script of a page, has more than one job."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_public_says_what_it_does(path: Path) -> None:
    """Modules, and every public function and class in them, have a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    top_level = {id(node) for node in tree.body} | {
        id(child) for node in tree.body if isinstance(node, ast.ClassDef) and node.name[0] != "_" for child in node.body
    }
    missing = [node.name for node in public if id(node) in top_level and not ast.get_docstring(node)]

    assert ast.get_docstring(tree)
    assert missing == []


def test_exports_cannot_reach_the_store() -> None:
    """Nothing downstream of publish imports SQLCipher."""
    for path in (ROOT / "exports").rglob("*.py"):
        assert "sqlcipher3" not in imported_packages(path)
