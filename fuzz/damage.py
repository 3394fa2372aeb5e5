"""Ways to damage a file: what disks, copies, hostile people and other programs do to it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from random import Random

from lxml import etree

Damage = Callable[[bytes, Random], bytes]

_LARGEST = 2**20
_TOKENS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b'"', b'""', b";", b",", b"|", b"{", b"}", b"\\",
    b"<", b">", b"<v ", b"<v.a Elin>", b"</v>", b"<c.", b"-->", b"00:00:01.000 --> 00:00:02.000", b"99:99:99,999",
    b"1\n", b"NOTE ", b"\\u-1?", b"\\'f8", b"\\bin9 ", b"\\cell", b"\\row", b"\\trowd", b"{\\field", b"{\\*\\x",
    b"\\par ", b"\\pard", b"endobj", b"stream\n", b"endstream", b"1 0 R", b"<<", b">>", b"[", b"]", b"/Length 9",
    b"obj", b"BT", b"ET", b"Tj", b"INT: ", b"[P1] ", b"P1\t", b"\xcc\x82" * 40, b"\xe2\x80\x8d", b"\xf0\x9f\x98\x80",
    b"A" * 3000, b" " * 3000, b"(" * 500, b"&#0;", b"&amp;", b"<w:p/>", b"<text:p/>", b"<row/>",
    b'<c r="ZZZ9" t="s"><v>99</v></c>', b"-1", b"9999999999999999", b"0", b"1e400", b"NaN",
]  # fmt: skip
_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'="[^"]*"')
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def flip(content: bytes, chance: Random) -> bytes:
    """Flip some bits."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content: bytes, chance: Random) -> bytes:
    """Leave out the end, the beginning or a stretch in the middle."""
    begin, end = _stretch(content, chance)
    return chance.choice((content[:begin], content[begin:], content[:begin] + content[end:]))


def insert(content: bytes, chance: Random) -> bytes:
    """Put in what means something to a reader, once or many times."""
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 3, 200)) + content[at:]
    return content


def duplicate(content: bytes, chance: Random) -> bytes:
    """Say a stretch again, once or many times."""
    begin, end = _stretch(content, chance)
    return content[:end] + content[begin:end] * chance.choice((1, 2, 30)) + content[end:]


def shuffle(content: bytes, chance: Random) -> bytes:
    """Put stretches, or lines, in another order."""
    lines = content.splitlines(keepends=True)
    if len(lines) > 3 and chance.random() < 0.5:
        chance.shuffle(lines)
        return b"".join(lines)
    at = sorted(chance.randrange(len(content) + 1) for _ in range(3))
    pieces = [content[: at[0]], content[at[0] : at[1]], content[at[1] : at[2]], content[at[2] :]]
    chance.shuffle(pieces)
    return b"".join(pieces)


def retag(content: bytes, chance: Random) -> bytes:
    """Leave out, say again or exchange tags, and the values of attributes, as no program does but XML allows."""
    found = list((_TAG if chance.random() < 0.7 else _VALUE).finditer(content))
    for _ in range(chance.choice((1, 2, 6)) if found else 0):
        one, other = chance.choice(found), chance.choice(found)
        by = chance.choice((b"", other.group(), one.group() * 2, one.group().replace(b"/", b"")))
        content = content[: one.start()] + by + content[one.end() :]
        found = found[: found.index(one)] or found[:1]
    return content


def rebuild(content: bytes, chance: Random) -> bytes:
    """Move, leave out, say again or nest elements, and exchange attributes and texts: the XML stays well-formed."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return retag(content, chance)
    for _ in range(chance.choice((1, 2, 5, 20))):
        elements = [one for one in root.iter() if isinstance(one.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        what = chance.randrange(7)
        if what == 0 and one.getparent() is not None:
            one.getparent().remove(one)
        elif what == 1:
            other.append(deepcopy(one) if len(elements) < 3000 else etree.Element(one.tag))
        elif what == 2:
            one.tag = other.tag
        elif what == 3 and one.attrib:
            one.attrib.pop(chance.choice(list(one.attrib)))
        elif what == 4 and one.attrib:
            values = ["", "-1", "99999999", "tea", "true", "x" * 999, *other.attrib.values()]
            one.attrib[chance.choice(list(one.attrib))] = chance.choice(values)
        elif what == 5 and other.getparent() is not None and other not in one.iterancestors() and one is not root:
            other.addprevious(one)
        else:
            one.text = chance.choice((None, " ", "INT: tea", "9" * 40, "\u0302" * 9, other.text))
    return etree.tostring(root)


def repack(content: bytes, chance: Random) -> bytes:
    """Damage a part of a zip file, or leave one out, and pack it again so that the zip itself is sound."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        heavy = [name for name in names if name.endswith(("document.xml", "content.xml", "sheet1.xml", "Strings.xml"))]
        chosen = chance.choice(heavy if heavy and chance.random() < 0.7 else names)
        for name in old.namelist():
            part = old.read(name)
            if name == chosen:
                if chance.random() < 0.03:
                    continue
                part = _damaged(part, chance, XML)
            new.writestr(name, part)
    return file.getvalue()


def redraw(content: bytes, chance: Random) -> bytes:
    """Damage what a stream of a PDF draws, unpacked, so that the file round it is nearly sound."""
    found = list(_STREAM.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    try:
        drawn = zlib.decompress(one[1].strip())
    except zlib.error:
        return flip(content, chance)
    return content[: one.start(1)] + zlib.compress(_damaged(drawn, chance, PLAIN)) + b"\n" + content[one.end(1) :]


PLAIN: tuple[Damage, ...] = (flip, cut, insert, duplicate, shuffle)
XML: tuple[Damage, ...] = (*(rebuild,) * 8, retag, insert, duplicate, flip, cut)
BY_SUFFIX: dict[str, tuple[Damage, ...]] = {
    **dict.fromkeys((".docx", ".odt", ".xlsx"), (*(repack,) * 12, *PLAIN)),
    ".pdf": (redraw, redraw, *PLAIN),
}


def damaged(suffix: str, content: bytes, chance: Random) -> bytes:
    """Return a file with one or several kinds of damage that befit its format."""
    return _damaged(content, chance, BY_SUFFIX.get(suffix, PLAIN))


def _damaged(content: bytes, chance: Random, ways: tuple[Damage, ...]) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if not content:
            break
        try:
            content = chance.choice(ways)(content, chance)[:_LARGEST]
        except (
            zipfile.BadZipFile,
            etree.LxmlError,
            zlib.error,
            NotImplementedError,
            ValueError,
            IndexError,
            EOFError,
            OSError,
        ):
            content = flip(content, chance)
    return content


def _stretch(content: bytes, chance: Random) -> tuple[int, int]:
    begin = chance.randrange(len(content))
    return begin, min(len(content), begin + 1 + int(chance.expovariate(1 / 60)) * chance.choice((1, 1, 20)))
