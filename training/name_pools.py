"""Names that stand in for others in training: many heritages, evenly; a part of them is never trained on."""

from __future__ import annotations

import hashlib
import random
from functools import cached_property

from pipeline.identify.roster import NOT_NAMES
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES
from pipeline.lists.faker_names import faker_first_names, faker_surnames
from pipeline.lists.places import places
from pipeline.lists.tables import read_rows

_FAKER = (
    "en_GB en_IE ga_IE en_IN en_PK bn_BD en_NG yo_NG ig_NG ha_NG tw_GH en_KE sw pl_PL ro_RO lt_LT pt_PT tr_TR "
    "sk_SK cs_CZ hu_HU es_ES it_IT fr_FR zu_ZA id_ID az_AZ hr_HR sl_SI et_EE uz_UZ vi_VN"
).split()
_HELD = 12  # per cent, that measure how names fare that were never trained on
_WORD_NAMES = (
    "Rose Mark Will May Hope Grace Faith Joy Dawn Penny Bill Grant Drew Rich Frank Jack Robin Summer Autumn Ruby "
    "Pearl Crystal Iris Ivy Holly Heather Amber Christian Guy Art Ray Dean Max Miles Chase Hunter Star Skye Sunny "
    "Bear Blue River Storm Nest Haf Eira Seren Gwawr Heddwyn Precious Blessing Mercy Justice Prince Angel Melody "
    "Chance Honey Patience Destiny Harmony Genesis Reign Ocean Winter Rowan Hazel Fern Jade Opal Sky Rain Poppy "
    "Daisy Violet Olive"
).split()
_WORD_SURNAMES = (
    "Field Best Sharp Pope Bishop Price Brown Young Long Short Day Weeks Winter Frost Rice Bean Lamb Bird Fox Stone "
    "Wood Park Street Church Hall Love Power Moody Swift Savage Bright Self Close Hope Pike Marsh Brook Hill Rivers "
    "Banks Waters Lane Gates Bridges Cook Baker Carter Mason Porter Ward Knight King Abbott Nunn Monk Savory Noble "
    "Good Strong"
).split()
_NICKNAMES = (
    "Gaz Shaz Daz Baz Kez Jez Caz Moz Loz Moggy Tiny Ginge Spud Bex Smiler Titch Spike Chip Bud Tink Boo Ziggy Jojo "
    "Bibi Dodi Nano Tubs Lofty Curly Sparky Duke Beano Fitz Mackie Robbo Gibbo Jonno Stevo Wils Evo Taff Dai Twm "
    "Wil Mags Shan Shell Trish Chelle Nat Fran Dee Jaz Tash Ash Kel Mo Ali Abs Sid Zed Yaz Naz Raz Fizz"
).split()
_HEADS = (
    "{} House|{} Lodge|{} Primary|{} Juniors|{} High|{} Comp|{} Academy|Ysgol {}|Ysgol Gyfun {}|Ysgol Bro {}|"
    "St {}'s|{} Council|{} County Council|{} Health Centre|{} Surgery|{} Hospital|{} General|Ysbyty {}|"
    "{} Youth Club|{} College|Coleg {}|{} Family Court|{} Rovers|{} Town|{} Project|the {} Team|{} Taxis|"
    "{} Cars|Plas {}|Tŷ {}|Bryn {}|{} Farm|{} Church|Capel {}|{} Mosque|{} Centre|{}|{}|{}|Clwb {}|{} Grange|"
    "{} Close|{} Library|{} RFC|{} Foods|{} Bakery"
).split("|")
_BODY_WORDS = (
    "Harbour Compass Lighthouse Phoenix Horizon Pathways Bridges Meadow Oak Willow Rowan Beacon Anchor Kestrel "
    "Heron Otter Sunrise Stepping Haven Orchard Cedar Elm Ash Birch Hazel Rainbow Sapling Skylark Swift Acorn Ivy "
    "Enfys Camau Llwybr Gobaith Derwen Onnen Celyn Helyg Cynnig Dyfodol Hafan Goleudy Pili Seren Gorwel Porth"
).split()


class Pools:
    """Draw names; those that are `held` back are drawn only where that is asked for."""

    def __init__(self, held: bool = False) -> None:
        self._held = held
        self.titles = FORMAL_TITLES | KIN_TITLES | NOT_NAMES

    def first_name(self, rng: random.Random) -> str:
        """Draw a first name: a nickname or a name that is a word now and then, else of any heritage evenly."""
        chance = rng.random()
        if chance < 0.08:
            return rng.choice(_WORD_NAMES)
        if chance < 0.16:
            return rng.choice(_NICKNAMES)
        return rng.choice(rng.choice(self._first))

    def surname(self, rng: random.Random) -> str:
        """Draw a surname of any heritage, or one that is a word."""
        return rng.choice(_WORD_SURNAMES) if rng.random() < 0.12 else rng.choice(rng.choice(self._last))

    def place(self, rng: random.Random) -> str:
        """Draw a place of the United Kingdom or a country, mutated forms included."""
        return rng.choice(self._places)

    def organisation(self, rng: random.Random) -> str:
        """Make up the name of a school, a home, a team or a club."""
        chance = rng.random()
        name = rng.choice(_BODY_WORDS) if chance < 0.4 else self.place(rng) if chance < 0.8 else self.surname(rng)
        return rng.choice(_HEADS).format(name)

    @cached_property
    def _first(self) -> list[list[str]]:
        groups: dict[str, list[str]] = {}
        for row in read_rows("first_names.csv"):
            groups.setdefault(row["style"], []).append(row["name"])
        for module in _FAKER:
            groups[module] = [name for _, name in faker_first_names(module)]
        return self._usable(groups, welsh=4)

    @cached_property
    def _last(self) -> list[list[str]]:
        groups: dict[str, list[str]] = {}
        for row in read_rows("surnames.csv"):
            groups.setdefault(row["style"], []).append(row["name"])
        for module in _FAKER:
            groups[module] = list(faker_surnames(module))
        return self._usable(groups, welsh=4)

    def _usable(self, groups: dict[str, list[str]], welsh: int) -> list[list[str]]:
        usable = []
        for style, names in sorted(groups.items()):
            latin = sorted({name for name in names if name.isascii() or any("a" <= c <= "z" for c in name)})
            mine = [name for name in latin if _is_held(name) == self._held]
            if len(mine) > 5:
                usable += [mine] * (welsh if style in ("welsh", "en_GB", "english") else 1)
        return usable

    @cached_property
    def _places(self) -> list[str]:
        written = sorted({place.name for place in places().values()} | {form.title() for form in places()})
        return [name for name in written if _is_held(name) == self._held]


def _is_held(name: str) -> bool:
    return int(hashlib.sha256(name.casefold().encode()).hexdigest(), 16) % 100 < _HELD
