"""Another program's codings come into the store on the same words, and whatever does not is told of."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from exports.guids import coding_guid
from ingest.codings.records import ForeignCode, ForeignCoding, ForeignMemo, LeftOut
from pipeline.coding.who import Whose
from pipeline.intake import ingest
from tests.foreign import coding, project
from tests.pipeline.coding.taken import (
    ACTS,
    HEARD,
    MOVES,
    NOW,
    OURS,
    RULES,
    SAID,
    coded,
    publish,
    published,
    take,
    told,
)


def test_codings_of_the_raw_file_stand_on_the_same_words(db: Database) -> None:
    """Somebody coded in NVivo before llais: other line ends, accents in two parts, a heading and times."""
    raw = "Interview, first week\n\n" + SAID["FC01"].replace("FC01: ", "00:01:12 FC01:\t").replace("’", "'")
    raw = unicodedata.normalize("NFD", raw)
    words = unicodedata.normalize("NFD", "then Gŵyneth made cawl")

    result = take(db, project(raw, [(words, "Care > Acts of care", "Marged"), ("at eight 👩‍👧", ACTS, "Elin")]))

    assert told(result) == (2, 0, 0, 0)
    assert result.versions == {"": 1}
    assert coded(db) == [f"Marged {ACTS}: then Gŵyneth made cawl", f"Elin {ACTS}: at eight 👩‍👧"]


def test_codings_of_captions_pass_over_their_times(db: Database) -> None:
    """A caption file has a time, and a name, after every few words; it is known by its words all the same."""
    turns = [line.split(": ", 1)[1] for line in SAID["FC01"].split("\n")]
    halves = [half for turn in turns for half in (turn[: len(turn) // 2], turn[len(turn) // 2 :])]
    cues = [f"{n}\n00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n<v FC01>{words}" for n, words in enumerate(halves, 1)]
    raw = "WEBVTT\n\n" + "\n\n".join(cues)
    start, end = raw.index("Gŵyneth made"), raw.index(" for all of us")

    result = take(db, project(raw, [ForeignCoding(0, start, end, raw[start:end], (ACTS,), "Marged")], name="talk.vtt"))

    assert told(result) == (1, 0, 0, 0)
    assert coded(db) == [f"Marged {ACTS}: Gŵyneth made cawl"]


def test_codings_of_a_published_text_come_back_to_what_was_said(db: Database) -> None:
    """On a pseudonym or a part of one, it is the whole name; the release is remembered with the act."""
    text = published(db)

    result = take(db, project(text, [("then Carys made", ACTS, "Marged"), ("rys took her", MOVES, "Elin")]))

    assert result.versions == {"release-1": 1}
    assert coded(db) == [f"Marged {ACTS}: then Gŵyneth made", f"Elin {MOVES}: Gŵyneth took her"]
    assert [row["made_on"] for row in db.query("SELECT made_on FROM coding_events")] == ["release-1"] * 2


def test_of_several_releases_the_one_that_fits_is_taken(db: Database) -> None:
    """Names change; the file does not say which draft it was."""
    text = published(db)
    publish(db, "release-2", "Gŵyneth", "Dilwen")

    assert take(db, project(text, [("Carys made", ACTS, "Marged")])).versions == {"release-1": 1}
    text = published(db, release="release-2")
    assert take(db, project(text, [("Dilwen took", ACTS, "Marged")])).versions == {"release-2": 1}
    assert coded(db) == [f"Marged {ACTS}: Gŵyneth made", f"Marged {ACTS}: Gŵyneth took"]


def test_a_source_is_known_by_its_words_where_its_name_says_nothing(db: Database) -> None:
    """A name that is another transcript's does not count against the words; a text of nobody's is told of."""
    taken = take(db, project(SAID["YP01"], [("My key worker", HEARD, "Marged")], name="FC01 final (2).docx"))
    assert coded(db) == [f"Marged {HEARD}: My key worker"]
    assert told(taken) == (1, 0, 0, 0)

    other = take(db, project("Notes on the weather, and on the bus.", [("the bus", HEARD, "Marged")]))
    assert told(other) == (0, 0, 0, 1)
    assert other.problems == (
        "a .qdpx file, source 1: its text is that of no transcript of this study; 1 coding waits for it",
    )


def test_of_two_transcripts_with_the_same_text_none_is_guessed(
    make_study: Callable, opened: Callable, tmp_path: Path
) -> None:
    """The name of one of them says which is meant."""
    study = make_study(tmp_path / "twins", {"FC01": SAID["YP01"] + " Ie.", "FC02": SAID["YP01"] + " Na."})
    db = opened(study)
    ingest(db, study)
    text = SAID["YP01"].replace("YP01: ", "")

    unknown = take(db, project(text, [("My key worker", HEARD, "Marged")], name="interview"))
    assert "two transcripts of this study have this text" in unknown.problems[0]
    assert told(take(db, project(text, [("My key worker", HEARD, "Marged")], name="FC02.txt"))) == (1, 0, 0, 0)
    assert [row["transcript_id"] for row in db.query("SELECT transcript_id FROM coding_events")] == ["FC02"]


def test_a_coding_over_several_turns_is_one_in_each(db: Database) -> None:
    """The labels between them are dropped; its memo stands once."""
    text = published(db)
    start, end = text.index("for all of us"), text.index(" came at eight")
    memo = (ForeignMemo("from one to the other", "Marged"),)

    result = take(db, project(text, [ForeignCoding(0, start, end, text[start:end], (ACTS,), "Marged", memos=memo)]))

    assert (result.taken, result.split, result.memos) == (3, 1, 1)
    assert coded(db) == [
        f"Marged {ACTS}: for all of us.",
        f"Marged {ACTS}: And the lift to school?",
        f"Marged {ACTS}: The taxi",
    ]
    again = take(db, project(text, [ForeignCoding(0, start, end, text[start:end], (ACTS,), "Marged", memos=memo)]))
    assert (told(again), again.memos) == ((0, 3, 0, 0), 0)


def test_codings_on_changed_text_are_found_or_told_of(db: Database) -> None:
    """In Word somebody corrected a word. The report says where, and repeats nothing."""
    text = published(db).replace("made cawl", "cooked a soup")

    result = take(db, project(text, [("for all of us", ACTS, "Marged"), ("Carys cooked a soup", ACTS, "Marged")]))

    assert told(result) == (1, 0, 0, 1)
    assert coded(db) == [f"Marged {ACTS}: for all of us"]
    assert result.problems == (
        "a .qdpx file, coding 2 (FC01, near turn 2): the text was changed there, and its words stand nowhere in this "
        "transcript",
    )


def test_points_and_labels_are_told_of(db: Database) -> None:
    """They are on no words of a turn."""
    text = published(db)
    point = ForeignCoding(0, 30, 30, "", (ACTS,), "Marged")

    result = take(db, project(text, [point, ("P1: [3]", ACTS, "Marged")]))

    assert told(result) == (0, 0, 0, 2)
    assert [line.split(": ", 1)[1] for line in result.problems] == [
        "it marks a point, no words",
        "it covers no words of a turn, but a label, a heading or the like",
    ]


def test_an_unknown_code_is_told_of_once(db: Database) -> None:
    """With the nearest codes, and how many codings wait; a name that may be somebody's words is not repeated."""
    text = published(db)
    codes = [ForeignCode(("Nodes", "Gŵyneth’s cawl"))]
    waiting = [
        ("cawl", "Nodes > Gŵyneth’s cawl", "Marged"),
        ("The taxi", "Nodes > Gŵyneth’s cawl", "Elin"),
        ("at eight", "care/actts", "Elin"),
    ]

    result = take(db, project(text, waiting, codebook=codes))

    assert result.not_taken == 3
    first, second = result.problems
    assert first.startswith("a .qdpx file, code 1: the codebook has no code of its name; 2 codings wait for it; ")
    where = "coding 3 (FC01, near turn 4)"
    assert second.startswith(f"a .qdpx file, {where}: the codebook has no code of its name “care/actts”; 1 coding")
    assert "the nearest are care/acts" in second
    assert not any("cawl" in line or "yneth" in line for line in result.problems)


