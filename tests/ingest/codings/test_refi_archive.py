"""Archives are opened whatever is in them is called, and refused where they are built to harm."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.codings.refi_archive import open_archive
from ingest.errors import IngestError, NoOneProject, ProtectedFile, SuspectArchive, TooLarge, UnreadableFile
from tests.refi import guid, packed, project, saved, source

QDE = project(source("FC01"))


@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "Trial.qde", "PROJECT.QDE", "My study 2026.qde"])
@pytest.mark.parametrize("folder", ["sources/", "Sources/", "SOURCES/", "sources\\", ""])
@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_one_project_file_of_any_name_and_a_folder_in_any_case(
    tmp_path: Path, name: str, folder: str, compression: int
) -> None:
    """ATLAS.ti names it after the project, NVivo writes Sources or sources, packed or not."""
    path = saved(tmp_path, packed(QDE, {"FC01": "A bag."}, name=name, folder=folder, compression=compression))
    archive = open_archive(path)

    assert archive.project.get("name") == "A project"
    assert archive.text(f"internal://{guid('FC01')}.txt") == "A bag."


@pytest.mark.parametrize(
    "written",
    [
        "internal://{}.txt",
        "internal:///{}.txt",
        "Internal://{}.TXT",
        "{}.txt",
        "sources/{}.txt",
        "internal://sources/{}.txt",
    ],
)
@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_paths_within_are_found_in_any_case(tmp_path: Path, written: str, change) -> None:  # type: ignore[no-untyped-def]
    """Some programs leave out "internal://", others change the case of a GUID."""
    archive = open_archive(saved(tmp_path, packed(QDE, {"FC01": "A bag."})))
    assert archive.text(written.format(change(guid("FC01")))) == "A bag."


@pytest.mark.parametrize(
    "path", ["relative:///../{}", "absolute:///{}", "file://{}", "/{}", "../{}", "", "internal://other.txt"]
)
def test_paths_to_other_places_are_never_followed(tmp_path: Path, path: str) -> None:
    """A file that lies where the path says is not opened."""
    beside = tmp_path / "secret.txt"
    beside.write_text("The address.")
    archive = open_archive(saved(tmp_path, packed(QDE, {"FC01": "A bag."})))

    assert archive.text(path.format(str(beside).lstrip("/"))) is None


def test_what_programs_leave_is_not_looked_at(tmp_path: Path) -> None:
    """NVivo for Mac writes `.root`, macOS a folder of its own when somebody packs an archive again."""
    extra = {".root": b"", "__MACOSX/._project.qde": b"x", "sources/.DS_Store": b"x", "._project.qde": b"x"}
    assert open_archive(saved(tmp_path, packed(QDE, {}, extra=extra))).project is not None


def test_an_archive_that_was_packed_with_its_folder_is_read(tmp_path: Path) -> None:
    """Somebody unpacked it and packed it again."""
    path = saved(tmp_path, packed(QDE, {"FC01": "A bag."}, name="Study/project.qde", folder="Study/sources/"))
    assert open_archive(path).text(f"internal://{guid('FC01')}.txt") == "A bag."


@pytest.mark.parametrize(("extra", "found"), [({"second.qde": b"<Project/>"}, "2"), (None, "no")])
def test_there_is_one_project(tmp_path: Path, extra: dict[str, bytes] | None, found: str) -> None:
    """With two nobody knows which is meant."""
    path = saved(tmp_path, packed(QDE, {}, name="project.qde" if extra else "project.xml", extra=extra))
    with pytest.raises(NoOneProject, match=f"{found} project files"):
        open_archive(path)


@pytest.mark.parametrize(
    "name", ["../out.txt", "sources/../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\out.txt", "\\out"]
)
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    """Nothing is unpacked to a disk, and such an archive is no program's."""
    with pytest.raises(SuspectArchive, match="leads out"):
        open_archive(saved(tmp_path, packed(QDE, {}, extra={name: b"x"})))


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    """Two readers could see two texts, also where only the case differs."""
    with pytest.raises(SuspectArchive, match="twice"):
        open_archive(saved(tmp_path, packed(QDE, {"FC01": "a"}, extra={f"Sources/{guid('FC01').lower()}.txt": b"b"})))


def test_links_are_refused(tmp_path: Path) -> None:
    """A link could stand for any file."""
    written = io.BytesIO(packed(QDE, {}))
    with zipfile.ZipFile(written, "a") as archive:
        link = zipfile.ZipInfo("sources/link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(SuspectArchive, match="link"):
        open_archive(saved(tmp_path, written.getvalue()))


def test_passwords_are_refused(tmp_path: Path) -> None:
    """With what to do about it."""
    content = bytearray(packed(QDE, {}))
    local, central = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    for at in (local + 6, central + 8):
        struct.pack_into("<H", content, at, struct.unpack_from("<H", content, at)[0] | 1)
    with pytest.raises(ProtectedFile):
        open_archive(saved(tmp_path, bytes(content)))


def test_bombs_are_refused(tmp_path: Path) -> None:
    """A part that says how large it is, and one that says it is small."""
    with pytest.raises(SuspectArchive, match="unpacks to far more"):
        open_archive(saved(tmp_path, packed(QDE, {"FC01": b" " * 70 * 2**20})))

    content = bytearray(packed(" " * 65 * 2**20, {}))
    central = content.find(b"PK\x01\x02")
    struct.pack_into("<I", content, central + 24, 1000)
    with pytest.raises((TooLarge, UnreadableFile)):
        open_archive(saved(tmp_path, bytes(content)))


def test_silence_and_blank_pictures_are_no_bombs(tmp_path: Path) -> None:
    """They pack to nothing, and nobody unpacks them here."""
    extra = {f"sources/{guid('a')}.wav": bytes(9 * 2**20), f"sources/{guid('b')}.bmp": b"\xff" * 9 * 2**20}
    assert open_archive(saved(tmp_path, packed(QDE, {}, extra=extra))).project is not None


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><Project name="&b;"/>',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]><Project><Description>&x;</Description></Project>',
        '<!DOCTYPE Project SYSTEM "http://example.org/evil.dtd"><Project/>',
        "<Project>" + "<Code>" * 100_000 + "</Code>" * 100_000 + "</Project>",
        "<Project",
        "",
    ],
)
def test_xml_with_entities_or_without_end_is_refused(tmp_path: Path, hostile: str) -> None:
    """Nothing is expanded, nothing is fetched."""
    with pytest.raises(UnreadableFile):
        open_archive(saved(tmp_path, packed(hostile, {})))


@pytest.mark.parametrize("cut", [10, 100, -30])
def test_a_broken_archive_is_told(tmp_path: Path, cut: int) -> None:
    """A copy that was broken off."""
    with pytest.raises(IngestError):
        open_archive(saved(tmp_path, packed(QDE, {"FC01": "A bag." * 50})[:cut]))
