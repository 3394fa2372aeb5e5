"""Serving: what is open, what is closed, and to whom."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils import tilde_encode

from pipeline.errors import NothingPublished, WrongDatasette
from pipeline.publish.metadata import database_name, metadata
from pipeline.publish.queries import queries_for
from pipeline.publish.schema import tables_for
from pipeline.publish.table import OUTSIDE, TEAM
from pipeline.workbench import serve

DRAFT_LINE = "<strong>Draft</strong> — not signed off. For the team only."
ROWS = {
    "transcripts": "FC01",
    "turns": "10",
    "codings": "2",
    "codes": "care/system",
    "themes": "care",
    "participants": "YP01",
    "groups": "worker",
    "replacements": "1",
    "suggestions": "1",
    "speakers": "FC01/P1",
}
ANSWERS = {
    "quotes": {"theme": "care", "group": "foster_carer"},
    "code_quotes": {"code": "care/system"},
    "story": {"participant": "YP01"},
    "search": {"words": "listen"},
}


def served(path: Path, status: str = "draft", audience: str = TEAM) -> Datasette:
    """Make the Datasette of the published database at `path`."""
    described = metadata("Keeping Safe: interviews", "Who was asked about what.", status, audience)
    return serve.make_datasette(path, described)


def pages(audience: str = TEAM) -> list[str]:
    """List a page of every sort: home, tables, rows, queries without and with values."""
    database = f"/{database_name(audience)}"
    tables = [f"{database}/{table.name}" for table in tables_for(audience)]
    names = {table.name for table in tables_for(audience)}
    rows = [f"{database}/{table}/{tilde_encode(key)}" for table, key in ROWS.items() if table in names]
    queries = [f"{database}/{query.name}" for query in queries_for(audience)]
    answers = [f"{database}/{name}?{urlencode(given)}" for name, given in ANSWERS.items() if audience == TEAM]
    return ["/", database, *tables, *rows, *queries, *answers]


@pytest.mark.parametrize(
    "path", [*pages(), "/llais/turns?_search=listen", "/llais/codings?theme_id=care&_facet=coder_id"]
)
async def test_every_page_of_a_draft_opens_and_says_that_it_is_one(path: str, make_sample: Callable[..., Path]) -> None:
    """Each page of a draft answers, and carries the draft line."""
    answer = await served(make_sample()).client.get(path)
    assert answer.status_code == 200
    assert DRAFT_LINE in answer.text


async def test_a_release_says_so_in_the_footer_and_is_no_draft(make_sample: Callable[..., Path]) -> None:
    """A release carries its number instead of the draft line."""
    answer = await served(make_sample(status="release"), "release").client.get("/llais/turns")
    assert DRAFT_LINE not in answer.text
    assert "Release 2, 2026-03-31" in answer.text


async def test_a_release_says_so_in_welsh_too(make_sample: Callable[..., Path]) -> None:
    """Its name is a word of the pages and not of the study."""
    client = served(make_sample(status="release"), "release").client
    for path in ("/", "/transcripts"):
        text = (await client.get(path, headers={"accept-language": "cy"})).text
        assert "Fersiwn 2 a ryddhawyd, 2026-03-31" in text and "Release" not in text


async def test_a_release_claims_no_more_than_every_release_has(make_sample: Callable[..., Path]) -> None:
    """A study may ask for no review and no sample; a release has been signed off in every study."""
    answer = await served(make_sample(status="release"), "release").client.get("/")
    assert "Release 2, of 2026-03-31: signed off, as the study asks." in answer.text
    assert "sampled" not in answer.text


@pytest.mark.parametrize("path", pages(OUTSIDE))
async def test_the_pages_stand_without_the_teams_tables(path: str, make_sample: Callable[..., Path]) -> None:
    """The database for those outside has no turns and no quotes, and its pages open all the same."""
    answer = await served(make_sample(audience=OUTSIDE), audience=OUTSIDE).client.get(path)
    assert answer.status_code == 200
    assert 'role="search"' not in answer.text
    assert "these are people’s own words" not in answer.text


@pytest.mark.parametrize("path", [*pages(), "/nothing-here", "/llais/turns/999999"])
async def test_no_page_asks_for_anything_elsewhere(path: str, make_sample: Callable[..., Path]) -> None:
    """Pages load and link to this computer only, and hold no script."""
    text = (await served(make_sample()).client.get(path)).text
    assert re.findall(r'(?:href|src|action)="(?:https?:)?//[^"]*"', text.replace("http://localhost/", "/")) == []
    assert "<script" not in text
    assert 'style="' not in text


def links(text: str) -> set[str]:
    """List the paths that a page links to."""
    return {path.replace("&amp;", "&") for path in re.findall(r'href="(/[^"#]*)', text)}


@pytest.mark.parametrize("audience", [TEAM, OUTSIDE])
async def test_every_link_leads_somewhere(audience: str, make_sample: Callable[..., Path]) -> None:
    """Whatever home, a transcript and the answers link to opens."""
    client = served(make_sample(audience=audience), audience=audience).client
    found: set[str] = set()
    for path in pages(audience):
        found |= links((await client.get(path)).text)
    broken = {path for path in found if (await client.get(path, follow_redirects=True)).status_code != 200}
    assert len(found) > 20
    assert broken == set()


async def test_begin_here_leads_to_words(make_sample: Callable[..., Path]) -> None:
    """The first links of the home page lead to pages with something to read on them."""
    client = served(make_sample()).client
    home = (await client.get("/")).text
    begin = re.search(r'<ul class="begin">(.*?)</ul>', home, re.DOTALL)
    assert begin
    for path in links(begin.group(1)):
        answer = (await client.get(path)).text
        assert "<blockquote" in answer or re.search(r"<tbody>\s*<tr", answer), path


async def test_named_questions_mark_what_may_not_be_quoted(make_sample: Callable[..., Path]) -> None:
    """Under the words of who has not agreed, and under no others."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.execute("UPDATE turns SET may_quote = 0 WHERE participant_id = 'YP01'")
    client, marked = served(path).client, "Not to be quoted outside the team."
    assert (await client.get("/llais/story?participant=YP01")).text.count(marked) == 3
    assert (await client.get("/llais/story?participant=YP02")).text.count(marked) == 0
    assert marked in (await client.get("/llais/quotes?theme=voice&group=young_person")).text
    assert marked not in (await client.get("/llais/quotes?theme=care&group=foster_carer")).text


