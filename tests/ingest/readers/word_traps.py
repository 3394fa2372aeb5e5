"""Word files with everything in them that readers lose or carry along unseen; each trap has a name of its own.

In a trap's texts WHO stands for the name that belongs to it, which occurs nowhere else.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE

from ingest.outside import Kind

_SCHEMAS = "http://schemas.openxmlformats.org/"
_OFFICE = f"{_SCHEMAS}officeDocument/2006/relationships"
_NAMESPACES = {
    "w": f"{_SCHEMAS}wordprocessingml/2006/main",
    "r": _OFFICE,
    "a": f"{_SCHEMAS}drawingml/2006/main",
    "c": f"{_SCHEMAS}drawingml/2006/chart",
    "dgm": f"{_SCHEMAS}drawingml/2006/diagram",
    "wp": f"{_SCHEMAS}drawingml/2006/wordprocessingDrawing",
    "mc": f"{_SCHEMAS}markup-compatibility/2006",
    "vt": f"{_SCHEMAS}officeDocument/2006/docPropsVTypes",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{namespace}"' for prefix, namespace in _NAMESPACES.items())
_ROOTS = {
    "word/comments.xml": "w:comments",
    "word/people.xml": "w15:people",
    "word/footnotes.xml": "w:footnotes",
    "word/endnotes.xml": "w:endnotes",
    "word/glossary/document.xml": "w:glossaryDocument",
    "word/charts/chart1.xml": "c:chartSpace",
    "word/diagrams/data1.xml": "dgm:dataModel",
    "docProps/custom.xml": f'Properties xmlns="{_SCHEMAS}officeDocument/2006/custom-properties"',
    "customXml/item7.xml": "study",
}
_RELATIONS = f'Relationships xmlns="{_SCHEMAS}package/2006/relationships"'

BEFORE = ("INT: Who made the tea?", "P1: I did.", "INT: And who came to the meeting?", "P1: Most of us, on the phone.")
AFTER = ("INT: Thank you for your time.", "P1: You're welcome, take care.")
ASKED = "INT: And then?"
_HERE = "<w:p><w:r><w:t>HERE</w:t></w:r></w:p>"

Prepare = Callable[[Document, str], None]


@dataclass(frozen=True, slots=True)
class Trap:
    """A place in a Word file where words get lost or hide.

    `body` goes into the document after the line ASKED, `parts` into parts of the file by their names, `prepare` does
    what python-docx can. `said` are the turns that have to be read, with labels; `rejected` those where tracked changes
    are rejected. `outside` is what has to be listed as no speech.
    """

    what: str
    name: str
    body: str = ""
    said: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    outside: tuple[tuple[Kind, str], ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    prepare: Prepare | None = None

    def named(self, text: str) -> str:
        """Return the text with this trap's name in it."""
        return text.replace("WHO_", self.name.replace(" ", "_")).replace("WHO", self.name)

    @property
    def is_change(self) -> bool:
        """Say whether it is a tracked change."""
        return bool(self.rejected)

    def turns(self, reject: bool = False) -> list[str]:
        """List the turns that it has to give, beginning with the question before it."""
        said = self.rejected or self.said if reject else self.said
        return [ASKED, *map(self.named, said)] if self.body else []

    @property
    def listed(self) -> set[tuple[str, str]]:
        """Return what has to be listed as no speech."""
        return {(kind.value, unicodedata.normalize("NFC", self.named(text))) for kind, text in self.outside}


def build(*traps: Trap) -> bytes:
    """Write a Word file with these traps in it, between a conversation's beginning and its end."""
    document = docx.Document()
    for line in (*BEFORE, "HERE", *AFTER):
        document.add_paragraph(line)
    for trap in traps:
        if trap.prepare:
            trap.prepare(document, trap.name)
    file = BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as saved:
        parts = {name: saved.read(name) for name in saved.namelist()}
    asked = p(ASKED)
    body = "".join(asked + trap.named(trap.body) for trap in traps if trap.body)
    parts["word/document.xml"] = parts["word/document.xml"].replace(_HERE.encode(), body.encode())
    for trap in traps:
        for name, content in trap.parts.items():
            _add(parts, trap.named(name), trap.named(content))
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file_:
        for name, content in parts.items():
            file_.writestr(name, content)
    return whole.getvalue()


