"""What a page is about: found by the names in its address."""

from __future__ import annotations

from pipeline.workbench.facts import read_facts
from pipeline.workbench.themes.scope import find_scope
from tests.pipeline.conftest import SampleMaker


def test_themes_and_codes_are_found_by_their_address(make_sample: SampleMaker) -> None:
    """A theme holds its codes; a code is asked for in its own column, and lies under its theme."""
    facts = read_facts(make_sample())
    theme, code = find_scope(facts, "care"), find_scope(facts, "care", "system")
    assert theme and code
    assert (theme.column, theme.id, theme.path) == ("theme_id", "care", "/theme/care")
    assert (code.column, code.id, code.path) == ("code_id", "care/system", "/theme/care/system")
    assert code.codes[0] in theme.codes
    assert theme.most_people == max(one.people or 0 for one in theme.codes)


def test_what_the_codebook_has_not_is_not_found(make_sample: SampleMaker) -> None:
    """An unknown theme, an unknown code of a theme, and nothing at all."""
    facts = read_facts(make_sample())
    assert find_scope(facts, "weather") is None
    assert find_scope(facts, "care", "weather") is None
    assert find_scope(facts, "") is None
