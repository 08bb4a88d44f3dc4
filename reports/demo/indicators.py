"""Defines Fernshire's indicators as its people would: meaning, owner, targets, statistics and what should move them."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from accounts.models import User
from digests.models import EarlierDefinition, Indicator, Rebase, Target
from digests.services import change_movers
from digests.services.definitions import define_anew
from digests.services.indicators import Keeping, Meaning, add_indicator
from digests.services.statistics import rebase, set_statistics
from digests.services.targets import TargetWords, set_target
from improvement_plans.models import Action, Objective
from notices.models import Area, Notice
from reports.demo.days import FernshireDays, afternoon, figure_months
from reports.demo.people import Cast
from reports.demo.tables import Bounds, IndicatorRow, indicators, rows

OWED_AT_ONCE = ("EH01", "EH02")
"""Indicators whose figure is owed by the last day of its own month."""
SMALLEST = 10
YEAR = 12
EARLIER_SOURCE = "Set before the inspection"


class IndicatorBuilder:
    """Makes the indicators of one council, with everything that its tables say of each."""

    def __init__(self, cast: Cast, notice: Notice, days: FernshireDays) -> None:
        self.cast, self.today = cast, days.today
        self.by: User = cast.people["analyst"]
        self.months = figure_months(days.today)
        self.areas = {area.letter: area for area in Area.objects.filter(notice=notice)}
        plan = {"plan__notice": notice}
        self.objectives = {each.reference: each for each in Objective.objects.filter(**plan)}
        self.actions = {
            each.reference: each for each in Action.objects.filter(objective__plan__notice=notice)
        }

    def build(self) -> dict[str, Indicator]:
        """Make them all, and return them by code."""
        made = {row.code: self._indicator(row) for row in indicators()}
        for told in rows("earlier_definitions"):
            self._redefine(made[told["code"]], told)
        for row in indicators():
            self._targets(made[row.code], row)
        for chosen in rows("statistics"):
            self._statistics(made[chosen["code"]], chosen)
        for turn in rows("rebases"):
            indicator, month = made[turn["code"]], self.months[-int(turn["turned"])]
            rebase(indicator=indicator, month=month, reason=turn["reason"], by=self.by, today=self.today)
        for code, indicator in made.items():
            self._movers(indicator, code)
        self._on_their_days()
        return made

    def _indicator(self, row: IndicatorRow) -> Indicator:
        told = next((each for each in rows("earlier_definitions") if each["code"] == row.code), None)
        keeping = Keeping(
            code=row.code, owner_post=self.cast.posts[_kept(row)["owner"]],
            areas=tuple(self.areas[letter] for letter in row.areas), is_key=row.is_key,
            grace_days=0 if row.code in OWED_AT_ONCE else 15, reported_from=self.months[0],
            national_code=row.national, benchmark_key=row.short,
        )  # fmt: skip
        return add_indicator(
            council=self.cast.council, meaning=_before(row, told) if told else _meaning(row), keeping=keeping,
            by=self.by, today=self.today,
        )  # fmt: skip

    def _redefine(self, indicator: Indicator, told: dict[str, str]) -> None:
        """Let it mean from a month on what it means today, with mean and limits begun anew."""
        row = next(each for each in indicators() if each.code == indicator.code)
        define_anew(
            indicator=indicator, meaning=_meaning(row), effective_from=self.months[-int(told["turned"])],
            reason=told["reason"], rebases=True, revision=indicator.revision, by=self.by, today=self.today,
        )  # fmt: skip

    def _targets(self, indicator: Indicator, row: IndicatorRow) -> None:
        """Set the target from the first month on, or a year ago where another one was in force before."""
        terms: list[tuple[dt.date, Bounds | None, str]] = [(self.months[0], row.target, row.source)]
        if row.before:
            a_year_ago = self.months[-YEAR]
            terms = [(self.months[0], row.before, EARLIER_SOURCE), (a_year_ago, row.target, row.source)]
        for effective_from, bounds, source in terms:
            if bounds is None:
                continue
            least, most = (None if bound is None else Decimal(str(bound)) for bound in bounds)
            words = TargetWords(
                effective_from=effective_from, at_least=least, at_most=most, tolerance=Decimal(row.tolerance),
                minimum_denominator=SMALLEST if row.unit == Indicator.Unit.PERCENT else 0, source=source,
            )  # fmt: skip
            set_target(indicator=indicator, words=words, by=self.by)

    def _statistics(self, indicator: Indicator, chosen: dict[str, str]) -> None:
        baseline = chosen["baseline"]
        set_statistics(
            indicator=indicator, baseline_points=int(baseline) if baseline else None,
            screens_outliers=chosen["screens"] == "yes", run_length=indicator.run_length,
            revision=indicator.revision, by=self.by,
        )  # fmt: skip

    def _movers(self, indicator: Indicator, code: str) -> None:
        """Name the objectives and actions that should move it; some of the plan have none, and the coverage says so."""
        served = [
            row["objective"] for row in rows("objective_indicators") if code in row["indicators"].split()
        ]
        moved = [row["actions"].split() for row in rows("indicator_actions") if row["code"] == code]
        movers: list[Objective | Action] = [self.objectives[each] for each in served]
        movers += [self.actions[reference] for references in moved for reference in references]
        change_movers(indicator=indicator, add=movers, remove=[], by=self.by)

    def _on_their_days(self) -> None:
        """Set back the moments at which people would have entered all this, so that “as known on” has a past."""
        begun = afternoon(self.months[0])
        Indicator.objects.update(changed_at=begun)
        Indicator.history.update(history_date=begun)
        for target in Target.on_record.all():
            Target.on_record.filter(pk=target.pk).update(set_at=afternoon(target.effective_from))
        for earlier in EarlierDefinition.objects.all():
            EarlierDefinition.objects.filter(pk=earlier.pk).update(
                replaced_at=afternoon(earlier.replaced_from)
            )
        for turn in Rebase.objects.all():
            Rebase.objects.filter(pk=turn.pk).update(made_at=afternoon(turn.month))


def _kept(row: IndicatorRow) -> dict[str, str]:
    """Who owns an indicator and where its figure comes from: the first line whose letters its code begins with."""
    return next(each for each in rows("indicator_keeping") if row.code.startswith(each["begins"]))


def _meaning(row: IndicatorRow) -> Meaning:
    """What an indicator means today."""
    return Meaning(
        title=row.title, meaning=row.meaning, numerator_words=row.counted, denominator_words=row.out_of,
        unit=row.unit, decimals=0 if row.unit == "count" else 1, period_type=row.period,
        direction=row.direction, data_source=_kept(row)["data_source"], known_problems=row.problem,
    )  # fmt: skip


def _before(row: IndicatorRow, told: dict[str, str]) -> Meaning:
    """What an indicator meant before it was defined anew."""
    return replace(
        _meaning(row), title=told["title"], meaning=told["meaning"], numerator_words=told["counted"],
        denominator_words=told["out_of"],
    )  # fmt: skip
