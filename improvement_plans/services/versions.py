"""Takes a version of the plan through its life: opened, submitted, judged by the adviser, put in force."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core.refusals import Refusal
from evidence.models import Evidence
from improvement_plans.models import Plan, PlanVersion, VersionLine
from improvement_plans.plan_transitions import given_way_to, may_follow
from improvement_plans.selectors.versions import working_lines
from improvement_plans.services import writing
from notices.models import Discharge, Obligation
from notices.services import record_discharge
from notices.services.proofs import prove

Status = PlanVersion.Status


@transaction.atomic
def open_version(*, plan: Plan, by: User, today: dt.date, what_changed: str = "") -> PlanVersion:
    """Open the draft of the plan's next version. Raises Refusal while another is in draft: one at a time."""
    plan = writing.locked(plan)
    draft = plan.versions.filter(status=Status.DRAFT).first()
    if draft is not None:
        raise Refusal(f"Version {draft.number} is in draft already: work on that one, or submit it.")
    last = plan.versions.aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion(plan=plan, number=last + 1, opened_on=today, what_changed=what_changed.strip())
    return _save(version, by, "opened a version of the plan")


@transaction.atomic
def submit_version(
    *,
    version: PlanVersion,
    submitted_on: dt.date,
    what_changed: str,
    by: User,
    today: dt.date,
    obligation: Obligation | None = None,
    evidence: Evidence | None = None,
    upload: "File[Any] | None" = None,
    url: str = "",
) -> PlanVersion:
    """Freeze the plan as it reads now as what was submitted, and record that the notice's duty to submit is discharged.

    Without `obligation` nothing is discharged. Raises Refusal, that of the discharge among them: then nothing is kept.
    """
    version = _locked(version)
    _refuse_status(version, Status.SUBMITTED, "Only a draft is submitted")
    version.what_changed = writing.words_of(
        what_changed, field="what_changed", message="Enter what is new in this version"
    )
    _refuse_submission_day(version, submitted_on, today)
    if obligation is None and (evidence or upload or url):
        raise Refusal(
            "Choose the duty that the evidence is for, or leave the evidence out", field="obligation"
        )
    version.status, version.submitted_on, version.submitted_by = Status.SUBMITTED, submitted_on, by
    _freeze(version, today)
    discharge = _discharge(version, obligation, by, today)
    _save(version, by, "submitted a version of the plan", discharge=discharge and discharge.pk)
    if discharge is not None:
        title = f"Improvement plan, version {version.number}"
        prove(fact=discharge, title=title, by=by, existing=evidence, upload=upload, url=url)
    return version


@transaction.atomic
def judge_version(
    *,
    version: PlanVersion,
    judgement: str,
    judged_on: dt.date,
    recommendations: str,
    by: User,
    today: dt.date,
) -> PlanVersion:
    """Record the adviser's judgement, `fit` or `not_fit`, with the recommendations; not fit needs at least one."""
    version = _locked(version)
    if judgement not in (Status.FIT, Status.NOT_FIT):
        raise Refusal("Choose whether the plan is fit for purpose", field="judgement")
    _refuse_status(version, judgement, "Only a version that was submitted and not yet judged is judged")
    if judged_on > today:
        raise Refusal("The date of the judgement must be today or earlier", field="judged_on")
    if version.submitted_on is None or judged_on < version.submitted_on:
        raise Refusal(
            f"The date of the judgement must be on or after {version.submitted_on:%-d %B %Y}, "
            "when the version was submitted",
            field="judged_on",
        )
    if judgement == Status.NOT_FIT and not recommendations.strip():
        raise Refusal("Enter what the plan needs to become fit for purpose", field="recommendations")
    version.status, version.judged_on, version.judged_by = judgement, judged_on, by
    version.recommendations = recommendations.strip()
    return _save(version, by, f"judged a version of the plan {Status(judgement).label.lower()}"[:80])


