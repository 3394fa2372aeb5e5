"""The pseudonyms of a study: one for each name, another for each person, the same every time."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.records import RosterEntry
from pipeline.errors import PseudonymTaken
from pipeline.folding import fold, folded_words
from pipeline.lists.names import first_name_pool, first_names, is_famous_pair, surname_pool, surnames
from pipeline.lists.words import is_ordinary
from pipeline.pseudonyms.book import Key, Merged, PseudonymBook, WhoIsWho, chosen_parts, make_book

SECRET = b"a secret of thirty-two letters.."
PEOPLE = (
    RosterEntry("Nia Pritchard", aliases=("Ni", "Nia P"), row=2),
    RosterEntry("Carys Pritchard", row=3),
    RosterEntry("Gwilym Treharne", row=4),
    RosterEntry("Amal Warsame", row=5),
    RosterEntry("Zofia Nowak", aliases=("Zosia",), row=6),
    RosterEntry("Rhiannon Field", aliases=("Mrs Field",), row=7),
    RosterEntry("Callum Dacey", pseudonym="Idris Marlow", row=8),
)


def book_of(
    mentions: Iterable[str] = (),
    people: Iterable[RosterEntry] = PEOPLE,
    existing: dict[Key, str] | None = None,
    corpus: Iterable[str] = (),
    secret: bytes = SECRET,
) -> PseudonymBook:
    """Make a book of people, with the words of the study and the pseudonyms given before."""
    return make_book(mentions, people, existing or {}, set(corpus), secret)


def test_a_name_has_one_pseudonym_wherever_it_is_spoken() -> None:
    """First name and surname stand for themselves, alone and together, for everybody who bears them."""
    book = book_of()
    first, surname = book.pseudonym("Nia Pritchard").split()

    assert book.pseudonym("Nia") == first
    assert book.pseudonym("Carys Pritchard").split()[1] == surname
    assert book.pseudonym("Mrs Pritchard") == f"Mrs {surname}"


def test_an_alias_has_the_pseudonym_of_its_person() -> None:
    """Ni is Nia, and Mrs Field is Rhiannon Field."""
    book = book_of()

    assert book.pseudonym("Ni") == book.pseudonym("Nia")
    assert book.pseudonym("Zosia") == book.pseudonym("Zofia")
    assert book.pseudonym("Mrs Field").split()[1] == book.pseudonym("Rhiannon Field").split()[1]


def test_an_alias_that_two_people_claim_is_nobody_s_in_particular() -> None:
    """It gets a pseudonym of its own, so that the text stays as open as it was."""
    people = [RosterEntry("Siân Haf", aliases=("Sh",)), RosterEntry("Shahid Iqbal", aliases=("Sh",))]
    book = book_of(people=people)

    assert book.pseudonym("Sh") not in {book.pseudonym("Siân"), book.pseudonym("Shahid")}


def test_the_way_of_writing_stays() -> None:
    """Capitals, small letters, titles, hyphens, plurals and possessives are those of the speaker."""
    book = book_of()
    first, surname = book.pseudonym("Nia Pritchard").split()

    assert book.pseudonym("NIA") == first.upper()
    assert book.pseudonym("nia pritchard") == f"{first} {surname}".lower()
    assert book.pseudonym("Auntie Nia") == f"Auntie {first}"
    assert book.pseudonym("Pritchards") in (f"{surname}s", f"{surname}es")


def test_an_initial_is_that_of_the_pseudonym() -> None:
    """Nia P is Nia Pritchard, and PRITCHARD, N. too."""
    book = book_of()
    first, surname = book.pseudonym("Nia Pritchard").split()

    assert book.pseudonym("Nia P") == f"{first} {surname[0]}"
    assert book_of(people=PEOPLE[:1]).pseudonym("PRITCHARD, N.").endswith(f", {first[0]}.")


def test_an_initial_of_nobody_known_is_a_letter_that_says_nothing() -> None:
    """The same letter every time, by the study's secret."""
    letters = {book_of(secret=bytes([n]) * 32).pseudonym("Nia Q") for n in range(20)}

    assert len({name.split()[1] for name in letters}) > 1
    assert book_of().pseudonym("Nia Q") == book_of().pseudonym("Nia Q")


