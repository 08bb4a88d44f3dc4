"""Months of figures for tests of the digest's publication: a council with something of every exception."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from accounts.models import Organisation, User
from digests.models import Indicator, MonthlyDigest, Reading
from digests.months import months_up_to
from digests.services import publication
from digests.services.commentary import Said, write_commentary
from tests.factories import AreaFactory, NoticeFactory
from tests.factories_plan import (
    ActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    TargetFactory,
)

OCTOBER = dt.date(2026, 10, 1)
SAID = Said(
    cause="Two teams lost their managers.", problem="practice", action_taken="An interim manager started.",
    expected_effect="Back above the target.", expected_by=dt.date(2027, 1, 31),
)  # fmt: skip


def months_of(
    indicator: Indicator, numerators: Iterable[int], *, of: int | None = 100, last: dt.date = OCTOBER
) -> None:
    """Give an indicator one figure a month up to `last`: a percentage of `of`, or a count where that is None."""
    kept = list(numerators)
    Reading.objects.bulk_create(
        Reading(
            indicator=indicator,
            month=month,
            numerator=Decimal(number),
            denominator=None if of is None else Decimal(of),
            value=(Decimal(number) if of is None else Decimal(100 * number) / of).quantize(Decimal("0.0001")),
        )
        for month, number in zip(months_up_to(last, len(kept)), kept, strict=True)
    )


def group_of(
    indicator: Indicator, name: str, numerator: int, denominator: int, month: dt.date = OCTOBER
) -> Reading:
    """Give the figure of one team."""
    return Reading.objects.create(
        indicator=indicator, month=month, dimension=Reading.Dimension.TEAM, group=name,
        numerator=Decimal(numerator), denominator=Decimal(denominator),
        value=(Decimal(100 * numerator) / denominator).quantize(Decimal("0.0001")),
    )  # fmt: skip


def a_month(council: Organisation) -> dict[str, Indicator]:
    """Return indicators by what they show in October 2026.

    `worse` falls far below its limits and its target, `never` is steady far from its target, `wobbles` meets it now and
    then, `better` rises, `late` has no figure in time, `small` counts so few that the copy for scrutiny hides them.
    """
    notice = NoticeFactory(council=council)
    area = AreaFactory(notice=notice, letter="a", title="Leadership and governance")
    other = AreaFactory(notice=notice, letter="b", title="Social work practice")
    objective = ObjectiveFactory(
        plan=PlanFactory(notice=notice), reference="O1", title="Steady management", areas=[area]
    )
    action = ActionFactory(objective=objective, reference="1.1", title="Appoint three managers")

    def indicator(code: str, title: str, **changed: Any) -> Indicator:
        made: Indicator = IndicatorFactory(council=council, code=code, title=title, **changed)
        TargetFactory(indicator=made, at_least=Decimal(80), tolerance=Decimal(2))
        return made

    found = {
        "worse": indicator("FS01", "Visits in time", is_key=True),
        "never": indicator("FS02", "Plans in time"),
        "wobbles": indicator("FS03", "Children seen alone"),
        "better": indicator("FS04", "Reviews in time"),
        "late": indicator("FS05", "Health checks in time"),
        "small": indicator("FS06", "Return talks in time"),
    }
    steady = [89, 91, 90, 92, 88, 91, 90, 89, 91, 90, 92, 90]
    months_of(found["worse"], [*steady, 90, 61])
    months_of(found["never"], [number - 40 for number in steady])
    months_of(found["wobbles"], [78, 84, 79, 83, 78, 84, 80, 83, 79, 84, 78, 83])
    months_of(found["better"], [*[number - 5 for number in steady], 99])
    months_of(found["late"], steady[:10], last=dt.date(2026, 9, 1))
    # 3 of 1,237 are 0.2425%; the other months are shown.
    months_of(found["small"], [*[700 + number for number in steady], 3], of=1237)
    found["worse"].areas.set([area, other])
    found["never"].areas.set([other])
    found["worse"].objectives.set([objective])
    found["worse"].actions.set([action])
    group_of(found["worse"], "North", 33, 50)
    group_of(found["worse"], "South", 19, 30)
    group_of(found["worse"], "West", 9, 20)
    return found


def published(council: Organisation, by: User, today: dt.date, **reason: str) -> MonthlyDigest:
    """Return October's digest published, with commentary on everything that needs some."""
    for indicator in Indicator.objects.filter(council=council):
        write_commentary(indicator=indicator, month=OCTOBER, said=SAID, by=by)
    digest = publication.open_digest(council=council, month=OCTOBER, by=by, today=today)
    digest = publication.mark_commented(digest=digest, by=by, today=today)
    return publication.publish(digest=digest, by=by, today=today)
