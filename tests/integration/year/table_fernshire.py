"""What the register must say of Fernshire's year, worked out by hand from the notice and the rules of its cadences.

Fernshire's notice is the Lambeth-like one: issued and published on Tuesday 16 December 2025. Rows are (due on, outcome,
days late or overdue, discharged on). Nothing here was copied from what the code printed.
"""

import datetime as dt

on = dt.date

# Clause 4, by a date: submitted on that very day, which is still on time.
PLAN = ((on(2025, 12, 16), "met", None, on(2025, 12, 16)),)

# Clause 5.b, at least every month, rolling: a month from the notice, then a month from each report; and on request.
REPORTS = (
    (on(2026, 1, 16), "met", None, on(2026, 1, 15)),
    (on(2026, 2, 15), "met", None, on(2026, 2, 13)),
    (on(2026, 3, 13), "met", None, on(2026, 3, 13)),
    # Four days late, and the clock runs on from the day it came.
    (on(2026, 4, 13), "met_late", 4, on(2026, 4, 17)),
    (on(2026, 5, 17), "met", None, on(2026, 5, 15)),
    (on(2026, 6, 15), "met", None, on(2026, 6, 12)),
    # Asked for on 1 July.
    (on(2026, 7, 10), "met", None, on(2026, 7, 10)),
    (on(2026, 7, 12), "met", None, on(2026, 7, 10)),
    (on(2026, 8, 10), "met", None, on(2026, 8, 10)),
    (on(2026, 9, 10), "met", None, on(2026, 9, 9)),
    (on(2026, 10, 9), "met", None, on(2026, 10, 9)),
    # Asked for on 20 October: the first report after that came on 9 November, thirteen days late.
    (on(2026, 10, 27), "met_late", 13, on(2026, 11, 9)),
    (on(2026, 11, 9), "met", None, on(2026, 11, 9)),
    (on(2026, 12, 9), "met", None, on(2026, 12, 9)),
    (on(2027, 1, 9), "upcoming", None, None),
)

# Clause 6, each calendar month. December 2025 is a part month and requires nothing.
MEETINGS = (
    (on(2026, 1, 31), "met", None, on(2026, 1, 21)),
    (on(2026, 2, 28), "met", None, on(2026, 2, 18)),
    (on(2026, 3, 31), "met", None, on(2026, 3, 18)),
    (on(2026, 4, 30), "met", None, on(2026, 4, 15)),
    (on(2026, 5, 31), "met", None, on(2026, 5, 20)),
    (on(2026, 6, 30), "met", None, on(2026, 6, 17)),
    (on(2026, 7, 31), "met", None, on(2026, 7, 15)),
    # Cancelled, and none in its place: September's meeting belongs to September.
    (on(2026, 8, 31), "missed", None, None),
    (on(2026, 9, 30), "met", None, on(2026, 9, 16)),
    (on(2026, 10, 31), "met", None, on(2026, 10, 21)),
    (on(2026, 11, 30), "met", None, on(2026, 11, 18)),
    (on(2026, 12, 31), "met", None, on(2026, 12, 16)),
    (on(2027, 1, 31), "upcoming", None, None),
)

# Clause 7: in January; from the variation agreed on 1 April at least every three months, from the last report.
TO_THE_SECRETARY_OF_STATE = (
    (on(2026, 1, 31), "met", None, on(2026, 1, 28)),
    (on(2026, 4, 28), "met", None, on(2026, 4, 27)),
    (on(2026, 7, 27), "met_late", 3, on(2026, 7, 30)),
    (on(2026, 10, 30), "met", None, on(2026, 10, 29)),
    (on(2027, 1, 29), "upcoming", None, None),
)

# Clause 8, at least every six months, owed by the adviser and the Department. The stocktake of 16 February is none.
REVIEWS = (
    (on(2026, 6, 16), "met_late", 14, on(2026, 6, 30)),
    (on(2026, 12, 30), "met", None, on(2026, 12, 15)),
    (on(2027, 6, 15), "upcoming", None, None),
)

# Clauses 10.a to 10.d and 11, before each review: the day before 30 June and before 15 December.
PROVIDED = (
    (on(2026, 6, 29), "met", None, on(2026, 6, 24)),
    (on(2026, 12, 14), "met", None, on(2026, 12, 10)),
)
NOT_PROVIDED_TWICE = (
    (on(2026, 6, 29), "met", None, on(2026, 6, 24)),
    (on(2026, 12, 14), "missed", None, None),
)
# Submitted on the day of the December review itself: a day too late, and nothing later can fill it.
OWN_ASSESSMENT = (
    (on(2026, 6, 29), "met", None, on(2026, 6, 25)),
    (on(2026, 12, 14), "missed", None, None),
)

