"""No template shows bare English: whatever a reader sees or hears goes through the catalogue, or is data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import pipeline.workbench

TEMPLATES = Path(pipeline.workbench.__file__).parent / "templates"

SAID = frozenset({"title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-label"})
"""Attributes that a browser shows or reads out, or that our style sheet shows."""

AS_TYPED = frozenset({"code", "kbd", "pre", "script", "style"})
"""Elements with what is typed or pressed: the same in every language."""

SAME_IN_WELSH = frozenset({"llais", "CSV", "JSON", "SQL", "kappa", "alpha", "u-alpha"})
CLASSES = "body_class"
"""The block that names the page's classes."""

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
VALUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what a template puts in."""


class Seen(HTMLParser):
    """Gathers the English that stands bare in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes, and note what the element holds."""
        given = dict(attrs)
        within = self._is_data() or tag in AS_TYPED or given.get("lang") == "en"
        for name, value in attrs:
            if name in SAID and not within:
                self._look_at(value or "")
        if tag not in VOID:
            self._open.append((tag, within))

    def handle_endtag(self, tag: str) -> None:
        """Close the element; what two branches of a template open, one may close."""
        tags = [name for name, _ in self._open]
        if tag in tags:
            del self._open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Look at a text."""
        if not self._is_data():
            self._look_at(data)

    def _is_data(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _look_at(self, text: str) -> None:
        words = text.replace(VALUE, " ").split()
        if any(
            any(map(str.isalpha, word)) and word.strip(".,;:()") not in SAME_IN_WELSH
            for word in words
            if word[0] != "/"
        ):
            self.bare.append(" ".join(text.replace(VALUE, "…").split()))


def bare_english(source: str) -> list[str]:
    """List the English in a template that does not go through the catalogue."""
    seen = Seen()
    seen.feed("".join(shown(Environment(extensions=["jinja2.ext.do"]).parse(source).body)))
    seen.close()
    return seen.bare


def shown(body: Iterable[nodes.Node]) -> Iterator[str]:
    """Write a template's HTML with every branch of it, each value a placeholder."""
    for node in body:
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                yield one.data if isinstance(one, nodes.TemplateData) else " ".join(literals(one)) or VALUE
        elif isinstance(node, nodes.Assign):
            yield from (f"<p>{text}</p>" for text in sentences(node.node))
        elif not isinstance(node, nodes.Block) or node.name != CLASSES:
            for branch in ("body", "elif_", "else_"):
                yield from shown(getattr(node, branch, None) or ())


def literals(node: nodes.Node) -> Iterator[str]:
    """List the texts that an expression may give as they stand in it."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from literals(node.expr1)
        yield from literals(node.expr2) if node.expr2 else ()
    elif isinstance(node, nodes.Or | nodes.And | nodes.Add):
        yield from (*literals(node.left), *literals(node.right))
    elif isinstance(node, nodes.Concat):
        yield from (text for one in node.nodes for text in literals(one))
    elif isinstance(node, nodes.Filter) and node.node is not None and node.name != "format":
        yield from literals(node.node)


def sentences(node: nodes.Node) -> Iterator[str]:
    """List the texts of several words in what a template keeps for later, but for arguments of functions."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and " " in node.value.strip():
        yield node.value
    if not isinstance(node, nodes.Call | nodes.Compare):
        for child in [node.value] if isinstance(node, nodes.Pair) else node.iter_child_nodes():
            yield from sentences(child)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_shows_bare_english(path: Path) -> None:
    """What it shows stands in `_()` or `some()`, comes from the data, or is marked as English with `lang="en"`."""
    assert bare_english(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Who spoke</p>",
        '<p>{{ _("Who spoke") }} and when</p>',
        '<nav aria-label="Pages"></nav>',
        '<input placeholder="a few {{ letters }}">',
        '<button>{{ "Decide again" if decided else _("Decide") }}</button>',
        '<a href="/">{{ title or "Home" }}</a>',
        '{% set kinds = {"one": "one of them only"} %}',
        "{% for one in all %}<li>{{ one }}</li>{% else %}<li>Nobody yet</li>{% endfor %}",
        "{% macro of(turn) %}turn {{ turn }}{% endmacro %}",
        '<code lang="en">llais run</code><p>in the terminal</p>',
    ],
)
def test_bare_english_is_found(source: str) -> None:
    """In texts, attributes, expressions, branches and macros."""
    assert len(bare_english(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '<p class="quiet">{{ _("Who spoke") }}: {{ some(3, "person", "people") }} · 3 %</p>',
        '<nav aria-label="{{ _("Pages") }}" class="of pages"></nav>',
        '<p lang="en">The meaning of a column</p>',
        "<p>{{ name }} <kbd>Enter</kbd> <code>llais run STUDY</code>, CSV</p>",
        '{% set hidden = ["theme_id"] %}{% set said = _("Who spoke") %}',
        '<p class="{{ "on" if here else "off" }}">{{ number|round(1) }}</p>',
    ],
)
def test_what_is_said_in_two_languages_is_let_be(source: str) -> None:
    """So are values, what is typed, and English that says it is English."""
    assert bare_english(source) == []
