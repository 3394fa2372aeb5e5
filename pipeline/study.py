"""The study folder: where everything of a study is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from codebook.words import listed
from ingest.manifest import EMPTY_MANIFEST
from pipeline.errors import NotAStudy, NothingPublished, StudyExists
from pipeline.identify.request import THRESHOLD, THRESHOLD_QUASI
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Study:
    """A study folder that has a `study.toml`."""

    folder: Path
    settings: Settings

    @property
    def manifest(self) -> Path:
        """Say where the manifest is."""
        return self._table("manifest")

    @property
    def roster(self) -> Path:
        """Say where the roster of the study is, if there is one."""
        return self._table("people")

    @property
    def speakers(self) -> Path:
        """Say where the table of speakers is, if there is one."""
        return self._table("speakers")

    def _table(self, name: str) -> Path:
        """Return the CSV file of this name, or the Excel workbook where there is only that."""
        csv, workbook = self.folder / f"{name}.csv", self.folder / f"{name}.xlsx"
        return workbook if workbook.exists() and not csv.exists() else csv

    @property
    def transcripts(self) -> Path:
        """Say where the files are that `ingest` reads when none are named."""
        return self.folder / "transcripts"

    @property
    def store(self) -> Path:
        """Say where the encrypted store is."""
        return self.folder / "store.llais"

    @property
    def working(self) -> Path:
        """Say where the working database is, which holds what coders did on the pages."""
        return self.folder / "working" / "coding.db"

    @property
    def published(self) -> Path:
        """Say where what was published is kept."""
        return self.folder / "published"

    @property
    def releases(self) -> Path:
        """Say where releases are kept, each in a folder of its own that is never changed."""
        return self.published / "releases"

    def database(self, audience: str = "team", release: int = 0) -> Path:
        """Say where the published database for an audience is: that of a release by its number, else the draft."""
        folder = self.releases / f"release-{release}" if release else self.published
        return folder / ("llais.db" if audience == "team" else f"llais-{audience}.db")

    def release_numbers(self, audience: str = "team") -> list[int]:
        """List the numbers of the releases that were made for an audience; all audiences share one count."""
        found = self.releases.glob(f"release-*/{self.database(audience).name}")
        numbers = (path.parent.name.removeprefix("release-") for path in found)
        return sorted(int(number) for number in numbers if number.isdecimal())

    def published_database(self, release: int = 0) -> Path:
        """Return the team's published database, which has to be there. Raises NothingPublished."""
        path = self.database(release=release)
        if not path.is_file() and release:
            there = self.release_numbers()
            raise NothingPublished(
                f"There is no release {release} in {self.releases} for the team"
                + (f"; those for the team: {listed([str(n) for n in there])}." if there else ".")
            )
        if not path.is_file():
            raise NothingPublished(f"Nothing is published in {self.folder} yet. Run: llais run {self.folder}")
        return path


def open_study(folder: Path) -> Study:
    """Open the study in `folder`. Raises NotAStudy, BadSettings."""
    settings = folder / "study.toml"
    if not settings.is_file():
        raise NotAStudy(f"{folder} is not a study: it has no study.toml. Make a study with: llais init {folder}")
    return Study(folder, read_settings(settings))


