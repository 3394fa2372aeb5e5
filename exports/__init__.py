"""What leaves: one writer per format, each reading a codebook or the published database and nothing else."""
