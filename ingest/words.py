"""The everyday words by which labels, headings and speech are told apart, in English and Welsh."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


NAME_PARTICLES = _words("ap ab ferch al bin bint de del der di du el la le van von y")
NAME_TITLES = _words("dr mr mrs ms miss mx prof professor")

SPOKEN = _words(
    "i i'm im i've i'd you you're your we we're it it's is isn't was wasn't so and but he she they that that's this",
    "the a yeah yes yep no nope ok okay um erm uh mm mmm hmm right well like just me my said says say goes went",
    "thought sure thanks great good lovely absolutely exactly really definitely because when then there what why how",
    "not if as at in hello hi hiya helo shwmae ie ia na nage iawn ocê wel felly achos dw oedd",
)
SPOKEN_AND_IN_TITLES = _words("a the and in at as how why what if not")

STAGE_DIRECTIONS = _words(
    "laughs laughter laughing pause pauses silence inaudible unclear crosstalk overlap overlapping redacted sighs",
    "crying coughs nods noise end break interruption applause chwerthin saib aneglur tawelwch",
)

COVER_KEYS = _words(
    "date time times place location venue duration length transcriber transcribed recording recorded file filename",
    "project version reference ref id subject title site study consent language present note notes keywords funder",
    "accession depositor collection dataset code participants pseudonym gender age occupation ethnicity format",
    "dyddiad amser lleoliad hyd iaith prosiect nodyn nodiadau",
)
COVER_PEOPLE = _words(
    "interviewer interviewers interviewee participant participants respondent researcher facilitator moderator name",
    "group cyfwelydd cyfranogwr holwr ymchwilydd hwylusydd enw",
)
HEADING = _words(
    "interview interviews transcript transcripts transcription focus group verbatim confidential study project",
    "fieldnote fieldnotes appendix pseudonymised anonymised draft cyfweliad trawsgrifiad grŵp ffocws prosiect",
)

DIVISIONS = _words(
    "part section topic theme chapter page question questions day week year task activity vignette card stage session",
    "rhan adran thema pwnc cwestiwn",
)
# What people say that written reports do not: one of them, and a line is somebody's speech.
CONVERSATIONAL = _words(
    "yeah yep yes no nope okay ok um erm uh er mm mmm hmm hello hi hiya helo shwmae thanks oh ah",
    "i'm i've i'd i'll you're",
    "ie ia na diolch bore",
)
FIRST_AND_SECOND = _words("i you me my mine we us your so well right welcome")
APPENDIX = _words(
    "reflections reflection notes note comments memo appendix summary analysis codes coding codebook observations key",
    "conventions nodiadau sylwadau atodiad",
)
ANNOUNCING = _words("transcript transcription interview appendix trawsgrifiad cyfweliad")

NEVER_SPEAKERS = COVER_KEYS | _words(
    "nb ps re fyi tv uk nhs mp qa faq address email phone tel example examples answer key legend summary background",
    "aim aims note notes conclusion introduction contact",
    # How people begin what they list or sum up.
    "first firstly second secondly third thirdly then next finally lastly anyway anyhow result reason problem rule",
    "rules moral upshot verdict point fact truth bottom meaning basically honestly meals breakfast lunch dinner",
)
NEVER_FIRST = _words("dear annwyl http https note re date time please")

COLUMN_OF_SPEAKERS = _words("speaker speakers who siaradwr pwy")
COLUMN_OF_NOTES = _words("notes note comments comment codes code coding memo nodiadau line lines no number turn row #")
COLUMN_HEADINGS = (
    COLUMN_OF_SPEAKERS
    | COLUMN_OF_NOTES
    | _words(
        "time times timestamp timecode start end name participant text transcript transcription what was said speech",
        "words utterance content dialogue and of the interview amser testun trawsgrifiad enw",
    )
)
