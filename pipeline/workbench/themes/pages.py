"""The pages of a theme, of a code and of a quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasette import Response
from datasette.database import Database
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound

from codebook.history import resolve
from codebook.model import Codebook
from pipeline.workbench import addresses
from pipeline.workbench.answers import Rows, answer, ending, facts_with
from pipeline.workbench.facts import Facts
from pipeline.workbench.kept import Kept, kept_of
from pipeline.workbench.paging import Paging, asked_page, paged
from pipeline.workbench.quoting.overlapping import by_person, put_together
from pipeline.workbench.quoting.passages import QUOTED
from pipeline.workbench.quoting.rows import ROWS_AT_ONCE, Bands, passage_rows, read_bands
from pipeline.workbench.themes.about import read_about, read_codebook
from pipeline.workbench.themes.facets import facets
from pipeline.workbench.themes.filters import WITH, Filters, read_filters, unknown
from pipeline.workbench.themes.passages import read_first_of_each, read_passages
from pipeline.workbench.themes.quotes import citation, read_quote
from pipeline.workbench.themes.rows import MOST_ROWS, count_rows, said_to_be_part
from pipeline.workbench.themes.scope import Scope, find_scope
from pipeline.workbench.themes.shares import (
    Mark,
    Share,
    fitting,
    of_interviewers,
    passages_of,
    people_of,
    quotes_of,
    read_chosen_shares,
    read_marks,
    read_shares,
    stretches,
    with_quotes,
)
from pipeline.workbench.themes.side_by_side import (
    COMPARE,
    MOST_COLUMNS,
    QUOTES_EACH,
    Column,
    Compared,
    address_of,
    choices,
    comparable,
    read_compared,
)
from pipeline.workbench.words import say

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page that is asked for: of what, with which filters, from where."""

    facts: Facts
    database: Database
    kept: Kept
    scope: Scope
    filters: Filters


async def theme_page(datasette: Any, request: Any) -> Response:
    """Show what was said about a theme or a code, or give it as rows."""
    facts = facts_with(datasette, "themes", "codes")
    theme, code = (tilde_decode(request.url_vars.get(name) or "") for name in ("theme", "code"))
    scope = find_scope(facts, theme, code)
    if scope is None:
        return await _moved(datasette, request, facts, f"{theme}/{code}")
    asked = _Asked(
        facts,
        datasette.get_database(facts.database),
        kept_of(datasette),
        scope,
        read_filters(request.args, facts),
    )
    quoted = facts.tables.issuperset(QUOTED)

    async def shown() -> Mapping[str, object]:
        codebook = await asked.kept.get("codebook", lambda: _read_codebook(asked))
        about = await read_about(asked.database, facts, scope, codebook)
        common = {
            "scope": scope,
            "about": about,
            "quoted": quoted,
            "filters": asked.filters,
            "unknown": unknown(request.args, facts),
            "with_name": WITH,
        }
        if not quoted:
            return common
        compared = read_compared(request.args.get(COMPARE) or "", facts)
        if compared:
            return {**common, **await _side_by_side(asked, compared)}
        return {**common, **await _quotes(asked, asked_page(request.args.get("page")))}

    async def rows() -> Rows:
        if not quoted:
            about = await read_about(asked.database, facts, scope, None)
            return count_rows([(say("Group"), about.groups), *about.bands])
        bands = await _bands(asked)
        shares = fitting(await _shares(asked), asked.filters, bands)
        found: list[dict[str, object]] = []
        for first in range(0, quotes_of(shares), ROWS_AT_ONCE):
            where = stretches(shares, first, ROWS_AT_ONCE)
            passages = await read_passages(asked.database, scope, asked.filters, shares, where)
            found += passage_rows(passages, bands, facts)
            if len(found) >= MOST_ROWS:
                break
        return said_to_be_part(found[:MOST_ROWS], passages_of(shares))

    return await answer(datasette, request, "themes/theme.html", shown, rows)


async def _moved(datasette: Any, request: Any, facts: Facts, code: str) -> Response:
    """Lead from the id that a code had once to the page of what became of it; links are kept for years."""
    database = datasette.get_database(facts.database)
    codebook = await kept_of(datasette).get("codebook", lambda: read_codebook(database))
    now = resolve(code, "", codebook).code_id if codebook else ""
    if now not in facts.codes:
        raise NotFound("there is no such theme or code here")
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(f"{addresses.of_code(now)}{ending(request)}{query}")