async def test_outside_the_home_page_says_about_where_counts_are_rounded(make_sample: Callable[..., Path]) -> None:
    """And only there: a file of before, or of a study that rounds nothing, has them as they are."""
    path = make_sample(audience=OUTSIDE)
    exact = (await served(path, audience=OUTSIDE).client.get("/")).text
    with sqlite3.connect(path) as published:
        published.execute("UPDATE study SET rounded_to = 5, transcripts = 45, words = 14320, replaced = 150")
    rounded = (await served(path, audience=OUTSIDE).client.get("/")).text
    with sqlite3.connect(path) as published:
        published.execute("ALTER TABLE study DROP COLUMN rounded_to")
    older = (await served(path, audience=OUTSIDE).client.get("/")).text

    assert "About 45 transcripts · seven people · about 14,320 words" in rounded
    assert "these pages: about 150 stretches of speech" in rounded
    assert "45 transcripts · seven people · 14,320 words" in older
    assert not re.search(r"[Aa]bout \d", older + exact)


async def test_why_numbers_of_groups_are_hidden_is_said_once(make_sample: Callable[..., Path]) -> None:
    """Each group says that its number is hidden, also on a phone; the reason stands below them."""
    path = make_sample(audience=OUTSIDE)
    reason = "Hidden: too few people, or a number that would give too few away."
    assert reason not in (await served(path, audience=OUTSIDE).client.get("/")).text
    with sqlite3.connect(path) as published:
        published.execute("UPDATE groups SET people = NULL")
    home = (await served(path, audience=OUTSIDE).client.get("/")).text
    assert home.count("number hidden") == 3
    assert home.count(reason) == 1


