"""Every address of the pages, and what each role gets there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.coding.working.log import WorkingLog
from pipeline.publish.metadata import metadata
from pipeline.workbench.access.access import PASSWORDS, Choices, make_access
from pipeline.workbench.access.people import CODER, ETHICS, PUBLIC, READER, audience_of
from pipeline.workbench.serve import make_datasette

NOBODY = "nobody"
COLUMNS = (NOBODY, READER, CODER, ETHICS, PUBLIC)
# Nobody has not signed in where that is asked for. The others are served their own file, on their own computer. 303
# leads nobody to the sign-in page. DB stands for the name of the file that a role is served; Datasette says 400 to a
# row of a table that is not in it.
TABLE = """
                                          nobody reader coder ethics public
/                                            303    200   200    200    200
/.json                                       403    404   404    404    404
/favicon.ico                                 200    200   200    200    200
/language                                    404    404   404    404    404
/language?to=cy                              303    303   303    303    303
/-/llais/llais.css                           200    200   200    200    200
/-/llais/colours.css                         200    200   200    404    200
/-/llais/reading.css                         200    200   200    404    200
/-/llais/coding/coding.js                    200    200   200    200    200
/-/llais/../serve.py                         303    404   404    404    404

/-/login                                     200    404   404    404    404
POST /-/login                                403    404   404    404    404
/-/logout                                    404    404   404    404    404
POST /-/logout                               303    404   404    404    404

/theme/care                                  303    200   200    403    200
/theme/care.csv                              403    200   200    403    200
/theme/care.json                             403    200   200    403    200
/theme/care/system                           303    200   200    403    200
/matrix                                      303    200   200    403    200
/matrix.csv                                  403    200   200    403    200
/codes-that-meet                             303    200   200    403    200
/codes-that-meet.json                        403    200   200    403    200

/transcripts                                 303    200   200    403    403
/transcripts.csv                             403    200   200    403    403
/t/FC01                                      303    200   200    403    403
/t/FC01.json                                 403    200   200    403    403
/p/FC01                                      303    200   200    403    403
/quote/00000000000000000000000000000002      303    200   200    403    403
/search?words=tea                            303    200   200    403    403
/concordance?word=tea                        303    200   200    403    403
/agreement                                   303    200   200    403    403
/disagreements                               303    200   200    403    403
/saturation                                  303    200   200    403    403

/code                                        303    403   200    403    403
/code/FC01                                   303    403   200    403    403
/code/FC01/2                                 303    403   200    403    403
/code/FC01/hand-in                           303    403   303    403    403
/code/FC01/do                                303    403   404    403    403
POST /code/FC01/do                           403    403   401    403    403
/coder                                       303    403   200    403    403
POST /coder                                  403    403   400    403    403
/disagreements/settle                        303    403   404    403    403
POST /disagreements/settle                   403    403   401    403    403

/ethics                                      303    403   403    200    403
/ethics.csv                                  403    403   403    200    403