# Clause 12, within twelve months of publication.
DELIVERED = ((on(2026, 12, 16), "met", None, on(2026, 12, 14)),)

YEAR = {
    "4 submission": PLAN,
    "5.b report": REPORTS,
    "6 meeting": MEETINGS,
    "7 report": TO_THE_SECRETARY_OF_STATE,
    "8 review": REVIEWS,
    "10.a provision": PROVIDED,
    "10.b provision": PROVIDED,
    "10.c provision": NOT_PROVIDED_TWICE,
    "10.d provision": PROVIDED,
    "11 submission": OWN_ASSESSMENT,
    "12 provision": DELIVERED,
}
"""Every obligation that has any row on 31 December 2026; the others (3, 4.a to 4.g, 5.a, 5.c to 5.f, 9, 13)
have none."""

COUNTS = (3, 3, 0)
"""Met late (13 April, 27 July, 27 October), missed (August's meeting, 10.c, 11) and overdue.

The review that was held late is the others' to answer for.
"""

MONTH_ENDS = {
    # The next thing due is a fortnight and more away, but nobody has judged a standing duty yet.
    on(2025, 12, 31): "not_assessed",
    # All judged met on 20 January. Clause 7 has waited since the 28th for an interval to be agreed.
    on(2026, 1, 31): "at_risk",
    on(2026, 2, 28): "at_risk",
    on(2026, 3, 31): "at_risk",
    # Agreed on 1 April. 5.b is due on 17 May, more than its week away; April's meeting was held.
    on(2026, 4, 30): "on_track",
    # 5.b is due on 15 June, what goes before the review on the 29th, June's meeting on the 30th.
    on(2026, 5, 31): "on_track",
    # 5.b is due on 12 July, twelve days away; the request for the 10th comes a day later.
    on(2026, 6, 30): "on_track",
    # The late report of clause 7 came on the 30th; 5.b is due on 10 August.
    on(2026, 7, 31): "on_track",
    # Due on the day itself is still on time, and with nothing held it is a risk, no breach yet.
    on(2026, 8, 31): "at_risk",
    # September's meeting on the 16th ended the breach of August; 5.b is due on 9 October, nine days away.
    on(2026, 9, 30): "on_track",
    # What was asked for by 27 October has not come.
    on(2026, 10, 31): "in_breach",
    # What goes before the review of 15 December is due on the 14th: exactly its fortnight away.
    on(2026, 11, 30): "at_risk",
    # 10.c and 11 were missed on 14 December, and no later review has been prepared for.
    on(2026, 12, 31): "in_breach",
}

END = {
    "4 submission": "discharged",
    "5.b report": "on_track",
    "6 meeting": "on_track",
    "7 report": "on_track",
    "8 review": "on_track",
    "10.a provision": "on_track",
    "10.b provision": "on_track",
    "10.c provision": "in_breach",
    "10.d provision": "on_track",
    "11 submission": "in_breach",
    "12 provision": "discharged",
    # Judged met; or kept up to date, regular, or on request with nothing asked.
    "3 standing": "on_track",
    "5.a standing": "on_track",
    "5.c provision": "on_track",
    "5.f standing": "on_track",
    "6 membership": "on_track",
    "7 provision": "on_track",
    "13 report": "on_track",
}
"""Where each of these obligations stands on 31 December 2026."""

BREACHES = {
    on(2026, 4, 14): {("5.b report", on(2026, 4, 13), "overdue")},
    on(2026, 7, 28): {("7 report", on(2026, 7, 27), "overdue")},
    on(2026, 9, 1): {("6 meeting", on(2026, 8, 31), "missed")},
    on(2026, 10, 28): {("5.b report", on(2026, 10, 27), "overdue")},
    on(2026, 12, 15): {
        ("10.c provision", on(2026, 12, 14), "missed"),
        ("11 submission", on(2026, 12, 14), "missed"),
    },
}
"""Of what the team and the chair are told on which day: the first on which it stands, and never again.

Nothing of clause 8, which others owe.
"""

TOLD = ("chair@fernshire.example", "team@fernshire.example")