async def test_a_study_without_codings_says_what_to_do_next(make_sample: Callable[..., Path]) -> None:
    """Home and the quotes name the command that brings codings in."""
    client = served(make_sample(coded="")).client
    for path in ("/", "/llais/quotes"):
        assert "llais codings STUDY import FILE" in (await client.get(path)).text


async def test_a_study_without_transcripts_opens(make_sample: Callable[..., Path]) -> None:
    """Home opens before anything was read in, and says what to do."""
    answer = await served(make_sample(coded="", said="")).client.get("/")
    assert answer.status_code == 200
    assert "llais run STUDY" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "llais:8001", ""])
async def test_a_foreign_host_is_refused(host: str, make_sample: Callable[..., Path]) -> None:
    """A name of somebody else's that points here gets nothing to read."""
    answer = await served(make_sample()).client.get("/llais/turns.json", headers={"host": host})
    assert answer.status_code == 403
    assert "cawl" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8001", "127.0.0.1:8001", "[::1]:8001"])
async def test_this_computer_is_let_in(host: str, make_sample: Callable[..., Path]) -> None:
    """This computer may ask under any of its own names."""
    answer = await served(make_sample()).client.get("/", headers={"host": host})
    assert answer.status_code == 200


async def test_the_file_itself_cannot_be_fetched(make_sample: Callable[..., Path]) -> None:
    """The database is read page by page, never downloaded whole."""
    answer = await served(make_sample()).client.get("/llais.db")
    assert answer.status_code in (403, 404)


@pytest.mark.parametrize(
    "path", ["/llais?sql=select+*+from+turns", "/llais.json?sql=select+1", "/llais/turns?_where=1=1"]
)
async def test_nobody_runs_sql_of_their_own(path: str, make_sample: Callable[..., Path]) -> None:
    """Only the named queries run."""
    answer = await served(make_sample()).client.get(path)
    assert answer.status_code == 403


async def test_an_error_repeats_nothing(make_sample: Callable[..., Path], caplog: pytest.LogCaptureFixture) -> None:
    """Neither the page nor the log says what an exception said: it may hold words of a row."""
    datasette = served(make_sample())
    assert (await datasette.client.get("/llais/turns/2")).status_code == 200

    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a pan of cawl")

    datasette.get_database("llais").execute = fail
    answer = await datasette.client.get("/llais/turns/2")
    assert answer.status_code == 500
    assert "cawl" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


async def test_an_error_says_what_to_do(make_sample: Callable[..., Path]) -> None:
    """A page that is not there says so in a sentence, and in JSON where JSON was asked for."""
    client = served(make_sample()).client
    assert "There is no such page" in (await client.get("/llais/nothing")).text
    assert (await client.get("/llais/nothing.json")).json()["status"] == 404


@pytest.mark.parametrize("path", ["/", "/llais/turns", "/llais/turns.json", "/nothing-here"])
async def test_answers_say_what_browsers_may_do(path: str, make_sample: Callable[..., Path]) -> None:
    """No answer may be framed, kept in a cache, guessed at, or told to another site."""
    headers = (await served(make_sample()).client.get(path)).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-store"


async def test_the_style_sheet_is_small_and_served_from_here(make_sample: Callable[..., Path]) -> None:
    """One style sheet, under 20 KB, that asks for nothing from elsewhere."""
    answer = await served(make_sample()).client.get("/-/llais/llais.css")
    assert answer.status_code == 200
    assert len(answer.content) < 20_000
    assert "url(" not in answer.text and "@import" not in answer.text


def test_settings_are_those_that_were_measured(make_sample: Callable[..., Path]) -> None:
    """Each setting that keeps words in or pages quick is as decided."""
    settings = served(make_sample()).settings_dict()
    closed = (
        "default_allow_sql",
        "allow_download",
        "suggest_facets",
        "allow_csv_stream",
        "template_debug",
        "trace_debug",
    )
    assert [name for name in closed if settings[name]] == []
    limits = {"sql_time_limit_ms": 1000, "max_returned_rows": 500, "max_csv_mb": 10, "default_cache_ttl": 0}
    assert {name: settings[name] for name in limits} == limits


