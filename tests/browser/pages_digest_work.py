"""Pages on which indicators, targets and figures are kept that axe looks at."""

import datetime as dt
from decimal import Decimal

from digests.models import Definition, EarlierDefinition, Indicator, Rebase, Target
from digests.services.indicators import MEANS
from digests.services.library import take_from_library
from tests.browser.page import Known, Page, Scene
from tests.factories import AreaFactory, NoticeFactory, PostFactory
from tests.factories_plan import IndicatorFactory, ReadingFactory, TargetFactory

HOME = "/councils/fernshire/digest/"
OCTOBER = dt.date(2026, 10, 1)


def kept(known: Known) -> Indicator:
    """An indicator with an owner, an area, two targets, two definitions, a rebase, and figures by team."""
    council = known("council")
    area = AreaFactory(notice=NoticeFactory(council=council))
    post = PostFactory(organisation=council, title="Performance Manager")
    indicator = IndicatorFactory(
        council=council, code="CP08", owner_post=post, defined_from=dt.date(2026, 6, 1)
    )
    indicator.areas.add(area)
    TargetFactory(indicator=indicator, source="Agreed by the board on 14 May")
    TargetFactory(indicator=indicator, effective_from=dt.date(2026, 4, 1), at_least=None, at_most=None)
    EarlierDefinition.objects.create(
        indicator=indicator, replaced_from=dt.date(2026, 6, 1), reason="Visits by a deputy count as well",
        **{name: getattr(indicator, name) for name in (*MEANS, "unit", "period_type")}
        | {"title": "Visits made", "direction": Definition.Direction.NEITHER},
    )  # fmt: skip
    Rebase.objects.create(
        indicator=indicator, month=dt.date(2026, 6, 1), reason="Visits by a deputy count as well"
    )
    ReadingFactory(
        indicator=indicator, quality="doubtful", problem="recording", quality_note="One team was late"
    )
    for group, numerator in (("North", 40), ("South", 48)):
        ReadingFactory(
            indicator=indicator,
            dimension="team",
            group=group,
            numerator=Decimal(numerator),
            denominator=Decimal(50),
        )
    return indicator


def of_one(deed: str) -> Scene:
    """The scene of a form or page about one indicator."""
    return lambda known: f"{HOME}indicators/{kept(known).pk}/{deed}"


def of_its_target(deed: str) -> Scene:
    """The scene of a form about one of its targets."""

    def scene(known: Known) -> str:
        indicator = kept(known)
        return (
            f"{HOME}indicators/{indicator.pk}/targets/{indicator.targets.latest('effective_from').pk}/{deed}/"
        )

    return scene


def library(known: Known) -> str:
    kept(known)
    take_from_library(
        council=known("council"), keys=["FD01", "CP03"], by=known("analyst"), today=dt.date(2026, 11, 22)
    )
    return f"{HOME}indicators/library/"


def withdrawn(known: Known) -> str:
    indicator = kept(known)
    Target.objects.filter(indicator=indicator).update(
        withdrawn_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC), withdrawn_because="It was the wrong year’s"
    )
    return f"{HOME}indicators/{indicator.pk}/targets/withdrawn/"


def owed(known: Known) -> str:
    """One given in doubt, one late, one not yet due, one late for an earlier month as well."""
    indicator = kept(known)
    IndicatorFactory(council=indicator.council, grace_days=5, owner_post=indicator.owner_post)
    IndicatorFactory(council=indicator.council, grace_days=60, reported_from=dt.date(2026, 8, 1))
    return f"{HOME}owed/"


def retired(known: Known) -> str:
    indicator = kept(known)
    indicator.retired_on, indicator.retired_because = dt.date(2026, 11, 1), "The system no longer holds it"
    indicator.save()
    return f"{HOME}indicators/{indicator.pk}/bring-back/"


PAGES = [
    Page("library", library, "analyst"),
    Page("library search", lambda known: f"{library(known)}?words=seen+alone", "improver"),
    Page("add an indicator", lambda known: kept(known) and f"{HOME}indicators/add/", "analyst"),
    Page("change an indicator", of_one("change/"), "improver"),
    Page("define anew", of_one("define-anew/"), "analyst"),
    Page("definitions", of_one("definitions/"), "board_member"),
    Page("retire an indicator", of_one("retire/"), "analyst"),
    Page("bring an indicator back", retired, "analyst"),
    Page("set a target", of_one("targets/set/"), "analyst"),
    Page("end a target", of_one("targets/end/"), "analyst"),
    Page("replace a target", of_its_target("replace"), "analyst"),
    Page("withdraw a target", of_its_target("withdraw"), "analyst"),
    Page("targets withdrawn", withdrawn, "board_member"),
    Page("statistics of an indicator", of_one("statistics/"), "analyst"),
    Page("rebase an indicator", of_one("statistics/rebase/"), "analyst"),
    Page("figure with its quality", of_one("2026/10/"), "analyst"),
    Page("figures by group", of_one("2026/10/groups/"), "board_member"),
    Page("give figures by group", of_one("2026/10/groups/team/"), "analyst"),
    Page("figures owed", owed, "analyst"),
    Page("figures owed, late", lambda known: f"{owed(known)}?state=late", "board_member"),
]
