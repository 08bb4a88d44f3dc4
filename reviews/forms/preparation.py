"""The forms about what must be ready before a review: added, changed, done, and found in the list."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation, Post
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from reviews.models import Review
from reviews.selectors.preparation import STATES
from reviews.services.preparing import LONGEST_LEAD


class PreparationForm(GovForm, forms.Form):
    """What must be ready, who sees to it, and how long before; or on which day."""

    submit_label = "Save"
    what = forms.CharField(label="What must be ready", max_length=300)
    owner_post = forms.ModelChoiceField(
        queryset=None, required=False, label="Who sees to it", empty_label="Nobody yet",
        help_text="The post that answers for it, whoever holds it",
    )  # fmt: skip
    days_before = forms.IntegerField(
        label="Working days before the review", min_value=1, max_value=LONGEST_LEAD,
        help_text="Its day moves with the review",
    )  # fmt: skip
    due_on = DayField(
        label="Or a day of its own", required=False,
        help_text="It stays when the review moves. For example, 16/12/2026",
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {"days_before": "how many working days before the review"}

    def __init__(self, *args: Any, council: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_post"].queryset = Post.objects.filter(organisation=council)


class EditPreparationForm(PreparationForm, RevisionForm):
    """What must be ready, changed."""


class DoneForm(GovForm, forms.Form):
    """That it is ready, since when, and what is worth knowing of it."""

    submit_label = "Record that it is ready"
    done_on = DayField(label="Date it was ready")
    note = forms.CharField(label="Note", max_length=300, required=False)
    asks: ClassVar[dict[str, str]] = {"done_on": "the date it was ready"}


class PreparationFilterForm(GovForm, forms.Form):
    """The filters of the list of what must be ready."""

    draws_tag = False
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *STATES.items()], required=False)
    owner = forms.ModelChoiceField(
        queryset=None, label="Who sees to it", empty_label="Anybody", required=False
    )
    until = DayField(label="Due by", required=False, help_text="")
    asks: ClassVar[dict[str, str]] = {"until": "the last day"}

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = review.preparations.filter(owner_post__isnull=False).values("owner_post")
        self.fields["owner"].queryset = Post.objects.filter(pk__in=posts)

    def lets_through(self, state: str, owner: int | None, due_on: dt.date) -> bool:
        """Whether a line is shown; filters that cannot be read hold nothing back."""
        asked: dict[str, Any] = getattr(self, "cleaned_data", {})
        post, until = asked.get("owner"), asked.get("until")
        return (
            asked.get("state", "") in ("", state)
            and (post is None or post.pk == owner)
            and (until is None or due_on <= until)
        )
