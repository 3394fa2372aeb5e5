"""The codebook as a Markdown document that a person can read from beginning to end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebook.compare import say_operation
from codebook.model import Code, Codebook, Theme

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#&~])")


def describe(codebook: Codebook) -> str:
    """Describe `codebook` as Markdown: a table of contents, then each theme with its codes, flags and references."""
    parts = [
        f"# {_plain(codebook.title)}",
        f"Version {codebook.version}, {_plain(codebook.status)}. {_size(codebook)}",
        *_about(codebook),
        *_contents(codebook),
        *(part for theme in codebook.themes for part in _theme(theme, codebook)),
        *_flags(codebook),
        *_references(codebook),
        *_changes(codebook),
    ]
    return "\n\n".join(parts) + "\n"


def welsh_name(entry: Theme | Code) -> str:
    """Return the Welsh name of a theme or code, saying so where nobody has checked it; "" where there is none."""
    if not entry.name_cy or entry.name_cy_checked:
        return entry.name_cy
    return f"{entry.name_cy} (Welsh name unchecked)"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _anchor(id: str) -> str:
    return id.replace("/", "--")


def _size(codebook: Codebook) -> str:
    counts = ((len(codebook.themes), "theme"), (len(codebook.codes), "code"))
    return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts) + "."


def _about(codebook: Codebook) -> Iterator[str]:
    labelled = (
        ("What is coded", codebook.unit_of_coding),
        ("Stance", codebook.stance),
        ("Known about each participant", ", ".join(codebook.case_attributes).replace("_", " ")),
        ("Licence", codebook.licence_note),
    )
    lines = [_line(label, _plain(text)) for label, text in labelled if text]
    if lines:
        yield "\n".join(lines)


def _line(label: str, text: str) -> str:
    return f"- **{label}**: {text}"


def _contents(codebook: Codebook) -> Iterator[str]:
    lines: list[str] = []
    for theme in codebook.themes:
        lines.append(f"- {_link(theme)}")
        lines.extend(f"  - {_link(code)}" for code in theme.codes)
    if codebook.handling_flags:
        lines.append("- [Handling flags](#handling-flags)")
    if codebook.references:
        lines.append("- [References](#references)")
    if codebook.changes:
        lines.append("- [What became of codes](#changes)")
    yield "## Contents"
    yield "\n".join(lines)


def _link(entry: Theme | Code) -> str:
    return f"[{entry.tag} {_plain(entry.name)}](#{_anchor(entry.id)})"


def _theme(theme: Theme, codebook: Codebook) -> Iterator[str]:
    yield f'<a id="{_anchor(theme.id)}"></a>'
    yield f"## {theme.tag} {_plain(theme.name)}"
    if theme.name_cy:
        yield f"*{_plain(welsh_name(theme))}*"
    yield _plain(theme.definition)
    yield "\n".join((_line("Id", f"`{theme.id}`"), *_sources(theme)))
    for code in theme.codes:
        yield from _code(code, codebook)


def _code(code: Code, codebook: Codebook) -> Iterator[str]:
    yield f'<a id="{_anchor(code.id)}"></a>'
    yield f"### {code.tag} {_plain(code.name)}"
    if code.name_cy:
        yield f"*{_plain(welsh_name(code))}*"
    yield _plain(code.definition)
    lines = [_line("Id", f"`{code.id}`")]
    if code.include_when:
        lines.append(_line("Use it when", _plain(code.include_when)))
    if code.exclude_when:
        lines.append(_line("Not when", _plain(code.exclude_when)))
    if code.indicators:
        lines.append(_line("Phrases", "; ".join(f"“{_plain(phrase)}”" for phrase in code.indicators)))
    lines.extend(
        _line(f"Also note {_plain(attribute.name)}", _plain(", ".join(attribute.values)))
        for attribute in code.attributes
    )
    if code.confused_with:
        lines.append(_line("Easily confused with", ", ".join(_link(codebook.code(id)) for id in code.confused_with)))
    lines.extend(_sources(code))
    yield "\n".join(lines)


def _sources(entry: Theme | Code) -> Iterator[str]:
    if entry.source_refs:
        support = f" ({_plain(entry.support)})" if isinstance(entry, Code) and entry.support else ""
        yield _line("Sources", _plain(", ".join(entry.source_refs)) + support)


def _flags(codebook: Codebook) -> Iterator[str]:
    if codebook.handling_flags:
        yield '<a id="handling-flags"></a>'
        yield "## Handling flags"
        yield "Not themes: they change what may be shown."
        yield "\n".join(
            _line(f"{flag.tag} {_plain(flag.name)}", _plain(flag.effect)) for flag in codebook.handling_flags
        )


def _references(codebook: Codebook) -> Iterator[str]:
    if codebook.references:
        yield '<a id="references"></a>'
        yield "## References"
        yield "\n".join(_line(_plain(reference.id), _plain(reference.citation)) for reference in codebook.references)


def _changes(codebook: Codebook) -> Iterator[str]:
    if codebook.changes:
        yield '<a id="changes"></a>'
        yield "## What became of codes"
        yield "The latest first. Codings made before follow: they are published under the codes of now."
        yield "\n".join(
            _line(f"{one.version}, {_plain(one.date)}", _plain(say_operation(one) + (f" ({one.by})" if one.by else "")))
            for one in reversed(codebook.changes)
        )
