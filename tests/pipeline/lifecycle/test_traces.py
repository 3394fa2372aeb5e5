"""Traces: words are known again, and cannot be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.lifecycle.traces import RUN, Digester, Traces, digester_of, runs_in
from pipeline.migrations import migrations

DIGESTS = st.frozensets(st.binary(min_size=8, max_size=8), max_size=5)


@given(DIGESTS, DIGESTS, DIGESTS)
def test_traces_are_read_as_they_were_written(
    files: frozenset[bytes], runs: frozenset[bytes], names: frozenset[bytes]
) -> None:
    """What the store keeps gives the same traces again."""
    traces = Traces(files, runs, names)
    assert Traces.from_json(traces.to_json()) == traces
    assert Traces.from_json("{}") == Traces()


@given(st.lists(st.sampled_from("mae lifts tŷ Gŵyneth food 🎉 meetings".split()), max_size=15))
def test_runs_are_the_same_whatever_the_writing(words: list[str]) -> None:
    """Capitals, accents, punctuation and line breaks make no other runs; fewer than six words make none."""
    runs = list(runs_in(" ".join(words)))
    assert runs == list(runs_in(",\n".join(word.upper() for word in words)))
    spoken = [word for word in words if word != "🎉"]
    assert len(runs) == max(0, len(spoken) - RUN + 1)


def test_another_store_gives_other_digests() -> None:
    """The secret is the store's own and stays the same: digests of two stores cannot be compared."""
    stores = [Database(memory=True), Database(memory=True)]
    for db in stores:
        migrations.apply(db)
    one, other = (digester_of(db) for db in stores)
    assert one == digester_of(stores[0])
    assert one.of("pwllbryn") != other.of("pwllbryn")
    assert Digester(one.secret).of("pwllbryn") == one.of("pwllbryn")
    assert len(one.of("pwllbryn")) == 8
