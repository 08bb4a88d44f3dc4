"""What the register must say of Westmere's year, worked out by hand from the notice and the rules of its cadences.

Westmere's notice is the Wandsworth-like one: issued on Wednesday 14 January 2026, its chair appointed by the
Department. Rows are (due on, outcome, days late or overdue, discharged on). Nothing here was copied from what the code
printed.
"""

import datetime as dt

on = dt.date

# Clause 3.a, at least every four weeks, rolling, from the notice; from 12 October at least every six.
MEETINGS = (
    (on(2026, 2, 11), "met", None, on(2026, 2, 11)),
    (on(2026, 3, 11), "met", None, on(2026, 3, 11)),
    (on(2026, 4, 8), "met", None, on(2026, 4, 8)),
    (on(2026, 5, 6), "met", None, on(2026, 5, 6)),
    (on(2026, 6, 3), "met", None, on(2026, 6, 3)),
    (on(2026, 7, 1), "met", None, on(2026, 7, 1)),
    (on(2026, 7, 29), "met", None, on(2026, 7, 29)),
    # Moved by a week: late, and the four weeks run on from the day it met.
    (on(2026, 8, 26), "met_late", 7, on(2026, 9, 2)),
    (on(2026, 9, 30), "met", None, on(2026, 9, 30)),
    # What ran on 12 October was due on 28 October; from then on six weeks from 30 September take its place.
    (on(2026, 10, 28), "superseded", None, None),
    (on(2026, 11, 11), "met", None, on(2026, 10, 28)),
    (on(2026, 12, 9), "met", None, on(2026, 11, 25)),
    (on(2027, 1, 6), "met", None, on(2026, 12, 23)),
    (on(2027, 2, 3), "upcoming", None, None),
)

# Clause 6.b, at each board meeting.
REPORTS = (
    (on(2026, 2, 11), "met", None, on(2026, 2, 11)),
    (on(2026, 3, 11), "met", None, on(2026, 3, 11)),
    # Issued the day after, for that meeting.
    (on(2026, 4, 8), "met_late", 1, on(2026, 4, 9)),
    (on(2026, 5, 6), "met", None, on(2026, 5, 6)),
    # None was written.
    (on(2026, 6, 3), "missed", None, None),
    (on(2026, 7, 1), "met", None, on(2026, 7, 1)),
    (on(2026, 7, 29), "met", None, on(2026, 7, 29)),
    # The meeting of that day was taken out of the diary on 20 August.
    (on(2026, 8, 26), "not_applicable", None, None),
    (on(2026, 9, 2), "met", None, on(2026, 9, 2)),
    (on(2026, 9, 30), "met", None, on(2026, 9, 30)),
    (on(2026, 10, 28), "met", None, on(2026, 10, 28)),
    (on(2026, 11, 25), "met", None, on(2026, 11, 25)),
    (on(2026, 12, 23), "met", None, on(2026, 12, 23)),
)

# Clause 5 names no day; the Department set one on 28 January.
PLAN = ((on(2026, 3, 31), "met", None, on(2026, 3, 25)),)

# Clause 7, at least every six months, owed by the Department and the adviser.
REVIEWS = (
    (on(2026, 7, 14), "met", None, on(2026, 7, 8)),
    # Eight days away at the end of the year, within its fortnight.
    (on(2027, 1, 8), "due_soon", None, None),
)

# Clause 8, on request: asked for on 5 October for 23 October.
DIAGNOSTIC = ((on(2026, 10, 23), "met", None, on(2026, 10, 20)),)

# Clauses 9.a to 9.d and 10: the day before the review of 8 July. The diagnostic review of clause 8 hangs on nothing.
BEFORE_THE_REVIEW = ((on(2026, 7, 7), "met", None, on(2026, 7, 3)),)

YEAR = {
    "3.a meeting": MEETINGS,
    "5 submission": PLAN,
    "6.b report": REPORTS,
    "7 review": REVIEWS,
    "8 standing": DIAGNOSTIC,
    "9.a provision": BEFORE_THE_REVIEW,
    "9.b provision": BEFORE_THE_REVIEW,
    "9.c provision": BEFORE_THE_REVIEW,
    "9.d provision": BEFORE_THE_REVIEW,
    "10 submission": BEFORE_THE_REVIEW,
}
"""Every obligation that has any row on 31 December 2026."""

