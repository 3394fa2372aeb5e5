"""Who is meant by a name: the only full name that it fits, or nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.pseudonyms.book import WhoIsWho, make_book
from pipeline.pseudonyms.replace import Replacer
from pipeline.review.decisions import APART, KEEP, SAME, Decision
from pipeline.review.entities import entity_keys, who_is_meant
from pipeline.review.settle import other_names, who_is_who
from tests.decided import everywhere, here, standing
from tests.marked import parse

POLICY = {name: kind.policies[0] for name, kind in IDENTIFIER_TYPES.items()}


def meant(*turns: str, decisions: Iterable[Decision] = ()) -> list[str]:
    """Say who or what is meant by each mention in some turns, in order, as "type key"."""
    decisions = list(decisions)
    stands = {n: standing(turn, decisions if n == 1 else _wide(decisions)) for n, turn in enumerate(turns, start=1)}
    texts = {n: parse(turn).text for n, turn in enumerate(turns, start=1)}
    keys = entity_keys(stands, texts, replacer(stands, texts, decisions))
    return [" ".join(keys[place]) for place in sorted(keys)]


def _wide(decisions: Iterable[Decision]) -> list[Decision]:
    return [one for one in decisions if one.turn_id is None]


def replacer(stands: dict, texts: dict[int, str], decisions: list[Decision]) -> Replacer:
    """Make the replacer of these turns."""
    people = {
        (texts[n][one.start : one.end], one.sense)
        for n, its in stands.items()
        for one in its
        if one.identifier.type == "PERSON"
    }
    others = {one.as_name for its in stands.values() for one in its if one.as_name}
    who: WhoIsWho = who_is_who(decisions, people)
    book = make_book([*(name for name, _ in people), *others], (), {}, set(), b"a secret of thirty-two letters..", who)
    return Replacer(book, POLICY, {}, other_names(decisions)[0])


def test_a_bare_name_is_that_of_the_only_full_name_it_fits() -> None:
    """First name or surname, in capitals, with a title or owned by somebody."""
    assert set(meant("[PERSON Gŵyneth Rhŷs] 🙂 [PERSON GWYNETH]'s", "[PERSON Mrs Rhŷs] and [PERSON gŵyneth]")) == {
        "PERSON gwyneth|rhys"
    }


def test_where_it_fits_several_it_stays_by_itself() -> None:
    """Two Nias of different surnames; two people of one surname."""
    assert meant("[PERSON Nia Pritchard], [PERSON Nia Rees]", "[PERSON Nia] and [PERSON Mrs Rees]") == [
        "PERSON nia|pritchard",
        "PERSON nia|rees",
        "PERSON nia|",
        "PERSON nia|rees",
    ]
    assert meant("[PERSON Nia Rees], [PERSON Carys Rees]", "[PERSON Mrs Rees]")[2] == "PERSON |rees"


def test_who_was_told_apart_does_not_decide_who_a_bare_name_is() -> None:
    """Sarah stays open between the two; a Sarah who was told apart herself is that one."""
    said = ("[PERSON Sarah Rees] with [PERSON Sarah Bowen]", "[PERSON Sarah] came")
    apart = everywhere(APART, "Sarah Rees", "PERSON", other="2")

    assert meant(*said, decisions=[apart]) == ["PERSON sarah#2|rees", "PERSON sarah|bowen", "PERSON sarah|"]
    also = everywhere(APART, "Sarah", "PERSON", "FC01", other="2")
    assert meant("[PERSON Sarah] came", "[PERSON Sarah Rees]", decisions=[also, apart]) == [
        "PERSON sarah#2|rees",
        "PERSON sarah#2|rees",
    ]


def test_a_merged_name_is_the_other_s() -> None:
    """Everywhere, or at one mention."""
    said = ("[PERSON Jojo] and [PERSON Joanne Bowen]", "[PERSON Jojo]")

    assert set(meant(*said, decisions=[everywhere(SAME, "Jojo", "PERSON", other="Joanne")])) == {"PERSON joanne|bowen"}
    mention = here(SAME, said[0], "Jojo", "PERSON", other="Joanne Bowen")
    assert meant(*said, decisions=[mention]) == ["PERSON joanne|bowen", "PERSON joanne|bowen", "PERSON jojo|"]


def test_places_and_organisations_go_by_their_names() -> None:
    """Whatever their accents and capitals; another name is the same where people said so."""
    said = "[PLACE Tŷ Mawr] and [PLACE TY MAWR], [PLACE Neath] and [PLACE Castell-nedd], [ORG Neath]"

    assert meant(said) == ["PLACE ty mawr", "PLACE ty mawr", "PLACE neath", "PLACE castell-nedd", "ORG neath"]
    same = everywhere(SAME, "Castell-nedd", "PLACE", other="Neath")
    assert meant(said, decisions=[same])[3] == "PLACE neath"


@pytest.mark.parametrize("marked", ["[PHONE 07700 900123]", "[AGE twelve]", "[DATE Friday]", "[OTHER the red van]"])
def test_other_things_are_no_entities(marked: str) -> None:
    """They name nobody."""
    assert meant(marked) == []


def test_what_is_kept_is_no_entity() -> None:
    """It is nobody who has to be protected."""
    assert meant("[ORG Careers Wales] 🙂", decisions=[everywhere(KEEP, "Careers Wales", "ORG")]) == []


def test_all_that_a_bare_name_could_be_is_listed() -> None:
    """For people to say who is meant."""
    said = "[PERSON Sarah Rees], [PERSON Sarah Bowen], [PERSON Nia Rees]"
    stands, texts = {1: standing(said)}, {1: parse(said).text}
    who = who_is_meant(stands, texts, replacer(stands, texts, []))

    assert who.candidates("Sarah") == [("sarah", "bowen"), ("sarah", "rees")]
    assert who.candidates("Mrs Rees") == [("nia", "rees"), ("sarah", "rees")]
    assert who.candidates("Carys") == []
