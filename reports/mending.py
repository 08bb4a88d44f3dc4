"""Where a lack of a report is mended: the address and the words of the link that stands beside it."""

from dataclasses import dataclass

from django.urls import reverse

from reports.models import Report
from reports.readiness import Requirement

PLACES = {
    "plan": ("plan:by_area", "Go to the plan"),
    "updates": ("plan:cycle", "Go to the month's updates"),
    "slow": ("plan:slow", "Go to what is slow"),
    "voices": ("plan:voices", "Go to the voices"),
    "digest": ("digest:month", "Go to the digest"),
    "reviews": ("reviews:reviews", "Go to the reviews"),
    "escalations": ("reports:escalations", "Go to the escalations"),
}
"""Pages of the council by the place that a requirement names; a page's name and the words of the link."""

AGAIN = frozenset(
    {"plan", "updates", "slow", "voices", "digest", "reviews", "escalations", "areas", "register"}
)
"""What is mended there stands in the report once the figures are taken again."""


@dataclass(frozen=True)
class Mend:
    """A link that leads to where a lack is mended; `then` says what has to follow, if anything does."""

    address: str
    words: str
    then: str = ""


def mend_of(requirement: Requirement, report: Report) -> Mend | None:
    """Return where what the requirement lacks is mended; None where the report can no longer take it up."""
    if requirement.is_there or not report.may_be_written:
        return None
    slug, place = report.notice.council.slug, requirement.mend
    if place.startswith("section:"):
        section = place.removeprefix("section:")
        return Mend(reverse("reports:write_section", args=[slug, report.pk, section]), "Write it")
    if place == "cut":
        return Mend(reverse("reports:refresh", args=[slug, report.pk]), "Take the figures again")
    then = "then take the figures again" if place in AGAIN else ""
    if place == "register":
        return Mend(reverse("notices:notice", args=[slug, report.notice_id]), "Go to the register", then)
    if place == "areas":
        return Mend(reverse("notices:areas", args=[slug, report.notice_id]), "Enter the areas", then)
    name, words = PLACES[place]
    month = f"?month={report.month:%Y-%m}" if place == "digest" else ""
    return Mend(reverse(name, args=[slug]) + month, words, then)
