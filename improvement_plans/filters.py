"""Filters of the plan, which live in its address and hold for every view of it and for its exports."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Post
from core.forms import GovForm
from improvement_plans.models import Action, Plan, Rating, WorkStream
from notices.models import Area

OVERDUE = [("yes", "Overdue"), ("no", "Not overdue")]


class PlanFilterForm(GovForm, forms.Form):
    """The bar of filters; the days of the as-at bar and the choice of plan travel with it."""

    draws_tag = False
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    known_on = forms.CharField(required=False, widget=forms.HiddenInput)
    plan = forms.CharField(required=False, widget=forms.HiddenInput)


class ActionFilter(django_filters.FilterSet):
    """By area, work stream, owner, rating and lateness as at the day of the page, and by words."""

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

    class Meta:
        model = Action
        fields: list[str] = []
        form = PlanFilterForm

    def __init__(self, asked: Any, *, plan: Plan, as_at: dt.date, known_on: dt.date | None) -> None:
        actions = Action.objects.filter(objective__plan=plan).standing_on(as_at, known_on=known_on)
        super().__init__(asked, queryset=actions)
        self.filters["area"].queryset = Area.objects.filter(notice=plan.notice_id)
        self.filters["work_stream"].queryset = WorkStream.objects.filter(plan=plan)
        self.filters["owner"].queryset = Post.objects.filter(actions__objective__plan=plan).distinct()

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

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    def keys(self) -> frozenset[int]:
        """Return the primary keys of the actions let through: all of them while a filter cannot be read."""
        return frozenset(self.qs.order_by().values_list("pk", flat=True))
