"""Read damaged files for a while: whatever a file holds, it is read or refused, soon and within bounds.

python -m fuzz.readers --seconds 60 --seed 1 [--suffix .pdf] [--only NUMBER]

Fails where an example raises anything but an IngestError, tells words of the file, takes longer than ten seconds or
needs more memory than allowed. For each place in the code that fails, the first input is saved, with the seed and the
number that make such a one again.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from types import FrameType

from fuzz.damage import damaged
from ingest.errors import IngestError
from ingest.readers import read_bytes
from tests.ingest.readers.written import TALK, UNNAMED, WAYS

LONGEST = 10
MEMORY = 2 * 2**30
SECRET = ("Siân", "Gwyn", "bara brith", "lovely", "half past")


class TooSlow(BaseException):
    """An example took too long."""


class Telling(Exception):
    """The message of an error is not one line, or quotes the file."""


def samples(suffix: str = "") -> list[tuple[str, bytes]]:
    """Return the conversation in every way, and paragraphs without names: suffix and content."""
    texts = [text for _, texts in TALK for text in texts]
    whole = [(way.suffix, way.write(TALK)) for way in WAYS.values()]
    whole += [(ending, write(texts)) for ending, write in UNNAMED.items()]
    return [one for one in whole if suffix in ("", one[0])]


def attempt(suffix: str, content: bytes) -> str:
    """Read a file, and return how that went: the number of an error or "read"."""
    try:
        read_bytes(f"FC21 Siân{suffix}", content)
    except IngestError as error:
        if "\n" in str(error) or any(word in str(error) for word in SECRET):
            raise Telling(error.code) from None
        return error.code
    return "read"


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Stop what takes too long, where the system can."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"longer than {LONGEST} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def limit_memory() -> None:
    """Let this process have no more than MEMORY of addresses, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def place_of(error: BaseException) -> str:
    """Return the kind of an error and the last line of ours that it went through."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "/ingest/" in Path(frame.filename).as_posix()
    ]
    last = frames[-1] if frames else None
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}" if last else type(error).__name__


def example(seed: int, number: int, whole: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return the suffix and the content of an example, the same for the same seed and number."""
    chance = Random(f"{seed}/{number}")
    suffix, content = whole[number % len(whole)]
    return suffix, damaged(suffix, content, chance)


def run(seconds: float, seed: int, suffix: str = "", only: int | None = None) -> int:
    """Read examples for a while, tell how it went and return how many places failed."""
    whole, failed, went = samples(suffix), Counter[str](), Counter[str]()
    folder = Path(tempfile.mkdtemp(prefix="llais-fuzz-"))
    ends, number, slowest = time.monotonic() + seconds, only or 0, (0.0, 0)
    while time.monotonic() < ends:
        ending, content = example(seed, number, whole)
        # Saved before it is read: a program that crashes tells no more.
        current = folder / f"seed-{seed}-{number}{ending}"
        current.write_bytes(content)
        began = time.monotonic()
        try:
            with bounded():
                went[f"{ending} {attempt(ending, content)}"] += 1
        except (Exception, TooSlow) as error:
            place = f"{ending} {place_of(error)}"
            failed[place] += 1
            if failed[place] == 1:
                sys.stdout.write(f"{place}: {str(error)[:80]!r}\n  seed {seed}, number {number}: {current}\n")
            else:
                current.unlink()
        else:
            current.unlink()
        slowest = max(slowest, (time.monotonic() - began, number))
        if only is not None:
            break
        number += 1
    sys.stdout.write("".join(f"{what}: {times}\n" for what, times in sorted(went.items())))
    sys.stdout.write(
        f"{number} examples, slowest {slowest[0]:.1f} s (number {slowest[1]}), {len(failed)} places failed\n"
    )
    return len(failed)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.readers", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--suffix", default="", help="one format only")
    parser.add_argument("--only", type=int, help="one example only, by its number")
    asked = parser.parse_args()
    logging.disable()
    limit_memory()
    sys.exit(bool(run(asked.seconds, asked.seed, asked.suffix, asked.only)))


if __name__ == "__main__":
    main()
