"""What reading one document finds over the whole of it: how many paragraphs, tables and changes, and what is no speech."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.outside import Kind, noted
from ingest.records import Outside
from ingest.rules import ACCEPT, REJECT, STOP
from ingest.text import normalise
