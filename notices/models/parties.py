"""Who owes and who is owed, in the words of a notice."""

from django.db import models


class Party(models.TextChoices):
    """A body or post that a notice names. The values are the plain names that `extract_notice` prints."""

    COUNCIL = "council", "The council"
    BOARD = "board", "The improvement board"
    BOARD_CHAIR = "board chair", "The board chair"
    ADVISER = "adviser", "The adviser"
    ADVISER_AND_DEPARTMENT = "adviser and Department", "The adviser and the Department"
    ADVISER_DEPARTMENT_OR_COMMISSIONED = (
        "adviser and Department, or a commissioned party",
        "The adviser and the Department, or a commissioned party",
    )
    COMMISSIONER = "commissioner", "The commissioner"
    DEPARTMENT = "Department", "The Department for Education"
    SECRETARY_OF_STATE = "Secretary of State", "The Secretary of State"
    MINISTERS = "ministers", "Ministers"
    NHS = "NHS bodies", "NHS bodies"
    PARTNERS = "partners", "Partner agencies"
    REVIEWERS = "reviewers", "Whoever conducts the review"
    OTHER = "other", "Somebody else"


OWED_BY_THE_COUNCIL = frozenset({Party.COUNCIL, Party.BOARD, Party.BOARD_CHAIR})
"""Whose failure is the council's unless the person confirming says otherwise (an independent chair's is not)."""
