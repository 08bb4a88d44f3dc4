"""What people type where a number should stand: that it is suppressed, or that there is none."""

SUPPRESSED_SIGNS = frozenset({"c", "-", "–", "—", "*"})
"""The signs of the Department's tables and of councils: a number too small to show. It is not zero."""

NO_VALUE_WORDS = frozenset({"n/a", "na", "n.a.", "none", "not applicable", "..", ":", "x", "z"})
"""There is no number to give: nothing was due, or it was not counted. It is neither zero nor suppressed."""


def says_suppressed(words: str) -> bool:
    """Whether what was typed says that a number is suppressed."""
    return words.strip().lower() in SUPPRESSED_SIGNS


def says_no_value(words: str) -> bool:
    """Whether what was typed says that there is no number."""
    return words.strip().lower() in NO_VALUE_WORDS
