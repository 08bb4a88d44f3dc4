"""The forms by which targets and bands are set, replaced, ended and withdrawn."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from digests.forms.indicators import one_line
from digests.forms.numbers import NumberField
from digests.models import Definition
from digests.services.targets import TargetWords
from digests.target_terms import BOUNDS_WANTED

# What the database keeps of a bound.
DIGITS, PLACES = 12, 4
LARGEST_DENOMINATOR = 1_000_000


class TargetForm(GovForm, forms.Form):
    """A target or a band from a day on, with the bounds that the direction of `definition` needs."""

    submit_label = "Set this target"
    effective_from = DayField(
        label="From which day on", help_text="It holds for each month that begins on or after it"
    )
    at_least = NumberField(label="At least", required=False, max_digits=DIGITS, decimal_places=PLACES)
    at_most = NumberField(label="At most", required=False, max_digits=DIGITS, decimal_places=PLACES)
    tolerance = NumberField(
        label="Amber within", required=False, max_digits=DIGITS, decimal_places=PLACES,
        help_text="How far a figure may miss the target and be amber, in the indicator’s unit. Empty: never amber",
    )  # fmt: skip
    minimum_denominator = forms.IntegerField(
        label="Smallest denominator that is rated", required=False, min_value=0, max_value=LARGEST_DENOMINATOR,
        help_text="Below it a figure says too little to be rated. Empty: every figure is rated",
    )  # fmt: skip
    source = one_line(
        "Where it comes from", 300, required=False, help_text="For example, agreed by the board on 14 May"
    )
    asks: ClassVar[dict[str, str]] = {
        "effective_from": "the day from which it holds", "at_least": "the bound “at least”",
        "at_most": "the bound “at most”", "tolerance": "the tolerance for amber",
        "minimum_denominator": "the smallest denominator", "source": "where it comes from",
    }  # fmt: skip

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = BOUNDS_WANTED[definition.direction]
        hints = {"at_least": "Higher is better", "at_most": "Lower is better"}
        for name, hint in hints.items():
            self.fields[name].help_text = hint if len(wanted) == 1 else "Both bounds make the band"
            if wanted and name not in wanted:
                self.fields[name].help_text = f"Leave it empty: {definition.get_direction_display().lower()}"

    def words(self) -> TargetWords:
        """Return what was typed as a service takes it."""
        typed = {name: self.cleaned_data[name] for name in TARGET}
        return TargetWords(
            **{
                **typed,
                "tolerance": typed["tolerance"] or Decimal(0),
                "minimum_denominator": typed["minimum_denominator"] or 0,
            }
        )


TARGET = tuple(TargetWords.__dataclass_fields__)


class ReplaceTargetForm(TargetForm):
    """Another target in the place of one that was wrong."""

    submit_label = "Replace this target"
    reason = one_line("Why it is replaced", 300)
    asks: ClassVar[dict[str, str]] = {**TargetForm.asks, "reason": "why it is replaced"}


class WithdrawTargetForm(GovForm, forms.Form):
    """Why a target is taken back."""

    submit_label = "Withdraw this target"
    reason = one_line("Why it is withdrawn", 300)
    asks: ClassVar[dict[str, str]] = {"reason": "why it is withdrawn"}


class EndTargetForm(GovForm, forms.Form):
    """That from a day on there is no target any more."""

    submit_label = "End the target"
    effective_from = DayField(label="From which day on there is none")
    source = one_line("Who decided so", 300, help_text="For example, the board on 14 May")
    asks: ClassVar[dict[str, str]] = {
        "effective_from": "the day from which there is none", "source": "who decided so",
    }  # fmt: skip
