"""YAML with its line numbers: values that know where in the file they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

_BOOLEAN = "tag:yaml.org,2002:bool"
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML value and its line, counted from 1.

    Numbers and dates stay the text they were written as, so that a reference 3.10 is not taken for 3.1.
    """

    value: str | bool | Sequence | Mapping | None
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """The items of a YAML list."""

    items: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A key of a mapping with its value."""

    key: str
    value: Located
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """The pairs of a YAML mapping in their order; the same key may come twice."""

    pairs: tuple[Pair, ...]


class _Mark(Protocol):
    """A place in the text; the two kinds that the YAML library has share no class."""

    @property
    def line(self) -> int:
        """Return the line, counted from 0."""


class PlainYamlWanted(ValueError):
    """The text is no YAML, or uses more of YAML than text, lists and mappings; `line` counts from 1."""

    def __init__(self, line: int, advice: str) -> None:
        """Take the line and what to do about it."""
        self.line = line
        self.advice = advice
        super().__init__(advice)


def read_located(text: str) -> Located | None:
    """Read one YAML document, keeping lines; None where it is empty.

    Raises `PlainYamlWanted` where the text cannot be read, has anchors, or holds more than one document.
    """
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise PlainYamlWanted(_line(event.start_mark), "write the value out; aliases are not used here")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PlainYamlWanted(_line(mark), "check the indentation, quotes and colons here") from None
    except yaml.YAMLError:
        raise PlainYamlWanted(1, "remove the characters that YAML does not allow") from None
    return None if root is None else _located(root)


def _line(mark: _Mark | None) -> int:
    return 1 if mark is None else mark.line + 1


def _located(node: yaml.Node) -> Located:
    return Located(_value(node), _line(node.start_mark))


def _value(node: yaml.Node) -> str | bool | Sequence | Mapping | None:
    if isinstance(node, yaml.MappingNode):
        return Mapping(tuple(_pairs(node)))
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_located(item) for item in node.value))
    if node.tag == _NULL:
        return None
    if node.tag == _BOOLEAN:
        return bool(yaml.SafeLoader.bool_values[node.value.lower()])
    return str(node.value)


def _pairs(node: yaml.MappingNode) -> Iterator[Pair]:
    for key, value in node.value:
        line = _line(key.start_mark)
        if not isinstance(key, yaml.ScalarNode):
            raise PlainYamlWanted(line, "use a single word as the field's name")
        yield Pair(key.value, _located(value), line)
