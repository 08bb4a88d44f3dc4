"""Template tags that put positions, outcomes and due dates into words and tags."""

from django import template

from notices.cadence import Occurrence
from notices.models import Obligation
from notices.position import Position
from notices.selectors import ObligationStanding
from notices.wording import OUTCOMES, POSITIONS, outcome_in_words

register = template.Library()


@register.inclusion_tag("govuk/_tag.html")
def position_tag(position: Position | None, none: str = "No position") -> dict[str, str]:
    """Draw the tag of a position; `none` is the word for what has none."""
    look = POSITIONS.get(position) if position is not None else None
    return {"text": look.label if look else none, "colour": look.colour if look else "grey"}


@register.inclusion_tag("govuk/_tag.html")
def outcome_tag(occurrence: Occurrence) -> dict[str, str]:
    """Draw the tag of an occurrence, with its days."""
    return {"text": outcome_in_words(occurrence), "colour": OUTCOMES[occurrence.outcome].colour}


@register.filter
def due_in_words(standing: ObligationStanding) -> str:
    """Return when an obligation is next due, or why no day can be given."""
    if standing.overdue_since is not None:
        return f"{standing.overdue_since:%-d %b %Y}, overdue"
    if standing.next_due_on is not None:
        return f"{standing.next_due_on:%-d %b %Y}"
    return _why_no_day(standing)


def _why_no_day(standing: ObligationStanding) -> str:
    answer, types = standing.answer, {line.cadence.type for line in standing.cadences if not line.is_local}
    if standing.obligation.kind == Obligation.Kind.CONSEQUENCE:
        return "Never due"
    if answer is None:
        return "Not due by itself"
    if answer.waits_for:
        return f"Waits for {answer.waits_for}"
    if answer.awaiting_agreement:
        return "To be agreed"
    reasons = {
        "standing": "Judged, not dated",
        "on_request": "When asked for",
        "kept_up_to_date": "Kept up to date",
        "regular": "No period named",
        "before_each": "Nothing in the diary",
        "at_each": "Nothing in the diary",
    }
    return next((words for name, words in reasons.items() if name in types), "Nothing more")


@register.filter
def in_sentence(party: str) -> str:
    """Return the name of a party as it stands inside a sentence: the Department for Education."""
    return f"the {party.removeprefix('The ')}" if party.startswith("The ") else party
