"""What becomes of the groups of an RTF document that are no plain text, by the word that each begins with."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.outside import Kind
from ingest.readers.fields import Field
from ingest.readers.properties import OF_NO_INTEREST
from ingest.readers.rtf_body import BETWEEN, FONTS, INFO, NOWHERE, STYLES, Reading, Shape
from ingest.readers.rtf_flow import Collector, Flow, Sink

Destination = Callable[[Reading], None]

_NOBODY = "Unknown"
_REPEATED = frozenset({Kind.HEADER, Kind.FOOTER})
_HEXADECIMAL = re.compile(r"[\s0-9a-fA-F;]*")
_COUNTED = re.compile(r"[^\W\d]+(?: [^\W\d]+)* \d+")  # the name that a program gives: "Text Box 2"
_LINK = re.compile(r"\s*hyperlink\b", re.IGNORECASE)
_QUOTED = re.compile(r'(?:\\+([a-z])\s+)?"([^"]*)"', re.IGNORECASE)

# What drawings and pictures say of themselves.
_OF_DRAWINGS = {
    "wzDescription": Kind.ALT_TEXT, "wzTooltip": Kind.ALT_TEXT, "gtextUNICODE": Kind.TEXT_BOX,
    "wzName": Kind.ALT_TEXT,
}  # fmt: skip
_OF_THE_FILE = {
    "title": Kind.PROPERTY, "subject": Kind.PROPERTY, "keywords": Kind.PROPERTY, "doccomm": Kind.PROPERTY,
    "comment": Kind.PROPERTY, "category": Kind.PROPERTY, "hlinkbase": Kind.PROPERTY, "author": Kind.AUTHOR,
    "manager": Kind.AUTHOR, "operator": Kind.AUTHOR, "company": Kind.ORGANISATION,
}  # fmt: skip


def _nowhere(reading: Reading) -> None:
    reading.enter(NOWHERE)


def _between(reading: Reading) -> None:
    reading.enter(BETWEEN)


def _as_text(reading: Reading) -> None:
    """Let the text of the group go where that around it goes."""


def unknown(reading: Reading) -> None:
    """Note the words of a group of which nothing is known; they are never speech."""

    def end(text: str) -> None:
        if not _HEXADECIMAL.fullmatch(text):
            reading.ledger.note_once(Kind.DATA, text, "group of unknown meaning")

    reading.collect(end, " ")


def _into(sink: Sink) -> Destination:
    return lambda reading: reading.enter(sink)


def _noted(kind: Kind, place: str = "", between: str = "") -> Destination:
    """Note the text of the group; with a place of its own, only once where it comes again."""

    def end(reading: Reading, text: str) -> None:
        if place:
            reading.ledger.note_once(kind, text, place)
        else:
            reading.note(kind, text)

    return lambda reading: reading.collect(lambda text: end(reading, text), between)


def _property(name: str, kind: Kind) -> Destination:
    """Note a property of the file; the same word elsewhere is none."""
    noted = _noted(kind, f"property {name}")
    return lambda reading: noted(reading) if reading.group.sink is INFO else reading.enter(NOWHERE)


def _numbered(kind: Kind, alternative: Kind | None = None) -> Destination:
    """Note a header, a note or a comment with its number; a header comes again in every section."""

    def begin(reading: Reading) -> None:
        collector = Collector()

        def end() -> None:
            what = alternative if alternative and collector.alternative else kind
            number = reading.counts[what] = reading.counts.get(what, 0) + 1
            note = reading.ledger.note_once if what in _REPEATED else reading.ledger.note
            note(what, collector.text, f"{what.value} {number}")

        reading.enter(collector, end)

    return begin


def _endnote(reading: Reading) -> None:
    if isinstance(reading.group.sink, Collector):
        reading.group.sink.alternative = True


def _part(name: str) -> Destination:
    """Keep the text of the group for the end of the one around it."""

    def begin(reading: Reading) -> None:
        parts = reading.group.parts
        reading.collect(lambda text: parts.update({name: text}))

    return begin


def _new_parts(reading: Reading) -> None:
    reading.group.parts = {}
    reading.enter(BETWEEN)


def _user_property(reading: Reading) -> None:
    parts = reading.group.parts

    def end(text: str) -> None:
        name = parts.get("propname", "")
        if name not in OF_NO_INTEREST:
            reading.ledger.note(Kind.PROPERTY, text, f"property {name}".strip())

    reading.collect(end)


def _drawing_property(reading: Reading) -> None:
    parts = reading.group.parts

    def end(text: str) -> None:
        kind = _OF_DRAWINGS.get(parts.get("sn", ""))
        if kind and not _COUNTED.fullmatch(text):
            reading.note(kind, text)

    reading.collect(end)


def _object(reading: Reading) -> None:
    parts = reading.group.parts = {}
    reading.enter(
        BETWEEN, lambda: reading.note(Kind.EMBEDDED, parts.get("result") or parts.get("objclass") or "object")
    )


def _picture(reading: Reading) -> None:
    number = reading.counts[Kind.PICTURE] = reading.counts.get(Kind.PICTURE, 0) + 1
    reading.note(Kind.PICTURE, f"picture {number}")
    reading.enter(BETWEEN)


def _revisers(reading: Reading) -> None:
    def end(text: str) -> None:
        for name in re.split("[;\n]", text):
            if name.strip() != _NOBODY:
                reading.ledger.note_once(Kind.AUTHOR, name, "tracked changes")

    reading.collect(end)


def _bookmark(reading: Reading) -> None:
    reading.collect(lambda text: reading.note(Kind.BOOKMARK, "" if text.startswith("_") else text))


def _template(reading: Reading) -> None:
    def end(text: str) -> None:
        if not text.casefold().startswith("normal"):
            reading.ledger.note(Kind.TEMPLATE, text, "properties")

    reading.collect(end)


def _field(reading: Reading) -> None:
    reading.group.in_field = Field()


def _instruction(reading: Reading) -> None:
    field = reading.group.in_field or Field()

    def end(text: str) -> None:
        # A switch may touch the field's name, which the bare word is compared with.
        field.code = text.replace("\\", " \\")
        if _LINK.match(text):
            reading.note(Kind.LINK, _target(text))
        else:
            reading.note(Kind.FIELD, text)

    reading.collect(end)


def _target(code: str) -> str:
    """Return where a link leads and what it says of itself, without the marks that programs make for themselves."""
    found = [text for switch, text in _QUOTED.findall(code) if not (switch == "l" and text.startswith("_"))]
    return " ".join(found) if _QUOTED.search(code) else _LINK.sub("", code)


def _result(reading: Reading) -> None:
    if reading.group.in_field and reading.group.in_field.of_the_file:
        reading.collect(lambda text: reading.note(Kind.FIELD, text))


def _shape(reading: Reading) -> None:
    group = reading.group
    outer = group.shape
    group.shape = Shape(outer.anchor if outer and group.sink is BETWEEN else group.sink)
    reading.enter(BETWEEN)


def _shape_itself(reading: Reading) -> None:
    if reading.group.shape:
        reading.group.shape.read = True
    reading.enter(BETWEEN)


def _shape_for_old_programs(reading: Reading) -> None:
    shape = reading.group.shape
    reading.enter(NOWHERE if shape and shape.read else BETWEEN)


def _shape_text(reading: Reading) -> None:
    anchor = reading.group.shape.anchor if reading.group.shape else reading.flow
    if isinstance(anchor, Flow):
        reading.box(anchor)
    else:
        reading.enter(anchor)


def _twice(reading: Reading) -> None:
    """Begin what is written in a code page first and then in Unicode."""
    reading.group.unicode = reading.group.sink
    reading.enter(BETWEEN)


def _in_unicode(reading: Reading) -> None:
    reading.enter(reading.group.unicode or NOWHERE)


def _all(words: str, destination: Destination) -> dict[str, Destination]:
    return dict.fromkeys(words.split(), destination)


DESTINATIONS: dict[str, Destination] = {
    "fonttbl": _into(FONTS),
    "stylesheet": _into(STYLES),
    "info": _into(INFO),
    "upr": _twice,
    "ud": _in_unicode,
    "staticval": _user_property,
    "propname": _part("propname"),
    "template": _template,
    "revtbl": _revisers,
    "protusertbl": _noted(Kind.AUTHOR, "editing permissions", "\n"),
    "docvar": _noted(Kind.DATA, between=": "),
    "bkmkstart": _bookmark,
    "annotation": _numbered(Kind.COMMENT),
    "footnote": _numbered(Kind.FOOTNOTE, Kind.ENDNOTE),
    "ftnalt": _endnote,
    "field": _field,
    "fldinst": _instruction,
    "fldrslt": _result,
    "object": _object,
    "objclass": _part("objclass"),
    "result": _part("result"),
    "pict": _picture,
    "sp": _new_parts,
    "sn": _part("sn"),
    "sv": _drawing_property,
    "shpinst": _shape_itself,
    "shprslt": _shape_for_old_programs,
    **{name: _property(name, kind) for name, kind in _OF_THE_FILE.items()},
    **_all("header headerl headerr headerf", _numbered(Kind.HEADER)),
    **_all("footer footerl footerr footerf", _numbered(Kind.FOOTER)),
    **_all("atnauthor atnid", _noted(Kind.AUTHOR, "comments")),
    **_all("ffname ffdeftext ffhelptext ffstattext ffl ffentrymcr ffexitmcr", _noted(Kind.CONTROL)),
    **_all("xe tc tcn", _noted(Kind.FIELD)),
    **_all("hlsrc hlloc hlfr", _noted(Kind.LINK)),
    "xmlattrvalue": _noted(Kind.DATA),
    **_all("mmconnectstr mmquery mmdatasource mmheadersource mmmailsubject", _noted(Kind.DATA, "mail merge")),
    **_all("file nextfile", _noted(Kind.DATA, "files")),
    **_all("shp do", _shape),
    **_all("shptxt dptxbxtext", _shape_text),
    **_all("xmlopen userprops picprop formfield hl mailmerge filetbl shpgrp", _between),
    **_all("shppict nesttableprops moMath moMathPara", _as_text),
    **_all(
        "colortbl listtext pntext pntxta pntxtb listtable listoverridetable nonshppict nonesttables ftnsep ftnsepc "
        "ftncn aftnsep aftnsepc aftncn keycode objdata objalias objsect objtime objname bkmkend private atnref "
        "atndate atntime atnicn atrfstart atrfend mmathPict mctrlPr mfPr mrPr maccPr mbarPr mboxPr mborderBoxPr mdPr "
        "meqArrPr mfuncPr mgroupChrPr mlimLowPr mlimUppPr mmPr mmcPr mnaryPr mphantPr mradPr msPrePr msSubPr "
        "msSubSupPr msSupPr moMathParaPr mmathPr generator themedata colorschememapping datastore latentstyles rsidtbl "
        "panose falt blipuid expandedcolortbl xmlnstbl xmlname xmlattrname xmlclose factoidname listpicture pgptbl pn "
        "pnseclvl datafield wgrffmtfilter fchars lchars oldcprops oldpprops oldtprops oldsprops background pgdsctbl "
        "passwordhash writereservhash password defchp defpap liststylename listname fname fontemb fontfile levelmarker",
        _nowhere,
    ),
}
