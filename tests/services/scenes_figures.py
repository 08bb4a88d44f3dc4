"""Scenes of the digest's work, each played in a process of its own within an installation."""

from decimal import Decimal
from typing import Any

from core.editing import ChangedMeanwhile
from core.models import AuditEntry
from digests.lateness import late_since
from digests.models import FigureReminder, Indicator, Reading
from digests.months import last_whole_month, months_on
from digests.services.library import take_from_library
from digests.services.parts import Part, give_parts
from digests.services.readings import Given
from improvement_plans.ladder import working_day_from
from improvement_plans.models import DailyMessage
from improvement_plans.reminding import sweep
from tests import factories_plan
from tests.services.scenes import at_once
from tests.services.scenes_updates import OWNERS, Case

GRACE = 15


def two_sweep_at_once(slug: str) -> dict[str, Any]:
    """Two sweeps begin in the same moment, where figures are late and updates are asked of the same people."""
    case = Case(slug)
    month = months_on(last_whole_month(case.day), -1)
    day = working_day_from(late_since(month, GRACE))
    for action in case.plan.objectives.get().actions.all():
        factories_plan.IndicatorFactory(
            council=case.council, owner_post=action.owner_post, grace_days=GRACE, reported_from=month
        )
    answers = at_once(lambda: str(sweep(day)))
    again = sweep(day)
    return {
        "sent": sum(map(int, answers)), "again": again,
        "reminders": FigureReminder.objects.filter(indicator__council=case.council).count(),
        "messages": DailyMessage.objects.filter(council=case.council).count(),
        "states": sorted(set(case.messages().values_list("state", flat=True))),
        "owners": OWNERS,
    }  # fmt: skip


def two_choose_at_once(slug: str) -> dict[str, Any]:
    """Two of the team take the same indicators from the library in the same moment."""
    case = Case(slug)
    taken = at_once(
        lambda: str(
            len(take_from_library(council=case.council, keys=["FD01", "CP03"], by=case.team, today=case.day))
        )
    )
    return {
        "taken": sorted(taken),
        "indicators": Indicator.objects.filter(council=case.council).count(),
        "audited": AuditEntry.objects.filter(scope=slug, action="took an indicator from the library").count(),
    }


def two_give_groups_at_once(slug: str) -> dict[str, Any]:
    """Two give the first figures of the same groups in the same moment: one is told of the other."""
    case = Case(slug)
    indicator = factories_plan.IndicatorFactory(council=case.council)
    given = Given(Decimal(40), Decimal(50))

    def give() -> str:
        try:
            give_parts(
                indicator=indicator, month=last_whole_month(case.day), dimension="team",
                parts=[Part("North", given)], by=case.team, today=case.day, seen="",
            )  # fmt: skip
        except ChangedMeanwhile:
            return "told"
        return "given"

    answers = sorted(at_once(give))
    return {"answers": answers, "readings": Reading.objects.filter(indicator=indicator).count()}


SCENES = {scene.__name__: scene for scene in (two_sweep_at_once, two_choose_at_once, two_give_groups_at_once)}
