"""Choose what stands in the place of each identifier: another name, a vaguer truth, or a label."""
