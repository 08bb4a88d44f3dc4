"""Loads what Fernshire's children, young people, families and staff said, and its strategic risks."""

import datetime as dt

from improvement_plans.models import Action, Plan, Risk, Voice
from improvement_plans.risk_levels import Score
from improvement_plans.services.risks import RiskWords, Scoring, add_risk, close_risk, score_risk
from improvement_plans.services.voices import Said, add_voice, record_change, tell_back
from notices.models import Area
from reports.demo.days import days_after
from reports.demo.people import Cast
from reports.demo.tables import rows


def load_voices(cast: Cast, plan: Plan, today: dt.date) -> None:
    """Write down each voice on the day it was heard, and later what it changed and that they were told."""
    areas = {area.letter: area for area in Area.objects.filter(notice=plan.notice)}
    actions = _actions(plan)
    for row in rows("voices"):
        heard = days_after(today, int(row["heard"]))
        said = Said(
            heard_on=heard, setting=row["setting"], group=row["group"], theme=row["theme"], words=row["words"],
            areas=tuple(areas[letter] for letter in row["areas"]), is_summary=row["summary"] == "yes",
        )  # fmt: skip
        voice = add_voice(plan=plan, said=said, by=cast.team, today=heard)
        _what_came_of_it(cast, voice, row, actions, today)


def _what_came_of_it(
    cast: Cast, voice: Voice, row: dict[str, str], actions: dict[str, Action], today: dt.date
) -> None:
    if row["what_changed"]:
        day = days_after(today, int(row["changed"]))
        record_change(
            voice=voice, what_changed=row["what_changed"], changed_on=day, practice_standard=row["standard"],
            actions=[actions[reference] for reference in row["actions"].split()],
            revision=voice.revision, by=cast.team, today=day,
        )  # fmt: skip
        voice.refresh_from_db()
    if row["told"]:
        day = days_after(today, int(row["told"]))
        tell_back(
            voice=voice, told_back_on=day, told_back_how=row["told_how"], revision=voice.revision,
            by=cast.team, today=day,
        )  # fmt: skip


def load_risks(cast: Cast, plan: Plan, today: dt.date) -> None:
    """Raise each risk with its first score, then score it again as its history says; one of them is closed."""
    actions = _actions(plan)
    for row in rows("risks"):
        first, *later = [each for each in rows("risk_scores") if each["reference"] == row["reference"]]
        words = RiskWords(
            reference=row["reference"], title=row["title"], cause=row["cause"], event=row["event"],
            effect=row["effect"], owner_post=cast.posts[row["owner"]],
            mitigations=tuple(actions[reference] for reference in row["mitigations"].split()),
        )  # fmt: skip
        raised = days_after(today, int(row["raised"]))
        risk = add_risk(
            plan=plan, words=words, scoring=_scoring(first), raised_on=raised, by=cast.team, today=raised
        )
        for each in later:
            day = days_after(today, int(each["scored"]))
            risk.refresh_from_db()
            score_risk(
                risk=risk, scoring=_scoring(each), scored_on=day, revision=risk.revision, by=cast.team, today=day
            )  # fmt: skip
        _close(cast, risk, row, today)


def _close(cast: Cast, risk: Risk, row: dict[str, str], today: dt.date) -> None:
    if not row["closed"]:
        return
    day = days_after(today, int(row["closed"]))
    risk.refresh_from_db()
    close_risk(
        risk=risk, closed_on=day, because=row["closed_because"], revision=risk.revision, by=cast.team, today=day
    )  # fmt: skip


def _scoring(row: dict[str, str]) -> Scoring:
    return Scoring(
        inherent=Score(int(row["inherent_likelihood"]), int(row["inherent_impact"])),
        residual=Score(int(row["residual_likelihood"]), int(row["residual_impact"])),
        reason=row["reason"],
    )


def _actions(plan: Plan) -> dict[str, Action]:
    return {action.reference: action for action in Action.objects.filter(objective__plan=plan)}
