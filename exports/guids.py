"""GUIDs for files that other tools read: upper case, and the same from run to run for the same thing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:llais:project")
_BETWEEN = "\x1f"


def coding_guid(uid: str) -> str:
    """Return the GUID that a coding has in every project file, in whatever release: it comes from its uid alone."""
    return _guid("coding", uid)


def selection_guid(uid: str) -> str:
    """Return the GUID of the selection that holds a coding."""
    return _guid("selection", uid)


def memo_guid(uid: str) -> str:
    """Return the GUID that a memo has in every project file."""
    return _guid("memo", uid)


def link_guid(uid: str) -> str:
    """Return the GUID of the link from a memo to what it is about."""
    return _guid("link", uid)


@dataclass(frozen=True, slots=True)
class StudyGuids:
    """The GUIDs of things that are known by their labels within a study of this title."""

    title: str

    def coder(self, label: str) -> str:
        """Return a coder's GUID."""
        return _guid("coder", self.title, label)

    def source(self, transcript: str) -> str:
        """Return a transcript's GUID, after which its text is named too."""
        return _guid("transcript", self.title, transcript)

    def turn(self, transcript: str, n: int) -> str:
        """Return the GUID of the selection of a whole turn."""
        return _guid("turn", self.title, transcript, str(n))

    def case(self, participant: str) -> str:
        """Return a participant's GUID."""
        return _guid("participant", self.title, participant)

    def variable(self, name: str) -> str:
        """Return the GUID of something that is known of transcripts or participants."""
        return _guid("variable", self.title, name)

    def set_of(self, group: str) -> str:
        """Return the GUID of the set of a group's transcripts."""
        return _guid("set", self.title, group)


def _guid(*names: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, _BETWEEN.join(names))).upper()
