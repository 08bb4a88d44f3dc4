"""What the owners of actions said, month by month: a few sentences for each rating, chosen by a seed."""

from improvement_plans.models import Rating

GREEN, AMBER, RED = Rating.GREEN.value, Rating.AMBER.value, Rating.RED.value
SAID: dict[str, tuple[tuple[str, str], ...]] = {
    GREEN: (
        ("The steps for this month are done and the next are booked.", "Steps done as planned"),
        ("Two teams work this way now, and the third begins next month.", "On schedule in two of three teams"),
        ("Staff tell us that it helps; the monthly sample agrees.", "The sample shows the change"),
        ("The working group met, settled what was open and closed three items.", "Open points settled"),
    ),
    AMBER: (
        ("Half of what was planned is done; sickness in the team held it up.", "Half of the month's steps done"),
        ("Agreed in principle. We still wait for the partner's written answer.", "A partner's answer is awaited"),
        ("The first attempt did not hold in busy weeks; a smaller step comes next.", "The change does not hold yet"),
        ("The money is agreed, the procurement is not.", "Procurement is late"),
    ),
    RED: (
        ("Little has moved since the last update. The post that was to do this is empty.", "Nobody in post to do it"),
        ("The date will not be kept. A new date needs the Board's agreement.", "The date cannot be kept"),
        ("What we tried in the spring did not work, and we start again with another team.", "The first try failed"),
        ("The figures got worse this month, and we do not know yet why.", "Figures got worse"),
    ),
}  # fmt: skip
NOT_YET = ("Nothing to report before the start date.", "It has not started")
PAUSED_BECAUSE = ("Paused while the lease of the second building is settled.", "Waits for the lease")
CONTRIBUTED = (
    "Our part for this month is done; nothing stands in the way.",
    "Done with one week's delay. The next step is in our diary.",
    "We named somebody for it and they have met the owner.",
    "Two of our three teams take part; the third starts after its training.",
    "No change since last month. The next step is with the council.",
)
HELP_NEEDED = (
    "A decision on who does this while the post is empty, and a day a week of somebody who knows it."
)
DIFFERS_BECAUSE = (
    "The next step is booked and covers what is late",
    "The dates say less than the teams do: most of the work is done and not yet counted",
    "We expect the partner's answer this week, which settles it",
    "What is left depends on one person who is leaving",
)
MOVED_BECAUSE = (
    "The supplier delivered late",
    "Two key people left the team",
    "The partner asked for more time",
)
ACHIEVED = (
    "Done, and checked in a sample of twenty records.",
    "Done. The teams that use it were asked and confirm it.",
    "Done and shown to the Board.",
)