def _add(parts: dict[str, bytes], name: str, content: str) -> None:
    """Write into a part, before its end where there is one, and make it known to the package."""
    if not name.endswith((".xml", ".rels")):
        parts[name] = content.encode()
    elif name in parts:
        before, end, after = parts[name].decode().rpartition("</")
        parts[name] = f"{before}{content}{end}{after}".encode()
    else:
        root = _RELATIONS if name.endswith(".rels") else f"{_ROOTS[name]} {_DECLARED}"
        parts[name] = f"<{root}>{content}</{root.split()[0]}>".encode()
    if name.endswith(".rels") or name in ("word/settings.xml", "docProps/app.xml", "docProps/thumbnail.jpeg"):
        return
    of_body = name.startswith("word/")
    kind = name.rpartition("/")[2].partition(".")[0].rstrip("1") if name in _ROOTS else "package"
    known = f'Id="{kind}" Type="{_OFFICE}/{kind}" Target="/{name}"'
    relations = "word/_rels/document.xml.rels" if of_body else "_rels/.rels"
    if f"/{name}".encode() not in parts[relations]:
        _add(parts, relations, f"<Relationship {known}/>")
        type_ = "application/xml" if name.endswith(".xml") else "application/octet-stream"
        _add(parts, "[Content_Types].xml", f'<Override PartName="/{name}" ContentType="{type_}"/>')


def p(*content: str, properties: str = "") -> str:
    """Write a paragraph; what is no XML is text."""
    return f"<w:p {_DECLARED}><w:pPr>{properties}</w:pPr>{''.join(map(_run, content))}</w:p>"


def _run(content: str) -> str:
    return content if content.startswith("<") else r(content)


def r(text: str, properties: str = "", tag: str = "t") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def changed(tag: str, text: str, author: str = "user") -> str:
    """Write a tracked change."""
    inner = r(text, tag="delText" if tag == "del" else "t")
    return f'<w:{tag} w:id="9" w:author="{author}" w:date="2025-11-04T10:00:00Z">{inner}</w:{tag}>'


def control(content: str, properties: str = "") -> str:
    """Write a content control."""
    return f"<w:sdt {_DECLARED}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def row(*texts: str, properties: str = "") -> str:
    """Write a row of a table."""
    cells = "".join(f"<w:tc><w:tcPr/>{p(text)}</w:tc>" for text in texts)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def table(*rows: str) -> str:
    """Write a table."""
    return f"<w:tbl {_DECLARED}><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def box(text: str) -> str:
    """Write a text box as Word does: once as a shape, and once more for programs that know no shapes."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    shape = f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>"
    fallback = f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>{fallback}</mc:AlternateContent></w:r>'
    )


def complex_field(code: str, result: str) -> str:
    """Write a field with its code and its result."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return marks[0] + r(code, tag="instrText") + marks[1] + r(result) + marks[2]


def external(kind: str, target: str) -> str:
    """Write a relationship to something outside the file."""
    return f'<Relationship Id="{kind}9" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'


def _paragraph_in(where: str, part: str) -> Prepare:
    def prepare(document: Document, name: str) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True
        getattr(section, f"{where}{part}").paragraphs[0].text = f"Interview with {name}"

    return prepare


def _property(name_of_property: str) -> Prepare:
    def prepare(document: Document, name: str) -> None:
        setattr(document.core_properties, name_of_property, name)

    return prepare


def _hidden_style(document: Document, name: str) -> None:
    document.styles.add_style("Unseen", WD_STYLE_TYPE.CHARACTER).font.hidden = True


_ROW_GONE, _ROW_NEW = (f'<w:{tag} w:id="8" w:author="user"/>' for tag in ("del", "ins"))
_MARK_GONE = '<w:rPr><w:del w:id="7" w:author="user"/></w:rPr>'
_BUS = ("Route", "Minutes")
_LATE = "P1: The bus was late."
# A table that is no conversation says something all the same: a turn a row, of nobody who is named.
_LATE_BUS, _TEN, _TOWN = (_LATE, ": Route\tMinutes"), ": WHO\tten", ": Town\tsix"

