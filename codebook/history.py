"""What became of a code since a coding was made with it: followed through the operations that the codebook records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from codebook.model import Codebook, Operation
from codebook.versions import version_key

State = Literal["current", "retired", "to recode", "unknown"]

CURRENT: State = "current"
RETIRED: State = "retired"
TO_RECODE: State = "to recode"
UNKNOWN: State = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Under which id a coding stands now.

    CURRENT: `code_id` is in the codebook. RETIRED: it was given up, and `code_id` is its last id. TO_RECODE: the code
    was split, a person has to choose among `candidates`, and until then the coding stands under `code_id`, which may be
    one of them. UNKNOWN: neither the codebook nor its record of changes has ever heard of it.
    """

    state: State
    code_id: str
    candidates: tuple[str, ...] = ()


def resolve(code_id: str, made_under: str, codebook: Codebook) -> Resolution:
    """Follow `code_id` from the codebook version that a coding was made under to the codebook as it is now.

    Every operation applies where `made_under` is no version, and where a coding has a code that its version had not any
    more: it was made with an older codebook than it says.
    """
    known = {code.id for code in codebook.codes}
    found = _follow(code_id, operations_after(codebook, made_under), known)
    return found if found.state != UNKNOWN else _follow(code_id, codebook.changes, known)


def _follow(code_id: str, operations: Iterable[Operation], known: Collection[str]) -> Resolution:
    stands, was_split, gave_up = code_id, False, False
    ids: tuple[str, ...] = (code_id,)
    for operation in operations:
        concerned = not set(ids).isdisjoint(operation.before)
        was_split = was_split or (concerned and operation.kind == "split")
        gave_up = gave_up or (concerned and operation.kind == "retire")
        stands = _stands_after(stands, operation)
        ids = tuple(dict.fromkeys(after for id in ids for after in ids_after(id, operation)))
    alive = tuple(id for id in ids if id in known)
    if len(alive) == 1 and not (was_split and gave_up):
        return Resolution(CURRENT, alive[0])
    if alive:
        return Resolution(TO_RECODE, stands, alive)
    return Resolution(RETIRED if gave_up else UNKNOWN, stands)


def operations_after(codebook: Codebook, version: str, until: str = "") -> tuple[Operation, ...]:
    """List the recorded operations that made later versions than `version`, up to `until` where it is given."""
    first, last = version_key(version), version_key(until or codebook.version)
    return tuple(one for one in codebook.changes if first < version_key(one.version) <= last)


def lineage(code_id: str, operations: Iterable[Operation]) -> str:
    """Return the id that a code has after `operations`, or "" where it was given up, merged away or split up."""
    for operation in operations:
        if code_id in operation.before and code_id not in operation.after:
            if operation.kind not in ("rename", "move"):
                return ""
            code_id = operation.after[0]
    return code_id


def last_id(code_id: str, operations: Iterable[Operation]) -> str:
    """Return the id that a code has after `operations`, or the last that it had where it was given up."""
    for operation in operations:
        if operation.kind in ("rename", "move") and code_id in operation.before:
            code_id = operation.after[0]
    return code_id


def ids_after(id: str, operation: Operation) -> tuple[str, ...]:
    """Return the ids that stand for a code after an operation: several where it was split, none where it retired."""
    return operation.after if id in operation.before else (id,)


def given_up(code_id: str, operations: Sequence[Operation]) -> Operation | None:
    """Return the operation after which a code is no more under any id of its own, None where there is none."""
    for operation in operations:
        if not lineage(code_id, (operation,)):
            return operation
        code_id = lineage(code_id, (operation,))
    return None


def _stands_after(id: str, operation: Operation) -> str:
    """Return where a coding under `id` is shown after an operation: under a split or retired code's id as it was."""
    if operation.kind in ("split", "retire") or id not in operation.before:
        return id
    return operation.after[0]
