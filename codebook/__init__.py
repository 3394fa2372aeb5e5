"""The codebook: themes and codes as versioned YAML, and the code that reads, checks, compares and describes it."""