CHANGES = (
    Trap("an insertion", "Tegwen Brangwyn", p("P1: Tea", changed("ins", " with WHO"), "."),
         ("P1: Tea with WHO.",), ("P1: Tea.",), ((Kind.INSERTED, "with WHO"),)),
    Trap("a deletion", "Meurig Drostfan", p("P1: Tea", changed("del", " with WHO"), "."),
         ("P1: Tea.",), ("P1: Tea with WHO.",), ((Kind.DELETED, "with WHO"),)),
    Trap("the author of a change", "Eleri Fotwyll", p("P1: Tea", changed("ins", " and toast", "WHO"), "."),
         ("P1: Tea and toast.",), ("P1: Tea.",), ((Kind.INSERTED, "and toast"), (Kind.AUTHOR, "WHO"))),
    Trap("a move", "Gwilym Hafrenydd", p("P1: ", changed("moveTo", "WHO rang. "), "I made tea. ",
                                        changed("moveFrom", "WHO rang. "), "We met."),
         ("P1: WHO rang. I made tea. We met.",), ("P1: I made tea. WHO rang. We met.",),
         ((Kind.INSERTED, "WHO rang."), (Kind.DELETED, "WHO rang."))),
    Trap("a deleted row", "Heledd Ianfawr",
         p(_LATE) + table(row(*_BUS), row("WHO", "ten", properties=_ROW_GONE), row("Town", "six")),
         (*_LATE_BUS, _TOWN), (*_LATE_BUS, _TEN, _TOWN),
         ((Kind.DELETED, "WHO ten"),)),
    Trap("an inserted row", "Idwal Jestynog",
         p(_LATE) + table(row(*_BUS), row("WHO", "ten", properties=_ROW_NEW), row("Town", "six")),
         (*_LATE_BUS, _TEN, _TOWN), (*_LATE_BUS, _TOWN),
         ((Kind.INSERTED, "WHO ten"),)),
    Trap("a deleted paragraph mark", "Lowri Maesdulas",
         p("P1: I waited for", properties=_MARK_GONE) + p("WHO to ring."),
         ("P1: I waited for WHO to ring.",), ("P1: I waited for\nWHO to ring.",)),
)  # fmt: skip

SPOKEN = (
    Trap("a text box with a turn", "Nerys Oakvaughan", p("P1: I had tea.", box("P2: WHO brought the milk.")),
         ("P1: I had tea.", "P2: WHO brought the milk.")),
    Trap("a content control in a line", "Pryderi Quarreg", p("P1: I saw ", control(r("WHO")), " at work."),
         ("P1: I saw WHO at work.",)),
    Trap("a content control round a paragraph", "Rhiannon Sturwen", control(p("P1: WHO gave me a lift.")),
         ("P1: WHO gave me a lift.",)),
    Trap("a content control round a row", "Sioned Trefaldwen",
         p(_LATE) + table(row(*_BUS), control(row("WHO", "ten"))), (*_LATE_BUS, _TEN)),
    Trap("a name over several runs", "Urien Vronheulwen", p("P1: I met Ur", "ien Vron", "heul", "wen at work."),
         ("P1: I met WHO at work.",)),
    Trap("smart quotes", "Wenna Yscirfael", p("P1: “WHO’s here,” they said."), ("P1: “WHO’s here,” they said.",)),
    Trap("decomposed accents", "Siân Abergwŷdd", p("P1: I met " + unicodedata.normalize("NFD", "Siân Abergwŷdd") + "."),
         ("P1: I met WHO.",)),
    Trap("a soft hyphen", "Bethan Bodlasan", p("P1: I met Bethan Bod\u00adlasan."), ("P1: I met WHO.",)),
    Trap("a zero-width space", "Cerys Cilfargoed", p("P1: I met Cerys Cil\u200bfargoed."), ("P1: I met WHO.",)),
    Trap("a no-break space", "Dilys Dolbrenin", p("P1: I met Dilys\u00a0Dolbrenin."), ("P1: I met WHO.",)),
    Trap("a right-to-left mark", "Emyr Esgairwen", p("P1: I met Emyr Esgair\u200fwen."), ("P1: I met WHO.",)),
)  # fmt: skip

_TEA = "P1: I had tea."
_PLACEHOLDER = "<w:showingPlcHdr/>"
_NOTE = '<w:{0} w:id="1">' + p("Meant is WHO.") + "</w:{0}>"