def test_a_spelled_name_is_spelled_under_its_pseudonym() -> None:
    """As it was spelled: with commas or spaces, in capitals or small letters."""
    book = book_of()
    first = book.pseudonym("Nia")

    assert book.pseudonym("N, I, A") == ", ".join(first.upper())
    assert book.pseudonym("n i a") == " ".join(first.lower())
    assert "double" not in {key for _, key in book_of(["W, Y, double N, E"]).names}


def test_a_spelled_name_of_nobody_known_is_not_left() -> None:
    """Letters that say nothing stand for it."""
    assert book_of().pseudonym("W, Y, double N, E") not in ("W, Y, double N, E", "")


def test_heritage_and_gender_stay_as_they_sound() -> None:
    """A Welsh woman's name stands for a Welsh woman's, a Somali surname for a Somali one."""
    book = book_of()

    assert book.pseudonym("Nia") in first_name_pool("welsh", "f")
    assert book.pseudonym("Gwilym") in first_name_pool("welsh", "m")
    assert book.pseudonym("Zofia") in first_name_pool("polish", "f")
    assert book.pseudonym("Warsame") in surname_pool("somali")


def test_a_name_that_no_list_knows_takes_after_what_stands_beside_it() -> None:
    """Zzofka Nowak is Polish by her surname, Nia Zzyzx Welsh by her first name."""
    book = book_of(["Zzofka Nowak", "Nia Zzyzx"], people=())

    assert book.pseudonym("Zzofka") in {*first_name_pool("polish", "f"), *first_name_pool("polish", "m")}
    assert book.pseudonym("Zzyzx") in surname_pool("welsh")


NAMES = st.lists(
    st.tuples(st.sampled_from(sorted(first_names())), st.sampled_from(sorted(surnames()))), min_size=1, max_size=25
)


# Where somebody is called Marie-Claire, nobody becomes Marie.
DOUBLE = [("ashton", "aanei"), ("marie-claire", "aaaqil")]
DRAWS_MARIE = bytes.fromhex("be012d01289d0a280107269a1cdf01bac4daf35471e10c1778aaa9f83c01e81e")


@example(DOUBLE, DRAWS_MARIE)
@given(NAMES, st.binary(min_size=32, max_size=32))
def test_different_names_have_different_pseudonyms_and_none_is_real_or_famous(
    names: list[tuple[str, str]], secret: bytes
) -> None:
    """A word has one pseudonym, as first name and as surname, and no pair makes somebody famous."""
    full = [f"{first.title()} {surname.title()}" for first, surname in names]
    book = book_of(full, people=(), secret=secret)
    by_word = {(word, fold(name)) for (_, word), name in book.names.items()}
    folded = [name for _, name in by_word]
    real = {word for name in full for word in folded_words(name)}

    assert len(folded) == len(set(folded)) == len({word for word, _ in by_word})
    assert not real & {word for name in folded for word in folded_words(name)}
    assert not any(is_famous_pair(*book.pseudonym(name).rsplit(" ", 1)) for name in full)


def test_two_people_never_come_to_share_a_pseudonym_that_was_given_before() -> None:
    """An alias taken off the roster keeps the old pseudonym for one of the two only."""
    before = book_of().names
    after = book_of(["Zosia"], people=[RosterEntry("Zofia Nowak")], existing=before)

    assert after.pseudonym("Zofia") != after.pseudonym("Zosia")
    assert before["first", "zofia"] in {after.pseudonym("Zofia"), after.pseudonym("Zosia")}


def test_pseudonyms_given_before_stay() -> None:
    """Whoever joins the study later, and however the secret would draw now."""
    before = book_of().names
    later = book_of(["Bethan Iorwerth"], existing=before, secret=b"another secret, longer than that")

    assert {key: later.names[key] for key in before} == before


