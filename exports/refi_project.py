"""A coded study as the XML of a REFI-QDA project (standard v1.5), with the texts that it refers to.

Where tools look in different places, things stand in each: a coding's memo is its selection's description (ATLAS.ti,
MAXQDA) and a note with author and day (the standard); attributes are on cases (NVivo) and on sources (MAXQDA). Every
coding has a selection of its own, as NVivo writes them: coder and memo then belong to one coding in every tool.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from codebook.model import Code, Theme
from exports.coded_study import CodedStudy, Memo, Participant, Transcript
from exports.guids import StudyGuids, link_guid, memo_guid
from exports.origin import origin_of
from exports.qdc import describe_entry, entry_guid
from exports.refi_sources import Source, add_source, add_values, source_path
from exports.refi_xml import Element, add, add_description, add_note_refs, as_time, joined, to_bytes
from exports.transcript_text import count_pairs, lay_out, utf16_units

NAMESPACE = "urn:QDA-XML:project:1.0"
CODE_POINTS, UTF16 = "codepoints", "utf16"
UNITS = (CODE_POINTS, UTF16)

_RETIRED = "Retired: not for new codings."


def project_of(coded: CodedStudy, units: str = CODE_POINTS) -> tuple[bytes, dict[str, str]]:
    """Return the project's XML in UTF-8, and the transcripts' texts by their paths in the archive.

    The elements stand in the order that the schema wants; a wrapper that would hold nothing is left out.
    """
    sources = [_source(transcript, units) for transcript in coded.transcripts]
    guids = StudyGuids(coded.study.title)
    root = ElementTree.Element("Project", xmlns=NAMESPACE)
    root.attrib |= {"name": f"{coded.study.title} ({coded.study.stamp})", "origin": origin_of(coded.study)}
    parts = (
        _users(coded, guids),
        _codes(coded),
        _variables(coded, guids),
        _cases(coded, sources, guids),
        _sources(coded, sources, guids),
        _notes(coded, guids),
        _links(coded, guids),
        _sets(coded, guids),
    )
    root.extend(part for part in parts if len(part))
    add(root, "Description", _description(coded, sources, units))
    add_note_refs(root, coded.memos)
    texts = {source_path(guids.source(source.transcript.id)): source.text.text for source in sources}
    return to_bytes(root), texts


def _source(transcript: Transcript, units: str) -> Source:
    text = lay_out((turn.n, turn.speaker, turn.text) for turn in transcript.turns)
    return Source(transcript, text, utf16_units(text.text) if units == UTF16 else int)


def _users(coded: CodedStudy, guids: StudyGuids) -> Element:
    users = Element("Users")
    for label in coded.coders:
        add(users, "User", guid=guids.coder(label), name=label, id=label)
    return users


def _codes(coded: CodedStudy) -> Element:
    book = Element("CodeBook")
    codes = add(book, "Codes")
    for theme in coded.codebook.themes:
        folder = _add_code(codes, theme, theme.colour, coded, codable=False)
        for code in theme.codes:
            _add_code(folder, code, theme.colour, coded, codable=True)
    return book


def _add_code(parent: Element, entry: Theme | Code, colour: str, coded: CodedStudy, *, codable: bool) -> Element:
    guid = entry_guid(coded.codebook.id, entry.id)
    element = add(parent, "Code", guid=guid, name=entry.name, isCodable=str(codable).lower(), color=colour)
    retired = f"\n{_RETIRED}" if entry.id in coded.retired else ""
    add_description(element, describe_entry(entry, coded.codebook) + retired)
    add_note_refs(element, coded.code_memos.get(entry.id, ()))
    return element


def _known_of(transcript: Transcript) -> dict[str, str]:
    """Say what is known of a transcript, by name."""
    known = {
        "group": transcript.group,
        "kind": transcript.kind,
        "season": transcript.season,
        "language": transcript.language,
        "participants": ", ".join(transcript.participants),
    }
    return {name: value for name, value in known.items() if value}


def _known_of_participant(participant: Participant, transcripts: Sequence[Transcript]) -> dict[str, str]:
    """Say what is known of a participant: the group, and what all the transcripts agree on in which they speak."""
    known = {"group": participant.group}
    for name in ("kind", "season", "language"):
        values = {_known_of(one).get(name, "") for one in transcripts if participant.id in one.participants}
        known[name] = values.pop() if len(values) == 1 else ""
    return {name: value for name, value in known.items() if value}


def _variables(coded: CodedStudy, guids: StudyGuids) -> Element:
    variables = Element("Variables")
    known = [_known_of(one) for one in coded.transcripts]
    known += [_known_of_participant(one, coded.transcripts) for one in coded.participants]
    for name in dict.fromkeys(name for values in known for name in values):
        add(variables, "Variable", guid=guids.variable(name), name=name, typeOfVariable="Text")
    return variables


def _cases(coded: CodedStudy, sources: Sequence[Source], guids: StudyGuids) -> Element:
    """Make a case of each participant: of the whole transcript where only they answer, else of each of their turns.

    A case of a whole focus group would give everybody the words of all.
    """
    cases = Element("Cases")
    for participant in coded.participants:
        case = add(cases, "Case", guid=guids.case(participant.id), name=participant.id)
        add_description(case, joined(participant.memos))
        add_values(case, _known_of_participant(participant, coded.transcripts), guids)
        for source in sources:
            if source.lone_participant == participant.id:
                add(case, "SourceRef", targetGUID=guids.source(source.transcript.id))
        for guid in _turns_of(participant, sources, guids):
            add(case, "SelectionRef", targetGUID=guid)
    return cases


def _turns_of(participant: Participant, sources: Sequence[Source], guids: StudyGuids) -> Iterator[str]:
    for source in sources:
        if not source.lone_participant:
            its = {turn.n for turn in source.transcript.turns if turn.participant == participant.id}
            yield from (guids.turn(source.transcript.id, n) for n in source.selected_turns if n in its)


def _sources(coded: CodedStudy, sources: Sequence[Source], guids: StudyGuids) -> Element:
    element = Element("Sources")
    for source in sources:
        add_source(element, source, guids, coded.codebook.id, _known_of(source.transcript))
    return element


def _notes(coded: CodedStudy, guids: StudyGuids) -> Element:
    notes = Element("Notes")
    for name, memo in _named_memos(coded):
        user = guids.coder(memo.author) if memo.author else ""
        made = {"creatingUser": user, "creationDateTime": as_time(memo.made_on)}
        note = add(notes, "Note", guid=memo_guid(memo.uid), name=name, **made)
        add(note, "PlainTextContent", memo.text)
    return notes


def _named_memos(coded: CodedStudy) -> Iterator[tuple[str, Memo]]:
    """Yield every memo once, named after what it is about."""
    yield from (("Memo: study", memo) for memo in coded.memos)
    for code, memos in coded.code_memos.items():
        yield from ((f"Memo: {code}", memo) for memo in memos)
    for participant in coded.participants:
        yield from ((f"Memo: participant {participant.id}", memo) for memo in participant.memos)
    for transcript in coded.transcripts:
        yield from ((f"Memo: {transcript.id}", memo) for memo in transcript.memos)
        for turn in transcript.turns:
            yield from ((f"Memo: {transcript.id}, turn {turn.n}", memo) for memo in turn.memos)
        for coding in transcript.codings:
            name = f"Memo: {transcript.id}, turn {coding.turn}, {coding.code_id}"
            yield from ((name, memo) for memo in coding.memos)


def _links(coded: CodedStudy, guids: StudyGuids) -> Element:
    """Link memos to participants, since a case has no place for a reference to a note."""
    links = Element("Links")
    for participant in coded.participants:
        for memo in participant.memos:
            ends = {"originGUID": memo_guid(memo.uid), "targetGUID": guids.case(participant.id)}
            add(links, "Link", guid=link_guid(memo.uid), direction="OneWay", **ends)
    return links


def _sets(coded: CodedStudy, guids: StudyGuids) -> Element:
    sets = Element("Sets")
    for group in sorted({one.group for one in coded.transcripts if one.group}):
        members = add(sets, "Set", guid=guids.set_of(group), name=group)
        for transcript in coded.transcripts:
            if transcript.group == group:
                add(members, "MemberSource", targetGUID=guids.source(transcript.id))
    return sets


def _description(coded: CodedStudy, sources: Sequence[Source], units: str) -> str:
    """Say what the file is, for whom, and how its positions count.

    The first line is the origin again, since a tool that sends the project back writes its own name there.
    """
    pairs = sum(count_pairs(source.text.text) for source in sources)
    silent = sum(not turn.may_quote for one in coded.transcripts for turn in one.turns)
    counted = "UTF-16 code units, as NVivo for Windows does" if units == UTF16 else "Unicode code points"
    lines = [
        origin_of(coded.study),
        f"Codebook: {coded.codebook.id} {coded.codebook.version}.",
        "Names, places and dates were replaced to protect people.",
        f"For coding by the team: {silent} of the turns may not be quoted outside it.",
        "A paragraph is a turn: the speaker's label, the turn's number in brackets, and what was said.",
        f"Positions count {counted}, from 0; a selection ends before its end position.",
        f"{pairs} characters, such as emoji, are one code point and two UTF-16 code units.",
    ]
    return "\n".join(lines)