def _beside(what: str, name: str, kind: Kind, text: str, *content: str, **more: object) -> Trap:
    """Make a trap in the body of which nothing is said but for tea."""
    return Trap(what, name, p("P1: I had tea", *content, "."), (_TEA,), (), ((kind, text),), **more)


HIDDEN = (
    _beside("a comment", "Ffion Quellbrook", Kind.COMMENT, "Is this WHO?", '<w:r><w:commentReference w:id="1"/></w:r>',
            parts={"word/comments.xml": f'<w:comment w:id="1" w:author="user">{p("Is this WHO?")}</w:comment>'}),
    Trap("the author of a comment", "Gethin Rhosgadfan", outside=((Kind.AUTHOR, "WHO"), (Kind.COMMENT, "Check.")),
         parts={"word/comments.xml": f'<w:comment w:id="2" w:author="WHO">{p("Check.")}</w:comment>'}),
    Trap("people who commented", "Haf Talyfelin", outside=((Kind.AUTHOR, "WHO"),),
         parts={"word/people.xml": '<w15:person w15:author="WHO"/>'}),
    *(Trap(f"the {where or 'usual '}{part}", name, outside=((kind, "Interview with WHO"),),
           prepare=_paragraph_in(where, part))
      for where, part, kind, name in (
          ("", "header", Kind.HEADER, "Ifan Uwchnant"), ("first_page_", "header", Kind.HEADER, "Lleucu Wernfawr"),
          ("even_page_", "header", Kind.HEADER, "Mabli Ystradowain"), ("", "footer", Kind.FOOTER, "Nesta Arthfael"),
          ("first_page_", "footer", Kind.FOOTER, "Owain Brynteg"),
          ("even_page_", "footer", Kind.FOOTER, "Luned Caerfoel"))),
    _beside("a footnote", "Rhodri Dyfnallt", Kind.FOOTNOTE, "Meant is WHO.",
            '<w:r><w:footnoteReference w:id="1"/></w:r>', parts={"word/footnotes.xml": _NOTE.format("footnote")}),
    _beside("an endnote", "Sulwen Eglwysnant", Kind.ENDNOTE, "Meant is WHO.",
            '<w:r><w:endnoteReference w:id="1"/></w:r>', parts={"word/endnotes.xml": _NOTE.format("endnote")}),
    Trap("a typist's note in a text box", "Taliesin Ffynnonwen", p(_TEA, box("Typed from tape B for WHO")), (_TEA,),
         outside=((Kind.TEXT_BOX, "Typed from tape B for WHO"),)),
    _beside("a placeholder", "Angharad Glasfryd", Kind.CONTROL, "Click to enter WHO",
            control(r("Click to enter WHO"), _PLACEHOLDER)),
    _beside("the items of a list", "Briallen Hendreforion", Kind.CONTROL, "WHO",
            control(r(""), '<w:dropDownList><w:listItem w:displayText="WHO" w:value="1"/></w:dropDownList>')),
    _beside("what a control is called", "Cadi Istradwen", Kind.CONTROL, "WHO",
            control(r(""), '<w:alias w:val="WHO"/>')),
    _beside("the tag of a control", "Deiniol Llwyngwern", Kind.CONTROL, "WHO", control(r(""), '<w:tag w:val="WHO"/>')),
    _beside("hidden text", "Eurgain Moelfryn", Kind.HIDDEN, "ask WHO", r("ask WHO", "<w:vanish/>")),
    _beside("text hidden by its style", "Folant Nantgwyllt", Kind.HIDDEN, "ring WHO",
            r("ring WHO", '<w:rStyle w:val="Unseen"/>'), prepare=_hidden_style),
    _beside("an alternative text", "Gwawr Ogwenlas", Kind.ALT_TEXT, "Photo of WHO",
            '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="Picture 3" descr="Photo of WHO"/></wp:inline>'
            "</w:drawing></w:r>"),
    Trap("a field with an address", "Hedydd Penglanwen",
         p("P1: I wrote ", complex_field(' HYPERLINK "mailto:WHO_@example.org" ', "an e-mail"), "."),
         ("P1: I wrote an e-mail.",), outside=((Kind.FIELD, 'HYPERLINK "mailto:WHO_@example.org"'),)),
    Trap("a field with the file's name", "Iorwen Rhandirfelin",
         p("P1: I had tea.", complex_field(" FILENAME ", "WHO.docx")), (_TEA,),
         outside=((Kind.FIELD, "WHO.docx"), (Kind.FIELD, "FILENAME"))),
    Trap("the target of a link", "Llinos Sarnfadog",
         p("P1: It is ", '<w:hyperlink r:id="hyperlink9">' + r("on a website") + "</w:hyperlink>", "."),
         ("P1: It is on a website.",), outside=((Kind.LINK, "https://example.org/WHO_"),),
         parts={"word/_rels/document.xml.rels": external("hyperlink", "https://example.org/WHO_")}),
    _beside("a bookmark", "Meleri Tynllwyfan", Kind.BOOKMARK, "WHO_",
            '<w:bookmarkStart w:id="4" w:name="WHO_"/>', '<w:bookmarkEnd w:id="4"/>'),
    Trap("an embedded file", "Nannon Ucheldref", outside=((Kind.EMBEDDED, "WHO_.xlsx"),),
         parts={"word/embeddings/WHO_.xlsx": "A rota with WHO in it"}),
    Trap("a picture", "Osian Werngochyn", outside=((Kind.PICTURE, "WHO_.png"),),
         parts={"word/media/WHO_.png": "A camera belongs to WHO"}),
    Trap("a thumbnail", "Penri Ynyswenllys", outside=((Kind.PICTURE, "thumbnail.jpeg"),),
         parts={"docProps/thumbnail.jpeg": "A first page with WHO on it"}),
    Trap("who wrote the file", "Rhisiart Aberllwchwr", outside=((Kind.AUTHOR, "WHO"),), prepare=_property("author")),
    Trap("who saved it last", "Seren Bwlchgwyrdd", outside=((Kind.AUTHOR, "WHO"),),
         prepare=_property("last_modified_by")),
    Trap("its title", "Tirion Cwmllynfa", outside=((Kind.PROPERTY, "WHO"),), prepare=_property("title")),
    Trap("its keywords", "Undeg Drefelan", outside=((Kind.PROPERTY, "WHO"),), prepare=_property("keywords")),
    Trap("the manager", "Winona Elanfryn", outside=((Kind.AUTHOR, "WHO"),),
         parts={"docProps/app.xml": "<Manager>WHO</Manager>"}),
    Trap("the organisation", "Caffi Fronllwyd", outside=((Kind.ORGANISATION, "WHO Trust"),),
         parts={"docProps/app.xml": "<Company>WHO Trust</Company>"}),
    Trap("a property of one's own", "Aneirin Gorswenlas", outside=((Kind.PROPERTY, "WHO"),),
         parts={"docProps/custom.xml": '<property name="Interviewee" pid="2"><vt:lpwstr>WHO</vt:lpwstr></property>'}),
    Trap("the path of the template", "Betrys Hafodwynos",
         outside=((Kind.TEMPLATE, "file:///C:/Users/WHO_/interview.dotx"),),
         parts={"word/_rels/settings.xml.rels":
                external("attachedTemplate", "file:///C:/Users/WHO_/interview.dotx")}),
    Trap("data of a form", "Caio Ithongwyn", outside=((Kind.DATA, "WHO"),),
         parts={"customXml/item7.xml": "<who>WHO</who>"}),
    Trap("a document variable", "Dafydd Llanllawddog", outside=((Kind.DATA, "case: WHO"),),
         parts={"word/settings.xml": '<w:docVars><w:docVar w:name="case" w:val="WHO"/></w:docVars>'}),
    Trap("the glossary", "Elain Mynachdyfi", outside=((Kind.DATA, "Signed, WHO"),),
         parts={"word/glossary/document.xml": p("Signed, WHO")}),
    Trap("the words of a chart", "Gwenno Neuaddfelen", outside=((Kind.DIAGRAM, "Lifts from WHO"),),
         parts={"word/charts/chart1.xml": "<c:title><a:t>Lifts from WHO</a:t></c:title>"}),
    Trap("the words of a diagram", "Iestyn Olwenfach", outside=((Kind.DIAGRAM, "WHO makes tea"),),
         parts={"word/diagrams/data1.xml": "<dgm:pt><a:t>WHO makes tea</a:t></dgm:pt>"}),
)  # fmt: skip

TRAPS = (*CHANGES, *SPOKEN, *HIDDEN)