def test_a_pseudonym_that_has_become_a_real_name_is_given_up() -> None:
    """Nobody is called by the name of somebody in the study, nor by a word of it."""
    given_before = book_of().names["first", "nia"]
    with_namesake = book_of([f"{given_before} Zzyzx"], existing=book_of().names)
    with_word = book_of(existing=book_of().names, corpus=[fold(given_before)])

    assert with_namesake.pseudonym("Nia") != given_before
    assert with_word.pseudonym("Nia") != given_before


def test_the_secret_alone_decides() -> None:
    """The same study gives the same names, another secret others."""
    assert book_of().names == book_of().names
    assert book_of().names != book_of(secret=b"another secret, longer than that").names


def test_a_chosen_pseudonym_is_used() -> None:
    """For each part of the name."""
    book = book_of()

    assert book.pseudonym("Callum Dacey") == "Idris Marlow"
    assert book.pseudonym("Dacey") == "Marlow"


@pytest.mark.parametrize(
    "people",
    [
        (RosterEntry("Nia Haf", pseudonym="Carys", row=2), RosterEntry("Carys Llwyd", row=3)),
        (RosterEntry("Nia Haf", pseudonym="Beca", row=2), RosterEntry("Siân Llwyd", pseudonym="Beca", row=2)),
    ],
)
def test_a_chosen_pseudonym_must_be_nobody_else_s(people: tuple[RosterEntry, ...]) -> None:
    """The message names the row and the column, and never the name."""
    with pytest.raises(PseudonymTaken, match=r"people\.csv, row 2, column pseudonym") as error:
        book_of(people=people)

    assert not {"carys", "beca", "nia"} & set(folded_words(str(error.value)))


ROSTER_WORDS = sorted(
    {word for entry in PEOPLE for word in folded_words(entry.name) if not is_ordinary(word) and len(word) > 2}
)


@given(st.lists(st.sampled_from([entry.name for entry in PEOPLE]), min_size=1), st.sampled_from([", ", " and ", " a "]))
def test_no_real_name_is_left_in_what_stands_for_it(names: list[str], link: str) -> None:
    """However many names a mention joins."""
    book = book_of(names)

    assert not set(ROSTER_WORDS) & {word for name in names for word in folded_words(book.pseudonym(name))}
    assert link not in book.pseudonym(names[0])


def test_a_name_that_is_taken_for_another_part_keeps_its_pseudonym() -> None:
    """Carys is Carys, also where somebody marks "Nia a Carys" as one name and she becomes a surname by that."""
    before = book_of(["Carys", "Gwenllian"], people=())
    after = book_of(["Carys", "Gwenllian", "Nia Carys"], people=(), existing=before.names)

    assert after.pseudonym("Carys") == before.pseudonym("Carys")