ISSUED = [
    (on(2026, 1, 15), "AR-2025-12 v1"),
    (on(2026, 1, 28), "SP-2025-12 v1"),
    (on(2026, 2, 13), "AR-2026-01 v1"),
    (on(2026, 3, 13), "AR-2026-02 v1"),
    (on(2026, 4, 17), "AR-2026-03 v1"),
    (on(2026, 4, 27), "SP-2026-03 v1"),
    (on(2026, 5, 15), "AR-2026-04 v1"),
    (on(2026, 6, 12), "AR-2026-05 v1"),
    (on(2026, 7, 10), "AR-2026-06 v1"),
    (on(2026, 7, 30), "SP-2026-06 v1"),
    (on(2026, 8, 10), "AR-2026-07 v1"),
    (on(2026, 9, 9), "AR-2026-08 v1"),
    (on(2026, 10, 9), "AR-2026-09 v1"),
    (on(2026, 10, 29), "SP-2026-09 v1"),
    (on(2026, 11, 9), "AR-2026-10 v1"),
    (on(2026, 12, 9), "AR-2026-11 v1"),
]
"""Each report is named by the month before the one in which it was issued."""

PUT_UP_TWICE = {"AR-2026-02 v1"}
"""Returned once on 13 March; every other report was put up once."""
BY_DEPUTY = ["AR-2026-07 v1"]

HELD = [
    on(2026, 1, 21),
    on(2026, 2, 18),
    on(2026, 3, 18),
    on(2026, 4, 15),
    on(2026, 5, 20),
    on(2026, 6, 17),
    on(2026, 7, 15),
    on(2026, 9, 16),
    on(2026, 10, 21),
    on(2026, 11, 18),
    on(2026, 12, 16),
]
"""Each agreed the minutes of the one before, and the chair those of the last: all are closed."""
MEETINGS_END = {**dict.fromkeys(HELD, "closed"), on(2026, 8, 19): "cancelled"}

REVIEWS_HELD = [
    # By rule a stocktake is no review of progress.
    (on(2026, 2, 16), "stocktake", False),
    (on(2026, 6, 30), "progress", True),
    (on(2026, 12, 15), "progress", True),
]
"""When each was held, its kind, and whether it counts under the notice."""

AGENDAS = [
    # Twenty-one days before each meeting; the first was put into the diary on 17 December.
    (on(2025, 12, 31), "Agenda for 21 January 2026 put together"),
    (on(2026, 1, 28), "Agenda for 18 February 2026 put together"),
    (on(2026, 2, 25), "Agenda for 18 March 2026 put together"),
    (on(2026, 3, 25), "Agenda for 15 April 2026 put together"),
    (on(2026, 4, 29), "Agenda for 20 May 2026 put together"),
    # It was due on 27 May, when the schedule stood still: on the first day after, and once.
    (on(2026, 6, 1), "Agenda for 17 June 2026 put together"),
    (on(2026, 6, 24), "Agenda for 15 July 2026 put together"),
    # Put together before the meeting was cancelled.
    (on(2026, 7, 29), "Agenda for 19 August 2026 put together"),
    (on(2026, 8, 26), "Agenda for 16 September 2026 put together"),
    (on(2026, 9, 30), "Agenda for 21 October 2026 put together"),
    (on(2026, 10, 28), "Agenda for 18 November 2026 put together"),
    (on(2026, 11, 25), "Agenda for 16 December 2026 put together"),
]

DRAFTED = [
    # The month in which the notice was issued is the first.
    (on(2026, 1, 1), "Monthly report to the adviser, December 2025 drafted"),
    (on(2026, 2, 1), "Monthly report to the adviser, January 2026 drafted"),
    (on(2026, 3, 1), "Monthly report to the adviser, February 2026 drafted"),
    (on(2026, 4, 1), "Monthly report to the adviser, March 2026 drafted"),
    (on(2026, 5, 1), "Monthly report to the adviser, April 2026 drafted"),
    (on(2026, 6, 1), "Monthly report to the adviser, May 2026 drafted"),
    (on(2026, 7, 1), "Monthly report to the adviser, June 2026 drafted"),
    (on(2026, 8, 1), "Monthly report to the adviser, July 2026 drafted"),
    (on(2026, 9, 1), "Monthly report to the adviser, August 2026 drafted"),
    (on(2026, 10, 1), "Monthly report to the adviser, September 2026 drafted"),
    (on(2026, 11, 1), "Monthly report to the adviser, October 2026 drafted"),
    (on(2026, 12, 1), "Monthly report to the adviser, November 2026 drafted"),
]

