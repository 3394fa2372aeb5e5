"""The codebook as CSV for Taguette: columns `tag` and `description`, in UTF-8 without a byte-order mark."""

from __future__ import annotations

import csv
import io

from codebook.model import Codebook
from exports.qdc import describe_entry

HEADER = ("tag", "description")


def codebook_to_taguette(codebook: Codebook, stamp: str = "") -> bytes:
    """Return one row a code: the tag is its id, which begins with the theme's, as Taguette has no folders.

    The description holds the definition and the rules under labels, and what the codebook was exported from.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    origin = "; ".join(part for part in (f"{codebook.id} {codebook.version}", stamp) if part)
    for code in codebook.codes:
        writer.writerow((code.id, f"{describe_entry(code, codebook)}\nCodebook: {origin}"))
    return out.getvalue().encode("utf-8")
