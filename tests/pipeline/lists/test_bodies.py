"""Public bodies: which are replaced, by what, and which stay."""

from __future__ import annotations

import pytest

from pipeline.folding import fold
from pipeline.lists.bodies import KEPT_BODIES, bodies
from pipeline.lists.names import first_names, surnames

PHRASES = """
Swansea Council                           a council in South Wales
Cardiff City Council                      a council in South Wales
Cyngor Caerdydd                           a council in South Wales
Merthyr Tydfil County Borough Council     a council in South Wales
Pembrokeshire County Council              a council in West Wales
Cyngor Sir Gâr                            a council in West Wales
Cyngor Ynys Môn                           a council in North Wales
Powys County Council                      a council in Mid Wales
London Borough of Hackney                 a council in London
Bath & North East Somerset Council        a council in the south-west of England
Stoke on Trent City Council               a council in the West Midlands
Glasgow City Council                      a council in Scotland
Belfast City Council                      a council in Northern Ireland
South Wales Police                        a police force
Heddlu De Cymru                           a police force
Heddlu Gogledd Cymru                      a police force
Heddlu Gwent                              a police force
Heddlu Dyfed Powys                        a police force
British Transport Police                  a police force
Police Scotland                           a police force
Swansea Bay University Health Board       a health board in Wales
Bwrdd Iechyd Prifysgol Hywel Dda          a health board in Wales
Velindre University NHS Trust             an NHS trust in Wales
Morriston Hospital                        a hospital in South Wales
Ysbyty Treforys                           a hospital in South Wales
St Cadocs                                 a hospital in South Wales
Ysbyty Gwynedd                            a hospital in North Wales
Bronglais                                 a hospital in West Wales
"""


@pytest.mark.parametrize("line", PHRASES.strip().split("\n"))
def test_a_local_body_is_described_by_what_it_is_and_where(line: str) -> None:
    """Each body, in English or in Welsh, in full or shortened, has the phrase that stands in for it."""
    name, phrase = (part.strip() for part in line.split("  ", 1))
    assert bodies()[fold(name)].phrase == phrase


@pytest.mark.parametrize(
    "name",
    "Welsh Government;Barnardo's;Barnardo’s;Barnardos;NSPCC;Childline;Estyn;Ofsted;Care Inspectorate Wales;NHS;CAMHS;"
    "Voices From Care;Children's Commissioner;Llywodraeth Cymru".split(";"),
)
def test_a_national_body_is_kept(name: str) -> None:
    """Bodies that everyone in the country deals with place nobody."""
    assert fold(name) in KEPT_BODIES
    assert fold(name) not in bodies()


def test_all_welsh_councils_and_every_territorial_force_are_known() -> None:
    """Wales has 22 councils, and Britain and Northern Ireland have 46 forces between them."""
    found = set(bodies().values())
    welsh = {body.phrase.removeprefix("a council in ") for body in found if body.phrase.endswith("Wales")}
    assert {"South Wales", "West Wales", "Mid Wales", "North Wales"} <= welsh
    councils = {body.name for body in found if body.kind == "council" and body.phrase.endswith("Wales")}
    other_names = {"Anglesey Council", "Merthyr Council", "RCT Council", "Rhondda Cynon Taff Council"}
    assert len(councils - other_names) == 22
    assert len({body.name for body in found if body.kind == "police"}) == 46


def test_kept_bodies_are_nobodys_name() -> None:
    """A body that is always kept must never keep a person's name with it."""
    assert not KEPT_BODIES & first_names().keys()
    assert not KEPT_BODIES & surnames().keys()


def test_every_key_is_folded_and_none_is_also_kept() -> None:
    """The lists can be looked up by `fold` alone, and never disagree."""
    assert all(fold(key) == key for key in (*KEPT_BODIES, *bodies()))
    assert not KEPT_BODIES & bodies().keys()