/DB                                          303    200   200    200    200
/DB.json                                     403    200   200    200    200
/DB.db                                       303    404   404    404    404
/DB?sql=select+1                             303    403   403    403    403
/DB/study                                    303    200   200    200    200
/DB/study.json                               403    200   200    200    200
/DB/study.csv                                403    200   200    200    200
/DB/study?_where=1=1                         303    403   403    403    403
/DB/turns                                    303    200   200    404    404
/DB/turns/2                                  303    200   200    400    400
/DB/turns/2.json                             403    200   200    400    400
/DB/turns/2.blob                             303    404   404    404    404
/DB/codings.csv                              403    200   200    404    404
/DB/themes/care                              303    200   200    400    200
/DB/turns_fts                                303    404   404    404    404
/DB/Turns_FTS_data                           303    404   404    404    404
/DB/sqlite_master                            303    404   404    404    404
/DB/sqlite~5Fmaster/1.json                   403    403   403    403    403
/DB/pragma_database_list/1.json              403    403   403    403    403
/DB/dbstat/1                                 303    403   403    403    403
/DB/turns~5Ffts                              303    403   403    404    404
/DB/turns_ft~73                              303    403   403    404    404
/DB/theme_by_group/care                      303    400   400    400    400
/DB/study?_sort=nothing                      303    400   400    400    400
/DB/study?_through=x                         303    400   400    400    400
/DB/study?_facet={                           303    400   400    400    400
/DB/study?_timelimit=x                       303    400   400    400    400
/DB.csv                                      403    400   400    400    400
/DB/quotes?theme=care                        303    200   200    404    404
POST /DB                                     403    404   404    404    404
POST /DB/turns                               403    404   404    404    404
POST /                                       403    404   404    404    404

/llais-other                                 303    404   404    404    404
/_internal                                   303    404   404    404    404
/_memory                                     303    404   404    404    404
/:memory:                                    303    404   404    404    404
/-/static/app.css                            303    404   404    404    404
/-/metadata.json                             403    404   404    404    404
/-/metadata                                  303    404   404    404    404
/-/versions                                  303    404   404    404    404
/-/plugins.json                              403    404   404    404    404
/-/settings                                  303    404   404    404    404
/-/config.json                               403    404   404    404    404
/-/config                                    303    404   404    404    404
/-/threads                                   303    404   404    404    404
/-/databases.json                            403    404   404    404    404
/-/actor.json                                403    404   404    404    404
/-/auth-token?token=x                        303    404   404    404    404
/-/permissions                               303    404   404    404    404
/-/messages                                  303    404   404    404    404
POST /-/messages                             403    404   404    404    404
/-/allow-debug                               303    404   404    404    404
/-/patterns                                  303    404   404    404    404
/-/password-tool                             303    404   404    404    404
"""
# Datasette's own signing out lies under the address of ours, which comes first.
BENEATH = {r"/-/logout$"}


def rows() -> Iterable[tuple[str, str, dict[str, int]]]:
    """Yield method, path and the status of each role."""
    for line in filter(str.strip, TABLE.splitlines()[2:]):
        *asked, _, _, _, _, _ = line.split()
        method, path = asked if len(asked) == 2 else ("GET", *asked)
        yield method, path, dict(zip(COLUMNS, map(int, line.split()[-len(COLUMNS) :]), strict=True))


@pytest.fixture
def served(make_sample: Callable[..., Path], tmp_path: Path) -> Iterable[Callable[[str], Datasette]]:
    """Return what serves the file of a role to that role, or the team's to those who have to sign in."""
    with WorkingLog(tmp_path / "coding.db") as log:

        def serve(role: str) -> Datasette:
            choices = Choices(CODER, sign_in=PASSWORDS) if role == NOBODY else Choices(role)
            audience = audience_of(choices.role)
            access = make_access(choices, Path(os.devnull), tmp_path / "ended")
            return make_datasette(make_sample(audience=audience), metadata(audience=audience), log, access=access)

        yield serve


@pytest.mark.parametrize("role", COLUMNS)
async def test_each_role_gets_what_the_table_says(
    role: str, served: Callable[[str], Datasette], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every address, for reading and for writing, is open or closed as the table has it."""
    monkeypatch.setattr("pipeline.workbench.access.pages.SECONDS_AFTER_A_WRONG_PASSWORD", 0)
    datasette = served(role)
    name = next(name for name in datasette.databases if name.startswith("llais"))
    expected, found = {}, {}
    for method, path, statuses in rows():
        expected[method, path] = statuses[role]
        found[method, path] = await status(datasette, method, path.replace("DB", name))
    assert {key: value for key, value in found.items() if value != expected[key]} == {}


async def status(datasette: Datasette, method: str, path: str) -> int:
    """Ask for a path, follow nothing."""
    answer: Any = await datasette.client.request(method, path, follow_redirects=False)
    return int(answer.status_code)


def test_no_route_is_missing_from_the_table(served: Callable[[str], Datasette]) -> None:
    """Each route of the pages and of Datasette answers for at least one address of the table."""
    routes = [pattern for pattern, _ in served(CODER)._routes()]
    paths = [path.partition("?")[0].replace("DB", "llais") for _, path, _ in rows()]
    answering = {next((pattern for pattern in routes if pattern.match(path)), None) for path in paths}
    assert {pattern.pattern for pattern in routes if pattern not in answering} == BENEATH
