"""A published database served in a process of its own, as people have it: what it takes, and what it answers."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_SERVE = """
import sys
from pathlib import Path
from pipeline.publish.metadata import metadata
from pipeline.workbench.serve import make_datasette, serve
file = Path(sys.argv[1])
serve(lambda: make_datasette(file, metadata()), [file], port=int(sys.argv[2]))
"""
_WAIT_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process, and how many seconds passed until its first answer."""

    address: str
    pid: int
    ready: float

    def most_memory(self) -> int:
        """Return the most memory that it has taken so far, in bytes; 0 where this computer does not tell."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return 0
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024


@contextmanager
def served(database: Path) -> Iterator[Server]:
    """Serve `database` on a free port of this computer until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", _SERVE, str(database), str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        yield Server(address, process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    begun = time.perf_counter()
    while time.perf_counter() - begun < _WAIT_SECONDS and process.poll() is None:
        try:
            httpx.get(f"{address}/", timeout=_WAIT_SECONDS).raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("the server did not begin")
