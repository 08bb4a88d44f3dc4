"""The forms by which an indicator is added, changed, defined anew, retired and brought back."""

from dataclasses import fields
from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation, Post
from core.editing import RevisionForm
from core.forms import GovForm
from digests.annex_a.derivations import MEASURES
from digests.forms.months import MonthField
from digests.models import Definition, Indicator
from digests.services.indicators import COUNTS, Keeping, Meaning
from improvement_plans.forms.text import one_of, some_of, words_field
from notices.models import Area

LONGEST_GRACE = 120
MOST_DECIMALS = 4


def one_line(label: str, longest: int, **options: Any) -> forms.CharField:
    """Return a field for a few words."""
    return forms.CharField(label=label, max_length=longest, **options)


def radios(label: str, choices: Any, **options: Any) -> forms.ChoiceField:
    """Return a choice of a few, all of them seen."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


class MeaningForm(GovForm, forms.Form):
    """What an indicator is taken to mean. With `fixed`, that indicator's unit, period and direction stay."""

    title = one_line("Title", 200)
    meaning = words_field(
        "What it tells", help_text="In plain English: what is good or bad about it for children"
    )
    numerator_words = one_line(
        "What is counted", 300, help_text="The numerator. For example, visits made in time"
    )
    denominator_words = one_line(
        "What it is counted out of", 300, required=False,
        help_text="The denominator. For example, visits due. Leave it empty for a plain count",
    )  # fmt: skip
    unit = radios("Unit", Definition.Unit.choices)
    decimals = forms.IntegerField(label="Decimals shown", min_value=0, max_value=MOST_DECIMALS, initial=1)
    period_type = radios("Period", Definition.PeriodType.choices)
    direction = radios("Which direction is better?", Definition.Direction.choices)
    data_source = one_line("Where the figure comes from", 300, required=False)
    known_problems = words_field("Known problems of data quality", rows=2, required=False)
    asks: ClassVar[dict[str, str]] = {
        "meaning": "what it tells", "numerator_words": "what is counted", "title": "the title",
        "denominator_words": "what it is counted out of", "data_source": "where the figure comes from",
        "decimals": "the decimals", "period_type": "the period", "direction": "which direction is better",
    }  # fmt: skip

    def __init__(self, *args: Any, fixed: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = fixed
        if fixed is not None:
            for name in COUNTS:
                del self.fields[name]
            self.helper = self.form_helper()

    def words(self) -> Meaning:
        """Return what was typed as a service takes it."""
        kept = {} if self.fixed is None else {name: getattr(self.fixed, name) for name in COUNTS}
        typed = {name: self.cleaned_data[name] for name in MEANING if name in self.fields}
        return Meaning(**{**typed, **kept})


MEANING = tuple(field.name for field in fields(Meaning))
KEEPING = tuple(field.name for field in fields(Keeping))


class IndicatorForm(MeaningForm):
    """An indicator in full: what it means, who owns it, where its figure comes from and by when."""

    submit_label = "Add this indicator"
    code = one_line("Code", 20, help_text="The council’s own. For example, CP08")
    owner_post = one_of(
        "Owner",
        empty_label="Nobody yet",
        required=False,
        help_text="The post that answers for it, whoever holds it",
    )
    areas = some_of("Areas that it serves", required=False)
    is_key = forms.BooleanField(label="It is a key indicator, shown first in the digest", required=False)
    grace_days = forms.IntegerField(
        label="Days until its figure is late", min_value=0, max_value=LONGEST_GRACE, initial=15,
        help_text="Counted from the month’s end",
    )  # fmt: skip
    reported_from = MonthField(
        label="First month that is reported", required=False,
        help_text="For earlier months no figure is owed. For example, October 2026",
    )  # fmt: skip
    national_code = one_line(
        "National code", 20, required=False, help_text="For comparing it. For example, 271"
    )
    benchmark_key = one_line(
        "Short name in the published file", 60, required=False,
        help_text="Where one national code has several measures",
    )  # fmt: skip
    annex_a_measure = forms.ChoiceField(label="Measure of Annex A that gives it", required=False)
    field_order = ("code", *MEANING, *KEEPING)
    asks: ClassVar[dict[str, str]] = {
        **MeaningForm.asks, "grace_days": "the days until its figure is late", "owner_post": "the owner",
        "areas": "the areas", "annex_a_measure": "the measure of Annex A",
    }  # fmt: skip

    def __init__(self, *args: Any, council: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_post"].queryset = Post.objects.filter(organisation=council)
        self.fields["areas"].queryset = Area.objects.filter(notice__council=council)
        self.fields["annex_a_measure"].choices = [
            ("", "None"), *((key, measure.title) for key, measure in MEASURES.items())
        ]  # fmt: skip
        if not self.fields["areas"].queryset.exists():
            del self.fields["areas"]
        self.helper = self.form_helper()

    def keeping(self) -> Keeping:
        """Return how it is kept, as a service takes it."""
        typed = {name: self.cleaned_data[name] for name in KEEPING if name in self.fields}
        return Keeping(**{**typed, "areas": tuple(typed.get("areas", ()))})


class ChangeIndicatorForm(IndicatorForm, RevisionForm):
    """An indicator that there is. Once it has figures, its words may only be put better."""

    submit_label = "Save this indicator"
    means_the_same = forms.BooleanField(
        label="It means the same as before: the figures given so far count the very same thing",
        required=False,
    )
    field_order = (*IndicatorForm.field_order, "means_the_same")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fixed is None:
            del self.fields["means_the_same"]
            self.helper = self.form_helper()


class DefineAnewForm(MeaningForm, RevisionForm):
    """What an indicator means from a month on, why, and whether months before and after still compare."""

    submit_label = "Define it anew"
    effective_from = MonthField(label="From which month on")
    reason = one_line(
        "Why it is defined anew", 300, help_text="For example, visits by a deputy count since October"
    )
    rebases = forms.BooleanField(
        label="Months before and after do not compare: start mean and limits anew in that month",
        required=False,
    )
    field_order = ("effective_from", "reason", "rebases", *MEANING)
    asks: ClassVar[dict[str, str]] = {
        **MeaningForm.asks, "effective_from": "the month from which it holds", "reason": "why it is defined anew",
    }  # fmt: skip


class RetireForm(GovForm, RevisionForm):
    """Why an indicator is no longer reported."""

    submit_label = "Retire this indicator"
    reason = one_line("Why it is no longer reported", 300)
    asks: ClassVar[dict[str, str]] = {"reason": "why it is no longer reported"}


class BringBackForm(GovForm, RevisionForm):
    """That an indicator is reported again."""

    submit_label = "Report it again"
