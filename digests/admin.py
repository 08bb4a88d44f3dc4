"""Indicators and their targets on the administration site; figures are given on their own page, which audits them."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm, ValidationError
from simple_history.admin import SimpleHistoryAdmin

from digests.models import Indicator, Target

BOUNDS_WANTED = {
    Indicator.Direction.HIGHER: (True, False),
    Indicator.Direction.LOWER: (False, True),
    Indicator.Direction.BAND: (True, True),
}


class TargetForm(ModelForm):
    """A target with the bounds that its indicator's direction needs."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = BOUNDS_WANTED.get(Indicator.Direction(self.instance.indicator.direction))
        given = (cleaned.get("at_least") is not None, cleaned.get("at_most") is not None)
        if wanted is None and any(given):
            raise ValidationError("An indicator of which neither direction is better has no target.")
        if wanted is not None and given != wanted:
            raise ValidationError(
                "Fill the bounds that the direction needs: at least, at most, or both for a band."
            )
        return cleaned


class TargetInline(admin.TabularInline):
    model = Target
    form = TargetForm
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(SimpleHistoryAdmin):
    list_display = ["code", "title", "council", "unit", "direction", "is_key"]
    list_filter = ["council", "is_key", "unit", "direction"]
    search_fields = ["code", "title"]
    filter_horizontal = ["areas", "objectives"]
    inlines = [TargetInline]
