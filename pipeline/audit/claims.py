"""What a tester may claim to know of somebody, and how surely."""

from __future__ import annotations

IDENTITIES = ("participant", "relative", "friend", "worker", "place", "organisation")
CONFIDENCES = ("low", "medium", "high")
