"""What stands in a name's place, and that the sentence still reads."""

from __future__ import annotations

import pytest

from ingest.records import RosterEntry
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.folding import folded_words
from pipeline.identify.finds import Identifier
from pipeline.identify.pipeline import Request, identify
from pipeline.identify.types import DOUBT, FOUND, IDENTIFIER_TYPES
from pipeline.pseudonyms.book import WhoIsWho, make_book
from pipeline.pseudonyms.replace import KEEP, WORDED, Replacer, Special, team_phrases
from tests.marked import lines, parse

SECRET = b"a secret of thirty-two letters.."
ROSTER = (
    RosterEntry("Nia Pritchard", pseudonym="Beca Llwyd"),
    RosterEntry("Tŷ Celyn", "ORG", ("Ty Celyn",), "children's home"),
    RosterEntry("Camau", "ORG", (), "", "the youth project"),
)
POLICY = {name: kind.policies[0] for name, kind in IDENTIFIER_TYPES.items()}

READS = """
I saw [PERSON Nia]'s mam.                       | I saw Beca's mam.
[PERSON NIA PRITCHARD] and [PERSON nia].        | BECA LLWYD and beca.
It was on [DATE the 14th of March], in rain.    | It was on a day in March, in rain.
[DATE The 14th of March], two years back.       | A day in March, two years back.
It was since [DATE January], she said.          | It was since January, she said.
She's in [PLACE Neath] now.                     | She's in a town in South Wales now.
[PLACE Neath] is wet. 🙂                        | A town in South Wales is wet. 🙂
[PLACE neath] yes it's wet                      | a town in South Wales yes it's wet
the [PLACE Neath] office                        | the South Wales town office
She's [AGE fifteen] now.                        | She's 13 to 15 now.
A [AGE fourteen]-year-old.                      | A 13-to-15-year-old.
She's [AGE an eleven]-year-old.                 | She's a 10-to-12-year-old.
[DEMOGRAPHIC A Ghanaian] came.                  | An African came.
He's [DEMOGRAPHIC an Eritrean] lad.             | He's an African lad.
[DEMOGRAPHIC an Iranian] girl                   | a Middle Eastern girl
He speaks [DEMOGRAPHIC Makaton].                | He speaks [background].
She was [OCCUPATION the only farrier in Neath]. | She was [occupation].
She's [PLACE a Neath] girl.                     | She's a South Wales town girl.
At [ORG Tŷ Celyn] and at [ORG Ty Celyn].        | At a children's home and at a children's home.
Down in [ORG Camau] with them.                  | Down in the youth project with them.
Was the [ORG Harbour Team] there?               | Was the team there?
Ring [PHONE 07700 900318].                      | Ring [phone number].
It's [ADDRESS 9 Heol y Felin].                  | It's [address].
"""


def replacer(**policy: str) -> Replacer:
    """Make a replacer with the default policy, save what `policy` says otherwise."""
    return Replacer(make_book((), ROSTER, {}, set(), SECRET), POLICY | policy, team_phrases(ROSTER))


def replaced(marked: str, using: Replacer) -> str:
    """Replace what is marked in a sentence."""
    said = parse(marked)
    made = []
    for start, end, type_ in said.places:
        identifier = Identifier(start, end, type_, IDENTIFIER_TYPES[type_].kind, FOUND, 0.9, ("names",))
        _, text = using.replace(identifier, said.text)
        if text is not None:
            made.append(Replacement(start, end, text))
    return ReplacedText(said.text, made).text


@pytest.mark.parametrize("line", lines(READS))
def test_the_sentence_reads_as_it_did(line: str) -> None:
    """No second article, a capital where a sentence begins, possessives and case as they were."""
    marked, expected = (part.strip() for part in line.split("|"))
    assert replaced(marked, replacer()) == expected


def test_a_doubt_stays_until_somebody_decides() -> None:
    """So does what the policy keeps."""
    doubt = Identifier(0, 3, "PERSON", "direct", DOUBT, 0.3, ("capitals",))

    assert replacer().replace(doubt, "Nia") == (KEEP, None)
    assert replaced("In [PLACE Neath].", replacer(PLACE=KEEP)) == "In Neath."


def test_a_placeholder_says_what_it_stands_for() -> None:
    """Whatever the type."""
    assert replaced("I told [PERSON Nia] in [PLACE Neath].", replacer(PERSON="placeholder", PLACE="placeholder")) == (
        "I told [name] in [place]."
    )


