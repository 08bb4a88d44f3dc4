"""Filters of a month's requests, which live in the address and hold for the page and its exports."""

from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from core.forms import GovForm
from improvement_plans.cycle_listing import STATES, chosen, owners_of
from improvement_plans.models import UpdateCycle, UpdateRequest
from improvement_plans.requested import RequestStanding


class RequestFilterForm(GovForm, forms.Form):
    """The bar of filters; the month, the days of the as-at bar, and the choice of plan and view travel with it."""

    draws_tag = False
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    known_on = forms.CharField(required=False, widget=forms.HiddenInput)
    plan = forms.CharField(required=False, widget=forms.HiddenInput)
    by = forms.CharField(required=False, widget=forms.HiddenInput)


class RequestFilter(django_filters.FilterSet):
    """By month, by how a request stands, by who was asked, for what, and by words of the action."""

    month = django_filters.ChoiceFilter(method="passed_over", label="Month", empty_label="The newest")
    state = django_filters.ChoiceFilter(
        method="passed_over",
        label="How it stands",
        empty_label="Any",
        choices=[(state.slug, state.words) for state in STATES],
    )
    owner = django_filters.ChoiceFilter(method="passed_over", label="Asked of", empty_label="Anybody")
    kind = django_filters.ChoiceFilter(
        method="passed_over", label="Asked for", empty_label="Any", choices=UpdateRequest.Kind.choices
    )
    words = django_filters.CharFilter(method="passed_over", label="Words in the action")

    class Meta:
        model = UpdateRequest
        fields: list[str] = []
        form = RequestFilterForm

    def __init__(
        self, asked: Any, *, cycles: Sequence[UpdateCycle], requests: Iterable[RequestStanding]
    ) -> None:
        super().__init__(asked, queryset=UpdateRequest.objects.none())
        self.filters["month"].extra["choices"] = [
            (f"{each.month:%Y-%m}", f"{each.month:%B %Y}") for each in cycles
        ]
        owners = sorted((line.name, line.key) for line in owners_of(requests))
        self.filters["owner"].extra["choices"] = [(key, name) for name, key in owners]

    def passed_over(
        self, queryset: QuerySet[UpdateRequest], name: str, value: Any
    ) -> QuerySet[UpdateRequest]:
        """How a request stands is worked out and not stored: `through` filters it."""
        return queryset

    def through(self, requests: Iterable[RequestStanding]) -> list[RequestStanding]:
        """Return the requests that the filters let through; a field that cannot be read lets all through."""
        self.form.is_valid()
        return chosen(requests, getattr(self.form, "cleaned_data", {}))

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters.keys() - {"month"})
