"""What a study has decided: `study.toml`, read and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ingest.records import GROUPS
from ingest.rules import ACCEPT, CHANGES, LAYOUTS, Rules
from ingest.sheets import as_key
from pipeline.coding.blind import Blind, checked_blind
from pipeline.errors import BadSettings
from pipeline.ethics import TEXTS, Ethics, checked_ethics
from pipeline.identify.request import THRESHOLD, THRESHOLD_QUASI
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.lifecycle.retention import DATES, Retention

REACHES = ("team", "quote", "archive")
MARKERS = ("[[…]]", "plain")


def _default_policy() -> dict[str, str]:
    return {name: kind.policies[0] for name, kind in IDENTIFIER_TYPES.items()}


def _default_consent() -> dict[str, tuple[str, ...]]:
    return {
        "full": ("team", "quote", "archive"),
        "no_archive": ("team", "quote"),
        "no_quotes": ("team", "archive"),
        "team_only": ("team",),
        "none": (),
    }


@dataclass(frozen=True, slots=True)
class Gate:
    """What a release asks of each transcript; `sign_off_days` is how long a sign-off holds that names no end."""

    reviewed: bool = True
    second_reading_share: float = 0.2
    second_reading_groups: tuple[str, ...] = ("young_person",)
    sample: bool = True
    other_signs: bool = True
    sign_off_days: int = 365


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a study, with their defaults."""

    title: str = "Untitled study"
    description: str = ""
    licence: str = ""
    codebook: str = ""
    language: str = "en"
    changes: str = ACCEPT
    layout: str = ""
    speakers: tuple[str, ...] = ()
    guidance: bool = False
    model: str = ""
    threshold: float = THRESHOLD
    threshold_quasi: float = THRESHOLD_QUASI
    keep: tuple[str, ...] = ()
    policy: dict[str, str] = field(default_factory=_default_policy)
    marker: str = "[[…]]"
    consent: dict[str, tuple[str, ...]] = field(default_factory=_default_consent)
    min_cell_team: int = 1
    min_cell_outside: int = 10
    round_outside: int = 5
    top_code_outside: int = 0
    k_team: int = 3
    k_outside: int = 5
    attributes: tuple[str, ...] = ("group", "season", "language", "kind")
    merge: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    retention: Retention = field(default_factory=Retention)
    gate: Gate = field(default_factory=Gate)
    ethics: Ethics = field(default_factory=Ethics)
    blind: Blind = field(default_factory=Blind)
    confidence: float = 0.95
    quasi_bound: float = 0.01
    turns_per_seed: int = 15
    icc: float = 0.0
    oversample_opening: float = 2.0
    oversample_focus_group: float = 1.5
    oversample_mixed_language: float = 1.5
    opening_minutes: float = 2.0

    def band(self, attribute: str, value: str) -> str:
        """Return the band into which a participant's attribute is merged, or the value where it is in none."""
        bands = self.merge.get(attribute, {})
        return next((band for band, values in bands.items() if value in values), value)

    @property
    def rules(self) -> Rules:
        """Say how files are read where the manifest does not say otherwise."""
        return Rules(changes=self.changes, layout=self.layout, speakers=self.speakers)


_KNOWN: dict[str, dict[str, type]] = {
    "study": {"title": str, "description": str, "licence": str, "codebook": str, "language": str},
    "ingest": {"changes": str, "layout": str, "speakers": list},
    "identify": {"model": str, "threshold": float, "threshold_quasi": float, "guidance": bool, "keep": list},
    "policy": dict.fromkeys(IDENTIFIER_TYPES, str),
    "style": {"marker": str},
    "consent": {},
    "disclosure": {
        "min_cell_team": int,
        "min_cell_outside": int,
        "round_outside": int,
        "top_code_outside": int,
        "k_team": int,
        "k_outside": int,
        "attributes": list,
        "merge": dict,
    },
    "retention": {**dict.fromkeys(DATES, date), "disposal_method": str},
    "gate": {
        "reviewed": bool,
        "second_reading_share": float,
        "second_reading_groups": list,
        "sample": bool,
        "other_signs": bool,
        "sign_off_days": int,
    },
    "coding": {"blind": bool, "blind_only": list, "coders": int},
    "audit": {
        "confidence": float,
        "quasi_bound": float,
        "turns_per_seed": int,
        "icc": float,
        "oversample_opening": float,
        "oversample_focus_group": float,
        "oversample_mixed_language": float,
        "opening_minutes": float,
    },
    "ethics": {**dict.fromkeys(TEXTS, str), "five_safes": dict, "holders": dict},
}


