"""What can go wrong in a study, each with one line that says what, where and what to do; never the sensitive text."""

from __future__ import annotations


class PipelineError(Exception):
    """Something about the study stops the work."""

    code = "LL-P000"


class NotAStudy(PipelineError):
    """The folder holds no `study.toml`."""

    code = "LL-P001"


class StudyExists(PipelineError):
    """A new study would overwrite one that is there."""

    code = "LL-P002"


class BadSettings(PipelineError):
    """`study.toml` holds something that cannot be used."""

    code = "LL-P003"


class NoPassphrase(PipelineError):
    """The store needs a passphrase and none was given."""

    code = "LL-P004"


class WrongPassphrase(PipelineError):
    """The store does not open with this passphrase."""

    code = "LL-P005"


class StoreFromLaterVersion(PipelineError):
    """The store was written by a later llais."""

    code = "LL-P006"


class StoreBusy(PipelineError):
    """Another llais is writing to the store."""

    code = "LL-P007"


class NothingIngested(PipelineError):
    """The study holds no transcript yet."""

    code = "LL-P008"


class NotPseudonymised(PipelineError):
    """Turns were read that were never pseudonymised, or the settings have changed since."""

    code = "LL-P009"


class ModelNotFound(PipelineError):
    """The model named in `study.toml` is not installed."""

    code = "LL-P010"


class PseudonymTaken(PipelineError):
    """A pseudonym that someone chose is a real name of the study, or belongs to somebody else."""

    code = "LL-P011"


class NothingPublished(PipelineError):
    """There is no published database to read or serve, or none that has what is asked for."""

    code = "LL-P012"


MADE_EARLIER = "What is published was made by an earlier llais. Publish it again: llais publish STUDY"


class LeakFound(PipelineError):
    """An original is still in what would have been published."""

    code = "LL-P013"


class WrongDatasette(PipelineError):
    """The installed Datasette is of a line that the pages were not made for."""

    code = "LL-P014"


class TrailBroken(PipelineError):
    """The audit trail was edited, shortened or rewritten."""

    code = "LL-P018"


class NamesSomebody(PipelineError):
    """A text that would be kept in clear, such as a purpose, holds an original name."""

    code = "LL-P019"


class NotTwoPeople(PipelineError):
    """Something that needs two people would be done by one."""

    code = "LL-P020"


class NoSuchThing(PipelineError):
    """A transcript, participant, entity, decision, sample or request is named that the study does not have."""

    code = "LL-P021"


class CannotDecide(PipelineError):
    """A decision does not fit what stands in the text, or is undone already."""

    code = "LL-P022"


class NothingToRelease(PipelineError):
    """No transcript fulfils what the gate of `study.toml` asks of a release."""

    code = "LL-P023"


class DiskFull(PipelineError):
    """The disk has no room for what would be written."""

    code = "LL-P053"
