"""Under whose name and in whose colour a report goes out."""

from core.contrast import can_be_read_on_white
from reports.kinds import Author
from reports.models import Report

STANDARD = "#12324a"
"""Dark blue, which is nobody's."""


def colour_of(report: Report) -> str:
    """Return the colour of a report's headings: the council's, where it has one in which words can be read.

    The adviser's own report does not wear the council's colour.
    """
    colour = report.notice.council.colour
    if report.what.author == Author.ADVISER or not can_be_read_on_white(colour):
        return STANDARD
    return colour


def issuer_of(report: Report) -> str:
    """Return in whose name a report goes out."""
    council = report.notice.council.name
    return {
        Author.COUNCIL: council,
        Author.CHAIR: f"The board chair, {council}",
        Author.ADVISER: f"The adviser to {council}",
    }[report.what.author]
