"""Versions of a codebook: three numbers, compared and raised as semantic versioning says (semver.org)."""

from __future__ import annotations

import re
from typing import Literal

Bump = Literal["major", "minor", "patch"]

_NUMBER = r"(?:0|[1-9][0-9]*)"
_VERSION = re.compile(rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(?:-([0-9A-Za-z.-]+))?")

VersionKey = tuple[tuple[int, ...], bool, tuple[tuple[int, int, str], ...]]


def is_version(text: str) -> bool:
    """Say whether `text` is a version such as 0.1.0 or 1.0.0-draft."""
    return _VERSION.fullmatch(text) is not None


def version_key(version: str) -> VersionKey:
    """Return what versions are ordered by; a text that is no version, such as "", comes before all of them."""
    match = _VERSION.fullmatch(version)
    if match is None:
        return ((), False, ())
    numbers = tuple(int(part) for part in match.groups()[:3])
    parts = match[4].split(".") if match[4] else []
    return numbers, not parts, tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)


def raised(version: str, bump: Bump | None) -> str:
    """Return the version that follows `version`.

    Below 1.0.0 a major change raises the second number, as semantic versioning allows while things are still settling.
    """
    if bump is None:
        return version
    major, minor, patch = (int(part) for part in version.split("-")[0].split("."))
    if bump == "major" and major:
        return f"{major + 1}.0.0"
    return f"{major}.{minor}.{patch + 1}" if bump == "patch" else f"{major}.{minor + 1}.0"
