"""What stands in the tab, in bookmarks and is read out first: of each address something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from pipeline.workbench.themes import pages
from tests.pipeline.workbench.test_serve import served

STUDY = "Keeping Safe: interviews"


async def title(path: str, database: Path) -> str:
    """Ask for a page, and return its title without the name of the study."""
    answer = await served(database).client.get(path)
    assert answer.status_code == 200
    (found,) = html.fromstring(answer.text).xpath("/html/head/title/text()")
    return found.replace(f" · {STUDY}", "")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/", STUDY),
        ("/theme/care", "CAR Care"),
        ("/theme/care?group=foster_carer", "CAR Care: Foster carers"),
        ("/theme/care?group=foster_carer&coder=A", "CAR Care: Foster carers, A"),
        ("/p/YP01", "What YP01 spoke about"),
        ("/p/YP01?theme=voice", "What YP01 spoke about: Voice and relationship"),
        ("/p/YP01?code=voice/heard", "What YP01 spoke about: Voice heard"),
        ("/p/YP01?all=1", "Everything that YP01 said, in order"),
        ("/t/YP01", "YP01"),
        ("/transcripts", "Transcripts"),
        ("/transcripts?group=worker", "Transcripts: Workers"),
        ("/matrix", "Matrix"),
        ("/matrix?by=season", "Matrix: Season"),
        ("/search?words=cawl", "Search: cawl"),
        ("/concordance?words=ŵyn", "Concordance: ŵyn"),
    ],
)
async def test_a_title_says_what_is_shown(path: str, says: str, make_sample: Callable[..., Path]) -> None:
    """Narrowed down, it says to what."""
    assert await title(path, make_sample()) == says


async def test_a_title_says_which_page_it_is(make_sample: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """From the second on."""
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    sample = make_sample()
    assert await title("/theme/care", sample) == "CAR Care"
    assert await title("/theme/care?page=2", sample) == "CAR Care · Page 2 of 3"
