"""A small invented study to review: accents, and emoji of one and of several code points, stand before the names."""

from __future__ import annotations

from pathlib import Path

from pipeline import steps
from pipeline.study import Study
from tests import studies

# What a browser counts (UTF-16 units) and what Python counts (code points) differ from the first turn on.
FC01 = """INT: Diolch am ddod, Nia. How did you find the house? 🙂
P1: The tŷ on the corner 👩‍👧, café lights and all 🎈 is where Tadcu Jac used to sit with us, by the corner shop.
INT: And who came with you?
P1: Nia Pritchard did. Nia Pritchard always did, from Llandre, and she brought soup.
INT: Was it far?
P1: Sarah drove. It was the number nine bus otherwise, and Nia was never late.
"""
FC02 = """INT: Who told you about the meeting?
P1: Nia Pritchard did. She rang me at home.
"""
PEOPLE = """name,type,aliases,relation,pseudonym
Nia Pritchard,PERSON,,carer,
Sarah,PERSON,,friend,
"""


def make(folder: Path) -> Study:
    """Make the study in `folder`, read in and looked through, ready to be reviewed."""
    study = studies.make_study(folder, {"FC01": FC01, "FC02": FC02}, people=PEOPLE)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        steps.protect(db, study, studies.say_nothing)
    return study
