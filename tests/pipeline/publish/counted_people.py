"""People of an invented study, written as text, and the true tables of counts that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.publish.rows import Row

Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody's group, the bands that they are in by attribute, and their passages by theme and first band."""

    group: str
    bands: tuple[tuple[str, tuple[str, ...]], ...]
    passages: tuple[tuple[str, int], ...] = ()


def people(text: str) -> list[Counted]:
    """Read lines such as "12 FC site:sea wave:1+2 care voice/3": how many such people, their group, bands and themes.

    Somebody of two bands took part twice, and spoke about everything in the first. A theme has one passage where
    "voice/3" does not say otherwise. "site:" is not told.
    """
    found = []
    for line in text.strip().splitlines():
        number, group, *rest = line.split()
        bands = tuple(
            (name, tuple(band.split("+"))) for name, _, band in (one.partition(":") for one in rest if ":" in one)
        )
        themes = [one.partition("/") for one in rest if ":" not in one]
        passages = tuple((theme, int(times or 1)) for theme, _, times in themes)
        found += [Counted(group, bands, passages)] * int(number)
    return found


def tables_of(everybody: Iterable[Counted]) -> Tables:
    """Count people: every theme has one code, "care/only", and nobody took part in the same transcript as others."""
    them = list(everybody)
    groups = list(dict.fromkeys(one.group for one in them))
    themes = sorted({theme for one in them for theme, _ in one.passages})
    names = list(dict.fromkeys(name for one in them for name, _ in one.bands))
    bands = [(name, band) for name in names for band in sorted({b for one in them for b in dict(one.bands)[name]})]
    kinds: list[Row] = [{"kind": kind} for one in them for kind in dict(one.bands).get("kind", ())]
    return {
        "study": [{"people": len(them), "title": "Keeping Safe"} | ({"transcripts": len(kinds)} if kinds else {})],
        "transcripts": kinds,
        "groups": [{"id": group, "people": sum(one.group == group for one in them)} for group in groups],
        "theme_by_group": [
            {"theme_id": theme, "group_id": group} | _counted(theme, (one for one in them if one.group == group))
            for theme in themes
            for group in groups
        ],
        "code_counts": [
            {"code_id": f"{theme}/only", "theme_id": theme, "transcripts": 1} | _counted(theme, them)
            for theme in themes
        ],
        "code_by_code": [],
        "attributes": [{"id": name, "label": name.title(), "position": n} for n, name in enumerate(names, start=1)],
        "attribute_values": [
            {"attribute_id": name, "value": band, "people": sum(band in dict(one.bands)[name] for one in them)}
            for name, band in bands
        ],
        "theme_by_attribute": [
            {"theme_id": theme, "attribute_id": name, "value": band}
            | _counted(theme, (one for one in them if dict(one.bands)[name][0] == band))
            for theme in themes
            for name, band in bands
        ],
    }


def _counted(theme: str, its: Iterable[Counted]) -> Row:
    times = [dict(one.passages)[theme] for one in its if theme in dict(one.passages)]
    return {"people": len(times), "passages": sum(times)}
