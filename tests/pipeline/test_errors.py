"""Each thing that can go wrong has a code of its own, so that it can be looked up."""

from __future__ import annotations

import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module

import pipeline
from pipeline.errors import PipelineError


def all_kinds(kind: type[PipelineError] = PipelineError) -> Iterator[type[PipelineError]]:
    """Yield a kind of error and all that are kinds of it."""
    yield kind
    for narrower in kind.__subclasses__():
        yield from all_kinds(narrower)


def test_no_two_errors_share_a_code() -> None:
    """Of all errors of all modules each has its own, written LL-P and three digits, and says what it is."""
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        import_module(module.name)
    by_code = defaultdict(set)
    for kind in all_kinds():
        assert kind.__doc__
        by_code[vars(kind).get("code", f"{kind.__name__} has none")].add(kind.__name__)

    assert {code: names for code, names in by_code.items() if len(names) > 1} == {}
    assert [code for code in by_code if not (code.startswith("LL-P") and code[4:].isdigit() and len(code) == 7)] == []
    assert len(by_code) > 50
