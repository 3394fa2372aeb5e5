"""The pages that are measured, what to ask them for, and how long each may take."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

PAGE_MS, SEARCH_MS, MATRIX_MS = 100.0, 250.0, 50.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page by name, its address with `{holes}`, and the most milliseconds that its median may take."""

    name: str
    address: str
    target: float = PAGE_MS


PAGES = (
    Page("home", "/"),
    Page("transcripts", "/transcripts"),
    Page("a transcript", "/t/{transcript}"),
    Page("a participant", "/p/{participant}"),
    Page("everything a participant said", "/p/{participant}?all=1"),
    Page("a theme", "/theme/{theme}"),
    Page("a theme, one group", "/theme/{theme}?group=young_person"),
    Page("a theme, one group and season", "/theme/{theme}?group=young_person&season={season}"),
    Page("a theme, one coder", "/theme/{theme}?coder=A"),
    Page("a theme, a page further", "/theme/{theme}?page=40"),
    Page("a theme, groups side by side", "/theme/{theme}?compare=foster_carer,young_person"),
    Page("a code", "/theme/{code}"),
    Page("a code, one group", "/theme/{code}?group=worker"),
    Page("a code with another", "/theme/{code}?with={other}"),
    Page("a rare code", "/theme/{rare_code}"),
    Page("a quote", "/quote/{uid}"),
    Page("matrix by group", "/matrix", MATRIX_MS),
    Page("matrix by season", "/matrix?by=season", MATRIX_MS),
    Page("codes that meet", "/codes-that-meet"),
    Page("codes that meet one", "/codes-that-meet?code={code}"),
    Page("search, a rare word", "/search?words={rare}", SEARCH_MS),
    Page("search, a common word", "/search?words={common}", SEARCH_MS),
    Page("search, a common word, one group", "/search?words={common}&group=worker", SEARCH_MS),
    Page("search, two words", "/search?words={common}+{second}", SEARCH_MS),
    Page("search, a phrase", '/search?words="{common}+{second}"', SEARCH_MS),
    Page("search, a beginning", "/search?words=b*", SEARCH_MS),
    Page("concordance, a rare word", "/concordance?words={rare}", SEARCH_MS),
    Page("concordance, a common word", "/concordance?words={common}&sort=right", SEARCH_MS),
    Page("agreement", "/agreement"),
    Page("disagreements", "/disagreements"),
    Page("what each interview added", "/saturation"),
    Page("tables", "/llais"),
    Page("table of turns", "/llais/turns"),
    Page("table of turns, a page further", "/llais/turns?_next=100000"),
    Page("table of turns, one group", "/llais/turns?group_id=young_person"),
    Page("table of codings", "/llais/codings"),
    Page("table of codings, one code and group", "/llais/codings?code_id={code}&group_id=worker"),
    Page("table of replacements", "/llais/replacements"),
    Page("row of a turn", "/llais/turns/100000"),
    Page("row of a coding", "/llais/codings/140000"),
    Page("query: quotes of a theme and group", "/llais/quotes?theme={theme}&group=worker", SEARCH_MS),
    Page("query: search, a common word", "/llais/search?words={common}&group=", SEARCH_MS),
    Page("query: one person's story", "/llais/story?participant={participant}", SEARCH_MS),
)


def addresses(database: Path) -> list[tuple[Page, str]]:
    """Give each page with its address: asked for what is most frequent in `database`, and for something rare."""
    holes = _holes(database)
    return [(page, page.address.format(**holes)) for page in PAGES]


def _holes(database: Path) -> dict[str, str]:
    db = sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)
    db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, turns_fts, row)")
    common, second = (row[0] for row in db.execute("SELECT term FROM temp.vocabulary ORDER BY doc DESC LIMIT 2"))
    (rare,) = db.execute("SELECT term FROM temp.vocabulary WHERE doc > 40 ORDER BY doc").fetchone()
    codes = db.execute("SELECT theme_id, code_id FROM code_counts ORDER BY passages DESC").fetchall()
    transcript, participant = db.execute(
        "SELECT transcript_id, participant_id FROM coded_people ORDER BY passages DESC"
    ).fetchone()
    (season,) = db.execute("SELECT value FROM transcript_attributes WHERE attribute_id = 'season'").fetchone()
    (uid,) = db.execute("SELECT uid FROM codings WHERE id = (SELECT max(id) / 2 FROM codings)").fetchone()
    db.close()
    return {
        "common": common,
        "second": second,
        "rare": rare,
        "theme": codes[0][0],
        "code": codes[0][1],
        "other": codes[1][1],
        "rare_code": codes[-1][1],
        "transcript": transcript,
        "participant": participant,
        "season": season,
        "uid": uid,
    }
