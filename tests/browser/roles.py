"""The demo study's pages as each role is served them, and which kinds of pages that has to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from pipeline.coding.working.log import WorkingLog
from pipeline.publish.build import metadata_name
from pipeline.study import Study
from pipeline.workbench.access.access import open_access
from pipeline.workbench.access.people import CODER, ETHICS, PUBLIC, READER, audience_of
from pipeline.workbench.serve import make_datasette
from tests.browser.crawl import Found
from tests.browser.serving import PATIENCE, in_a_thread

WITH_COUNTS = {"/", "/theme/*", "/theme/*/*", "/matrix", "/codes-that-meet"}
READ = {
    *WITH_COUNTS,
    *("/matrix?by", "/theme/*?group", "/theme/*?compare", "/codes-that-meet?code", "/t/*?suggestions", "/p/*?all"),
    *("/t/*", "/p/*", "/quote/*", "/transcripts", "/search?words", "/concordance?words"),
    *("/agreement", "/disagreements", "/disagreements?code", "/saturation", "/llais", "/llais/*", "/llais/*/*"),
}
# What a kind is, `crawl` says.
SHOWN = {
    READER: READ,
    CODER: READ | {"/code", "/code/*", "/code/*/*", "/code/*/hand-in"},
    ETHICS: {"/", "/ethics", "/llais-ethics", "/llais-ethics/*", "/llais-ethics/*/*"},
    PUBLIC: WITH_COUNTS | {"/llais-outside", "/llais-outside/*", "/llais-outside/*/*"},
}
_FOUND = ("/search?words=lift", "/concordance?words=lift", "/codes-that-meet?code=care/acts")
_TABLES = ("/llais/turns?_size=5", "/llais/codings?_size=5&_facet=coder_id", "/llais/quotes?theme=language&group=")
BEGIN = {
    READER: ("/", *_FOUND, "/search", "/search?words=no+such+word", *_TABLES),
    CODER: ("/", "/code", *_FOUND),
    ETHICS: ("/", "/llais-ethics/log?_size=5", "/llais-ethics/trail?_size=5&_sort_desc=id"),
    PUBLIC: ("/", "/llais-outside/codes", "/llais-outside/theme_by_group"),
}


@contextmanager
def served(study: Study, role: str) -> Iterator[str]:
    """Serve the published file of a role's audience; yields where its pages begin."""
    audience = audience_of(role)
    database = study.database(audience)
    described = yaml.safe_load(database.with_name(metadata_name(audience)).read_text(encoding="utf-8"))
    with WorkingLog(study.working) as log:
        datasette = make_datasette(database, described, log if role == CODER else None, access=open_access(role))
        with in_a_thread(datasette) as home:
            yield home


@contextmanager
def tab_of(chromium: Any, **options: Any) -> Iterator[Any]:
    """Open a tab of its own."""
    context = chromium.new_context(**options)
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def told(found: Found) -> str:
    """Write what is wrong, a line each."""
    return "\n".join(["", *found.problems])
