"""Bring the Welsh catalogue up to date with the texts that the pages have: `python -m pipeline.workbench.gather_words`.

New texts come in without Welsh, gone ones go; what is there stays, and stays fuzzy until a speaker has checked it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.publish.queries import QUERIES
from pipeline.publish.schema import TABLES
from pipeline.workbench.numbers import counted
from pipeline.workbench.values import KINDS, VALUES
from pipeline.workbench.words import CATALOGUE, WELSH

# Which argument of which function is a text of the pages, and which are a thing that is counted, by how many there are.
_KEYWORDS: Mapping[str, Any] = {"_": None, "say": None, "say_in_page": None, "Place": (1,), "to_be_said": None}
_COUNTED: Mapping[str, Any] = {"some": {2: (2,), 3: (2, 3)}}
_HERE = Path(__file__).parent
_HEADER = """\
# The Welsh of the pages. An entry that is marked fuzzy has not been checked by a speaker of Welsh.
#
# Words: agreement cytundeb; checklist rhestr wirio; code cod; to code codio; codebook llyfr codau; coder codwr; coding
# (a code on words) cod a roddwyd; disagreement anghytundeb; draft drafft; ethics reviewer adolygydd moeseg; evidence
# tystiolaeth; foster carer gofalwr maeth; group grŵp; to hand in cyflwyno; hidden yn gudd; interview cyfweliad; machine
# peiriant; matrix matrics; to meet (of codes) cwrdd; memo memo; participant cyfranogwr; passage, stretch darn; to
# protect diogelu; quote dyfyniad; release fersiwn a ryddhawyd; to replace disodli; sample sampl; to sign in
# mewngofnodi; to sign off cymeradwyo; suggestion awgrym; theme thema (y thema, ei chodau); transcript trawsgrifiad;
# turn tro; worker gweithiwr; young person person ifanc.
#
# The reader is "chi". No letter depends on a value: a name stands after a colon or where nothing mutates, and of two
# and more the plural follows "o" ("{number} o godau").

"""


def texts() -> list[str]:
    """List every text of the pages once, in the order of the files that hold them."""
    return list(dict.fromkeys(_extracted()))


def brought_up_to_date(known: Catalog) -> bytes:
    """Write the catalogue with exactly the texts that the pages have, and the Welsh that is `known`."""
    catalogue = Catalog(locale=WELSH, fuzzy=False)
    for text in texts():
        entry = known.get(text)
        checked = entry is not None and entry.string and not entry.fuzzy
        catalogue.add(text, entry.string if entry else "", flags=() if checked else ("fuzzy",))
    out = io.BytesIO()
    write_po(out, catalogue, width=0, omit_header=True)
    return _HEADER.encode() + out.getvalue()


def known_welsh() -> Catalog:
    """Read the catalogue as it is."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale=WELSH)


def _extracted() -> Iterator[str]:
    for path in sorted(_HERE.rglob("*.html")):
        yield from _of_file(path, "jinja2.ext:babel_extract")
    for path in sorted(_HERE.rglob("*.py")):
        yield from _of_file(path, "python")
    yield from _of_the_data()


def _of_file(path: Path, method: str) -> Iterator[str]:
    for message in _messages(path, method, _KEYWORDS):
        yield message if isinstance(message, str) else message[0]
    for message in _messages(path, method, _COUNTED):
        yield from counted(message) if isinstance(message, str) else counted(*message)


def _messages(path: Path, method: str, keywords: Mapping[str, Any]) -> list[str | tuple[str, ...]]:
    with path.open("rb") as file:
        return [message for _, message, _, _ in extract(method, file, keywords=keywords)]


def _of_the_data() -> Iterator[str]:
    """List what the pages say of values, and names of tables and questions, which have their place elsewhere."""
    yield from VALUES
    for kind in KINDS:
        yield from counted(kind)
    yield from (kind.label for kind in IDENTIFIER_TYPES.values())
    yield from (table.title for table in TABLES)
    yield from (query.title for query in QUERIES)


if __name__ == "__main__":
    CATALOGUE.write_bytes(brought_up_to_date(known_welsh()))