LOOKED_AT = {
    # Clause 7 waits to be agreed; 5.b is due in thirteen days, more than its week.
    on(2026, 2, 28): (
        "at_risk",
        {
            "4 submission": PLAN,
            "5.b report": (*REPORTS[:2], (on(2026, 3, 13), "upcoming", None, None)),
            "6 meeting": (*MEETINGS[:2], (on(2026, 3, 31), "upcoming", None, None)),
            "7 report": TO_THE_SECRETARY_OF_STATE[:1],
            "8 review": ((on(2026, 6, 16), "upcoming", None, None),),
            "12 provision": ((on(2026, 12, 16), "upcoming", None, None),),
        },
    ),
    # The day after a report did not come; the next to the Secretary of State is exactly a fortnight away.
    on(2026, 4, 14): (
        "in_breach",
        {
            "4 submission": PLAN,
            "5.b report": (*REPORTS[:3], (on(2026, 4, 13), "overdue", 1, None)),
            "6 meeting": (*MEETINGS[:3], (on(2026, 4, 30), "upcoming", None, None)),
            "7 report": (*TO_THE_SECRETARY_OF_STATE[:1], (on(2026, 4, 28), "due_soon", None, None)),
            "8 review": ((on(2026, 6, 16), "upcoming", None, None),),
            "12 provision": ((on(2026, 12, 16), "upcoming", None, None),),
        },
    ),
    # August is missed and September not met yet; the report due today came yesterday.
    on(2026, 9, 10): (
        "in_breach",
        {
            "4 submission": PLAN,
            "5.b report": (*REPORTS[:10], (on(2026, 10, 9), "upcoming", None, None)),
            "6 meeting": (*MEETINGS[:8], (on(2026, 9, 30), "upcoming", None, None)),
            "7 report": (*TO_THE_SECRETARY_OF_STATE[:3], (on(2026, 10, 30), "upcoming", None, None)),
            "8 review": (*REVIEWS[:1], (on(2026, 12, 30), "upcoming", None, None)),
            "10.a provision": PROVIDED[:1],
            "10.b provision": PROVIDED[:1],
            "10.c provision": PROVIDED[:1],
            "10.d provision": PROVIDED[:1],
            "11 submission": OWN_ASSESSMENT[:1],
            "12 provision": ((on(2026, 12, 16), "upcoming", None, None),),
        },
    ),
    # Five days after what was asked for did not come; the next monthly report is eight days away.
    on(2026, 11, 1): (
        "in_breach",
        {
            "4 submission": PLAN,
            "5.b report": (
                *REPORTS[:11],
                (on(2026, 10, 27), "overdue", 5, None),
                (on(2026, 11, 9), "upcoming", None, None),
            ),
            "6 meeting": (*MEETINGS[:10], (on(2026, 11, 30), "upcoming", None, None)),
            "7 report": (*TO_THE_SECRETARY_OF_STATE[:4], (on(2027, 1, 29), "upcoming", None, None)),
            "8 review": (*REVIEWS[:1], (on(2026, 12, 30), "upcoming", None, None)),
            **{
                f"10.{letter} provision": (*PROVIDED[:1], (on(2026, 12, 14), "upcoming", None, None))
                for letter in "abcd"
            },
            "11 submission": (*OWN_ASSESSMENT[:1], (on(2026, 12, 14), "upcoming", None, None)),
            "12 provision": ((on(2026, 12, 16), "upcoming", None, None),),
        },
    ),
}
"""Position and every row on four days in the middle, as the register had them on the evening of the day."""

_BEFORE_JUNE = ((on(2026, 6, 29), "upcoming", None, None),)
_BEFORE_DECEMBER = (
    (on(2026, 6, 29), "met", None, on(2026, 6, 24)),
    (on(2026, 12, 14), "upcoming", None, None),
)
KNOWN_LATER = {
    # The review of 30 June was planned on 5 May.
    on(2026, 2, 28): {
        **{f"10.{letter} provision": _BEFORE_JUNE for letter in "abcd"},
        "11 submission": _BEFORE_JUNE,
    },
    on(2026, 4, 14): {
        **{f"10.{letter} provision": _BEFORE_JUNE for letter in "abcd"},
        "11 submission": _BEFORE_JUNE,
    },
    # That of 15 December was planned on 26 October.
    on(2026, 9, 10): {
        **{f"10.{letter} provision": _BEFORE_DECEMBER for letter in "abcd"},
        "11 submission": (*OWN_ASSESSMENT[:1], (on(2026, 12, 14), "upcoming", None, None)),
    },
    on(2026, 11, 1): {},
}
"""What the same days read otherwise at the end of the year, when it is known which reviews were to come."""
