"""No word is lost: what is written in any format and convention is read back, and leads back to where it stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ingest.places import where
from ingest.readers import read_bytes
from ingest.records import INTERVIEWER, PARTICIPANT
from ingest.text import normalise
from tests.ingest.readers.written import WAYS, Turns, before, cues, srt_named, vtt_teams, vtt_zoom, word_lines

PAIRS = [("INT", "P1"), ("Elin Parry", "Siân Ŵyn"), ("Speaker 1", "Speaker 2"), ("EP", "Nest W.")]
WORDS = st.one_of(
    st.text(alphabet="abcegorsŵŷâëôEOSŴŶ’-", min_size=1, max_size=8).filter(
        lambda word: word[0].isalpha() and word.casefold() != "age"  # "age: …" is a line of a cover
    ),
    st.sampled_from(["😀", "👩\u200d👧", "10:30", "(laughs)", "£5.", "said: no", "Tŷ", "&", "<3"]),
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join).filter(lambda text: text[0].isalpha())
LONG_PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join).filter(lambda text: text[0].isalpha())
# Short weak forms ("EP – ") and questions in bold are told from speech by coming again and again.
NEED_MORE = {"docx dash", "docx questions in bold", "docx brackets"}
# A paragraph that is nothing but "E 10:30" or "E" looks like a speaker's line there, to people as well.
NEED_SENTENCES = {"docx questions in bold", "txt Otter"}


@st.composite
def conversations(draw: st.DrawFn, least: int = 4, asking: bool = False, longer: bool = False) -> Turns:
    """Draw a conversation of two people who take turns, each at least twice, in one or more paragraphs."""
    pair = draw(st.sampled_from(PAIRS))
    each = st.lists(LONG_PARAGRAPHS if longer else PARAGRAPHS, min_size=1, max_size=3)
    spoken = draw(st.lists(each, min_size=least, max_size=least + 3))
    forms = ("Was it {}?", "It was {}.") if asking else ("{}", "{}")
    return [(pair[n % 2], [forms[n % 2].format(text) for text in texts]) for n, texts in enumerate(spoken)]


def read_back(suffix: str, content: bytes) -> list[tuple[str, str]]:
    """Return speaker and text of every turn of a file."""
    return [(turn.speaker, turn.text) for turn in read_bytes(f"FC21{suffix}", content).turns]


@pytest.mark.parametrize("name", WAYS)
@settings(max_examples=15, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(data=st.data())
def test_every_way_comes_back(name: str, data: st.DataObject) -> None:
    """Speakers, words and paragraphs are as they were written."""
    way = WAYS[name]
    least = 8 if name in NEED_MORE else 4
    longer = name in ("txt wrapped", "pdf pages")
    turns = data.draw(conversations(least=least, asking=name in NEED_SENTENCES, longer=longer))
    if way.suffix == ".pdf":
        # At the end of a printed line nothing tells "I was-" from a word that the margin cut.
        turns = [(who, [re.sub(r"-+(?=\s|$)", "", text) for text in texts]) for who, texts in turns]
    assert read_back(way.suffix, way.write(turns)) == way.expected(turns)


@settings(max_examples=15, deadline=None)
@given(turns=conversations(least=8, asking=True))
def test_questions_in_bold_are_the_interviewers(turns: Turns) -> None:
    """Where nobody is named, how a paragraph is set tells who asks."""
    asking = turns[0][0]
    roles = [INTERVIEWER if who == asking else PARTICIPANT for who, texts in turns for _ in texts]
    transcript = read_bytes("FC21.docx", WAYS["docx questions in bold"].write(turns))
    assert [turn.role for turn in transcript.turns] == roles


@pytest.mark.parametrize(
    ("suffix", "write"),
    [(".vtt", vtt_teams), (".vtt", vtt_zoom), (".srt", srt_named)],
)
@settings(max_examples=30, deadline=None)
@given(turns=conversations(), size=st.integers(1, 6))
def test_captions_come_back(suffix: str, write: Callable[[Turns, int], bytes], turns: Turns, size: int) -> None:
    """Wherever the clock cuts, every speaker's words are one piece of text."""
    assert read_back(suffix, write(turns, size)) == [(speaker, " ".join(texts)) for speaker, texts in turns]


