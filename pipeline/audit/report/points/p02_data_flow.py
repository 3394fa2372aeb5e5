"""Point 2: who holds the originals, the key, the log and the pseudonymised text, and where they are."""

from __future__ import annotations

from pipeline.audit.report.answer import NOT_DONE, Answer, State, listed, sentence, state_of, table
from pipeline.audit.report.facts import Facts, Places
from pipeline.workbench.numbers import some

_HOLDERS = {
    "raw": "originals as they came",
    "key": "the store's passphrase",
    "log": "the custodian's log",
    "corpus": "the pseudonymised text",
}


def answer(facts: Facts) -> Answer:
    """Say what the study's folder shows, and who holds what by its own words."""
    places, holders = facts.places, facts.ethics.holders
    key_apart = not places.keys_inside
    shared = [one.what for one in places.kept if one.open_to_others]
    missing = [what for key, what in _HOLDERS.items() if not holders.get(key)]
    to_do = [
        *(["take the key file out of the study's folder"] if not key_apart else []),
        *(["make the store again: it is not encrypted"] if not places.encrypted else []),
        *([f"let nobody but their owner read: {listed(shared)}"] if shared else []),
        *([f"write into study.toml, [ethics.holders], who holds {listed(missing)}"] if missing else []),
    ]
    rows = ((one.what, one.where, some(one.files, "file"), one.mode) for one in places.kept)
    held = ((what, holders.get(key) or NOT_DONE) for key, what in _HOLDERS.items())
    return Answer(
        state_of(True, not shared, not missing) if places.encrypted and key_apart else State.NOT_DONE,
        (_store(places), _key(places), _domain(facts)),
        table("Where it is, in the study's folder, and who may open it", ("What", "Where", "Files", "Rights"), rows)
        + table("Who holds it, by study.toml", ("What", "Who"), held),
        to_do=sentence(to_do),
    )


def _store(places: Places) -> str:
    return (
        "The store, which alone holds who is who, is encrypted: its first bytes are not those of an open database."
        if places.encrypted
        else "THE STORE IS NOT ENCRYPTED: it opens without a passphrase."
    )


def _key(places: Places) -> str:
    if places.keys_inside:
        return (
            f"{some(places.keys_inside, 'file')} in the study's folder may be a key: whoever has the folder has both."
        )
    given = "; the key file that was used now lies elsewhere" if places.key_given else ""
    return f"No key file lies in the study's folder{given}. The pages of the team never open the store."


def _domain(facts: Facts) -> str:
    domain = facts.ethics.domain
    return (
        f"Who may see the pseudonymised data: {domain}." if domain else "Who may see the pseudonymised data: not done."
    )
