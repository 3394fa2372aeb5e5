"""The leak gate: nothing original in any cell, index or byte of what is about to be published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.errors import LeakFound
from pipeline.folding import folded_words
from pipeline.identify.words import blank_pipeline, is_capitalised, starts_sentence
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.method_names import without_method_names
from pipeline.publish.originals import Originals
from pipeline.publish.table import Table

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Leak:
    """Where an original was found; never which."""

    table: str
    row: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.table}, row {self.row}" + (f" ({self.where})" if self.where else "")


def check(
    db: Database,
    tables: Sequence[Table],
    originals: Originals,
    other_texts: Sequence[tuple[str, str]] = (),
    public: Collection[str] = (),
) -> None:
    """Search every cell, every full-text index and every byte. `other_texts` are (name, text) of files that go along.

    `public` are texts that come with llais, such as its codebook: a cell that is one of them says nothing of the study,
    even where somebody in the study has the name of a place or an author in it.

    Raises LeakFound, which names tables and rows without the words.
    """
    leaks = [*_in_cells(db, tables, originals, public), *_in_indexes(db, tables, originals, public)]
    leaks += [Leak(name, "any") for name, text in other_texts if originals.in_text(text)]
    if not leaks and originals.not_in(public).in_bytes(db.conn.serialize()):
        leaks.append(Leak("the database file", "any", "raw bytes"))
    if leaks:
        shown = "; ".join(str(leak) for leak in leaks[:_SHOWN])
        more = f" and {len(leaks) - _SHOWN} more" if len(leaks) > _SHOWN else ""
        raise LeakFound(
            f"Nothing was published: something original is still in {shown}{more}. Add the name to people.csv "
            "or correct it where it stands, pseudonymise again, and publish."
        )


def _in_cells(db: Database, tables: Sequence[Table], originals: Originals, public: Collection[str]) -> Iterator[Leak]:
    for table in tables:
        for number, row in enumerate(db.query(f'SELECT * FROM "{table.name}"'), start=1):
            told = (cell for cell in row.values() if isinstance(cell, str) and cell not in public)
            if any(originals.in_text(without_method_names(cell)) for cell in told):
                key = "/".join(str(row[key]) for key in table.primary_key)
                turn = f"{row['transcript_id']}, turn {row['n']}" if "n" in row and "transcript_id" in row else ""
                telling = originals.in_text(f"{key} {turn}")  # a label may itself be somebody's name
                yield Leak(table.name, f"number {number}") if telling else Leak(table.name, key, turn)


def _in_indexes(db: Database, tables: Sequence[Table], originals: Originals, public: Collection[str]) -> Iterator[Leak]:
    known = {word for text in public for word in folded_words(text)}
    for table in tables:
        if table.search:
            db.execute(f'CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, "{table.name}_fts", row)')
            terms = (row[0] for row in db.execute("SELECT term FROM temp.vocabulary") if row[0] not in known)
            if originals.in_terms(terms):
                yield Leak(f"{table.name}_fts", "any", "word index")
            db.execute("DROP TABLE temp.vocabulary")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A turn in which a word that is also a name stands with a capital in mid-sentence and was not replaced."""

    transcript: str
    turn: int


def doubts(transcripts: Sequence[PublishedTranscript], originals: Originals) -> list[Doubt]:
    """List the turns that a person should look at, for words that are names elsewhere in the study."""
    nlp = blank_pipeline()
    found = []
    for transcript in transcripts:
        for turn in transcript.turns:
            if not originals.ordinary & set(folded_words(turn.replaced.text)):
                continue
            ours = [(start, end) for start, end, _ in turn.replaced.published_spans()]
            for token in nlp.make_doc(turn.replaced.text):
                inside = any(start <= token.idx < end for start, end in ours)
                if (
                    token.norm_ in originals.ordinary
                    and not inside
                    and is_capitalised(token)
                    and not starts_sentence(token)
                ):
                    found.append(Doubt(transcript.id, turn.n))
                    break
    return found


def check_positions(transcripts: Sequence[PublishedTranscript]) -> None:
    """Make sure that every decided mention was replaced where it stands. Raises LeakFound."""
    for transcript in transcripts:
        for turn in transcript.turns:
            spans = turn.replaced.published_spans()
            right = all(turn.replaced.text[start:end] == r.text for start, end, r in spans)
            if not right or len(spans) != len(turn.identifiers):
                raise LeakFound(
                    f"Nothing was published: a decided mention still stands in {transcript.id}, turn {turn.n}. "
                    "Pseudonymise again, and publish."
                )
