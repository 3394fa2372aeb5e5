"""What reviewers answered in a Word file, as decisions: each comment against the mark that it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace

from sqlite_utils import Database

from exports.xml_text import writable
from ingest.codings.word_comments import Comment, CommentedText, read_commented
from pipeline.audit.trail import record
from pipeline.errors import CannotDecide, NamesSomebody, NoSuchThing, PipelineError
from pipeline.review.answers import About, Answer, AnswerNotUnderstood, read_answer, wishes_of
from pipeline.review.bench import Bench, PageTurn, TranscriptPage
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Decision, Wish
from pipeline.review.doubt_list import INITIAL, NAME
from pipeline.review.marks import LISTED, Mark
from pipeline.review.phrases import words_of
from pipeline.review.word_out import question
from pipeline.review.word_text import read_identity

_TURN = re.compile(r"\s*(\d+)\t")
_QUESTION = re.compile(r"\s*#(?P<number>\d+)\b ?(?P<rest>.*)")
_ANSWER = re.compile(r"\s*answer\s*:", re.IGNORECASE)
_ADD = re.compile(r"\s*#?\s*add\b[\s:]*", re.IGNORECASE)


class NotAReviewCopy(PipelineError):
    """A file is not what `llais review STUDY export` wrote, or does not say any more which transcript it is of."""

    code = "LL-P056"


@dataclass(frozen=True, slots=True)
class ReviewCopy:
    """A review copy as it came back; `after` is the number of the last decision before it was written."""

    transcript: str
    reading: int
    after: int
    text: CommentedText


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that was not taken: its mark's number (None for what was added), its turn and why, in one line."""

    number: int | None
    turn: int | None
    why: str

    def __str__(self) -> str:
        """Say it without any words of the transcript."""
        mark = f"#{self.number}" if self.number is not None else "a comment"
        return f"{mark}{f' in turn {self.turn}' if self.turn is not None else ''}: {self.why}"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that can be taken, as decisions."""

    number: int | None
    turn: int
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the answers in a file; `already` counts those that were decided like this before."""

    transcript: str
    taken: int
    already: int
    unanswered: int
    refused: tuple[Refusal, ...]


@dataclass(slots=True)
class _Thread:
    """The comments on one place, the question first where there is one."""

    paragraph: int | None
    start: int
    end: int
    texts: list[str] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        """Return the number of the mark that is asked about."""
        found = next((one for text in self.texts if (one := _QUESTION.match(text))), None)
        return int(found["number"]) if found else None

    def answer(self, asked: str = "") -> str:
        """Return the last thing that was answered, to the question `asked`."""
        return next((one for text in reversed(self.texts) if (one := _answered(text, asked))), "")


def read_copy(content: bytes, name: str) -> ReviewCopy:
    """Read a review copy that came back; `name` is a safe label of the file for messages.

    Raises NotAReviewCopy, UnreadableFile, ProtectedFile, TooLarge.
    """
    text = read_commented(content)
    identity = next((found for line in text.paragraphs if (found := read_identity(line))), None)
    if identity is None:
        raise NotAReviewCopy(
            f"{name} is no review copy, or its second line was changed. Export it again with: llais review STUDY export"
        )
    return ReviewCopy(*identity, text)


def take_in(db: Database, bench: Bench, copies: Sequence[ReviewCopy], actor: str, overrule: bool) -> list[Imported]:
    """Make decisions of the answers in review copies, all of them in one transaction, with a row in the trail for each.

    Where somebody decided about the same place after a copy was written, that stays unless `overrule`. Raises
    NoSuchThing, NotTwoPeople.
    """
    with db.atomic():
        return [_take_copy(db, bench, copy, actor, overrule) for copy in copies]


def _take_copy(db: Database, bench: Bench, copy: ReviewCopy, actor: str, overrule: bool) -> Imported:
    try:
        page = bench.page(copy.transcript, copy.reading)
    except KeyError:
        raise NoSuchThing(f"The study has no transcript {copy.transcript}.") from None
    given, refused, unanswered = answers_in(copy, page)
    before = list(bench.decisions(copy.reading))
    known = [_essence(one) for one in before]
    taken = already = 0
    for one in given:
        new = [wish for wish in one.wishes if _essence(wish) not in known]
        if not new:
            already += 1
        elif not overrule and (later := _decided_meanwhile(new, before, copy.after)):
            why = f"decided otherwise meanwhile (decision {later.id}), which stays; --overrule takes this answer"
            refused.append(Refusal(one.number, one.turn, why))
        elif why := _decide(db, bench, new, actor):
            refused.append(Refusal(one.number, one.turn, why))
        else:
            known += [_essence(wish) for wish in new]
            taken += 1
    counts = {"taken": taken, "already decided": already, "unanswered": unanswered, "not taken": len(refused)}
    record(db, "review copy imported", actor=actor, about=copy.transcript, counts=counts)
    return Imported(copy.transcript, taken, already, unanswered, tuple(refused))


def _decide(db: Database, bench: Bench, wishes: Sequence[Wish], actor: str) -> str:
    """Make the decisions of one answer, all or none; return why not, "" where they were made."""
    try:
        with db.atomic():
            for wish in wishes:
                bench.decide(wish, actor)
    except (CannotDecide, NamesSomebody) as error:
        return str(error)
    return ""


def _essence(wish: Wish) -> tuple[object, ...]:
    """Say what a decision comes to, whoever made it and when."""
    names = ("action", "scope", "words", "transcript_id", "turn_id", "start", "end", "type", "replacement", "other")
    values = asdict(wish)
    return tuple(values[name] for name in names)