async def quote_page(datasette: Any, request: Any) -> Response:
    """Show one quote with what was said before and after it, the codes on it, and how to cite it."""
    facts = facts_with(datasette, *QUOTED)
    database = datasette.get_database(facts.database)
    quote = await read_quote(database, tilde_decode(request.url_vars["uid"]))
    if quote is None:
        raise NotFound("there is no such quote here")
    bands = await kept_of(datasette).get("bands", lambda: read_bands(database))

    async def shown() -> Mapping[str, object]:
        address = datasette.absolute_url(request, addresses.of_quote(quote.passage.uid))
        return {
            "quote": quote,
            "scope": find_scope(facts, *quote.passage.code.split("/", 1)),
            "bands": bands.get(quote.passage.transcript, {}),
            "citation": citation(quote.passage, facts),
            "own_address": address,
        }

    async def rows() -> Rows:
        return passage_rows([quote.passage], bands, facts)

    return await answer(datasette, request, "themes/quote.html", shown, rows)


async def _quotes(asked: _Asked, page: int) -> Mapping[str, object]:
    """Read a page of quotes, and what they can be narrowed down by."""
    scope, filters = asked.scope, asked.filters
    bands, shares = await _bands(asked), await _shares(asked)
    marks = await _marks(asked)
    chosen = fitting(shares, filters, bands)
    in_all = passages_of(chosen)
    quotes = quotes_of(chosen)
    paging = Paging.of(quotes, PER_PAGE, page)
    where = stretches(chosen, paging.before, PER_PAGE)
    passages = await read_passages(asked.database, scope, filters, chosen, where)
    narrowing = facets(scope.path, filters, shares, marks, bands, asked.facts)
    return {
        "facets": narrowing,
        "people": people_of(chosen),
        "in_all": in_all,
        "quotes": quotes,
        "passages": in_all - of_interviewers(chosen),
        "of_interviewers": of_interviewers(chosen),
        "spoken": by_person(passages),
        **paged(scope.path, filters.values(), paging),
        "side_by_side": [
            (label, address_of(scope.path, filters, its[:MOST_COLUMNS]))
            for name, (label, its) in comparable(asked.facts).items()
            if name in {facet.name for facet in narrowing}
        ],
        "most_rows": MOST_ROWS,
    }


async def _side_by_side(asked: _Asked, compared: Sequence[Compared]) -> Mapping[str, object]:
    """Read a column for each of what is compared."""
    scope, bands, shares = asked.scope, await _bands(asked), await _shares(asked)
    columns = []
    for one in compared:
        filters = asked.filters.changed(one.name, one.value)
        its = fitting(shares, filters, bands)
        quotes = put_together(await read_first_of_each(asked.database, scope, filters, its, QUOTES_EACH))
        address = addresses.with_values(scope.path, filters.values())
        said = [share for share in its if not share.by_interviewer]
        columns.append(Column(one, people_of(its), passages_of(said), quotes_of(said), tuple(quotes), address))
    return {
        "columns": columns,
        "choices": choices(scope.path, asked.filters, compared, asked.facts),
        "back": addresses.with_values(scope.path, asked.filters.values()),
    }


async def _shares(asked: _Asked) -> tuple[Share, ...]:
    """Give who said how much where, of the codings that are asked for."""
    scope, filters = asked.scope, asked.filters.of_codings
    every = await _every_share(asked)
    if not filters:
        return every

    async def read() -> tuple[Share, ...]:
        shares = await read_chosen_shares(asked.database, scope, filters, every)
        return await with_quotes(asked.database, scope, filters, shares)

    return await asked.kept.get((scope.id, "shares", filters), read)


async def _every_share(asked: _Asked) -> tuple[Share, ...]:
    async def read() -> tuple[Share, ...]:
        shares = await read_shares(asked.database, asked.scope)
        return await with_quotes(asked.database, asked.scope, Filters(), shares)

    return await asked.kept.get((asked.scope.id, "shares"), read)


async def _marks(asked: _Asked) -> tuple[Mark, ...]:
    scope, filters = asked.scope, Filters(meets=asked.filters.meets)
    every = await _every_share(asked)
    return await asked.kept.get((scope.id, "marks", filters), lambda: read_marks(asked.database, scope, filters, every))


async def _bands(asked: _Asked) -> Bands:
    return await asked.kept.get("bands", lambda: read_bands(asked.database))


async def _read_codebook(asked: _Asked) -> Codebook | None:
    return await read_codebook(asked.database)
