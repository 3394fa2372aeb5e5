"""What the study's folder shows: where everything is kept and who may open it, what was not read, what files carry."""

from __future__ import annotations

import asyncio
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from ingest.files import digest_of, files_in
from pipeline.audit.leak_scan import files_given_out
from pipeline.audit.report.facts import Containers, Doors, Keeping, Places
from pipeline.publish.metadata import metadata
from pipeline.publish.table import TEAM
from pipeline.study import Study

_PLAIN_DATABASE = b"SQLite format 3\0"
_KEY_ENDINGS = (".key", ".pem", ".passphrase")
_OURS = frozenset({"", "llais", "python-docx", "openpyxl"})
_CONTAINERS = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods")


def places_of(study: Study, key_file: Path | None) -> Places:
    """Say where the originals, the store, the key, the logs and what was published are, and who may open them."""
    folder = study.folder
    kept = (
        ("originals as they came", study.transcripts),
        ("manifest", study.manifest),
        ("roster", study.roster),
        ("table of speakers", study.speakers),
        ("store", study.store),
        ("working database", study.working.parent),
        ("ends of the trail", folder / "trail.ends"),
        ("visits", folder / "visits.jsonl"),
        ("published", study.published),
        ("exports", folder / "exports"),
    )
    inside = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _KEY_ENDINGS]
    given = key_file.resolve() if key_file else None
    if given and given.is_relative_to(folder.resolve()) and given not in [path.resolve() for path in inside]:
        inside.append(given)
    return Places(
        kept=tuple(_keeping(what, path, folder) for what, path in kept if path.exists()),
        encrypted=_is_encrypted(study.store),
        keys_inside=len(inside),
        key_given=key_file is not None,
    )


def _keeping(what: str, path: Path, folder: Path) -> Keeping:
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    mode = path.stat().st_mode
    closed = not mode & 0o077  # nobody else may enter the folder
    shared = not closed and any(one.stat().st_mode & 0o077 for one in files)
    return Keeping(what, path.relative_to(folder).as_posix(), stat.filemode(mode), len(files), shared)


def _is_encrypted(store: Path) -> bool:
    with store.open("rb") as file:
        return file.read(len(_PLAIN_DATABASE)) != _PLAIN_DATABASE


def unread_files(study: Study, known: Iterable[str]) -> int:
    """Count the files of the transcripts' folder that the store does not know by their content (SHA-256)."""
    digests = set(known)
    files = [path for path in files_in(study.transcripts) if path.is_file()] if study.transcripts.is_dir() else []
    return sum(digest_of(path.read_bytes()) not in digests for path in files)


def containers_of(study: Study) -> Containers:
    """Look into every Word file, workbook and the like that was published or exported, in zip files as well."""
    carrying: Counter[str] = Counter()
    files = 0
    for path, _ in files_given_out(study):
        for content in _office_files(path.read_bytes(), path.suffix.lower()):
            files += 1
            carrying.update(_carries(content))
    return Containers(files, dict(carrying))


def _office_files(content: bytes, suffix: str) -> Iterator[bytes]:
    if suffix in _CONTAINERS:
        yield content
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as container:
            for member in container.namelist():
                yield from _office_files(container.read(member), Path(member).suffix.lower())


def _carries(content: bytes) -> set[str]:
    """Say what a file carries that its reader does not see, or may not think of."""
    found: set[str] = set()
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            for name in container.namelist():
                its = container.read(name) if name.endswith(".xml") else b""
                found |= {what for what, holds in _SIGNS.items() if holds(name, its)}
    except (zipfile.BadZipFile, etree.XMLSyntaxError):
        found.add("something that cannot be read")
    return found


def _tags(*local: str) -> Callable[[str, bytes], bool]:
    def holds(_: str, content: bytes) -> bool:
        return any(f":{tag}{end}".encode() in content for tag in local for end in (" ", ">", "/"))

    return holds


def _names_somebody(name: str, content: bytes) -> bool:
    if name != "docProps/core.xml":
        return False
    people = ("creator", "lastModifiedBy")
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    return any(
        etree.QName(one).localname in people and (one.text or "").strip().lower() not in _OURS
        for one in root.iter(etree.Element)
    )


_SIGNS: dict[str, Callable[[str, bytes], bool]] = {
    "tracked changes": _tags("ins", "del", "moveFrom", "moveTo"),
    "comments": lambda name, _: "comment" in Path(name).name.lower(),
    "hidden text": _tags("vanish"),
    "a thumbnail": lambda name, _: name.startswith("docProps/thumbnail"),
    "an author": _names_somebody,
}


def doors_of(study: Study, database: Path | None) -> Doors | None:
    """Try what the team's pages must refuse, on the published database as it is served; None where there is none."""
    if database is None:
        return None
    from pipeline.workbench.serve import make_datasette

    settings = study.settings
    name = database.stem
    datasette = make_datasette(database, metadata(settings.title, settings.description, audience=TEAM))
    tried = {
        "a question in SQL of one's own": f"/{name}?sql=select+1",
        "the same as JSON": f"/{name}.json?sql=select+1",
        "a condition in SQL of one's own": f"/{name}/turns?_where=1=1",
        "the database as a file": f"/{name}.db",
    }

    async def knock() -> tuple[tuple[str, bool], ...]:
        answers = [(what, await datasette.client.get(path)) for what, path in tried.items()]
        return tuple((what, answer.status_code in (403, 404)) for what, answer in answers)

    return Doors(asyncio.run(knock()))


def newest_database(study: Study, last_release: int) -> Path | None:
    """Say where the team's last release is, else its draft; None where nothing is published."""
    found = (study.database(release=n) for n in dict.fromkeys((last_release, 0)))
    return next((path for path in found if path.is_file()), None)
