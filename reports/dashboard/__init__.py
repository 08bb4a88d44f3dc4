"""The first page for a chair: everything of the recovery on one screen, each count with the list behind it."""
