"""The frozen cut of a month: what every document for that month draws on, as plain JSON.

The shape (format 2), dates as ISO strings, words as they are printed::

    {"format": 2, "council", "month", "as_at", "known_on",
     "notice": {"title", "issued_on", "in_force_from", "service_area"},
     "position": {"key", "word", "late", "missed", "overdue", "tally": {position: count}},
     "clauses": [{"number", "depth", "section", "words", "key", "word", "obligations": [{
         "summary", "duty_holder", "recipient", "cadence": [words], "counts", "key", "word", "late", "missed",
         "next_due_on", "waits_for", "rows": [{"due_on", "outcome", "days", "discharged_on"}]}]}],
     "plan": null or {"rule", "computed_rule", "key", "word", "done", "overdue", "total",
         "areas": [{"title", "key", "word", "done", "overdue", "actions": [{"reference", "title", "owner",
             "due_on", "first_due_on", "key", "word", "reason", "said", "said_on", "days_overdue", "computed",
             "computed_word", "computed_because": [words], "differs", "differs_because"}]}]},
     "slow": {"rule", "rule_since", "rule_reason", "objectives": [{"reference", "title", "owner", "reasons", "figures",
         "explanation", "step", "step_due_on", "explained_by", "explained_on"}],
         "contributions": [{"name", "reasons"}]},
     "digest": {"month", "tally": {word: count}, "lines": [{"code", "title", "unit", "direction", "decimals",
         "is_key", "areas", "value", "parts", "before", "target", "standing", "word", "distance", "movement",
         "note", "statistics", "summary", "series": [months as `digests.chart.mark_to_json` writes them]}]},
     "ahead": [{"due_on", "clause", "summary", "duty_holder", "outcome"}]}
"""

import datetime as dt
from typing import Any

from digests.chart import mark_to_json
from digests.charting import marks_of, summary_of
from digests.selectors import digest_for
from digests.standing import Digest, Line
from improvement_plans.selectors import plan_as_at
from notices.models import Notice
from notices.position import Position
from notices.selectors import ClauseStanding, ObligationStanding, Register, register_as_at
from notices.selectors.deadlines import deadlines_in
from notices.wording import POSITIONS, outcome_in_words
from reports.plan_cut import plan_in_cut, slow_in_cut

FORMAT = 2
"""Format 1 had no computed ratings, no figures and no explanations; what was stored in it still renders."""
AHEAD = dt.timedelta(days=42)
SERIES_MONTHS = 13


def content_for(notice: Notice, *, month: dt.date, as_at: dt.date, known_on: dt.date) -> dict[str, Any]:
    """Return the cut of `month` (its first day) as at a day of it, from what was known on `known_on`."""
    register = register_as_at(notice, as_at=as_at, known_on=known_on, horizon=as_at + AHEAD)
    plan = plan_as_at(notice, as_at, known_on=known_on)
    digest = digest_for(notice.council, month, known_on=known_on, months=SERIES_MONTHS)
    return {
        "format": FORMAT,
        "council": notice.council.name,
        "month": month.isoformat(),
        "as_at": as_at.isoformat(),
        "known_on": known_on.isoformat(),
        "notice": _notice(notice),
        "position": _position(register),
        "clauses": [_clause(each) for each in register.clauses],
        "plan": plan_in_cut(plan),
        "slow": slow_in_cut(plan),
        "digest": _digest(digest),
        "ahead": _ahead(register),
    }


def _word(position: Position | None) -> str:
    return "Nothing falls due" if position is None else POSITIONS[position].label


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "title": notice.title,
        "service_area": notice.service_area,
        "issued_on": _iso(notice.issued_on),
        "in_force_from": _iso(notice.in_force_from),
    }


def _position(register: Register) -> dict[str, Any]:
    return {
        "key": register.position,
        "word": _word(register.position),
        "late": register.late,
        "missed": register.missed,
        "overdue": register.overdue,
        "tally": {str(position): count for position, count in sorted(register.tally.items())},
    }


def _clause(standing: ClauseStanding) -> dict[str, Any]:
    return {
        "number": standing.clause.number,
        "depth": standing.clause.depth,
        "section": standing.clause.section,
        "words": standing.clause.words,
        "key": standing.position,
        "word": _word(standing.position),
        "obligations": [_obligation(each) for each in standing.obligations],
    }


def _obligation(standing: ObligationStanding) -> dict[str, Any]:
    obligation = standing.obligation
    return {
        "summary": obligation.summary,
        "kind": obligation.kind,
        "duty_holder": obligation.get_duty_holder_display(),
        "recipient": obligation.get_recipient_display() if obligation.recipient else "",
        "cadence": [line.words for line in standing.cadences],
        "counts": standing.counts,
        "key": standing.position,
        "word": _word(standing.position),
        "late": standing.late,
        "missed": standing.missed,
        "overdue": standing.overdue,
        "next_due_on": _iso(standing.next_due_on),
        "waits_for": standing.waits_for,
        "rows": [
            {
                "due_on": _iso(row.due_on),
                "outcome": str(row.outcome),
                "words": outcome_in_words(row),
                "discharged_on": _iso(row.discharged_on),
            }
            for row in standing.occurrences
        ],
    }


def _digest(digest: Digest) -> dict[str, Any]:
    return {
        "month": _iso(digest.month),
        "tally": {standing.value: count for standing, count in digest.by_standing.items() if count},
        "lines": [_line(each) for each in digest.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    indicator = line.indicator
    return {
        "code": indicator.code,
        "title": indicator.title,
        "meaning": indicator.meaning,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "decimals": indicator.decimals,
        "is_key": indicator.is_key,
        "areas": [area.letter for area in indicator.areas.all()],
        "value": line.value_in_words,
        "parts": line.parts_in_words,
        "before": line.before_in_words,
        "target": line.target_in_words,
        "standing": line.rated.standing.value,
        "word": line.rated.word,
        "distance": line.distance_in_words,
        "movement": line.movement_in_words,
        "note": line.reading.quality_note if line.reading else "",
        "statistics": line.statistics_in_words,
        "summary": summary_of(line),
        "series": [mark_to_json(mark) for mark in marks_of(line)],
    }


def _ahead(register: Register) -> list[dict[str, Any]]:
    """Return what falls due after the day of the cut, by the council or anybody else, in the six weeks that follow."""
    return [
        {
            "due_on": _iso(each.due_on),
            "clause": each.clause.number,
            "summary": each.obligation.summary,
            "duty_holder": each.obligation.get_duty_holder_display(),
        }
        for each in deadlines_in([register])
        if each.is_open and register.as_at < each.due_on <= register.as_at + AHEAD
    ]
