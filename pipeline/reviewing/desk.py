"""What every page of the workbench works with: the study's bench, who is signed in, templates, and how a page is added.

A page is a `Page` in the PAGES of a module that `pipeline.reviewing.pages` lists. Unless it is open, its function is
called for people who are signed in; what is posted to it has been checked to come from our own page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlite_utils import Database
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.review.bench import Bench
from pipeline.reviewing.session import Session, Sessions
from pipeline.study import Study
from pipeline.workbench.numbers import in_words, some

TOKEN_FIELD = "token"
_TEMPLATES = Path(__file__).parent / "templates"

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """An address and the function that answers; `link` is its name in the navigation, "" where it is not in there."""

    path: str
    answer: Answer
    methods: tuple[str, ...] = ("GET",)
    open: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """One study on one desk; `opens` says whether a passphrase is the store's, `suggested` is a name for the form."""

    db: Database
    bench: Bench
    study: Study
    sessions: Sessions
    opens: Callable[[str], bool]
    suggested: str = ""
    navigation: tuple[tuple[str, str], ...] = ()
    templates: Environment = field(default_factory=lambda: make_templates())

    @property
    def title(self) -> str:
        """Return the study's title."""
        return self.study.settings.title


def make_templates() -> Environment:
    """Make what fills the templates in: everything is escaped, and a missing value is an error."""
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(in_words=in_words, some=some)
    return templates


def desk_of(request: Request) -> Desk:
    """Return the desk that a request is answered at."""
    desk: Desk = request.app.state.desk
    return desk


def session_of(request: Request) -> Session:
    """Return who is signed in."""
    session: Session = request.state.session
    return session


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Fill in a template of a whole page."""
    return HTMLResponse(fragment(request, template, **values), status)


def fragment(request: Request, template: str, **values: Any) -> str:
    """Fill in a template: `desk`, `session` (None where nobody is signed in) and `path` are always known to it."""
    known: Mapping[str, Any] = {
        "desk": desk_of(request),
        "session": getattr(request.state, "session", None),
        "path": request.url.path,
    }
    return desk_of(request).templates.get_template(template).render({**known, **values})


def wants_json(request: Request) -> bool:
    """Say whether the page's script asks, not the browser itself."""
    return "application/json" in request.headers.get("accept", "")
