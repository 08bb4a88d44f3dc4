"""The part of a cut that says what was said and what it changed: by groups, without names or places."""

from typing import Any

from improvement_plans.hearing import gaps
from improvement_plans.models import Voice
from improvement_plans.selectors.voices import area_hearings, group_hearings, voices_as_at
from improvement_plans.standing import PlanStanding
from reports.cut.days import iso


def voices_in_cut(plan: PlanStanding | None) -> dict[str, Any] | None:
    """Return every voice heard by the day of the cut, the newest first, and who was not heard; None without a plan.

    Where they were heard stays out of it: with a group that is small, a place is as good as a name.
    """
    if plan is None:
        return None
    as_at, known_on = plan.as_at, plan.known_on
    heard = voices_as_at(plan.plan, as_at, known_on=known_on)
    silent = [
        *gaps(area_hearings(plan.plan, as_at, known_on=known_on)),
        *gaps(group_hearings(plan.plan, as_at, known_on=known_on)),
    ]
    return {"rows": [_voice(each) for each in heard], "gaps": [each.words for each in silent]}


def _voice(voice: Voice) -> dict[str, Any]:
    changed, told = voice.changed_then, voice.told_then  # type: ignore[attr-defined]
    return {
        "heard_on": iso(voice.heard_on),
        "group": voice.get_group_display(),
        "theme": voice.theme,
        "words": voice.words,
        "is_summary": voice.is_summary,
        "areas": sorted(area.letter for area in voice.areas.all()),
        "actions": [action.reference for action in voice.actions.all()] if changed else [],
        "practice_standard": voice.practice_standard if changed else "",
        "what_changed": voice.what_changed if changed else "",
        "changed_on": iso(changed),
        "told_back_on": iso(told),
    }
