"""Make the demo study and its gold from the marked sources: python -m demo.build."""

from __future__ import annotations

from pathlib import Path

from demo import tables
from demo.formats import write
from demo.parse import BadSource, Interview, parse_interview

HERE = Path(__file__).parent
CODERS = {"A": "AP", "B": "RJ"}
FILES = {
    "FC01": "FC01 Mair Treharne final.docx",
    "FC02": "FC02_Kemble_v2.docx",
    "FC03": "GMT20251014-Recording.transcript.vtt",
    "FG01": "FG01_focus group_2025-11-20.docx",
    "WK01": "WK01 Sian Brynmor 07.10.25.docx",
    "WK02": "Interview Kwame Boadi-20251021-Meeting Recording.vtt",
    "WK03": "WK03_cyfweliad.txt",
    "YP01": "YP01_timed.docx",
    "YP02": "YP02 Callum D typed up.docx",
    "YP03": "YP03_captions.srt",
}

STUDY_TOML = """\
[study]
title = "Keeping safe: an invented study"
description = "Carers, young people and workers talk about being kept safe; everybody in this study is invented."
codebook = ""        # empty means the codebook that comes with llais
language = "en"

[disclosure]
attributes = ["group", "season", "language", "kind", "site", "wave"]

[disclosure.merge]
site = { "By the sea" = ["Port Talbot", "Swansea"], "Up the valley" = ["Neath", "Neath Port Talbot"] }
wave = { "First round" = ["1"], "Second round" = ["2"] }

[ethics]
approval = "DEMO-0001, an invented reference"
dpia = "DEMO-DPIA-01, an invented reference"
custodian = "the demo's data manager (invented)"
safeguarding_lead = "the demo's safeguarding officer (invented)"
domain = "the project team"
policy_approved = "the demo's steering group, 2026-01-15 (invented)"
access_log_reviewed = "the demo's data manager, 2026-03-01 (invented)"

[ethics.holders]
raw = "the data manager, on an encrypted disk"
key = "the data manager; a sealed copy with the head of department"
log = "the data manager, beside the key"
corpus = "the project team"

[ethics.five_safes]
projects = "approved, with one question: how care and policy answer each other"
people = "three researchers, trained and named"
settings = "one computer without a network for the store; published data for the team alone"
data = "pseudonymised, reviewed, sampled, signed off"
outputs = "counts of ten people or more, quotations checked one by one"

[retention]
raw_audio_delete_by = 2027-03-31
raw_transcript_delete_by = 2031-07-31
key_delete_by = 2031-07-31
pseudonymised_keep_until = 2036-07-31
consent_forms_keep_until = 2031-07-31
review_date = 2028-01-31
disposal_method = "shredded by the university's contractor"
"""

# About half of the cast, on purpose: a real team never knows everybody in advance.
PEOPLE = (
    ("Nia Pritchard", "PERSON", "Ni;Nia P;Nya", "foster child", ""),
    ("Callum Dacey", "PERSON", "Cal;Callan;Dacy", "young person", "Idris Marlow"),
    ("Jodie Sellick", "PERSON", "Jojo;Jode;Jody", "foster child", ""),
    ("Tomos Vaughan", "PERSON", "Tom;Tomos V", "care leaver", ""),
    ("Amal Warsame", "PERSON", "Armel;Amel", "niece in kinship care", ""),
    ("Mair Treharne", "PERSON", "", "foster carer", ""),
    ("Gwilym Treharne", "PERSON", "Gwil", "foster carer", ""),
    ("Donna Kemble", "PERSON", "", "foster carer", ""),
    ("Hodan Warsame", "PERSON", "Houdan;Hudan", "kinship carer", ""),
    ("Siân Brynmor", "PERSON", "Sian;Shaun", "social worker", ""),
    ("Kwame Boadi", "PERSON", "", "youth worker", ""),
    ("Rhiannon Field", "PERSON", "Rhi;Mrs Field", "residential worker", ""),
    ("Kieran Stott", "PERSON", "Kier;Stotty;Stottie;Keiran", "young man who gives lifts", ""),
    ("Gareth Penhale", "PERSON", "Mr Penhale", "reviewing officer", ""),
    ("Pont-y-gof", "PLACE", "Bont-y-gof", "village in South Wales", ""),
    ("Maes Onnen", "PLACE", "", "estate", ""),
    ("Heol y Felin", "PLACE", "", "street", ""),
    ("Cei Bach", "PLACE", "", "beach", ""),
    ("Tŷ Celyn", "ORG", "Ty Celyn", "children's home", ""),
    ("Ysgol Bryn Onnen", "ORG", "Bryn Onnen", "school", ""),
    ("St Elvan's", "ORG", "", "school", ""),
    ("Camau", "ORG", "", "youth project", ""),
    ("Harbour Team", "ORG", "", "team", ""),
)


def read_sources(folder: Path = HERE / "source") -> list[Interview]:
    """Read the marked sources in `folder`, by id. Raises BadSource."""
    return [_read_source(path) for path in sorted(folder.glob("*.txt"))]


def _read_source(path: Path) -> Interview:
    try:
        return parse_interview(path.read_text(encoding="utf-8"))
    except BadSource as error:
        raise error.in_file(path.name) from None


def generate(interviews: list[Interview]) -> dict[str, bytes]:
    """Return every file of the demo, by its path from the demo folder: study and gold."""
    files = {f"study/transcripts/{FILES[interview.id]}": write(interview) for interview in interviews}
    files |= {f"gold/{interview.id}.json": tables.gold(interview) for interview in interviews}
    files |= {
        f"study/codings/coder_{coder.lower()}.csv": tables.codings(interviews, coder, initials)
        for coder, initials in CODERS.items()
    }
    return files | {
        "study/study.toml": STUDY_TOML.encode(),
        "study/manifest.csv": tables.manifest(interviews, FILES),
        "study/people.csv": tables.people(PEOPLE),
    }


def build(folder: Path = HERE) -> list[Path]:
    """Write the demo's files into `folder`, take away what an earlier build left, and return the paths.

    Raises BadSource.
    """
    files = generate(read_sources())
    for part in ("study/transcripts", "study/codings", "gold"):
        for path in (folder / part).glob("*"):
            if f"{part}/{path.name}" not in files:
                path.unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return [folder / name for name in sorted(files)]


if __name__ == "__main__":
    print(f"{len(build())} files written to {HERE}")