COUNTS = (2, 1, 0)
"""Met late (the report for 8 April, the meeting of 26 August), missed (the report for 3 June) and overdue."""

MONTH_ENDS = {
    # The report for the meeting of 11 February is within its fortnight; the meeting itself not within its week.
    on(2026, 1, 31): "at_risk",
    # The report for 11 March, eleven days away.
    on(2026, 2, 28): "at_risk",
    # The report for 8 April, eight days away.
    on(2026, 3, 31): "at_risk",
    # Meeting and report of 6 May.
    on(2026, 4, 30): "at_risk",
    # Meeting and report of 3 June.
    on(2026, 5, 31): "at_risk",
    # The report for 3 June was missed, and the next one comes on 1 July.
    on(2026, 6, 30): "in_breach",
    # The next meeting, and so the next report, is twenty-six days away.
    on(2026, 7, 31): "on_track",
    # The board has not met since 29 July.
    on(2026, 8, 31): "in_breach",
    # It met on the day itself; the next is four weeks away.
    on(2026, 9, 30): "on_track",
    # The next meeting is on 25 November, due on 9 December.
    on(2026, 10, 31): "on_track",
    # The next meeting is on 23 December, twenty-three days away.
    on(2026, 11, 30): "on_track",
    # What the Department owes by 8 January is due soon, and is theirs.
    on(2026, 12, 31): "on_track",
}

END = {
    "3.a meeting": "on_track",
    "5 submission": "discharged",
    "6.b report": "on_track",
    "7 review": "at_risk",
    "9.a provision": "on_track",
    "10 submission": "on_track",
    # Kept up to date, judged met, or regular.
    "6.a standing": "on_track",
    "6.e standing": "on_track",
    "3.c membership": "on_track",
    "3.d provision": "on_track",
    "12 report": "on_track",
}

BREACHES = {
    # At the meeting there was no report; it came in the course of the day after.
    on(2026, 4, 9): {("6.b report", on(2026, 4, 8), "missed")},
    on(2026, 6, 4): {("6.b report", on(2026, 6, 3), "missed")},
    on(2026, 8, 27): {("3.a meeting", on(2026, 8, 26), "overdue")},
}

TOLD = ("chair@westmere.example", "team@westmere.example")

ISSUED = [
    (on(2026, 2, 11), "AR-2026-01 v1"),
    (on(2026, 3, 11), "AR-2026-02 v1"),
    (on(2026, 4, 9), "AR-2026-03 v1"),
    (on(2026, 5, 6), "AR-2026-04 v1"),
    # May's was drafted and never issued. Two meetings fell into July: the second had July's own.
    (on(2026, 7, 1), "AR-2026-06 v1"),
    (on(2026, 7, 29), "AR-2026-07 v1"),
    (on(2026, 9, 2), "AR-2026-08 v1"),
    # And two into September.
    (on(2026, 9, 30), "AR-2026-09 v1"),
    (on(2026, 10, 28), "AR-2026-10 v1"),
    (on(2026, 11, 25), "AR-2026-11 v1"),
    (on(2026, 12, 23), "AR-2026-12 v1"),
]

HELD = [
    on(2026, 2, 11),
    on(2026, 3, 11),
    on(2026, 4, 8),
    on(2026, 5, 6),
    on(2026, 6, 3),
    on(2026, 7, 1),
    on(2026, 7, 29),
    on(2026, 9, 2),
    on(2026, 9, 30),
    on(2026, 10, 28),
    on(2026, 11, 25),
    on(2026, 12, 23),
]
"""Each agreed the minutes of the one before, and the chair those of the last: all are closed."""
MEETINGS_END = dict.fromkeys(HELD, "closed")

REVIEWS_HELD = [
    (on(2026, 7, 8), "progress", True),
    # In this register only clause 7 is a duty to review: a diagnostic review counts for nothing.
    (on(2026, 10, 20), "diagnostic", False),
]
"""When each was held, its kind, and whether it counts under the notice."""

