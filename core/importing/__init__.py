"""Reads, checks and loads spreadsheets: the wizard of which each application says what its own columns are."""
