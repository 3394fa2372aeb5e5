"""What the pages know of a study as a whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.workbench.facts import one_language, read_facts
from tests.pipeline.workbench.test_serve import served

UID = f"{8:032x}"


@pytest.mark.parametrize(
    ("told", "one"), [("cy", True), ("en-GB", True), ("cy;en", False), ("", False), (None, False), ("Welsh", False)]
)
def test_one_language_is_told_from_several(told: str | None, one: bool) -> None:
    """What the manifest says may be no language that a page can name."""
    assert one_language(told) is one


def test_a_transcript_in_two_languages_has_none(make_sample: Callable[..., Path]) -> None:
    """A quote of it is read in the voice of the page, and one in a single language in its own."""
    path = make_sample()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE transcripts SET language = 'cy;en' WHERE id = 'FC01'")
    facts = read_facts(path)
    assert (facts.lang_of("FC01"), facts.lang_of("FC02"), facts.lang_of("nowhere")) == ("", ' lang="en"', "")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/theme/care", "<blockquote LANG"),
        ("/theme/care?compare=foster_carer,worker", "<blockquote LANG"),
        (f"/quote/{UID}", '<ol class="around-it" LANG'),
        ("/p/FC01", "<blockquote LANG"),
        ("/search?words=she", "<blockquote LANG"),
        ("/concordance?words=she", '<td role="cell" LANG'),
    ],
)
async def test_english_words_on_a_welsh_page_say_that_they_are_english(
    make_sample: Callable[..., Path], address: str, words: str
) -> None:
    """A voice that reads Welsh aloud changes for them."""
    shown = (await served(make_sample()).client.get(address, headers={"accept-language": "cy"})).text
    assert '<html lang="cy">' in shown
    assert len(re.findall(words.replace("LANG", 'lang="en"'), shown)) > 0
    assert words.replace(" LANG", ">") not in shown
