"""How a file is to be read, where a person has said so in the manifest or in the settings."""

from __future__ import annotations

from dataclasses import dataclass

ACCEPT, REJECT, STOP = "accept", "reject", "stop"
CHANGES = (ACCEPT, REJECT, STOP)

INTERVIEW, FOCUS_GROUP, FIELDNOTES, GUIDANCE, FEEDBACK = (
    "interview", "focus_group", "fieldnotes", "guidance", "feedback",
)  # fmt: skip
# Changes when the same file would be read differently: files that were read before are then read again.
_VERSION = "2"
MATERIALS = (INTERVIEW, FOCUS_GROUP, FIELDNOTES, GUIDANCE, FEEDBACK)

LABELS, BOLD, TABLE, QUESTIONS, PARAGRAPHS = "labels", "bold", "table", "questions", "paragraphs"
LAYOUTS = {
    LABELS: "labelled paragraphs",
    BOLD: "bold names",
    TABLE: "table",
    QUESTIONS: "questions in bold or italics",
    PARAGRAPHS: "unlabelled paragraphs",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person has decided about reading a file; every default leaves it to what is found in the file.

    `changes` is what becomes of tracked changes, `layout` one of LAYOUTS, `speakers` labels that are speakers however
    rarely they come, `material` one of MATERIALS.
    """

    changes: str = ACCEPT
    layout: str = ""
    speakers: tuple[str, ...] = ()
    material: str = INTERVIEW

    @property
    def signature(self) -> str:
        """Return what tells that a file was read by these rules and by this way of reading."""
        return "; ".join((_VERSION, self.changes, self.layout, ",".join(self.speakers), self.material))


AS_FOUND = Rules()


def overruled(
    rules: Rules,
    changes: str | None = None,
    layout: str | None = None,
    speakers: tuple[str, ...] = (),
    material: str | None = None,
) -> Rules:
    """Return the rules with what is given here in place of what they said; nothing given changes nothing."""
    return Rules(
        changes=changes or rules.changes,
        layout=layout or rules.layout,
        speakers=speakers or rules.speakers,
        material=material or rules.material,
    )
