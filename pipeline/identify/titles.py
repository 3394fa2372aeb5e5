"""Titles and kin words that stand before names, described once for finding and for replacing."""

from __future__ import annotations

FORMAL_TITLES = frozenset(
    (
        "mr mrs ms miss dr doctor pc dc ds sgt sergeant inspector judge rev reverend councillor cllr prof "
        "professor sir lady constable pcso nurse"
    ).split()
)
KIN_TITLES = frozenset(
    (
        "auntie aunty aunt uncle nan nana nain nanna nanny gran granny grandma grandad grandpa taid tadcu "
        "mamgu modryb anti wncwl wncl ewythr cousin sister father"
    ).split()
)
KIN_WORDS = frozenset(
    (
        "son daughter brother sister mam mum mother dad father nan niece nephew cousin husband wife partner "
        "girl lad boy baby stepson stepdaughter granddaughter grandson boyfriend girlfriend friend mate "
        "worker carer dog uncle auntie aunt"
    ).split()
)