def test_dates_are_moved_all_alike() -> None:
    """By the study's secret, so that what is between two events stays."""
    moved = replaced("[DATE 1 March 2024] and [DATE 2 March 2024]", replacer(DATE="shift"))
    first, second = (int(day.split()[0]) for day in moved.split(" and "))

    assert second in (first + 1, 1)
    assert "1 March 2024" not in moved


def test_from_finding_to_replacing_no_name_of_the_roster_is_left() -> None:
    """A study's turns, found and replaced as they would be published."""
    turns = [
        "Nia's here, and NIA PRITCHARD.",
        "the pritchards, Nia's mam and N, I, A.",
        "“Nia!” 🙂 nia, Pritchard-nia.",
    ]
    request = Request(roster=tuple((entry.type, (entry.name, *entry.aliases)) for entry in ROSTER))
    found = identify({"T": turns}, request)["T"]
    people = [t[i.start : i.end] for t, its in zip(turns, found, strict=True) for i in its if i.type == "PERSON"]
    using = Replacer(make_book(people, ROSTER, {}, set(), SECRET), POLICY, {})
    for turn, identifiers in zip(turns, found, strict=True):
        made = ((i, using.replace(i, turn)[1]) for i in identifiers)
        text = ReplacedText(turn, [Replacement(i.start, i.end, new) for i, new in made if new is not None]).text

        assert not {"nia", "pritchard", "pritchards"} & set(folded_words(text))


class TestOneMention:
    """What was decided for one mention in particular."""

    def special(self, marked: str, special: Special, **policy: str) -> tuple[str, str | None]:
        """Replace the one mention that is marked in a sentence."""
        said = parse(marked)
        ((start, end, type_),) = said.places
        identifier = Identifier(start, end, type_, IDENTIFIER_TYPES[type_].kind, FOUND, 0.9, ("names", "person"))
        book = make_book(["Gwyneth Rhys", "Nia"], ROSTER, {}, set(), SECRET, WhoIsWho(apart=(("Nia", "2"),)))
        return Replacer(book, POLICY | policy, team_phrases(ROSTER)).replace(identifier, said.text, special)

    def test_somebody_s_own_words_stand_as_they_are(self) -> None:
        """Whatever the policy would say, unless it is to keep."""
        assert self.special("🙂 in [PLACE Neath].", Special(words="a town by the sea")) == (WORDED, "a town by the sea")
        assert self.special("[PERSON Nia]", Special(policy="placeholder", words="my friend")) == (WORDED, "my friend")
        assert self.special("[PERSON Nia]", Special(policy="keep", words="my friend")) == (KEEP, None)

    def test_another_policy_holds_for_this_mention(self) -> None:
        """Also one that the type does not have: nothing is left standing by mistake."""
        assert self.special("in [PLACE Neath]", Special(policy="placeholder")) == ("placeholder", "[place]")
        assert (
            self.special("in [PLACE Neath]", Special(policy="generalise"), PLACE="keep")[1] == "a town in South Wales"
        )
        assert self.special("in [PLACE Neath]", Special(policy="band")) == ("placeholder", "[place]")

    def test_who_is_meant_decides_the_pseudonym(self) -> None:
        """Somebody of another name, or another one of this name."""
        assert self.special("[PERSON Gwyneth]", Special(as_name="Nia Pritchard")) == ("pseudonym", "Beca")
        assert self.special("[PERSON Gwyneth Rhys]", Special(as_name="Nia Pritchard"))[1] == "Beca Llwyd"
        assert self.special("[PERSON Nia]", Special())[1] == "Beca"
        assert self.special("[PERSON Nia]", Special(sense="2"))[1] not in ("Beca", "Nia", None)
        assert self.special("[PERSON Nia]", Special(sense="2"), PERSON="placeholder") == ("placeholder", "[name]")

    def test_words_that_hold_no_name_are_not_left_standing(self) -> None:
        """Somebody said that they are somebody."""
        for words in ("Auntie", "3", "Mam a Dad"):
            assert self.special(f"with [PERSON {words}]", Special()) == ("placeholder", "[name]")
            assert self.special(f"with [PERSON {words}]", Special(sense="2")) == ("placeholder", "[name]")

    def test_another_name_of_a_place_has_its_words(self) -> None:
        """As it goes by the one."""
        said = parse("at [ORG Y Celyn] 🙂")
        ((start, end, type_),) = said.places
        identifier = Identifier(start, end, type_, "quasi", FOUND, 0.9, ("person",))
        book = make_book((), ROSTER, {}, set(), SECRET)

        assert Replacer(book, POLICY, team_phrases(ROSTER), {"y celyn": "Tŷ Celyn"}).replace(identifier, said.text) == (
            "generalise",
            "a children's home",
        )
