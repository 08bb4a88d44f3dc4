"""Choosing some of many rows by checkboxes: search first, tick, save; the same for forty rows and for four thousand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.views.generic import FormView

from core.forms import GovForm, RefusalsAsErrors

MOST_OFFERED = 40


@dataclass(frozen=True)
class Offer:
    """One group of checkboxes: what is linked comes first and ticked, then what the search found.

    `allowed` holds every row that may be chosen, `linked` those that are; `words_of` gives the words of a row.
    """

    label: str
    allowed: QuerySet[Any]
    linked: QuerySet[Any]
    searched: tuple[str, ...]
    words_of: Callable[[Any], str]
    words: str = ""
    rows: tuple[Model, ...] = field(init=False)
    found: int = field(init=False)

    def __post_init__(self) -> None:
        linked = list(self.linked)
        others = self.allowed.exclude(pk__in=self.linked.order_by().values("pk"))
        matches = others.filter(_any_has(self.searched, self.words)) if self.words else others
        object.__setattr__(self, "rows", (*linked, *matches[:MOST_OFFERED]))
        object.__setattr__(self, "found", matches.count())

    @property
    def left_out(self) -> int:
        """How many more the search found than the page shows."""
        return max(0, self.found - MOST_OFFERED)

    @property
    def shown(self) -> int:
        """How many of those that the search found the page shows."""
        return self.found - self.left_out

    @property
    def linked_keys(self) -> list[int]:
        return [row.pk for row in self.linked]


def _any_has(names: Sequence[str], words: str) -> Q:
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": words})
    return found


class ChoosingForm(GovForm, forms.Form):
    """Checkboxes for each of `offers`, by name. Only what this person saw ticked can be taken away.

    So of two people who choose at once neither undoes, unseen, what the other ticked.
    """

    submit_label = "Save"

    def __init__(self, *args: Any, offers: Mapping[str, Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        for name, offer in offers.items():
            self.fields[name] = _boxes(offer)
            self.fields[f"{name}_seen"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=",".join(map(str, offer.linked_keys))
            )
            self.initial.setdefault(name, offer.linked_keys)
        self.helper = self.form_helper()

    def added(self, name: str) -> list[Any]:
        """Return the rows that were ticked and had not been."""
        seen = self._seen(name)
        return [row for row in self.cleaned_data[name] if row.pk not in seen]

    def removed(self, name: str) -> list[Any]:
        """Return the rows that are linked, were seen ticked and are no longer."""
        chosen = {row.pk for row in self.cleaned_data[name]}
        seen = self._seen(name)
        return [row for row in self.offers[name].linked if row.pk in seen and row.pk not in chosen]

    def _seen(self, name: str) -> set[int]:
        return {int(key) for key in self.cleaned_data[f"{name}_seen"].split(",") if key.isdecimal()}


def _boxes(offer: Offer) -> forms.ModelMultipleChoiceField:
    gone = "Something that you ticked is no longer offered: look again and choose from the list"
    boxes: Any = forms.ModelMultipleChoiceField(
        queryset=(offer.allowed | offer.linked).distinct(),
        required=False,
        label=offer.label,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gone, "invalid_list": gone, "invalid_pk_value": gone},
    )
    # Every allowed row may come back; only those that are offered are drawn.
    boxes.choices = [(row.pk, offer.words_of(row)) for row in offer.rows]
    return boxes


class Choosing(RefusalsAsErrors, FormView):  # type: ignore[misc]  # Django types a form's answer too narrowly
    """A page of checkboxes over what its search found; the words of the search stand in the address."""

    form_class = ChoosingForm
    template_name = "core/choose.html"
    done: ClassVar[str] = "The links are saved."
    request: HttpRequest

    @property
    def words(self) -> str:
        return str(self.request.GET.get("words", "")).replace("\x00", "").strip()[:100]

    def offers(self) -> dict[str, Offer]:
        """Return what may be chosen, by the name of the field."""
        raise RuntimeError(f"{type(self).__name__} does not say what it offers.")

    def get_form_kwargs(self) -> dict[str, Any]:
        self.offered = self.offers()
        return {**super().get_form_kwargs(), "offers": self.offered}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "offered": self.offered.values(), "words": self.words}
