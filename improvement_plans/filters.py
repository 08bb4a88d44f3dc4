"""Filters of the plan, which live in its address and hold for every view of it and for its exports."""

import datetime as dt
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Organisation, Post
from core.days import DayInput
from core.forms import GovForm
from evidence.filters import DayFilter
from improvement_plans.models import Action, Answering, Plan, Rating, WorkStream
from improvement_plans.selectors.partners import agencies_that_contribute, posts_that_contribute
from improvement_plans.standing import ActionStanding, PlanStanding
from notices.models import Area

OVERDUE = [("yes", "Overdue"), ("no", "Not overdue")]
MILESTONES = [("overdue", "One is overdue"), ("open", "One is still open"), ("none", "It has none")]
DIFFERS = [("yes", "Differs from the owner’s"), ("no", "The same as the owner’s")]
SLOW = [("yes", "Slow to progress"), ("no", "As planned")]
WITHOUT = "none"


class PlanFilterForm(GovForm, forms.Form):
    """A bar of filters within the plan; the days of the as-at bar and the choice of plan travel with it."""

    draws_tag = False
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    known_on = forms.CharField(required=False, widget=forms.HiddenInput)
    plan = forms.CharField(required=False, widget=forms.HiddenInput)


class ActionFilterForm(PlanFilterForm):
    """The bar of the pages that show actions: the filters that few need stand behind "More filters"."""

    folded: ClassVar[frozenset[str]] = frozenset(
        {"agency", "contributing", "source", "milestones", "differs", "slow", "due_from", "due_to"}
    )


class TimelineFilterForm(ActionFilterForm):
    """The same, with the grouping of the bars."""

    by = forms.CharField(required=False, widget=forms.HiddenInput)


class ActionFilter(django_filters.FilterSet):
    """By what belongs to an action, how it stands as at the day of the page, and words.

    Three filters go by what follows from dates and not from what is stored (milestones, differs, slow): they are
    applied to the standings, by `showing`.
    """

    area = django_filters.ModelChoiceFilter(
        field_name="objective__areas", queryset=Area.objects.none(), label="Area", empty_label="Any"
    )
    work_stream = django_filters.ModelChoiceFilter(
        field_name="objective__work_streams",
        queryset=WorkStream.objects.none(),
        label="Work stream",
        empty_label="Any",
    )
    owner = django_filters.ModelChoiceFilter(
        field_name="owner_post", queryset=Post.objects.none(), label="Owner", empty_label="Any"
    )
    rating = django_filters.ChoiceFilter(
        field_name="rated_then", choices=Rating.choices, label="Rating", empty_label="Any"
    )
    overdue = django_filters.ChoiceFilter(
        method="filter_overdue", choices=OVERDUE, label="Overdue", empty_label="Any"
    )
    words = django_filters.CharFilter(method="filter_words", label="Words in it")
    agency = django_filters.ModelChoiceFilter(
        field_name="partner_agencies",
        queryset=Organisation.objects.none(),
        label="Partner agency",
        empty_label="Any",
    )
    contributing = django_filters.ModelChoiceFilter(
        field_name="contributing_posts",
        queryset=Post.objects.none(),
        label="Contributing post",
        empty_label="Any",
    )
    source = django_filters.CharFilter(method="filter_source", label="Answers source (R3, or none)")
    due_from = DayFilter(
        field_name="due_then", lookup_expr="gte", label="Due from", help_text="", widget=DayInput
    )
    due_to = DayFilter(
        field_name="due_then", lookup_expr="lte", label="Due to", help_text="", widget=DayInput
    )
    milestones = django_filters.ChoiceFilter(
        method="left_to_standings", choices=MILESTONES, label="Milestones", empty_label="Any"
    )
    differs = django_filters.ChoiceFilter(
        method="left_to_standings", choices=DIFFERS, label="Computed rating", empty_label="Any"
    )
    slow = django_filters.ChoiceFilter(
        method="left_to_standings", choices=SLOW, label="Objective’s pace", empty_label="Any"
    )

    class Meta:
        model = Action
        fields: list[str] = []
        form = ActionFilterForm

    def __init__(self, asked: Any, *, plan: Plan, as_at: dt.date, known_on: dt.date | None) -> None:
        actions = Action.objects.filter(objective__plan=plan).standing_on(as_at, known_on=known_on)
        super().__init__(asked, queryset=actions)
        self.as_at, self.known_on = as_at, known_on
        self.filters["area"].queryset = Area.objects.filter(notice=plan.notice_id)
        self.filters["work_stream"].queryset = WorkStream.objects.filter(plan=plan)
        self.filters["owner"].queryset = Post.objects.filter(actions__objective__plan=plan).distinct()
        self.filters["agency"].queryset = agencies_that_contribute(plan.pk)
        self.filters["contributing"].queryset = posts_that_contribute(plan.pk)

    def filter_queryset(self, queryset: Any) -> QuerySet[Action]:
        """Leave out of account what only travels with the form."""
        asked = self.form.cleaned_data
        for name in self.filters.keys() & asked.keys():
            queryset = self.filters[name].filter(queryset, asked[name])
        narrowed: QuerySet[Action] = queryset
        return narrowed

    def filter_overdue(self, actions: Any, name: str, value: str) -> QuerySet[Action]:
        late: QuerySet[Action] = actions.filter(overdue_then=value == "yes")
        return late

    def filter_words(self, actions: QuerySet[Action], name: str, value: str) -> QuerySet[Action]:
        return actions.filter(
            Q(reference__icontains=value) | Q(title__icontains=value) | Q(objective__title__icontains=value)
        )

    def filter_source(self, actions: QuerySet[Action], name: str, value: str) -> QuerySet[Action]:
        """Let through what answers the source of that reference, or what answers none."""
        links = Answering.objects.standing_on(self.as_at, known_on=self.known_on).filter(
            action=OuterRef("pk"), source__isnull=False
        )
        if value.lower() == WITHOUT:
            return actions.filter(~Exists(links))
        return actions.filter(Exists(links.filter(source__reference__iexact=value)))

    def left_to_standings(self, actions: QuerySet[Action], name: str, value: str) -> QuerySet[Action]:
        return actions

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    def keys(self) -> frozenset[int]:
        """Return the primary keys of the actions let through: all of them while a filter cannot be read."""
        return frozenset(self.qs.order_by().values_list("pk", flat=True))

    def showing(self, plan: PlanStanding) -> PlanStanding:
        """Return the plan with only those actions shown that every filter lets through."""
        if not self.is_narrowing:
            return plan
        keys, asked = self.keys(), {} if self.errors else self.form.cleaned_data
        return plan.showing(
            frozenset(
                each.action.pk
                for objective in plan.objectives
                for each in objective.group.actions
                if each.action.pk in keys and lets_through(asked, each, is_slow=objective.pace.is_slow)
            )
        )


def lets_through(asked: dict[str, Any], action: ActionStanding, *, is_slow: bool) -> bool:
    """Whether an action of an objective is what was asked for by what follows from its dates."""
    milestones, differs, slow = (asked.get(name) for name in ("milestones", "differs", "slow"))
    if milestones == "overdue" and not any(each.is_overdue for each in action.milestones):
        return False
    if milestones == "open" and not any(each.reached_on is None for each in action.milestones):
        return False
    if milestones == "none" and action.milestones:
        return False
    if differs and action.differs != (differs == "yes"):
        return False
    return not slow or is_slow == (slow == "yes")


class TimelineFilter(ActionFilter):
    """The same filters on the timeline."""

    class Meta(ActionFilter.Meta):
        form = TimelineFilterForm
