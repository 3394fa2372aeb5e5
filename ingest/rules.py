"""How a file is to be read, where a person has said so in the manifest or in the settings."""

from __future__ import annotations

from dataclasses import dataclass

ACCEPT, REJECT, STOP = "accept", "reject", "stop"
CHANGES = (ACCEPT, REJECT, STOP)

INTERVIEW, FOCUS_GROUP, FIELDNOTES, GUIDANCE, FEEDBACK = (
    "interview", "focus_group", "fieldnotes", "guidance", "feedback",
)  # fmt: skip
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


AS_FOUND = Rules()
