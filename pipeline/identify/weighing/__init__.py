"""Weigh what the detectors found: from all the evidence for a stretch to how likely it is to identify somebody."""
