"""Serve what is published now: once its files are replaced, what is asked next is answered from the new ones.

Without this a server would go on showing what somebody has withdrawn since, until it is started again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.workbench.failures import where
from pipeline.workbench.guard import App, Receive, Scope, Send, refuse
from pipeline.workbench.held import let_go

Stamp = tuple[tuple[int, int, int] | None, ...]

logger = logging.getLogger(__name__)

_NOTHING = (
    "Nothing can be shown here just now: what was published has been taken away, or may not be shown as it is. "
    "Whoever runs llais finds the reason in its window.\n"
    "Ni ellir dangos dim yma ar hyn o bryd: mae'r hyn a gyhoeddwyd wedi'i dynnu'n ôl, neu ni ellir ei ddangos "
    "fel y mae. Mae'r rheswm yn ffenestr llais.\n"
).encode()


def stamp_of(files: Sequence[Path]) -> Stamp:
    """Tell files from those that stood in their places before, None where there is none."""
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_ino, about.st_size, about.st_mtime_ns


@dataclass(eq=False, slots=True)
class _Served:
    """A Datasette that answers, and how many requests it is answering."""

    datasette: Any
    app: App
    answering: int = 0
    replaced: bool = False

    def close_if_done(self) -> None:
        """Let go of the file, once another has taken its place and it has answered everybody."""
        if self.replaced and not self.answering:
            let_go(self.datasette)


class Newest:
    """An ASGI application: the Datasette that `make` makes of `files`, made anew for the next request after a change.

    Where `make` fails then, a line in the terminal says why, and requests get 503 until it succeeds: it is tried again
    with each of them, as what it fails for may be elsewhere.
    """

    def __init__(self, make: Callable[[], Any], files: Sequence[Path]) -> None:
        """Make the first one. Raises what `make` does."""
        self._make, self._files = make, files
        self._stamp = stamp_of(files)
        self._served: _Served | None = self._opened()
        self._opening = asyncio.Lock()
        self._told = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        served = await self._newest()
        if served is None:
            await refuse(send, 503, _NOTHING)
            return
        served.answering += 1
        try:
            await served.app(scope, receive, send)
        finally:
            served.answering -= 1
            served.close_if_done()

    async def _newest(self) -> _Served | None:
        if self._is_newest():
            return self._served
        async with self._opening:
            while not self._is_newest():
                stamp = stamp_of(self._files)
                before, self._served = self._served, await asyncio.to_thread(self._opened_or_none)
                self._stamp = stamp
                if before is not None:
                    before.replaced = True
                    before.close_if_done()
                if self._served is None:
                    break
            return self._served

    def _is_newest(self) -> bool:
        return self._served is not None and stamp_of(self._files) == self._stamp

    def _opened_or_none(self) -> _Served | None:
        try:
            served = self._opened()
        except PipelineError as error:
            self._tell(str(error))
        except Exception as error:  # what is half written, or is no database
            self._tell(f"What is published cannot be read: {type(error).__name__} {where(error)}")
        else:
            self._told = ""
            return served
        return None

    def _tell(self, why: str) -> None:
        """Say in the terminal why nothing is shown, once for as long as it stays so."""
        if why != self._told:
            logger.error("%s", why)
        self._told = why

    def _opened(self) -> _Served:
        datasette = self._make()
        return _Served(datasette, datasette.app())
