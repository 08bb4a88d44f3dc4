"""The forms by which the team writes the plan: objectives, actions, what leaves it, work streams and budget lines."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation, Post
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.forms.references import ReferencesField
from improvement_plans.models import Action, Plan
from improvement_plans.services.text import ActionWords, ObjectiveWords

LONGEST_WORDS = 10_000


def words_field(label: str, *, rows: int = 3, **options: Any) -> forms.CharField:
    """Return a field for several sentences."""
    return forms.CharField(
        label=label, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def one_of(label: str, **options: Any) -> forms.ModelChoiceField:
    """Return a choice of one row; which rows are offered depends on the plan, and is set by the form."""
    return forms.ModelChoiceField(queryset=Post.objects.none(), label=label, **options)


def some_of(label: str, **options: Any) -> forms.ModelMultipleChoiceField:
    """Return a choice of any number of rows, as boxes to tick."""
    return forms.ModelMultipleChoiceField(
        queryset=Post.objects.none(), label=label, widget=forms.CheckboxSelectMultiple, **options
    )


class PlanForm(GovForm, RevisionForm):
    """Put under a form that offers what belongs to one plan. `adding`: there is no revision to hold it against."""

    def __init__(self, *args: Any, plan: Plan, adding: bool = False, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)
        for name, rows in self.offered(plan).items():
            field: Any = self.fields[name]
            field.queryset = rows
            if not rows.exists() and not field.required:
                del self.fields[name]
        if adding:
            del self.fields["revision"]
        self.helper = self.form_helper()

    def offered(self, plan: Plan) -> dict[str, Any]:
        """Return by field the rows that can be chosen; an optional field that offers none is left out."""
        return {}


class ObjectiveForm(PlanForm):
    """What the plan is to achieve, and the outcome that it is to bring for children."""

    reference = forms.CharField(label="Reference", max_length=20, help_text="For example, 02")
    title = forms.CharField(label="Objective", max_length=300)
    outcome_for_children = words_field(
        "Outcome for children",
        help_text="What will be different for them, in words that they would understand",
    )
    owner_post = one_of(
        "Owner", empty_label="Choose", help_text="The post that answers for it, whoever holds it"
    )
    areas = some_of("Areas that it serves", help_text="At least one")
    work_streams = some_of("Work streams", required=False)
    asks: ClassVar[dict[str, str]] = {
        "areas": "at least one area that the objective serves", "owner_post": "the post that owns it",
        "title": "the title of the objective",
    }  # fmt: skip

    def offered(self, plan: Plan) -> dict[str, Any]:
        return {
            "owner_post": posts_for(plan),
            "areas": plan.notice.areas.all(),
            "work_streams": plan.work_streams.all(),
        }

    def words(self) -> ObjectiveWords:
        """Return what was typed as a service takes it."""
        return ObjectiveWords(
            **{name: self.cleaned_data.get(name, ()) for name in ObjectiveWords.__dataclass_fields__}
        )


class ActionForm(PlanForm):
    """One thing to be done: what will exist, who does it with whom, what it waits for and what it costs."""

    reference = forms.CharField(label="Reference", max_length=20, help_text="For example, 02.3")
    title = forms.CharField(label="Action", max_length=300)
    output = words_field("What will exist once it is done", required=False)
    outcome = words_field(
        "Outcome for children", required=False, help_text="Leave empty where the objective’s says it"
    )
    owner_post = one_of(
        "Owner", empty_label="Choose", help_text="The post that answers for it, whoever holds it"
    )
    contributing_posts = some_of("Posts that contribute", required=False)
    partner_agencies = some_of("Partner agencies that contribute", required=False)
    starts_on = DayField(label="Day it starts")
    due_on = DayField(
        label="Day it is first due", help_text="It stays on record. Later moves are made on the action’s page"
    )
    depends_on = ReferencesField()
    budget_line = one_of("Budget line", empty_label="None", required=False)
    cost = forms.DecimalField(
        label="Cost in pounds", required=False, max_digits=12, decimal_places=2, min_value=0,
        help_text="What it costs that would not be spent anyway. For example, 12500",
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {
        "owner_post": "the post that owns it", "title": "the title of the action",
        "cost": "the cost in pounds",
    }  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, action: Action | None = None, **kwargs: Any) -> None:
        own: Any = self
        own.base_fields = {**self.base_fields, "depends_on": ReferencesField(plan=plan, own=action)}
        if action is not None:
            del own.base_fields["due_on"]
        super().__init__(*args, plan=plan, **kwargs)

    def offered(self, plan: Plan) -> dict[str, Any]:
        agencies = Organisation.objects.filter(kind=Organisation.Kind.PARTNER_AGENCY)
        return {
            "owner_post": posts_for(plan),
            "contributing_posts": posts_for(plan),
            "partner_agencies": agencies,
            "budget_line": plan.budget_lines.all(),
        }

    def words(self) -> ActionWords:
        """Return what was typed as a service takes it."""
        fields = {name: field.default for name, field in ActionWords.__dataclass_fields__.items()}
        return ActionWords(**{name: self.cleaned_data.get(name, fields[name]) for name in fields})

    def clean_cost(self) -> Decimal | None:
        return in_pence(self.cleaned_data["cost"])


class LeaveForm(GovForm, RevisionForm):
    """Why an action or an objective leaves the plan."""

    submit_label = "Take it out of the plan"
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="For example, the board agreed on 14 October that 02.4 replaces it",
    )
    asks: ClassVar[dict[str, str]] = {"reason": "the reason why it leaves the plan"}


class PutBackForm(GovForm, RevisionForm):
    """That something which left the plan stands in it again."""

    submit_label = "Put it back into the plan"


class AddMilestoneForm(GovForm, RevisionForm):
    """A step on the way to the action's end."""

    submit_label = "Add this milestone"
    title = forms.CharField(label="What will have been reached", max_length=300)
    due_on = DayField(label="By which day")
    asks: ClassVar[dict[str, str]] = {"due_on": "the day by which it is to be reached"}


