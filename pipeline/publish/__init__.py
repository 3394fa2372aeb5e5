"""Build the published database from the store: pseudonymised only, checked for leaks, the same bytes every time."""
