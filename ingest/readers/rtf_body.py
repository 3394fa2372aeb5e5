"""The groups of an RTF document, read one token after another: how each looks and where its text goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ingest.outside import Kind
from ingest.readers.fields import Field
from ingest.readers.ledger import Ledger
from ingest.readers.rtf_flow import CELL, NESTED_CELL, NESTED_ROW, PAR, ROW, ROW_BEGINS, Collector, Flow, Sink
from ingest.readers.rtf_styles import BODY_TEXT, PARAGRAPH, Layout, Look, Style, Styles
from ingest.readers.rtf_tokens import Is, Token, codec_of_charset, codec_of_page, tokens, unreadable

_DEEPEST = 1000
_DEEPEST_TABLE = 9
_FIRST_SURROGATES, _SECOND_SURROGATES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
# Pictures in symbol fonts, which are no letters.
_OF_SYMBOL_FONTS = range(0xF000, 0xF100)
# How text ends that was not cut off, where the last brace is missing.
_FINISHED = (".", "?", "!", "…", ")", "]", "”", '"', "’", "'")

_TEXTS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo": "\u2060", "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "-", "\t": "\t"}
_ESCAPED = frozenset("\\{}")
_ENDS_OF_LINES = frozenset("\r\n")
_MARKS = {"par": PAR, "sect": PAR, "cell": CELL, "row": ROW, "nestcell": NESTED_CELL, "nestrow": NESTED_ROW,
          "trowd": ROW_BEGINS}  # fmt: skip

NOWHERE = Sink()  # not even what stands in the groups inside is read
BETWEEN = Sink()  # text is dropped, the groups inside are read
INFO = Sink()
FONTS = Sink()
STYLES = Sink()


class StyleSink(Collector):
    """Takes one style of the style sheet."""

    def __init__(self) -> None:
        """Begin with what a style is that says nothing of itself."""
        super().__init__()
        self.style = Style()

    def finished(self) -> Style:
        """Return the style."""
        self.style.name = self.text.rstrip(";")
        return self.style


@dataclass(slots=True)
class Shape:
    """A drawing: where it stands, and whether its text has been read, which may be written twice."""

    anchor: Sink
    read: bool = False


@dataclass(slots=True)
class Group:
    """What holds inside a pair of braces; `at_end` is done where they close."""

    sink: Sink
    look: Look = Look()
    layout: Layout = Layout()
    fallback: int = 1
    in_field: Field | None = None
    shape: Shape | None = None
    parts: dict[str, str] = field(default_factory=dict)
    unicode: Sink | None = None
    at_end: Callable[[], None] | None = None


@dataclass(slots=True)
class Reading:
    """The state of reading one document; `ledger` has what was found so far.

    `destinations` says by the name of a group what becomes of it, `unknown` what becomes of any other. `raw_utf8` is
    for files whose text is UTF-8, which the format does not know and some programs write.
    """

    ledger: Ledger
    destinations: dict[str, Callable[[Reading], None]]
    unknown: Callable[[Reading], None]
    raw_utf8: bool = False
    styles: Styles = field(default_factory=Styles)
    counts: dict[Kind, int] = field(default_factory=dict)
    body: Flow = field(init=False)
    group: Group = field(init=False)
    flow: Flow = field(init=False)
    _groups: list[Group] = field(default_factory=list)
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _usual_font: int = 0
    _codec: str = "cp1252"
    _bytes: list[bytes] = field(default_factory=list)
    _skip: int = 0
    _starred: bool = False
    _surrogate: int = 0

    def __post_init__(self) -> None:
        """Begin with the body."""
        self.body = self.flow = Flow(self.ledger)
        self.group = Group(self.body)

    def read(self, content: bytes) -> int:
        """Read to the last brace, and return where in `content` that is.

        Raises UnreadableFile where groups stay open, unless it is only the last brace that is missing.
        """
        end = len(content)
        for token in tokens(content):
            _TOKENS[token.what](self, token)
            if token.what is Is.CLOSE and not self._groups:
                end = token.number or end
                break
        self._flush()
        unfinished = self.body.unfinished.strip()
        if len(self._groups) > 1 or (self._groups and unfinished and not unfinished.endswith(_FINISHED)):
            raise unreadable()
        return end

    def enter(self, sink: Sink, at_end: Callable[[], None] | None = None) -> None:
        """Send the text of the group under way to `sink`, and do `at_end` where the group ends."""
        self.group.sink = sink
        if at_end is not None:
            self.group.at_end = at_end

    def collect(self, at_end: Callable[[str], None], between: str = "") -> None:
        """Collect the text of the group under way for `at_end`."""
        collector = Collector(between)
        self.enter(collector, lambda: at_end(collector.text))

    def note(self, kind: Kind, text: str, place: str = "") -> None:
        """Note something that is no speech where it stands."""
        self.ledger.note(kind, text, place or self.flow.here(self.group.layout))

    def box(self, anchor: Flow) -> None:
        """Read the group under way as a text box that is anchored to the paragraph under way in `anchor`."""
        layout = self.group.layout
        box, outer = Flow(self.ledger, boxed=True, inside=f"text box at {anchor.here(layout)}"), self.flow

        def end() -> None:
            anchor.attach(box.finish(Layout()))
            self.flow = outer

        self.flow = box
        self.group.look = self._plain()
        self.group.layout = Layout()
        self.enter(box, end)

    def _plain(self) -> Look:
        return Look(font=self._usual_font)

    def _open(self, token: Token) -> None:
        self._flush()
        if len(self._groups) >= _DEEPEST:
            raise unreadable()
        outer = self.group
        self._groups.append(outer)
        self.group = replace(outer, at_end=None)
        self._skip, self._starred = 0, False
        if outer.sink is STYLES:
            style = StyleSink()
            self.enter(style, lambda: self.styles.add(style.finished()))
        elif isinstance(outer.sink, Collector) and outer.sink.between and outer.sink.parts:
            outer.sink.parts.append(outer.sink.between)

    def _close(self, token: Token) -> None:
        self._flush()
        self._skip, self._starred = 0, False
        if self._groups:
            ended, self.group = self.group, self._groups.pop()
            if ended.at_end is not None:
                ended.at_end()

    def _word(self, token: Token) -> None:
        name, number = token.name, token.number
        starred, self._starred = self._starred, False
        if name in _TEXTS:
            if not self._skipped():
                self._write(_TEXTS[name])
            return
        self._flush()
        self._skip = 0
        if len(self._groups) > 1 and self.group.sink is not NOWHERE:
            known = self.destinations.get(name)
            if known is not None:
                known(self)
                return
            if starred and name not in _STYLE_KINDS:
                self.unknown(self)
                return
        if name in _MARKS:
            self.group.sink.mark(_MARKS[name], self.group.look, self.group.layout)
        elif name in _WORDS:
            _WORDS[name](self, number)

    def _symbol(self, token: Token) -> None:
        if token.name == "*":
            self._starred = True
        elif token.name in _ENDS_OF_LINES:
            self._word(_PAR)
        elif token.name in _ESCAPED:
            self._text(Token(Is.TEXT, text=token.name.encode("ascii")))
        elif token.name in _SYMBOLS and not self._skipped():
            self._write(_SYMBOLS[token.name])

    def _text(self, token: Token) -> None:
        text = token.text
        if self.raw_utf8 and token.what is Is.TEXT and not text.isascii():
            characters = text.decode("utf-8", errors="replace")
            skip = min(self._skip, len(characters))
            self._skip -= skip
            self._write(characters[skip:])
            return
        if token.what is Is.TEXT and b"\0" in text:
            raise unreadable()
        if self._skip:
            skip = min(self._skip, len(text))
            self._skip -= skip
            text = text[skip:]
        if text:
            self._bytes.append(text)

    def _binary(self, token: Token) -> None:
        self._flush()
        self._skipped()

    def _skipped(self) -> bool:
        """Say whether a character is only there for programs that do not know the one before it."""
        skipped = self._skip > 0
        self._skip -= skipped
        return skipped

    def _write(self, text: str) -> None:
        self._flush()
        self.group.sink.write(text, self.group.look, self.group.layout)

    def _flush(self) -> None:
        """Decode the bytes that stand together; a character may be made of several, written in different ways."""
        if self._bytes:
            codec = self._fonts.get(self.group.look.font, self._codec)
            text = b"".join(self._bytes).decode(codec, errors="replace")
            self._bytes.clear()
            self.group.sink.write(text, self.group.look, self.group.layout)

    def _unicode(self, number: int | None) -> None:
        code = number or 0
        code += 0x10000 if code < 0 else 0
        first, self._surrogate = self._surrogate, 0
        self._skip = self.group.fallback
        if code in _FIRST_SURROGATES:
            self._surrogate = code
        elif code in _SECOND_SURROGATES:
            both = 0x10000 + ((first - 0xD800) << 10) + (code - 0xDC00)
            self._write(chr(both) if first else "\ufffd")
        elif 0 < code <= 0x10FFFF and code not in _OF_SYMBOL_FONTS:
            self._write(chr(code))

    def _font_word(self, number: int | None) -> None:
        if self.group.sink is FONTS:
            self._font = number or 0
        else:
            self._look(font=number or 0)

    def _charset(self, number: int | None) -> None:
        codec = codec_of_charset(number or 0)
        if self.group.sink is FONTS and codec is not None:
            self._fonts[self._font] = codec

    def _font_page(self, number: int | None) -> None:
        if self.group.sink is FONTS and number:
            self._fonts[self._font] = codec_of_page(number)

    def _page(self, number: int | None) -> None:
        self._codec = codec_of_page(number or 1252)

    def _default_font(self, number: int | None) -> None:
        self._usual_font = number or 0
        self._look(font=self._usual_font)

    def _set_fallback(self, number: int | None) -> None:
        self.group.fallback = max(1 if number is None else number, 0)

    def _look(self, **switches: bool | int) -> None:
        self.group.look = self.group.look._replace(**switches)  # type: ignore[arg-type]

    def _switch(self, switch: str, number: int | None) -> None:
        if isinstance(self.group.sink, StyleSink):
            self.group.sink.style.switches[switch] = number != 0
        else:
            self._look(**{switch: number != 0})

    def _style(self, kind: str, number: int | None) -> None:
        id_ = (kind, number or 0)
        if isinstance(self.group.sink, StyleSink):
            self.group.sink.style.id = id_
            return
        self._look(**self.styles.switched_on(id_))
        if kind == PARAGRAPH and self.styles.heading(id_[1]):
            self._layout(heading=True)

    def _based_on(self, number: int | None) -> None:
        if isinstance(self.group.sink, StyleSink):
            self.group.sink.style.parent = number

    def _outline(self, number: int | None) -> None:
        level = BODY_TEXT if number is None else number
        if isinstance(self.group.sink, StyleSink):
            self.group.sink.style.outline = level
        elif level < BODY_TEXT:
            self._layout(heading=True)

    def _underline(self, number: int | None) -> None:
        self._look(underlined=number != 0)

    def _no_underline(self, number: int | None) -> None:
        self._look(underlined=False)

    def _layout(self, **layout: bool | int) -> None:
        self.group.layout = self.group.layout._replace(**layout)  # type: ignore[arg-type]

    def _in_table(self, number: int | None) -> None:
        if number != 0:
            self._layout(level=max(self.group.layout.level, 1))

    def _deep_in_tables(self, number: int | None) -> None:
        self._layout(level=min(max(1 if number is None else number, 0), _DEEPEST_TABLE))

    def _pard(self, number: int | None) -> None:
        self.group.layout = Layout()

    def _plain_word(self, number: int | None) -> None:
        self.group.look = self._plain()


_PAR = Token(Is.WORD, "par")
_UNDERLINES = "ul uld uldash uldashd uldashdd uldb ulth ulw ulwave".split()
_STYLE_KINDS = frozenset({"cs", "ds", "ts", "s"})


def _page_word(page: int) -> Callable[[Reading, int | None], None]:
    return lambda reading, number: reading._page(page)


def _switch_word(switch: str) -> Callable[[Reading, int | None], None]:
    return lambda reading, number: reading._switch(switch, number)


def _number_word(what: str) -> Callable[[Reading, int | None], None]:
    return lambda reading, number: reading._look(**{what: number or 0})


def _style_word(kind: str) -> Callable[[Reading, int | None], None]:
    return lambda reading, number: reading._style(kind, number)


_WORDS: dict[str, Callable[[Reading, int | None], None]] = {
    "u": Reading._unicode,
    "uc": Reading._set_fallback,
    "f": Reading._font_word,
    "fcharset": Reading._charset,
    "cpg": Reading._font_page,
    "ansicpg": Reading._page,
    "mac": _page_word(10000),
    "pc": _page_word(437),
    "pca": _page_word(850),
    "deff": Reading._default_font,
    "plain": Reading._plain_word,
    "pard": Reading._pard,
    "intbl": Reading._in_table,
    "itap": Reading._deep_in_tables,
    "outlinelevel": Reading._outline,
    "sbasedon": Reading._based_on,
    "ulnone": Reading._no_underline,
} | {
    name: _switch_word(switch)
    for name, switch in {
        "b": "bold", "i": "italic", "v": "hidden", "deleted": "deleted", "mvf": "deleted", "revised": "revised",
        "mvt": "revised", "caps": "capitals", "scaps": "small_capitals",
    }.items()
} | {
    name: _number_word(what) for name, what in {"cf": "colour", "highlight": "highlight", "cb": "highlight"}.items()
} | dict.fromkeys(_UNDERLINES, Reading._underline) | {kind: _style_word(kind) for kind in _STYLE_KINDS}  # fmt: skip

_TOKENS: dict[Is, Callable[[Reading, Token], None]] = {
    Is.OPEN: Reading._open,
    Is.CLOSE: Reading._close,
    Is.WORD: Reading._word,
    Is.SYMBOL: Reading._symbol,
    Is.BYTE: Reading._text,
    Is.TEXT: Reading._text,
    Is.BINARY: Reading._binary,
}
