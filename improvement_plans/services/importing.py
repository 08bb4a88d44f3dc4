"""What an import brings about before it has a file: the plan that it goes into."""

from django.db import transaction

from accounts.models import User
from core import audit
from improvement_plans.models import Plan
from notices.models import Notice


@transaction.atomic
def opened_plan(*, notice: Notice, by: User) -> Plan:
    """Return the plan under a notice, opened with the first file for it where there is none yet."""
    plan, is_new = Plan.objects.get_or_create(notice=notice)
    if is_new:
        audit.record(by=by, action="opened the plan", subject=plan, scope=notice.council.slug)
    return plan
