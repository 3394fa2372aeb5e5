"""Serve pages to a browser from a thread, which is quicker than a process of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from pipeline.workbench.listening import listen

PATIENCE = 60_000  # milliseconds for what a page is to do: a busy computer is slow, and no test is about that


@contextmanager
def in_a_thread(datasette: Any) -> Iterator[str]:
    """Serve a Datasette until the block ends; yields where its pages begin."""
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(datasette.app(), access_log=False, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=_run, args=(server, listening))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=60)
        listening.close()


def _run(server: uvicorn.Server, listening: socket.socket) -> None:
    server.run(sockets=[listening])