class MilestoneForm(AddMilestoneForm):
    """Other words or another day for a milestone."""

    submit_label = "Save"
    reason = forms.CharField(
        label="Reason for moving it",
        max_length=300,
        required=False,
        help_text="Needed only for another day. The day first agreed stays on record",
    )


class DropMilestoneForm(LeaveForm):
    """Why a milestone leaves the plan."""

    submit_label = "Drop this milestone"
    asks: ClassVar[dict[str, str]] = {"reason": "the reason why the milestone leaves the plan"}


class WorkStreamForm(PlanForm):
    """One of the council's own strands of work."""

    number = forms.IntegerField(label="Number", min_value=1, max_value=999)
    title = forms.CharField(label="Title", max_length=200)
    lead_post = one_of("Lead", empty_label="None yet", required=False)
    areas = some_of("Areas that it serves", required=False)
    asks: ClassVar[dict[str, str]] = {"title": "the title of the work stream"}

    def offered(self, plan: Plan) -> dict[str, Any]:
        return {"lead_post": posts_for(plan), "areas": plan.notice.areas.all()}


class BudgetLineForm(PlanForm):
    """One line of the money for improvement work."""

    code = forms.CharField(label="Code", max_length=20)
    title = forms.CharField(label="What the money is for", max_length=200)
    amount = forms.DecimalField(
        label="Amount in pounds",
        max_digits=12,
        decimal_places=2,
        min_value=0,
        help_text="For example, 215000",
    )
    asks: ClassVar[dict[str, str]] = {
        "code": "the code of the budget line", "title": "what the money is for",
        "amount": "the amount in pounds",
    }  # fmt: skip

    def clean_amount(self) -> Decimal | None:
        return in_pence(self.cleaned_data["amount"])


def in_pence(amount: Decimal | None) -> Decimal | None:
    """Return an amount of pounds as it is stored, so that 12500 and 12500.00 are no difference."""
    return None if amount is None else amount.quantize(Decimal("0.01"))


def posts_for(plan: Plan) -> Any:
    """Return the posts of the council whose plan it is."""
    return Post.objects.filter(organisation=plan.notice.council_id)
