"""Read many files on all cores: what they hold comes back, and the store stays with this process."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from ingest.files import digest_of, read_content
from ingest.readers import read_bytes
from ingest.records import Transcript
from ingest.rules import Rules

# For fewer files the processes would take longer to start than to read.
FEWEST = 24
_MOST_PROCESSES = 8

Job = tuple[Path, Rules]


class ReadingAhead:
    """Reads files before they are asked for, where there are many; use it in a `with` statement."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        """Begin to read `jobs`, each a file and how it is to be read."""
        cores = min(os.cpu_count() or 1, _MOST_PROCESSES)
        self._pool: ProcessPoolExecutor | None = None
        self._begun: dict[Path, Future[tuple[str, Transcript]]] = {}
        if len(jobs) >= FEWEST and cores > 1:
            # Where a computer has no way for processes to talk, files are read one by one.
            with suppress(OSError, ImportError, NotImplementedError):
                # Processes that begin afresh know nothing of the store that is open here.
                self._pool = ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn"))
                self._begun = {path: self._pool.submit(_read, path, rules) for path, rules in jobs}

    def read(self, path: Path, content: bytes, rules: Rules) -> Transcript:
        """Return the transcript in `content`, which is what the file at `path` holds now.

        Raises what `ingest.readers.read_bytes` does.
        """
        begun = self._begun.pop(path, None)
        try:
            digest, transcript = begun.result() if begun else ("", None)
        except BrokenExecutor:  # the computer took a process away; the rest is read here
            self._begun.clear()
            transcript = None
        if transcript is not None and digest == digest_of(content):
            return transcript
        return read_bytes(path.name, content, rules)

    def __enter__(self) -> ReadingAhead:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Let go of the processes; what nobody asked for is not read any more."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def _read(path: Path, rules: Rules) -> tuple[str, Transcript]:
    content = read_content(path)
    return digest_of(content), read_bytes(path.name, content, rules)