class TestWhatPeopleDecided:
    """Names of one person, people of one name, and pseudonyms that were chosen."""

    def book(self, *mentions: str, existing: dict[Key, str] | None = None, **decided: tuple) -> PseudonymBook:
        """Make a book of people, with what was decided of them."""
        return make_book(mentions, PEOPLE, existing or {}, set(), SECRET, WhoIsWho(**decided))

    def test_a_merged_name_has_the_other_s_pseudonym(self) -> None:
        """Part by part; a name that has only one of them gives only that."""
        book = self.book("Gwennie", "G Treharne", merged=(Merged("Gwennie", "Gwilym Treharne"),))

        assert book.pseudonym("Gwennie") == book.pseudonym("Gwilym Treharne").split()[0]
        assert book.pseudonym("gwennie 🙂") == book.pseudonym("gwilym 🙂")

    @pytest.mark.parametrize("last", ["Dai", "Jojo", "Nobody"])
    def test_merges_in_a_chain_or_a_circle_come_to_an_end(self, last: str) -> None:
        """All of them have one pseudonym, wherever the chain leads."""
        chain = (Merged("Jojo", "Mo"), Merged("Mo", "Dai"), Merged("Dai", last))
        book = self.book("Jojo", "Mo", "Dai", merged=chain)

        assert len({book.pseudonym(name) for name in ("Jojo", "Mo", "Dai", last)}) == 1

    def test_what_people_decide_goes_before_the_roster(self) -> None:
        """Ni is somebody else than Nia, if they say so."""
        book = self.book("Ni", merged=(Merged("Ni", "Amal"),))

        assert book.pseudonym("Ni") == book.pseudonym("Amal") != book.pseudonym("Nia")

    def test_who_is_told_apart_has_a_first_name_of_their_own(self) -> None:
        """Their surname is their family's, and the plain name is what it was."""
        plain = self.book()
        book = self.book(apart=(("Nia Pritchard", "2"),), existing=plain.names)
        first, last = book.pseudonym("Nia Pritchard", "2").split()

        assert book.pseudonym("Nia Pritchard") == plain.pseudonym("Nia Pritchard")
        assert book.pseudonym("Mrs Pritchard", "") == f"Mrs {last}"
        assert first == book.pseudonym("Nia", "2") != book.pseudonym("Nia")
        assert {key: book.names[key] for key in plain.names} == plain.names

    def test_of_a_bare_surname_the_surname_tells_apart(self) -> None:
        """Where nothing else is said."""
        book = self.book("Mrs Nowak", apart=(("Mrs Nowak", "2"),))

        assert book.pseudonym("Mrs Nowak", "2") != book.pseudonym("Mrs Nowak")

    def test_a_mention_stands_for_whoever_is_meant(self) -> None:
        """Their first name for a first name, their surname for a surname, their whole name for more."""
        book = self.book("Gwennie")
        first, last = book.pseudonym("Gwilym Treharne").split()

        assert book.pseudonym_of("Gwennie", "Gwilym Treharne") == first
        assert book.pseudonym_of("gwennie", "Gwilym Treharne") == first.lower()
        assert book.pseudonym_of("Mrs Nowak", "Gwilym Treharne") == last
        assert book.pseudonym_of("Zofia Nowak", "Gwilym Treharne") == f"{first} {last}"

    def test_a_chosen_pseudonym_is_used_and_nobody_else_gets_it(self) -> None:
        """Whoever had it by chance."""
        drawn = self.book().pseudonym("Amal")
        book = self.book(chosen=(("Zofia Nowak", f"{drawn} Mostyn", ""),), existing=self.book().names)

        assert book.pseudonym("Zofia Nowak") == f"{drawn} Mostyn"
        assert book.pseudonym("Amal") != drawn

    def test_a_chosen_pseudonym_that_is_a_real_name_is_not_used(self) -> None:
        """Nor by one part of it."""
        book = self.book("Heledd Bowen", chosen=(("Zofia Nowak", "Heledd Mostyn", ""),))

        assert book.pseudonym("Zofia") != "Heledd"
        assert book.pseudonym("Nowak") == "Mostyn"

    def test_what_is_remembered_is_each_name_s_own(self) -> None:
        """So that an undone merge or choice gives a name its own pseudonym back."""
        before = self.book("Gwennie")
        merged = self.book("Gwennie", merged=(Merged("Amal", "Gwennie"),), existing=before.to_remember())
        chosen = self.book("Gwennie", chosen=(("Amal", "Heledd", ""),), existing=before.to_remember())

        for book in (merged, chosen):
            assert book.pseudonym("Amal") != before.pseudonym("Amal")
            remembered = before.to_remember() | book.to_remember()
            assert self.book("Gwennie", existing=remembered).names == before.names

    def test_a_pseudonym_that_was_chosen_once_is_never_drawn(self) -> None:
        """It may still stand in what was published."""
        drawn = self.book("Iestyn").pseudonym("Iestyn")
        once = self.book(chosen=(("Amal", drawn, ""),)).to_remember()

        assert self.book("Iestyn", existing=once).pseudonym("Iestyn") != drawn

    def test_parts_of_a_chosen_pseudonym_stand_for_parts_of_the_name(self) -> None:
        """The first for the first, the last for the last; of somebody told apart, with what tells them."""
        assert chosen_parts("Nia Pritchard", "Heledd Mostyn") == [
            (("first", "nia"), "Heledd"),
            (("surname", "pritchard"), "Mostyn"),
        ]
        assert chosen_parts("Mrs Pritchard", "Mostyn") == [(("surname", "pritchard"), "Mostyn")]
        assert chosen_parts("Nia", "Heledd", "2") == [(("first", "nia#2"), "Heledd")]
