"""Fine-tune the language model as a tagger on lists of documents."""

from __future__ import annotations

import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModelForTokenClassification

from pipeline.identify.tagging.labels import TAGS
from training.documents import Document
from training.examples import Example, examples
from training.name_pools import Pools

BUDGET = 2400  # word pieces in a batch
_BODY_RATE, _NEW_RATE = 1.5e-4, 1e-3
_WARM_UP = 0.05


def train(
    start: Path, out: Path, passes: Sequence[Sequence[Document]], *, seed: int, rate: float = 1.0, threads: int = 1
) -> None:
    """Train from the weights in `start` on each list of documents in turn, and write the model to `out`.

    The word pieces' own vectors stay as they are: rare names keep what the language model knew of them.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    pools = Pools()
    model = AutoModelForTokenClassification.from_pretrained(start, num_labels=len(TAGS))
    fresh = [p for n, p in model.named_parameters() if n.startswith("classifier") or "token_type" in n]
    body = [
        p
        for n, p in model.named_parameters()
        if not n.startswith("classifier") and "token_type" not in n and "word_embeddings" not in n
    ]
    model.get_input_embeddings().weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": _BODY_RATE * rate}, {"params": fresh, "lr": _NEW_RATE * rate}], weight_decay=0.01
    )
    model.train()
    begun, step, loss_now, total = time.monotonic(), 0, 0.0, 0
    for number, documents in enumerate(passes):
        batches = list(_batches(list(examples(documents, pools, rng)), rng))
        total = total or len(batches) * len(passes)
        for batch in batches:
            share = step / max(1, total)
            factor = min(1.0, share / _WARM_UP) * max(0.02, 1 - share)
            for group, base in zip(optimiser.param_groups, (_BODY_RATE, _NEW_RATE), strict=True):
                group["lr"] = base * rate * factor
            loss = _loss(model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + fresh, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            loss_now = loss.item() if step == 1 else 0.98 * loss_now + 0.02 * loss.item()
            if step % 100 == 0:
                sys.stderr.write(
                    f"pass {number + 1} of {len(passes)}, step {step} of about {total}, loss {loss_now:.4f}, "
                    f"{time.monotonic() - begun:.0f} s\n"
                )
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out)
    (out / "trained.json").write_text(json.dumps({"steps": step, "loss": loss_now, "seed": seed}))


def _loss(model: torch.nn.Module, batch: Sequence[Example]) -> torch.Tensor:
    """Compute how unlikely the model finds what is allowed: where several classes are, their sum counts."""
    longest = max(len(one.ids) for one in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    rows, columns, allowed = [], [], []
    for n, one in enumerate(batch):
        ids[n, : len(one.ids)] = torch.tensor(one.ids)
        mask[n, : len(one.ids)] = 1
        types[n, : len(one.ids)] = torch.tensor(one.capitals)
        rows += [n] * len(one.heads)
        columns += one.heads
        allowed.append(one.allowed)
    logits = model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits[rows, columns]
    permitted = torch.from_numpy(np.concatenate(allowed))
    lost = torch.logsumexp(logits, -1) - torch.logsumexp(logits.masked_fill(~permitted, -math.inf), -1)
    return lost.mean()


def _batches(items: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of windows of about one length, in random order."""
    items = sorted(items, key=lambda one: len(one.ids) + rng.random() * 8)
    batches: list[list[Example]] = []
    batch: list[Example] = []
    for one in items:
        if not one.heads:
            continue
        if batch and len(one.ids) * (len(batch) + 1) > BUDGET:
            batches.append(batch)
            batch = []
        batch.append(one)
    batches.append(batch)
    rng.shuffle(batches)
    yield from batches