def test_a_list_of_codes_gives_or_leaves_out(db: Database) -> None:
    """A team's tree in another program has other names."""
    coded_there = [("The taxi", "Lifts", "Marged"), ("at eight", "To do", "Marged")]

    result = take(db, project(published(db), coded_there), replace(RULES, ours={"lifts": MOVES, "To do": ""}))

    assert told(result) == (1, 0, 0, 0)
    assert coded(db) == [f"Marged {MOVES}: The taxi"]
    assert result.left_out == ("1 codings: the list of codes leaves their code out",)


def test_labels_are_coders_where_llais_gave_the_file_out(db: Database) -> None:
    """Also where another program has passed it on, as the ids of the codings show."""
    text = published(db)
    take(db, project(text, [("Carys made", ACTS, "Marged")]))
    (uid,) = (row["uid"] for row in db.query("SELECT uid FROM codings"))

    take(db, project(text, [("The taxi", ACTS, "A")], origin=OURS))
    passed_on = [coding(text, "Carys made", ACTS, "A", guid=coding_guid(uid).lower()), ("at eight", ACTS, "A")]
    take(db, project(text, passed_on, origin="NVivo"))
    take(db, project(text, [("to school", ACTS, "A")], origin="NVivo"))

    assert [line.partition(" ")[0] for line in coded(db)] == ["Marged", "A", "Marged", "Marged"]


def test_codings_of_nobody_wait_for_a_name(db: Database) -> None:
    """Whoever brings the file may know."""
    foreign = project(published(db), [("The taxi", ACTS, "")])

    assert take(db, foreign).problems == (
        "a .qdpx file, coding 1 (FC01): the file does not say whose it is; say so with --coder NAME",
    )
    assert told(take(db, foreign, replace(RULES, whose=Whose("Elin")))) == (1, 0, 0, 0)
    assert coded(db) == [f"Elin {ACTS}: The taxi"]