AGENDAS = [
    # Twenty-one days before each meeting.
    (on(2026, 1, 21), "Agenda for 11 February 2026 put together"),
    (on(2026, 2, 18), "Agenda for 11 March 2026 put together"),
    (on(2026, 3, 18), "Agenda for 8 April 2026 put together"),
    (on(2026, 4, 15), "Agenda for 6 May 2026 put together"),
    # It was due on 13 May, when the schedule stood still.
    (on(2026, 5, 18), "Agenda for 3 June 2026 put together"),
    (on(2026, 6, 10), "Agenda for 1 July 2026 put together"),
    (on(2026, 7, 8), "Agenda for 29 July 2026 put together"),
    # For 26 August; the meeting kept it when it was moved to 2 September.
    (on(2026, 8, 5), "Agenda for 26 August 2026 put together"),
    (on(2026, 9, 9), "Agenda for 30 September 2026 put together"),
    (on(2026, 10, 7), "Agenda for 28 October 2026 put together"),
    (on(2026, 11, 4), "Agenda for 25 November 2026 put together"),
    (on(2026, 12, 2), "Agenda for 23 December 2026 put together"),
]

LOOKED_AT = {
    # The evening on which the report for the day before came.
    on(2026, 4, 9): (
        "on_track",
        {
            "3.a meeting": (*MEETINGS[:3], (on(2026, 5, 6), "upcoming", None, None)),
            "5 submission": PLAN,
            "6.b report": (*REPORTS[:3], (on(2026, 5, 6), "upcoming", None, None)),
            "7 review": ((on(2026, 7, 14), "upcoming", None, None),),
        },
    ),
    # A week after a meeting without its report; a review has been planned for 8 July.
    on(2026, 6, 10): (
        "in_breach",
        {
            "3.a meeting": (*MEETINGS[:5], (on(2026, 7, 1), "upcoming", None, None)),
            "5 submission": PLAN,
            "6.b report": (*REPORTS[:5], (on(2026, 7, 1), "upcoming", None, None)),
            "7 review": ((on(2026, 7, 14), "upcoming", None, None),),
            **{f"9.{letter} provision": ((on(2026, 7, 7), "upcoming", None, None),) for letter in "abcd"},
            "10 submission": ((on(2026, 7, 7), "upcoming", None, None),),
        },
    ),
    # The day after the board should have met; its report is now for 2 September, six days away.
    on(2026, 8, 27): (
        "in_breach",
        {
            "3.a meeting": (*MEETINGS[:7], (on(2026, 8, 26), "overdue", 1, None)),
            "5 submission": PLAN,
            "6.b report": (*REPORTS[:8], (on(2026, 9, 2), "due_soon", None, None)),
            "7 review": (*REVIEWS[:1], (on(2027, 1, 8), "upcoming", None, None)),
            **{f"9.{letter} provision": BEFORE_THE_REVIEW for letter in "abcd"},
            "10 submission": BEFORE_THE_REVIEW,
        },
    ),
    # The day after the old four weeks would have ended: the row that the variation replaced is past.
    on(2026, 10, 29): (
        "on_track",
        {
            "3.a meeting": (*MEETINGS[:11], (on(2026, 12, 9), "upcoming", None, None)),
            "5 submission": PLAN,
            "6.b report": (*REPORTS[:11], (on(2026, 11, 25), "upcoming", None, None)),
            "7 review": (*REVIEWS[:1], (on(2027, 1, 8), "upcoming", None, None)),
            "8 standing": DIAGNOSTIC,
            **{f"9.{letter} provision": BEFORE_THE_REVIEW for letter in "abcd"},
            "10 submission": BEFORE_THE_REVIEW,
        },
    ),
}
"""Position and every row on four days in the middle, as the register had them on the evening of the day."""

_BEFORE_JULY = ((on(2026, 7, 7), "upcoming", None, None),)
KNOWN_LATER = {
    # The review of 8 July was planned on 1 June.
    on(2026, 4, 9): {
        **{f"9.{letter} provision": _BEFORE_JULY for letter in "abcd"},
        "10 submission": _BEFORE_JULY,
    },
    on(2026, 6, 10): {},
    on(2026, 8, 27): {},
    on(2026, 10, 29): {},
}
"""What the same days read otherwise at the end of the year, when it is known which review was to come."""