def create_study(folder: Path, title: str = "") -> Study:
    """Make a new study folder, with a commented `study.toml` and an empty manifest. Raises StudyExists."""
    if (folder / "study.toml").exists():
        raise StudyExists(f"{folder} is a study already; nothing was changed.")
    if folder.exists() and not folder.is_dir():
        raise StudyExists(f"{folder} is a file; nothing was changed. Name a folder for the study.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "transcripts").mkdir(exist_ok=True)
    (folder / "study.toml").write_text(settings_template(title or folder.resolve().name), encoding="utf-8")
    manifest = folder / "manifest.csv"
    if not manifest.exists() and not manifest.with_suffix(".xlsx").exists():
        manifest.write_text(EMPTY_MANIFEST, encoding="utf-8")
    return open_study(folder)


def settings_template(title: str) -> str:
    """Write the commented `study.toml` of a new study."""
    quoted_title = json.dumps(title, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML reads these as JSON does
    policies = "\n".join(
        f'{name + " =":<11}"{kind.policies[0]}"'.ljust(28) + f"  # or {', '.join(kind.policies[1:])}"
        for name, kind in IDENTIFIER_TYPES.items()
    )
    return f"""# The settings of this study. Everything here has a default; change what you need.

[study]
title = {quoted_title}
description = ""     # one sentence for the home page: who was asked about what
licence = ""         # who may use what is published, and how; the home page says it
codebook = ""        # a YAML file in this folder; empty means the codebook that comes with llais
language = "en"

[ingest]             # how files are read, where a row of the manifest does not say otherwise
changes = "accept"   # tracked changes: "accept" or "reject" them, or "stop" until somebody has
layout = ""          # "labels", "bold", "table", "questions" or "paragraphs"; empty: as found in each file
speakers = []        # labels that are speakers however rarely they come, such as ["Mam", "Tad-cu"]

[identify]
threshold = {THRESHOLD}      # names and numbers that are likelier than this are replaced; the others are doubts
threshold_quasi = {THRESHOLD_QUASI}  # the same for places, ages and the like
model = ""           # a spaCy pipeline that you have installed, such as "en_core_web_trf"
guidance = false     # true: guidance and policy documents are pseudonymised as well
keep = []            # public bodies and the like that must stay as they are, such as ["Careers Wales"]

[policy]             # how each kind of identifier is replaced
{policies}

[style]
marker = "[[…]]"     # around replaced words in files that leave; or "plain"

[consent]            # what each consent_level of the manifest may reach
full = ["team", "quote", "archive"]
no_archive = ["team", "quote"]
no_quotes = ["team", "archive"]
team_only = ["team"]
none = []

[disclosure]
min_cell_team = 1    # the fewest people that a cell of a table may stand for; 1 hides nothing
min_cell_outside = 10
round_outside = 5    # counts are rounded to the nearest 5 once small ones are hidden; 1 rounds nothing
top_code_outside = 0 # this number stands for itself and everything above it; 0 cuts nothing
k_team = 3           # how many participants should be alike in all their attributes
k_outside = 5
attributes = ["group", "season", "language", "kind"]  # the most important first; may name columns of the manifest

[disclosure.merge]   # values that are published and counted as one, by attribute; of the manifest's columns that are
                     # listed above, those with bands here are published, as bands and in nothing finer
# age_band = {{ "15-17" = ["15", "16", "17"], "18-20" = ["18", "19", "20"] }}
# season = {{ "2025" = ["spring 2025", "summer 2025", "autumn 2025"] }}

[coding]
blind = false        # true: nobody sees another's codings of a transcript before both have handed it in, and none are
                     # published before as many as `coders` have
blind_only = []      # the transcripts that are coded blind, such as ["YP01"]; empty: all
coders = 2

[audit]              # how samples of what would be published are drawn and judged
confidence = 0.95
quasi_bound = 0.01   # a sample is accepted where at most this share of turns may still hold a place, an age or the like
turns_per_seed = 15  # one invented identifier is planted for so many turns, to see how many the reader catches
icc = 0.0            # how alike turns of one transcript are taken to be where the sample itself cannot tell
oversample_opening = 2.0         # how many times as often turns are drawn: at the beginning of transcripts,
oversample_focus_group = 1.5     # in focus groups,
oversample_mixed_language = 1.5  # and where more than one language is spoken
opening_minutes = 2.0

[gate]               # what a release asks of every transcript in it
reviewed = true      # each mark and each entry of its doubt list has a decision
second_reading_groups = ["young_person"]    # a second person reads all transcripts of these groups,
second_reading_share = 0.2                  # and others, drawn by lot, until it is this share of all
sample = true        # an accepted sample was drawn from the text as it is
other_signs = true   # signed off by somebody who did not review it
sign_off_days = 365  # how long a sign-off holds that names no end

[retention]          # what the study has promised; llais audit STUDY due says what is due
# raw_audio_delete_by = 2027-03-31
# raw_transcript_delete_by = 2031-07-31
# key_delete_by = 2031-07-31
# pseudonymised_keep_until = 2036-07-31
# consent_forms_keep_until = 2031-07-31
# review_date = 2028-01-31
disposal_method = ""  # how it is done: "shredded by the university's contractor"

[ethics]             # what only people can say; llais audit STUDY report prints it, and "not done" where it is empty
approval = ""        # the reference of the ethics approval
dpia = ""            # the reference of the data protection impact assessment
custodian = ""       # who keeps the store and its key
safeguarding_lead = ""
domain = ""          # who may see the pseudonymised data: "the project team"
policy_approved = ""      # who approved [policy], and when
access_log_reviewed = ""  # who went through the access log, and when
welsh_reader = ""         # who read the Welsh, where there is any

[ethics.holders]     # who holds what
raw = ""
key = ""
log = ""
corpus = ""

[ethics.five_safes]  # a line each
projects = ""
people = ""
settings = ""
data = ""
outputs = ""
"""
