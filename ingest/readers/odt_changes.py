"""The tracked changes of an OpenDocument text: what was inserted and what was deleted, wherever it is kept."""

from __future__ import annotations

from typing import Any

from ingest.outside import Kind
from ingest.readers.odt_body import Body, Handler, Region
from ingest.readers.odt_names import WHO_AND_WHEN, get, named, plain, tag_of
from ingest.readers.odt_styles import Look


def _tracked(body: Body, element: Any, look: Look) -> None:
    """Take note of the changes that the text refers to."""
    for region in element.iterchildren(tag_of("text:changed-region")):
        body.note_author(region, "tracked changes")
        for info in region.iter(tag_of("office:change-info")):
            body.note(Kind.COMMENT, _paragraphs(info), "tracked changes")
        deletion, insertion = region.find(tag_of("text:deletion")), region.find(tag_of("text:insertion"))
        if deletion is not None or insertion is not None:
            body.ledger.changes += 1
            key = get(region, "xml:id") or get(region, "text:id")
            body.regions[key] = Region(deletion, insertion is not None)


def _insertion_starts(body: Body, element: Any, look: Look) -> None:
    key = get(element, "text:change-id")
    region = body.regions.get(key)
    if region is not None and region.inserted and not body.flow.aside:
        body.insertions[key] = (body.place, [])


def _insertion_ends(body: Body, element: Any, look: Look) -> None:
    if not body.flow.aside:
        place, inserted = body.insertions.pop(get(element, "text:change-id"), ("", []))
        body.note(Kind.INSERTED, "".join(inserted), place)


def _deletion(body: Body, element: Any, look: Look) -> None:
    """Note what was deleted here, once, and put it back where that is wanted."""
    region = body.regions.get(get(element, "text:change-id"))
    if region is None or region.deletion is None or region.met:
        return
    region.met = True
    if body.ledger.rejecting and not region.inserted:
        body.note(Kind.DELETED, _paragraphs(region.deletion))
        _put_back(body, region.deletion, look)
    else:
        body.apart(Kind.DELETED, region.deletion)


def _put_back(body: Body, deletion: Any, look: Look) -> None:
    """Read what was deleted; inside a paragraph it begins as the rest of that one and ends as its beginning."""
    flow, place = body.flow, body.place
    inline, before = flow.inline, flow.put_back_at
    flow.inline = False
    flow.put_back_at = place if inline else before
    body.children(deletion, Look(hidden=look.hidden))
    flow.inline, flow.put_back_at = inline, before
    if inline:
        body.place = place
        flow.ended = False
        flow.begin(place)


def _paragraphs(element: Any) -> str:
    """Return the words of an element without who changed it and when."""
    return "\n".join(plain(one) for one in element if named(one.tag) not in WHO_AND_WHEN)


CHANGES: dict[str, Handler] = {
    "text:tracked-changes": _tracked,
    "text:change-start": _insertion_starts,
    "text:change-end": _insertion_ends,
    "text:change": _deletion,
}
