"""The forms by which a review is planned, worded, moved, cancelled and held, and what counts is kept."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Post
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.forms.text import some_of, words_field
from notices.forms.proof import ProofForm
from notices.models import Area, Notice, Party
from reviews.models import Kind
from reviews.selectors.review import reviewers_offered
from reviews.selectors.reviews import ReviewState
from reviews.services.planning import ReviewWords
from reviews.services.recording import Proofs

LEADS = (
    Party.ADVISER, Party.DEPARTMENT, Party.ADVISER_AND_DEPARTMENT, Party.ADVISER_DEPARTMENT_OR_COMMISSIONED,
    Party.COMMISSIONER, Party.COUNCIL, Party.OTHER,
)  # fmt: skip
COMMISSIONED = "Another authority or party that was commissioned, or the inspectorate"
OF_LEADS = [
    ("", "Not stated"),
    *((each, COMMISSIONED if each == Party.OTHER else each.label) for each in LEADS),
]


class ReviewWordsForm(GovForm, forms.Form):
    """What a review looks at and who conducts it."""

    scope = words_field("Scope", required=False, help_text="What is looked at, in which services and teams")
    areas = some_of("Areas of the notice that it looks at", required=False)
    led_by = forms.ChoiceField(
        label="Who leads it",
        choices=OF_LEADS,
        required=False,
        widget=forms.Select(attrs={"class": "app-wide-select"}),
    )
    conducted_by = forms.ModelChoiceField(
        queryset=None, required=False, label="Organisation that conducts it", empty_label="Not stated",
        help_text="An administrator adds one that is not in the list",
    )  # fmt: skip
    reviewers = words_field("Who comes", required=False, help_text="By post and organisation, one to a line")

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = Area.objects.filter(notice=notice)
        self.fields["conducted_by"].queryset = reviewers_offered(notice.council)
        if not notice.areas.exists():
            del self.fields["areas"]
        self.helper = self.form_helper()

    def words(self) -> ReviewWords:
        """Return what was typed as a service takes it."""
        asked = self.cleaned_data
        return ReviewWords(
            scope=asked["scope"], areas=tuple(asked.get("areas", ())), led_by=asked["led_by"],
            conducted_by=asked["conducted_by"], reviewers=asked["reviewers"],
        )  # fmt: skip


class PlanReviewForm(ReviewWordsForm):
    """A new review: of which kind and when, and who sees to what must be ready."""

    submit_label = "Plan this review"
    kind = forms.ChoiceField(
        label="Kind of review", choices=Kind.choices, widget=forms.RadioSelect,
        help_text="Whether it counts under the notice follows from its kind",
    )  # fmt: skip
    planned_on = DayField(label="Date of the review")
    prepared_by = forms.ModelChoiceField(
        queryset=None, required=False, label="Post that prepares it", empty_label="Nobody yet",
        help_text="What must be ready before it is put to this post at first, and can be given to others",
    )  # fmt: skip
    field_order = (
        "kind",
        "planned_on",
        "prepared_by",
        "scope",
        "areas",
        "led_by",
        "conducted_by",
        "reviewers",
    )
    asks: ClassVar[dict[str, str]] = {"kind": "the kind of review"}

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, notice=notice, **kwargs)
        self.fields["prepared_by"].queryset = Post.objects.filter(organisation=notice.council)


class EditReviewForm(ReviewWordsForm, RevisionForm):
    """What a review looks at and who conducts it, worded anew."""

    submit_label = "Save this review"


class KnowinglyForm(GovForm, RevisionForm):
    """A form that may breach the notice: with `ask`, it wants to be told that this is known."""

    knowingly = forms.BooleanField(
        label="I have read what this would breach, and do it all the same",
        error_messages={"required": "This would breach the notice: read what it says, and tick the box to go on"},
    )  # fmt: skip

    def __init__(self, *args: Any, ask: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ask:
            del self.fields["knowingly"]
            self.helper = self.form_helper()


class MoveForm(KnowinglyForm):
    """To which day a review is moved, and why."""

    submit_label = "Move this review"
    planned_on = DayField(label="New date of the review")
    reason = forms.CharField(
        label="Why it is moved", max_length=300, help_text="It stands in the register beside the old day"
    )
    field_order = ("planned_on", "reason", "knowingly", "revision")


class CancelForm(KnowinglyForm):
    """That a review is cancelled, when that was decided, and why."""

    submit_label = "Cancel this review"
    cancelled_on = DayField(label="Date it was cancelled")
    reason = forms.CharField(
        label="Why it is cancelled", max_length=300, help_text="It stands in the register with the day"
    )
    field_order = ("cancelled_on", "reason", "knowingly", "revision")


class HoldForm(ProofForm, KnowinglyForm):
    """On which day a review was held; with evidence where that discharges a duty."""

    submit_label = "Record that it was held"
    held_on = DayField(label="Date it was held", help_text="The last day of one that took several")
    knowingly = forms.BooleanField(
        label="I have read what does not come before it, and record it all the same",
        error_messages={"required": "Read what does not come before it, and tick the box to go on"},
    )
    field_order = ("held_on", "evidence", "file", "url", "knowingly", "revision")

    def __init__(self, *args: Any, counts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not counts:
            for name in ("evidence", "file", "url"):
                del self.fields[name]
            self.helper = self.form_helper()

    def proofs(self) -> Proofs:
        asked = self.cleaned_data
        kept = (asked["evidence"],) if asked.get("evidence") else ()
        return Proofs(kept=kept, upload=asked.get("file") or None, url=asked.get("url") or "")


class TakeBackForm(GovForm, RevisionForm):
    """Why it is wrong that a review was recorded as held."""

    submit_label = "Take this back"
    reason = forms.CharField(label="Why the record is wrong", max_length=300)


class RuleForm(GovForm, forms.Form):
    """Whether reviews of a kind discharge a duty to review, and in whose words."""

    submit_label = "Save this rule"
    obligation = forms.ModelChoiceField(
        queryset=None, required=False, label="Which duty they discharge", empty_label="None: they do not count",
        widget=forms.RadioSelect,
    )  # fmt: skip
    because = words_field(
        "The words that say so", help_text="With where they stand: a clause, or a letter with its date"
    )
    asks: ClassVar[dict[str, str]] = {"because": "the words that say so, and where they stand"}

    def __init__(self, *args: Any, notice: Notice, duties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["obligation"].queryset = duties
        self.fields["obligation"].label_from_instance = lambda duty: f"Clause {duty}"


class ReviewFilterForm(GovForm, forms.Form):
    """The filters of the list of reviews."""

    draws_tag = False
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any"), *Kind.choices], required=False)
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "Any"), *((state.name.lower(), state.value) for state in ReviewState)],
    )  # fmt: skip
