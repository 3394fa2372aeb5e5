"""How published groups are called, and how a Welsh name is marked that no speaker has checked."""

from __future__ import annotations

GROUP_LABELS = {"foster_carer": "Foster carers", "young_person": "Young people", "worker": "Workers"}
UNCHECKED = " (unchecked)"
