"""The identifier types, described once: what they are, how they may be replaced, what stands in their place."""

from __future__ import annotations

from dataclasses import dataclass

DIRECT = "direct"
QUASI = "quasi"

FOUND = "found"
DOUBT = "doubt"

SURE = 0.8
"""From this likelihood on a name is one: it is replaced wherever it stands, and may be left in nothing published."""


@dataclass(frozen=True, slots=True)
class IdentifierType:
    """A type of identifier; `policies` lists the ways of replacing that a study may choose, the default first."""

    name: str
    kind: str
    label: str
    policies: tuple[str, ...]
    description: str


_PLACEHOLDER = ("placeholder", "keep")

IDENTIFIER_TYPES: dict[str, IdentifierType] = {
    t.name: t
    for t in (
        IdentifierType(
            "PERSON",
            DIRECT,
            "name",
            ("pseudonym", *_PLACEHOLDER),
            "A person's name, nickname or initials, with the title that belongs to it",
        ),
        IdentifierType(
            "PLACE",
            QUASI,
            "place",
            ("generalise", *_PLACEHOLDER),
            "A town, village, estate, street or other place smaller than a region",
        ),
        IdentifierType(
            "ORG",
            QUASI,
            "organisation",
            ("generalise", *_PLACEHOLDER),
            "A school, home, team, council, court, hospital or other local body",
        ),
        IdentifierType("ADDRESS", DIRECT, "address", _PLACEHOLDER, "A house and street"),
        IdentifierType("POSTCODE", DIRECT, "postcode", _PLACEHOLDER, "A postcode"),
        IdentifierType("PHONE", DIRECT, "phone number", _PLACEHOLDER, "A telephone number"),
        IdentifierType("EMAIL", DIRECT, "e-mail address", _PLACEHOLDER, "An e-mail address"),
        IdentifierType("URL", DIRECT, "web address", _PLACEHOLDER, "A web address"),
        IdentifierType("HANDLE", DIRECT, "username", _PLACEHOLDER, "A name used on a social platform"),
        IdentifierType("NHS", DIRECT, "NHS number", _PLACEHOLDER, "An NHS number"),
        IdentifierType("NINO", DIRECT, "National Insurance number", _PLACEHOLDER, "A National Insurance number"),
        IdentifierType("VEHICLE", DIRECT, "car registration", _PLACEHOLDER, "A vehicle's registration"),
        IdentifierType("CASE_REF", DIRECT, "case reference", _PLACEHOLDER, "The reference of a case, file or crime"),
        IdentifierType(
            "DATE",
            QUASI,
            "date",
            ("month", "season", "year", "shift", *_PLACEHOLDER),
            "The date of an event in someone's life",
        ),
        IdentifierType("AGE", QUASI, "age", ("band", *_PLACEHOLDER), "A person's exact age"),
        IdentifierType(
            "DEMOGRAPHIC",
            QUASI,
            "background",
            ("generalise", *_PLACEHOLDER),
            "Somebody's nationality, ethnicity, religion, language or sexuality",
        ),
        IdentifierType("OCCUPATION", QUASI, "occupation", _PLACEHOLDER, "A job or role that singles somebody out"),
        IdentifierType("CONDITION", QUASI, "health condition", _PLACEHOLDER, "An illness, a disability or a diagnosis"),
        IdentifierType("FAMILY", QUASI, "family detail", _PLACEHOLDER, "A family's shape, or a place in it"),
        IdentifierType("OTHER", QUASI, "detail", _PLACEHOLDER, "Anything else that would tell a neighbour who it is"),
    )
}
