"""The properties of files, by the names that office programs give them: who made a file, and what tells nothing."""

from __future__ import annotations

from ingest.outside import Kind

# Properties of Word files that programs fill, which tell of nobody.
OF_NO_INTEREST = frozenset(
    "Application AppVersion DocSecurity ScaleCrop LinksUpToDate SharedDoc HyperlinksChanged TotalTime Pages Words "
    "Characters Lines Paragraphs CharactersWithSpaces revision language version HeadingPairs created modified "
    "lastPrinted".split()
)
OF_NO_INTEREST_IN_LIBREOFFICE = frozenset(
    "meta:generator meta:creation-date dc:date meta:print-date dc:language meta:editing-cycles meta:editing-duration "
    "meta:document-statistic".split()
)

_KINDS = {
    **dict.fromkeys(("creator", "lastModifiedBy", "Manager"), Kind.AUTHOR),
    "Company": Kind.ORGANISATION,
}
_KINDS_IN_LIBREOFFICE = {
    **dict.fromkeys(("dc:creator", "meta:initial-creator", "meta:printed-by"), Kind.AUTHOR),
    **dict.fromkeys(("manager", "author", "editor"), Kind.AUTHOR),
    **dict.fromkeys(("company", "organisation", "organization"), Kind.ORGANISATION),
}


def kind_of_property(name: str) -> Kind:
    """Return what a property of a Word file or a workbook holds: a person, an organisation or anything."""
    return _KINDS.get(name, Kind.PROPERTY)


def kind_in_libreoffice(name: str) -> Kind:
    """Return what a property of an OpenDocument file holds; `name` has the usual prefix, or is somebody's own."""
    return _KINDS_IN_LIBREOFFICE.get(name, Kind.PROPERTY)