def read_settings(path: Path) -> Settings:
    """Read and check `study.toml`. Raises BadSettings, naming section and key."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadSettings("study.toml cannot be opened. Check who may read it.") from None
    except UnicodeDecodeError:
        raise BadSettings("study.toml is not in UTF-8. Save it again with that encoding.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(
            f"study.toml cannot be read: {error}. Mend that line, or compare it with a new study's."
        ) from None
    return settings_from(raw)


def settings_from(raw: dict[str, Any]) -> Settings:
    """Make settings from parsed TOML. Raises BadSettings, naming section and key."""
    _check_shape(raw)
    values: dict[str, Any] = {}
    for section in ("study", "ingest", "identify", "style", "disclosure", "audit"):
        values.update(raw.get(section, {}))
    values["keep"] = tuple(values.get("keep", ()))
    values["speakers"] = tuple(values.get("speakers", ()))
    values["attributes"] = tuple(_as_column(name) for name in values.get("attributes", Settings().attributes))
    bands = {_as_column(name): bands for name, bands in values.get("merge", {}).items()}
    values["merge"] = _checked_merge(bands, values["attributes"])
    values["policy"] = _default_policy() | _checked_policy(raw.get("policy", {}))
    if "consent" in raw:
        values["consent"] = _checked_consent(raw["consent"])
    values["retention"] = Retention(**raw.get("retention", {}))
    values["gate"] = _checked_gate(raw.get("gate", {}))
    values["blind"] = checked_blind(raw.get("coding", {}))
    values["ethics"] = checked_ethics(raw.get("ethics", {}))
    settings = Settings(**values)
    for key in ("threshold", "threshold_quasi"):
        if not 0 < getattr(settings, key) <= 1:
            raise BadSettings(f"study.toml, [identify] {key}: give a number above 0 and up to 1, such as 0.5.")
    for section, key in (("identify", "keep"), ("ingest", "speakers")):
        if not all(isinstance(name, str) for name in getattr(settings, key)):
            raise BadSettings(f"study.toml, [{section}] {key}: give {_kind_words[list]}.")
    if settings.changes not in CHANGES:
        raise BadSettings(f"study.toml, [ingest] changes: choose one of {_listed(CHANGES)}.")
    if settings.layout and settings.layout not in LAYOUTS:
        raise BadSettings(f"study.toml, [ingest] layout: choose one of {_listed(tuple(LAYOUTS))}, or leave it empty.")
    _check_disclosure(settings)
    _check_audit(settings)
    if settings.marker not in MARKERS:
        raise BadSettings(f"study.toml, [style] marker: choose one of {_listed(MARKERS)}.")
    return settings


def _check_shape(raw: dict[str, Any]) -> None:
    for section, content in raw.items():
        if section not in _KNOWN:
            raise BadSettings(f"study.toml: there is no section [{section}].{_did_you_mean(section, _KNOWN)}")
        if not isinstance(content, dict):
            raise BadSettings(f"study.toml: {section} is a section; write it as [{section}].")
        if section == "consent":
            continue
        for key, value in content.items():
            wanted = _KNOWN[section].get(key)
            if wanted is None:
                raise BadSettings(f"study.toml, [{section}]: there is no {key}.{_did_you_mean(key, _KNOWN[section])}")
            accepted = (int, float) if wanted is float else (wanted,)
            if not isinstance(value, accepted) or isinstance(value, bool | datetime) != (wanted is bool):
                raise BadSettings(f"study.toml, [{section}] {key}: give {_kind_words[wanted]}.")


_kind_words = {
    str: 'a text in quotes, such as "text"',
    float: "a number, such as 0.5",
    bool: "true or false",
    int: "a whole number, such as 10",
    list: 'a list of texts, such as ["one", "two"]',
    dict: "a table in braces, or as a section of its own",
    date: "a date without quotes, such as 2031-07-31",
}


def _checked_policy(raw: dict[str, str]) -> dict[str, str]:
    for name, policy in raw.items():
        allowed = IDENTIFIER_TYPES[name].policies
        if policy not in allowed:
            raise BadSettings(f"study.toml, [policy] {name}: choose one of {_listed(allowed)}.")
    return raw


def _checked_consent(raw: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    for level, reaches in raw.items():
        if not isinstance(reaches, list) or any(reach not in REACHES for reach in reaches):
            raise BadSettings(f"study.toml, [consent] {level}: list what it may reach, out of {_listed(REACHES)}.")
    return {level: tuple(reaches) for level, reaches in raw.items()}


def _checked_gate(raw: dict[str, Any]) -> Gate:
    groups = tuple(raw.get("second_reading_groups", Gate().second_reading_groups))
    gate = Gate(**{**raw, "second_reading_groups": groups})
    if any(group not in GROUPS for group in groups):
        raise BadSettings(f"study.toml, [gate] second_reading_groups: choose out of {_listed(GROUPS)}.")
    if not 0 <= gate.second_reading_share <= 1:
        raise BadSettings("study.toml, [gate] second_reading_share: give a number from 0 to 1, such as 0.2.")
    if gate.sign_off_days < 1:
        raise BadSettings("study.toml, [gate] sign_off_days: give a whole number from 1.")
    return gate


def _check_disclosure(settings: Settings) -> None:
    for key in ("min_cell_team", "min_cell_outside", "round_outside", "k_team", "k_outside"):
        if getattr(settings, key) < 1:
            raise BadSettings(f"study.toml, [disclosure] {key}: give a whole number from 1.")
    top, base = settings.top_code_outside, settings.round_outside
    if top and (top < settings.min_cell_outside or top % base):
        raise BadSettings(
            "study.toml, [disclosure] top_code_outside: give 0, or a multiple of round_outside that is at least "
            "min_cell_outside."
        )
    names = settings.attributes
    if not names or not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        raise BadSettings(f"study.toml, [disclosure] attributes: give {_kind_words[list]}, each once.")


def _check_audit(settings: Settings) -> None:
    for key, words in (("confidence", "above 0 and below 1, such as 0.95"), ("quasi_bound", "above 0 and below 1")):
        if not 0 < getattr(settings, key) < 1:
            raise BadSettings(f"study.toml, [audit] {key}: give a number {words}.")
    if settings.turns_per_seed < 1:
        raise BadSettings("study.toml, [audit] turns_per_seed: give a whole number from 1.")
    if not 0 <= settings.icc <= 1:
        raise BadSettings("study.toml, [audit] icc: give a number from 0 to 1.")
    for key in ("oversample_opening", "oversample_focus_group", "oversample_mixed_language"):
        if not 1 <= getattr(settings, key) <= 20:
            raise BadSettings(f"study.toml, [audit] {key}: give a number from 1 (no more often than others) to 20.")
    if settings.opening_minutes < 0:
        raise BadSettings("study.toml, [audit] opening_minutes: give a number from 0.")


def _checked_merge(raw: dict[str, Any], attributes: tuple[str, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Check the bands into which values of attributes are merged: {attribute: {band: values}}."""
    for attribute, bands in raw.items():
        where = f"study.toml, [disclosure.merge] {attribute}"
        if attribute not in attributes or attribute == "kind":
            able = tuple(name for name in attributes if name != "kind")
            raise BadSettings(f"{where}: choose one of [disclosure] attributes: {_listed(able)}.")
        lists = list(bands.values()) if isinstance(bands, dict) else [None]
        if not all(isinstance(values, list) and all(isinstance(one, str) for one in values) for values in lists):
            raise BadSettings(f'{where}: give lists of values by band, such as {{ "15-17" = ["15", "16", "17"] }}.')
        merged = [(value, band) for band, values in bands.items() for value in values]
        if len({value for value, _ in merged}) < len(merged) or any(v in bands and v != band for v, band in merged):
            raise BadSettings(f"{where}: a value can be in one band only. Take it out of the others.")
    return {name: {band: tuple(values) for band, values in bands.items()} for name, bands in raw.items()}


def _as_column(name: Any) -> Any:
    """Return the name of an attribute as the manifest's heading is read: "Age of car" is age_of_car."""
    return as_key(name) if isinstance(name, str) else name


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _did_you_mean(word: str, known: dict[str, Any]) -> str:
    near = get_close_matches(word, known, n=1)
    return f" Did you mean {near[0]}?" if near else f" Known here: {', '.join(known)}."
