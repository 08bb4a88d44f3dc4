"""Starts the plan under a notice: from then on objectives are written into it or loaded from a spreadsheet."""

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from improvement_plans.models import Plan
from improvement_plans.services import writing
from notices.models import Notice


@transaction.atomic
def start_plan(*, notice: Notice, title: str, by: User) -> Plan:
    """Start the plan under `notice`, empty. Raises Refusal without a title, and for a notice that has a plan."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("council").get(pk=notice.pk)
    title = writing.words_of(title, field="title", message="Enter the title of the plan")
    if Plan.objects.filter(notice=notice).exists():
        raise Refusal("There is a plan under this notice already: write in that one.", field="notice")
    plan = Plan.objects.create(notice=notice, title=title)
    writing.write_audit(by=by, deed="started a plan", subject=plan, plan=plan, notice=str(notice))
    return plan
