"""The one rule by which the ratings of actions become the rating of an objective, an area or the plan."""

from collections.abc import Iterable

BLUE, GREEN, AMBER, RED, NOT_STARTED, PAUSED = "blue", "green", "amber", "red", "not_started", "paused"

RULE = (
    "Red if any action is red or overdue; otherwise amber if any is amber; otherwise paused if any is "
    "paused; blue when every action is done; not started when none has begun; otherwise green."
)


def rolled_up(actions: Iterable[tuple[str, bool]]) -> str | None:
    """Return the rating of a group from the (rating, is overdue) of its actions; None without any.

    An overdue action counts as red whatever its owner says of it.
    """
    ratings = {RED if is_overdue else rating for rating, is_overdue in actions}
    if not ratings:
        return None
    for worst in (RED, AMBER, PAUSED):
        if worst in ratings:
            return worst
    return ratings.pop() if len(ratings) == 1 else GREEN