def test_what_is_no_longer_in_a_file_is_counted(db: Database) -> None:
    """Of the coders and transcripts that the file has codings of; nothing is removed unless somebody says so."""
    text = published(db)
    take(db, project(text, [("Carys made", ACTS, "Marged"), ("The taxi", ACTS, "Marged"), ("cawl", ACTS, "Elin")]))

    result = take(db, project(text, [("The taxi", ACTS, "Marged")]))

    assert (result.missing, result.removed) == ({"B": 1}, 0)
    assert len(coded(db)) == 3


def test_a_complete_file_removes_what_it_was_given_and_has_no_more(db: Database) -> None:
    """Only codings that were given out, of coders in the file, and of whom everything else could be taken."""
    text = published(db)
    take(db, project(text, [("Carys made", ACTS, "Marged"), ("The taxi", ACTS, "Marged"), ("cawl", ACTS, "Elin")]))
    take(db, project(text, [("at eight", ACTS, "Marged")]))
    given_out = {row["uid"] for row in db.query("SELECT uid FROM codings ORDER BY id LIMIT 3")}
    rules = replace(RULES, given_out=lambda release: given_out if release == "release-1" else set())
    labels = {row["name"]: row["label"] for row in db.query("SELECT * FROM coders")}
    kept = ("The taxi", ACTS, labels["Marged"])

    unsure = take(db, project(text, [kept, ("to school", "Weather", labels["Marged"])], origin=OURS), rules)
    assert (unsure.removed, len(coded(db))) == (0, 4)
    assert unsure.notes == ("Nothing was removed where some codings of the same coder were not taken.",)

    assert take(db, project(text, [kept], origin=OURS), rules).removed == 1
    assert coded(db) == [f"Elin {ACTS}: cawl", f"Marged {ACTS}: The taxi", f"Marged {ACTS}: at eight"]
    assert [row["action"] for row in db.query("SELECT action FROM coding_events ORDER BY id")][-1] == "removed"


def test_memos_stand_at_what_they_are_about(db: Database) -> None:
    """On a source, on words of it, on a code and on the whole; each once, with its author and time."""
    text = published(db)
    start = text.index("The taxi")
    at = "2025-11-20T11:00:00+01:00"
    memos = (ForeignMemo("the whole", "Marged", at), ForeignMemo("the turn", "Elin", start=start, end=start + 8))
    codes = [ForeignCode(("Acts of care",), memos=(ForeignMemo("the code", "Elin"),))]
    foreign = replace(
        project(text, [("The taxi", "Acts of care", "Elin")], codebook=codes, memos=memos),
        memos=(ForeignMemo("the study", "Elin"), ForeignMemo("nobody’s")),
    )

    result = take(db, foreign)

    assert (result.memos, result.problems) == (
        4,
        ("a .qdpx file, a memo on the project: the file does not say who wrote it; say so with --coder NAME",),
    )
    rows = [*db.query("SELECT * FROM memos ORDER BY id")]
    assert [(row["about"], row["author"], row["at"], row["text"]) for row in rows] == [
        ("transcript", "Marged", "2025-11-20T10:00:00Z", "the whole"),
        ("turn", "Elin", "", "the turn"),
        ("code", "Elin", "", "the code"),
        ("study", "Elin", "", "the study"),
    ]
    assert (rows[0]["transcript_id"], rows[2]["code_id"]) == ("FC01", ACTS)
    assert take(db, foreign).memos == 0


def test_a_file_that_is_handed_over_is_handed_in(db: Database) -> None:
    """For each coder and transcript with codings in it."""
    assert take(db, project(published(db), [("The taxi", ACTS, "Marged"), ("cawl", ACTS, "Elin")])).handed_in == 2
    assert [(row["transcript_id"], row["coder"], row["at"]) for row in db.query("SELECT * FROM hand_ins")] == [
        ("FC01", "Elin", NOW),
        ("FC01", "Marged", NOW),
    ]


def test_what_the_reader_left_out_is_told(db: Database) -> None:
    """As the standard asks."""
    foreign = replace(project(published(db), []), left_out=(LeftOut("sets", 3, "sets are not taken"),), notes=("LF.",))

    result = take(db, foreign)
    assert (result.left_out, result.notes) == (("3 sets: sets are not taken",), ("LF.",))


def test_what_is_known_of_sources_is_told_as_left_out(db: Database) -> None:
    """Of another program's file; what llais wrote itself is not news."""
    foreign = project(published(db), [])
    known = replace(foreign.sources[0], attributes=(("group", "workers"), ("age", "40s")))

    assert take(db, replace(foreign, sources=(known,))).left_out == (
        "2 attributes of sources: what is known of people is in the manifest",
    )
    assert take(db, replace(foreign, sources=(known,), origin=OURS)).left_out == ()


def test_a_release_that_the_study_does_not_have_is_told(db: Database) -> None:
    """The text is found all the same, where it is one that the study knows."""
    result = take(db, project(published(db), [("The taxi", ACTS, "B")], origin=OURS.replace("release-1", "release-7")))

    assert result.notes == ("This study has no release-7, which a file says it was made from.",)
    assert told(result) == (1, 0, 0, 0)