@transaction.atomic
def put_in_force(*, version: PlanVersion, from_day: dt.date, by: User, today: dt.date) -> PlanVersion:
    """Put a version that was judged fit in force from a day on; the earlier versions are superseded from that day."""
    version = _locked(version)
    _refuse_status(
        version, Status.IN_FORCE, "Only a version that was judged fit for purpose comes into force"
    )
    earlier = list(version.plan.versions.filter(number__lt=version.number, status__in=given_way_to()))
    _refuse_force_day(version, earlier, from_day, today)
    for each in earlier:
        each.status, each.superseded_on = Status.SUPERSEDED, from_day
        _save(each, by, "superseded a version of the plan")
    version.status, version.in_force_from = Status.IN_FORCE, from_day
    return _save(version, by, "put a version of the plan in force")


def _locked(version: PlanVersion) -> PlanVersion:
    plan = writing.locked(version.plan)
    kept = PlanVersion.objects.get(pk=version.pk)
    kept.plan = plan
    return kept


def _save(version: PlanVersion, by: User, deed: str, **detail: Any) -> PlanVersion:
    version._history_user = by  # type: ignore[attr-defined]
    version.save()
    writing.write_audit(
        by=by, deed=deed, subject=version, plan=version.plan, submitted_on=version.submitted_on,
        judged_on=version.judged_on, in_force_from=version.in_force_from,
        superseded_on=version.superseded_on, **detail,
    )  # fmt: skip
    return version


def _refuse_status(version: PlanVersion, after: str, rule: str) -> None:
    if not may_follow(version.status, after):
        raise Refusal(f"{rule}. Version {version.number}: {version.get_status_display().lower()}.")


def _refuse_submission_day(version: PlanVersion, day: dt.date, today: dt.date) -> None:
    if day > today:
        raise Refusal("The date it was submitted must be today or earlier", field="submitted_on")
    before = version.plan.versions.filter(number__lt=version.number, submitted_on__gt=day).first()
    if before is not None:
        raise Refusal(
            f"The date it was submitted must be on or after {before.submitted_on:%-d %B %Y}, "
            f"when version {before.number} was submitted",
            field="submitted_on",
        )
    if version.opened_on is not None and day < version.opened_on:
        raise Refusal(
            f"The date it was submitted must be on or after {version.opened_on:%-d %B %Y}, "
            "when this version was opened",
            field="submitted_on",
        )


def _refuse_force_day(version: PlanVersion, earlier: list[PlanVersion], day: dt.date, today: dt.date) -> None:
    if day > today:
        raise Refusal("The day it comes into force must be today or earlier", field="from_day")
    if version.judged_on is not None and day < version.judged_on:
        raise Refusal(
            f"The day it comes into force must be on or after {version.judged_on:%-d %B %Y}, when it was judged",
            field="from_day",
        )
    held = [each.in_force_from for each in earlier if each.in_force_from is not None]
    if held and day <= max(held):
        raise Refusal(
            f"The day it comes into force must be after {max(held):%-d %B %Y}, "
            "when the version before it came into force",
            field="from_day",
        )


def _freeze(version: PlanVersion, today: dt.date) -> None:
    """Copy the words of every action in the plan; raises Refusal for a plan without one."""
    lines = working_lines(version.plan, as_at=today)
    if not lines:
        raise Refusal("The plan has no action yet: add at least one before you submit it.")
    VersionLine.objects.bulk_create(
        [
            VersionLine(version=version, action_id=words.pop("action"), **words)
            for words in (asdict(line) for line in lines)
        ]
    )


def _discharge(
    version: PlanVersion, obligation: Obligation | None, by: User, today: dt.date
) -> Discharge | None:
    if obligation is None or version.submitted_on is None:
        return None
    if obligation.clause.notice_id != version.plan.notice_id or obligation.kind != Obligation.Kind.SUBMISSION:
        raise Refusal("Choose a duty to submit that this plan's notice sets", field="obligation")
    what = f"Version {version.number} of the improvement plan submitted"
    try:
        return record_discharge(
            obligation=obligation, effective_on=version.submitted_on, what=what, by=by, today=today
        )
    except Refusal as refusal:
        field = "submitted_on" if refusal.field == "effective_on" else "obligation"
        raise Refusal(refusal.message, field=field, link=refusal.link) from refusal
