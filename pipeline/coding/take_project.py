"""Take the codings and memos of another program's file into the store: what cannot be taken is told, not guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlite_utils import Database

from codebook.errors import shown
from ingest.codings.records import ForeignCoding, ForeignMemo, ForeignProject, LeftOut
from pipeline.coding.brought import Brought, Problem, lines_of
from pipeline.coding.code_names import CodeFinder, Meant
from pipeline.coding.own_files import memos_apart, release_of, transcript_of
from pipeline.coding.put import NewCoding, NewMemo, Putter
from pipeline.coding.sources import Matched, NoTranscript, SourceMatcher
from pipeline.coding.spans import NoPlace, find_span, turn_at
from pipeline.coding.taking import Rules, store_codings
from pipeline.coding.texts import StudyTexts
from pipeline.coding.times import in_utc
from pipeline.coding.who import Coders


def take_project(
    db: Database, project: ForeignProject, rules: Rules, file: str, texts: StudyTexts | None = None
) -> Brought:
    """Take what a file holds, in the caller's transaction; `file` is its safe label.

    Raises what `rules.given_out` raises.
    """
    return _Taking(db, project, rules, file, texts or StudyTexts(db)).take()


class _Taking:
    """One file on its way into the store."""

    def __init__(self, db: Database, project: ForeignProject, rules: Rules, file: str, texts: StudyTexts) -> None:
        self.db = db
        self.project, self.numbers = memos_apart(project)
        self.rules = rules
        self.file = file
        self.texts = texts
        self.release = release_of(project)
        self.putter = Putter(db, texts, rules.codebook, rules.now)
        self.finder = CodeFinder(rules.codebook, rules.ours)
        self.problems: list[Problem] = []
        self.counts: Counter[str] = Counter()
        self.left_out = [f"{one.n} {one.what}: {one.why}" for one in (*project.left_out, *self._not_asked_for())]
        self.notes = list(project.notes)
        self.not_sure: set[tuple[str, str]] = set()

    def _not_asked_for(self) -> Iterator[LeftOut]:
        """Count what another program's file holds that a study has from elsewhere; in ours it is what we wrote."""
        attributes = sum(len(source.attributes) for source in self.project.sources)
        if attributes and not self.release:
            yield LeftOut("attributes of sources", attributes, "what is known of people is in the manifest")

    def take(self) -> Brought:
        matched = self._match_sources()
        self.coders = Coders(self.db, self.rules.whose, ours=bool(self.release) or self._holds_ours(matched))
        meant = self._meant_codes(matched)
        placed = [
            new
            for n, coding in zip(self.numbers, self.project.codings, strict=True)
            for new in self._placed(n, coding, matched.get(coding.source), meant.get(coding.code))
        ]
        stored = store_codings(
            self.db,
            self.putter,
            self.rules,
            placed,
            authors=self._authors(matched),
            release=self.release,
            not_sure=self.not_sure,
        )
        self._take_memos(matched)
        return replace(
            stored,
            split=self.counts["split"],
            by_quote=self.counts["by quote"],
            memos=self.putter.memos,
            not_taken=self.counts["not taken"],
            problems=lines_of(self.problems),
            left_out=tuple(self.left_out),
            notes=(*self.notes, *stored.notes),
            versions=dict(Counter(one.version.release for one in matched.values())),
        )

    def _match_sources(self) -> dict[int, Matched]:
        """Find the transcript of each source; those of which nothing is used need none."""
        matcher = SourceMatcher(self.texts, self.release)
        waiting = Counter(coding.source for coding in self.project.codings)
        matched: dict[int, Matched] = {}
        for n, source in enumerate(self.project.sources):
            try:
                matched[n] = matcher.match(transcript_of(source.text) or source.name, source.text)
            except NoTranscript as none:
                if waiting[n] or source.memos:
                    self._refuse(f"source {n + 1}", f"{none.why}; {_waiting(waiting[n])}", waiting[n])
        if self.release and self.release not in self.texts.releases:
            self.notes.append(f"This study has no {self.release}, which a file says it was made from.")
        return matched

    def _holds_ours(self, matched: Mapping[int, Matched]) -> bool:
        """Say whether a coding of the file is one that llais gave out: another program has passed the file on."""
        return any(
            self.putter.has(matched[coding.source].transcript, coding.guid)
            for coding in self.project.codings
            if coding.guid and coding.source in matched
        )

    def _meant_codes(self, matched: Mapping[int, Matched]) -> dict[tuple[str, ...], Meant]:
        """Find the code of every code that was applied; one that is not known is told of once."""
        guids = {code.path: code.guid for code in self.project.codebook}
        numbers = {code.path: f"code {n}" for n, code in enumerate(self.project.codebook, start=1)}
        for n, coding in zip(self.numbers, self.project.codings, strict=True):
            if coding.code not in numbers:
                numbers[coding.code] = self._where(n, coding, matched.get(coding.source))
        meant: dict[tuple[str, ...], Meant] = {}
        for path, n in Counter(coding.code for coding in self.project.codings).items():
            found = self.finder.find(path, guids.get(path, ""))
            if found is None:
                self._unknown_code(path, numbers[path], n)
                continue
            meant[path] = found
            if not found.code_id:
                self.left_out.append(f"{n} codings: the list of codes leaves their code out")
        return meant

    def _where(self, n: int, coding: ForeignCoding, source: Matched | None) -> str:
        """Say which coding of the file it is, and where people find it."""
        if source is None:
            return f"coding {n}"
        turn = self.texts.turns(source.transcript)[turn_at(source.alignment, coding.start, coding.end)].n
        return f"coding {n} ({source.transcript}, near turn {turn})"

    def _unknown_code(self, path: tuple[str, ...], where: str, n: int) -> None:
        name = shown(path[-1]) if path else ""
        said = f" {name}" if name.startswith("“") else ""  # any other name may be somebody's words
        near = self.finder.nearest(path)
        nearest = f"the nearest are {', '.join(near)}" if near else "no code is like it"
        self._refuse(
            where, f"the codebook has no code of its name{said}; {_waiting(n)}; {nearest}; list it with --codes", n
        )

    def _placed(self, n: int, coding: ForeignCoding, source: Matched | None, meant: Meant | None) -> list[NewCoding]:
        """Return a coding as it will be stored, one for each turn that it covers; nothing where it cannot be."""
        if source is None:
            return []
        if meant is None or not meant.code_id:
            return self._not_taken(coding, source)
        coder = self.coders.name(coding.coder)
        if not coder:
            where = f"coding {n} ({source.transcript})"
            self._refuse(where, "the file does not say whose it is; say so with --coder NAME")
            return self._not_taken(coding, source)
        try:
            found = find_span(source.alignment, coding.start, coding.end, coding.quote)
        except NoPlace as none:
            self._refuse(self._where(n, coding, source), none.why)
            return self._not_taken(coding, source)
        self.counts["split"] += len(found.parts) > 1
        self.counts["by quote"] += found.by_quote
        return [
            NewCoding(
                transcript=source.transcript,
                turn=self.texts.turns(source.transcript)[part.turn],
                seen=source.version.turns[part.turn],
                release=source.version.release,
                start=part.start,
                end=part.end,
                code_id=meant.code_id,
                coder=coder,
                uid="" if k else coding.guid,
                at=in_utc(coding.at),
                memos=() if k else tuple(self._memos(coding.memos, coder)),
            )
            for k, part in enumerate(found.parts)
        ]

    def _not_taken(self, coding: ForeignCoding, source: Matched) -> list[NewCoding]:
        """Remember that a coding is in the file, so that it is not taken for one that was removed there."""
        if not self.putter.has(source.transcript, coding.guid):
            self.not_sure.add((source.transcript, self.coders.name(coding.coder)))
        return []

    def _memos(self, memos: tuple[ForeignMemo, ...], otherwise: str = "") -> Iterator[NewMemo]:
        for memo in memos:
            author = self.coders.name(memo.author, otherwise)
            titled = memo.title and not self.release and memo.title not in memo.text
            text = f"{memo.title}\n{memo.text}" if titled else memo.text
            yield NewMemo(text, author, in_utc(memo.at), memo.guid)

    def _authors(self, matched: Mapping[int, Matched]) -> set[str]:
        """Name who wrote the memos of the file, where it says so."""
        of_codings = (memo for coding in self.project.codings for memo in coding.memos)
        of_codes = (memo for code in self.project.codebook for memo in code.memos)
        of_sources = (memo for n in matched for memo in self.project.sources[n].memos)
        memos = (*of_codings, *of_codes, *of_sources, *self.project.memos)
        return {author for memo in memos if (author := self.coders.name(memo.author))}

    def _take_memos(self, matched: Mapping[int, Matched]) -> None:
        """Take the memos that are on no coding: on words, on sources, on codes, and on the whole."""
        for n, source in matched.items():
            for memo in self.project.sources[n].memos:
                turns = self._turns_of(memo, source)
                which = {"turn_id": turns[0]} if turns else {"transcript_id": source.transcript}
                self._note(memo, f"a memo on source {n + 1}", "turn" if turns else "transcript", **which)
        for n, code in enumerate(self.project.codebook, start=1):
            meant = self.finder.find(code.path, code.guid) if code.memos else None
            for memo in code.memos:
                if meant is not None and meant.code_id:
                    self._note(memo, f"a memo on code {n}", "code", code_id=meant.code_id)
                else:
                    self._refuse(f"a memo on code {n}", "the codebook has no such code", 0)
        for memo in self.project.memos:
            self._note(memo, "a memo on the project", "study")

    def _turns_of(self, memo: ForeignMemo, source: Matched) -> list[int]:
        if memo.start is None or memo.end is None:
            return []
        try:
            found = find_span(source.alignment, memo.start, memo.end)
        except NoPlace:
            return []
        return [self.texts.turns(source.transcript)[part.turn].id for part in found.parts]

    def _note(self, memo: ForeignMemo, where: str, about: str, **which: str | int) -> None:
        (new,) = self._memos((memo,))
        if not new.author:
            self._refuse(where, "the file does not say who wrote it; say so with --coder NAME", 0)
            return
        self.putter.note(new, about, **which)

    def _refuse(self, where: str, why: str, n: int = 1) -> None:
        self.problems.append(Problem(self.file, where, why))
        self.counts["not taken"] += n


def _waiting(n: int) -> str:
    return f"{n} coding waits for it" if n == 1 else f"{n} codings wait for it"