# Letters in parts, fixed spaces, soft hyphens and zero-width marks: their normal form has another length.
ODD_WORDS = st.one_of(
    WORDS,
    st.text(alphabet="abeow\u0302\u0308\u00ad\u200b\u00a0ŵŷ😀", min_size=1, max_size=8).map(lambda word: f"e{word}o"),
)
ODD_TURNS = st.lists(
    st.lists(
        st.lists(ODD_WORDS, min_size=1, max_size=8).map(lambda words: f"So {' '.join(words)}."), max_size=2, min_size=1
    ),
    min_size=4,
    max_size=6,
)


def stands_there(original: str, offset: int, character: str) -> bool:
    """Say whether what stands at `offset` begins with a character once it is in the normal form.

    An accent of its own joins the letter before it, and what nobody sees may stand before the letter. A space or a line
    feed that joins two lines, cues or paragraphs stands after the end of the first.
    """
    if character in " \n" and all(unicodedata.combining(c) or not normalise(c).strip() for c in original[offset:]):
        return True
    stretches = (original[offset:end] for end in range(offset + 1, offset + 12))
    return original[offset] == character or any(normalise(one).startswith(character) for one in stretches)


def lead_back(content: bytes, suffix: str, parts: dict[str, str]) -> None:
    """Check that each character of each turn stands where its anchors say; `parts` are the file's, by place."""
    for turn in read_bytes(f"FC21{suffix}", content).turns:
        for at, character in enumerate(turn.text):
            place, offset = where(turn.anchors, at) or ("", 0)
            assert stands_there(parts[place], offset, character), (turn.text, at, parts[place], offset)


@settings(max_examples=40, deadline=None)
@given(said=ODD_TURNS)
def test_every_character_of_plain_text_leads_back(said: list[list[str]]) -> None:
    """A person can find in the file what the study shows, wrapped or not."""
    turns = [(("INT", "P1")[n % 2], texts) for n, texts in enumerate(said)]
    lines = [line for text in before(turns, "  {}:\t") for line in (*text.replace(" eo", "\neo").split("\n"), "")]
    lead_back("\n".join(lines).encode(), ".txt", {f"line {n}": line for n, line in enumerate(lines, start=1)})


@pytest.mark.parametrize("label", ["{}: ", "{}\t", "**{}** ", "[{}] "])
@settings(max_examples=15, deadline=None)
@given(said=ODD_TURNS)
def test_every_character_of_a_word_document_leads_back(label: str, said: list[list[str]]) -> None:
    """Paragraphs count as Word has them."""
    turns = [(("INT", "P1")[n % 2], texts) for n, texts in enumerate(said)]
    lines = before(turns, label)
    plain = [line.replace("**", "") for line in lines]
    lead_back(word_lines(lines), ".docx", {f"paragraph {n}": line for n, line in enumerate(plain, start=1)})


@settings(max_examples=15, deadline=None)
@given(said=ODD_TURNS)
def test_every_character_of_captions_leads_back(said: list[list[str]]) -> None:
    """Cues count from 1, and a name at the beginning of a cue is part of it."""
    turns = [(("INT", "P1")[n % 2], texts) for n, texts in enumerate(said)]
    parts = {f"cue {n}": f"{who}: {text}" for n, (who, text) in enumerate(cues(turns, 4), start=1)}
    lead_back(srt_named(turns, 4), ".srt", parts)


@settings(max_examples=40, deadline=None)
@given(turns=conversations())
def test_letters_in_parts_are_the_same_words(turns: Turns) -> None:
    """A Macintosh keeps accents apart from their letters; speakers and words are those of the composed form."""
    apart = WAYS["txt labelled"].write(turns).decode("utf-8-sig")
    assert read_back(".txt", unicodedata.normalize("NFD", apart).encode()) == WAYS["txt labelled"].expected(turns)
