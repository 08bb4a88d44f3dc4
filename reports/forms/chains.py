"""The form that sets the chain of posts along which reports of one kind are signed."""

from typing import Any, ClassVar

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Div, Fieldset, Layout, Size
from django import forms

from accounts.models import Organisation, Post
from core.forms import GovForm
from reports.selectors.chains import Chain, Pair
from reports.services.chains import MOST_STEPS

PLACES = ("First", "Second", "Third", "Fourth", "Fifth")


class ChainForm(GovForm, forms.Form):
    """Up to five posts in the order in which they sign, each with the post that may sign in its place.

    A place that is left empty is left out, so that a post is taken out, or two change places, without a script.
    """

    submit_label: ClassVar[str] = "Save the chain"
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def __init__(
        self, *args: Any, council: Organisation, chain: Chain, chair: Post | None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {**_initial(chain), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(organisation=council)
        if chair is not None:
            posts = posts | Post.objects.filter(pk=chair.pk)
        for number, place in enumerate(PLACES[:MOST_STEPS], start=1):
            self.fields[f"post_{number}"] = _choice("Post", posts, f"the {place.lower()} post", "No post")
            self.fields[f"deputy_{number}"] = _choice(
                "Post that may sign in its place", posts, "the post in its place", "None"
            )
        self.helper = self.form_helper()

    def form_helper(self) -> FormHelper:
        helper = super().form_helper()
        if f"post_{MOST_STEPS}" in self.fields:
            helper.layout = Layout(
                "seen",
                *(
                    Fieldset(
                        Div(f"post_{number}", f"deputy_{number}"),
                        legend=f"{place} to sign",
                        legend_size=Size.SMALL,
                    )
                    for number, place in enumerate(PLACES[:MOST_STEPS], start=1)
                ),
            )
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, MOST_STEPS + 1):
            if cleaned.get(f"deputy_{number}") and not cleaned.get(f"post_{number}"):
                self.add_error(f"post_{number}", "Choose the post itself, or no post in its place")
        return cleaned

    @property
    def steps(self) -> list[Pair]:
        """The chain that was asked for, without the empty places."""
        asked = [
            (self.cleaned_data.get(f"post_{number}"), self.cleaned_data.get(f"deputy_{number}"))
            for number in range(1, MOST_STEPS + 1)
        ]
        return [(post, deputy) for post, deputy in asked if post is not None]


def _initial(chain: Chain) -> dict[str, Any]:
    initial: dict[str, Any] = {"seen": chain.seen}
    for number, step in enumerate(chain.steps, start=1):
        initial[f"post_{number}"], initial[f"deputy_{number}"] = step.post, step.deputy_post
    return initial


def _choice(label: str, posts: Any, what: str, empty: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        queryset=posts,
        required=False,
        label=label,
        empty_label=empty,
        error_messages={"invalid_choice": f"Choose {what} from the list"},
    )
