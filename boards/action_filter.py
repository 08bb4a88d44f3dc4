"""Filters of the list of board actions, which live in the address of the list and of its exports."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Organisation, Post
from boards.models import BoardAction, Meeting
from boards.selectors.actions import overdue_on
from core.forms import GovForm

STATES = [("open", "Open"), ("overdue", "Overdue"), ("done", "Done"), ("dropped", "Dropped")]


class ActionFilterForm(GovForm, forms.Form):
    """The bar above the list."""

    draws_tag = False


class BoardActionFilter(django_filters.FilterSet):
    """By state as at a day, owner, the meeting that gave it, and words."""

    state = django_filters.ChoiceFilter(
        method="filter_state", choices=STATES, label="State", empty_label="Any"
    )
    owner = django_filters.ModelChoiceFilter(
        field_name="owner_post", queryset=Post.objects.none(), label="Owner", empty_label="Any"
    )
    meeting = django_filters.ModelChoiceFilter(
        field_name="outcome__item__meeting",
        queryset=Meeting.objects.none(),
        label="Meeting",
        empty_label="Any",
    )
    words = django_filters.CharFilter(method="filter_words", label="Words in it")

    class Meta:
        model = BoardAction
        fields: list[str] = []
        form = ActionFilterForm

    def __init__(self, asked: Any, *, queryset: Any, council: Organisation, today: dt.date) -> None:
        super().__init__(asked, queryset=queryset)
        self.today = today
        # Only those of actions that the person sees: a meeting or an owner of a hidden one is not named here.
        seen = queryset.order_by().values("pk")
        self.filters["owner"].queryset = Post.objects.filter(board_actions__in=seen).distinct()
        self.filters["meeting"].queryset = (
            Meeting.objects.filter(board__notice__council=council, items__outcomes__action__in=seen)
            .select_related("board", "planned_event")
            .distinct()
            .order_by("-planned_event__planned_on")
        )

    def filter_queryset(self, queryset: Any) -> QuerySet[BoardAction]:
        """Leave out of account a filter that cannot be read: the list is never an error of ours."""
        asked = self.form.cleaned_data
        for name in self.filters.keys() & asked.keys():
            queryset = self.filters[name].filter(queryset, asked[name])
        found: QuerySet[BoardAction] = queryset
        return found

    def filter_state(self, actions: QuerySet[BoardAction], name: str, value: str) -> QuerySet[BoardAction]:
        return actions.filter(overdue_on(self.today)) if value == "overdue" else actions.filter(state=value)

    def filter_words(self, actions: QuerySet[BoardAction], name: str, value: str) -> QuerySet[BoardAction]:
        return actions.filter(Q(reference__icontains=value) | Q(words__icontains=value))

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