def _decided_meanwhile(wishes: Sequence[Wish], before: Sequence[Decision], after: int) -> Decision | None:
    """Return a decision about the same thing that is later than the copy."""
    late = [one for one in before if one.id > after]
    return next((one for one in late for wish in wishes if _same_matter(one, wish)), None)


def _same_matter(one: Decision, wish: Wish) -> bool:
    if (one.action in (REPLACE, KEEP)) != (wish.action in (REPLACE, KEEP)):
        return False
    if one.scope == MENTION and wish.scope == MENTION:
        same_turn = one.turn_id == wish.turn_id
        return same_turn and (one.start or 0) < (wish.end or 0) and (wish.start or 0) < (one.end or 0)
    return _folded(one.words) == _folded(wish.words)


def _folded(words: str) -> list[str]:
    return [word.folded for word in words_of(words)]


def answers_in(copy: ReviewCopy, page: TranscriptPage) -> tuple[list[Given], list[Refusal], int]:
    """Return what the answers of a copy decide, which cannot be taken, and how many marks nobody answered."""
    turns, refused = _turns_in(copy, page)
    changed = {one.turn for one in refused}
    given: list[Given] = []
    unanswered = 0
    for thread in _threads(copy.text.comments):
        turn, begins = turns.get(thread.paragraph, (None, 0))
        if turn is None:
            if thread.answer() and _number_of_turn(copy.text.paragraphs, thread.paragraph) not in changed:
                refused.append(Refusal(thread.number, None, "on no turn, or on several. Select words of one turn."))
            continue
        mark = _mark_under(thread, turn, begins)
        said = thread.answer(question(mark) if mark else "")
        if thread.number is not None and not said:
            unanswered += 1
            continue
        try:
            about = _about(mark, thread, turn, begins)
            about = replace(about, transcript_id=page.id, reading=copy.reading)
            given.append(Given(thread.number, turn.n, tuple(wishes_of(_understood(said), about))))
        except AnswerNotUnderstood as error:
            refused.append(Refusal(thread.number, turn.n, str(error)))
    return given, refused, unanswered


def _understood(said: str) -> Answer:
    answer = read_answer(said)
    if answer is None:
        raise AnswerNotUnderstood("It says nothing. Write what the words are: name, place …")
    return answer


def _turns_in(copy: ReviewCopy, page: TranscriptPage) -> tuple[dict[int | None, tuple[PageTurn, int]], list[Refusal]]:
    """Lay the paragraphs of a copy against the turns, as (turn, where its text begins); changed text is refused."""
    wanted = {turn.n: turn for turn in page.turns}
    found: dict[int | None, tuple[PageTurn, int]] = {}
    for position, paragraph in enumerate(copy.text.paragraphs):
        turn = wanted.get(_number_of_turn(copy.text.paragraphs, position) or 0)
        text = writable(turn.text) if turn else ""
        begins = len(paragraph) - len(text)
        if turn is not None and paragraph.endswith(text) and begins > 0:
            found[position] = (turn, begins)
            del wanted[turn.n]
    why = "its text was changed in the file, or in the study since; nothing in it was taken. Export it again."
    return found, [Refusal(None, n, why) for n in wanted]


def _number_of_turn(paragraphs: Sequence[str], position: int | None) -> int | None:
    found = _TURN.match(paragraphs[position]) if position is not None else None
    return int(found[1]) if found else None


def _threads(comments: Sequence[Comment]) -> Iterator[_Thread]:
    """Put comments together that are replies to each other, or on the same words."""
    by_id = {one.id: one for one in comments}
    threads: dict[object, _Thread] = {}
    for one in comments:
        first = by_id.get(one.answers, one)
        key = (first.paragraph, first.start, first.end) if first.paragraph is not None else first.id
        thread = threads.setdefault(key, _Thread(first.paragraph, first.start, first.end))
        thread.texts.append(one.text)
    yield from threads.values()


def _answered(text: str, asked: str) -> str:
    """Return what somebody wrote into a comment without the question, also where they wrote it right behind that."""
    lines = [_behind_question(line, asked) for line in text.split("\n")]
    return _ADD.sub("", "\n".join(_ANSWER.sub("", line) for line in lines), count=1).strip()


def _behind_question(line: str, asked: str) -> str:
    found = _QUESTION.fullmatch(line)
    if found is None:
        return line
    return found["rest"].removeprefix(asked) if asked and found["rest"].startswith(asked) else ""


def _mark_under(thread: _Thread, turn: PageTurn, begins: int) -> Mark | None:
    """Return the mark that comments are on; where nothing was selected, the one at that point."""
    start, end = thread.start - begins, thread.end - begins
    on_point = (one for one in turn.marks if start == end and one.start <= start <= one.end)
    return next((one for one in turn.marks if (one.start, one.end) == (start, end)), None) or next(on_point, None)


def _about(mark: Mark | None, thread: _Thread, turn: PageTurn, begins: int) -> About:
    """Say what comments are about: a mark, else the whole words that they are on. Raises AnswerNotUnderstood."""
    if mark is not None:
        return About("", turn.id, mark.start, mark.end, mark.words, _type_of(mark))
    words = [one for one in words_of(turn.text) if one.start + begins < thread.end and thread.start < one.end + begins]
    if not words:
        raise AnswerNotUnderstood("It is on no words. Select the words, then add the comment.")
    start, end = words[0].start, words[-1].end
    return About("", turn.id, start, end, turn.text[start:end])


def _type_of(mark: Mark) -> str:
    """Return what a mark is taken for; of the doubt list only names and initials are taken for anything."""
    if mark.origin != LISTED:
        return mark.type
    return "PERSON" if mark.reason in (NAME, INITIAL) else ""