def test_the_database_cannot_be_changed(make_sample: Callable[..., Path]) -> None:
    """What is served is opened for reading only."""
    assert not served(make_sample()).get_database("llais").is_mutable


def test_the_list_of_plugins_is_closed(make_sample: Callable[..., Path]) -> None:
    """A plugin that happens to be installed is not let in."""

    class Stranger:
        __name__ = "stranger"

    stranger = Stranger()
    pm.register(stranger, "stranger")
    served(make_sample())
    assert {name for name, _ in pm.list_name_plugin() if pm.get_plugin(name)} == serve.KEPT_PLUGINS | {serve.OUR_PLUGIN}


async def test_values_cannot_take_the_computers_memory(make_sample: Callable[..., Path]) -> None:
    """SQLite refuses to make a value of a hundred million characters."""
    database = served(make_sample()).get_database("llais")
    with pytest.raises(Exception, match="too big"):
        await database.execute("select length(hex(zeroblob(50000000)))")


@pytest.mark.parametrize("version", ["1.0a41", "0.64.8", "0.6", "0.650"])
def test_another_datasette_is_refused(version: str) -> None:
    """On another line of Datasette the same words mean other things, and doors stay open without a sound."""
    with pytest.raises(WrongDatasette, match=re.escape(version)):
        serve.check_version(version)


def test_the_installed_datasette_will_do() -> None:
    """The version that is installed with llais passes."""
    serve.check_version()


def test_nothing_published_says_how_to_publish(tmp_path: Path) -> None:
    """Where there is no database the command that makes one is named."""
    with pytest.raises(NothingPublished, match="llais publish"):
        serve.make_datasette(tmp_path / "llais.db", {})


def test_serving_keeps_no_log_of_what_people_search(
    make_sample: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is told to write no line for each request, and to listen where it was told."""
    configured = {}

    class Server:
        def __init__(self, config: object) -> None:
            configured["log"] = config.access_log  # type: ignore[attr-defined]

        def run(self, sockets: list[socket.socket]) -> None:
            configured["address"] = sockets[0].getsockname()[0]

    monkeypatch.setattr(serve.uvicorn, "Server", Server)
    sample = make_sample()
    serve.serve(lambda: served(sample), [sample], port=0)
    assert configured == {"log": False, "address": "127.0.0.1"}


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="this system cannot be asked to read ahead")
def test_the_file_is_fetched_from_the_disk_ahead(
    make_sample: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it; where the system cannot be asked, it is served all the same."""
    sample, asked = make_sample(), []
    monkeypatch.setattr("os.posix_fadvise", lambda file, *what: asked.append((os.fstat(file).st_ino, *what)))
    served(sample)
    assert asked == [(sample.stat().st_ino, 0, 0, os.POSIX_FADV_WILLNEED)]
    monkeypatch.delattr("os.posix_fadvise")
    served(sample)


def test_serving_takes_no_memory_for_what_finds_names() -> None:
    """The pages never look for names: the language model and what belongs to it stay out of their process."""
    heavy = {"spacy", "onnxruntime", "sklearn", "scipy"}
    asked = f"import sys, pipeline.workbench.serve; print(sorted({heavy} & {{*sys.modules}}))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


async def test_the_metadata_is_copied_for_few_tables(
    make_sample: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Datasette copies all of it for each table of a page to find who may see it: here each table once, then never."""
    copies: list[object] = []
    datasette = served(make_sample())
    monkeypatch.setattr("datasette.app.copy.deepcopy", lambda what: copies.append(what) or deepcopy(what))

    await datasette.client.get("/llais")
    first = len(copies)
    await datasette.client.get("/llais")

    assert first >= len(tables_for(TEAM))
    assert len(copies) == first
