"""What every form shares: its look, errors worded for their field, and refusals shown where they belong."""

from typing import Any, ClassVar

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout, Submit
from django import forms
from django.core.validators import (
    MaxLengthValidator,
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
)
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import conditional_escape, format_html

from core.days import DayField, DayInput
from core.refusals import Refusal

__all__ = ["DayField", "DayInput", "GovForm", "RefusalsAsErrors", "add_refusal"]


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def asked_for(name: str, field: forms.Field) -> str:
    """Return what a field asks for, in words that follow "Enter": "the date the meeting was held"."""
    # "Or a link …" is the second way of several to answer; alone it is a link.
    label = str(field.label or name.replace("_", " ")).rstrip("?").strip().removeprefix("Or ")
    if label[:2].isupper():
        return f"the {label}"
    first = label.split(" ", 1)[0].lower()
    article = (
        "" if first in {"a", "an", "the", "your", "who", "what", "when", "which", "how", "why"} else "the "
    )
    return f"{article}{label[:1].lower()}{label[1:]}"


def worded_errors(field: forms.Field, what: str) -> dict[str, str]:
    """Return the error messages of a field that asks for `what`, by their codes."""
    name = _sentence_case(what.removeprefix("the "))
    verb = (
        "Choose"
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
        else "Enter"
    )
    worded = {"required": f"{verb} {what}", "invalid": f"{name} must be filled in the right way"}
    if isinstance(field, forms.DateField):
        worded["invalid"] = f"{name} must be a real date, such as 16/12/2026"
    elif isinstance(field, forms.EmailField):
        worded["invalid"] = f"{name} must be an e-mail address, such as name@example.org"
    elif isinstance(field, forms.URLField):
        worded["invalid"] = f"{name} must be a web address that starts with https://"
    elif isinstance(field, forms.IntegerField):
        worded["invalid"] = f"{name} must be a {'whole ' if type(field) is forms.IntegerField else ''}number"
    elif isinstance(field, forms.FileField):
        worded |= {
            "invalid": "Choose a file",
            "missing": "Choose a file",
            "empty": "The file that you chose is empty",
        }
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        worded |= dict.fromkeys(
            ("invalid_choice", "invalid_list", "invalid_pk_value"), f"Choose {what} from the list"
        )
    worded["unique"] = f"{name} is already in use: enter another"
    return worded


def own_messages(field: forms.Field) -> dict[str, str]:
    """Return the messages that a form's author gave to this one field: they differ from those of its class."""
    of_class: dict[str, Any] = {}
    for ancestor in reversed(type(field).__mro__):
        of_class |= getattr(ancestor, "default_error_messages", {})
    return {code: str(words) for code, words in field.error_messages.items() if words != of_class.get(code)}


def worded_validator(validator: Any, what: str) -> Any:
    """Return a limit with a message that names the field; any other validator as it is."""
    name = _sentence_case(what.removeprefix("the "))
    if isinstance(validator, ProhibitNullCharactersValidator):
        return ProhibitNullCharactersValidator(f"{name} holds a character that cannot be kept: type it again")
    if isinstance(validator, MaxLengthValidator):
        return MaxLengthValidator(
            validator.limit_value, f"{name} must be {validator.limit_value} characters or fewer"
        )
    if isinstance(validator, MinLengthValidator):
        return MinLengthValidator(
            validator.limit_value, f"{name} must be {validator.limit_value} characters or more"
        )
    if isinstance(validator, MaxValueValidator):
        return MaxValueValidator(validator.limit_value, f"{name} must be {validator.limit_value} or less")
    if isinstance(validator, MinValueValidator):
        return MinValueValidator(validator.limit_value, f"{name} must be {validator.limit_value} or more")
    return validator


class GovForm:
    """Put before `forms.Form` or `forms.ModelForm`: the house look, and messages that name what is wanted.

    A field labelled "Date the meeting was held" says "Enter the date the meeting was held" when it is empty.
    Where the label makes no such sentence, `asks` gives the words; a message in the field's own
    `error_messages` always wins.
    """

    submit_label: ClassVar[str] = "Save"
    asks: ClassVar[dict[str, str]] = {}
    # A form inside another form's tag (a formset, a filter) draws neither its own tag nor a button.
    draws_tag: ClassVar[bool] = True
    # The names of those filters that stand behind "More filters" in a bar of many.
    folded: ClassVar[frozenset[str]] = frozenset()
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            what = self.asks.get(name) or asked_for(name, field)
            field.error_messages |= {**worded_errors(field, what), **own_messages(field)}
            field.validators = [worded_validator(each, what) for each in field.validators]
            if isinstance(field.widget, forms.NumberInput):
                # The form pack draws every box but this one.
                field.widget.attrs.setdefault("class", "govuk-input govuk-input--width-5")
        self.helper = self.form_helper()

    def __getitem__(self, name: str) -> forms.BoundField:
        """Return the field as it is drawn. The form pack prints labels and hints unescaped: people's words are not."""
        bound: forms.BoundField = super().__getitem__(name)  # type: ignore[misc]
        bound.label, bound.help_text = conditional_escape(bound.label), conditional_escape(bound.help_text)
        return bound

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        """Those of its fields that stand behind "More filters"."""
        return [self[name] for name in self.fields if name in self.folded]

    def form_helper(self) -> FormHelper:
        """Return how the form is drawn; a form with a layout of its own sets `helper.layout` afterwards."""
        helper = FormHelper()
        helper.form_tag = self.draws_tag
        helper.attrs = {"novalidate": "novalidate"}
        helper.layout = Layout(*self.fields)
        if self.draws_tag:
            helper.add_input(Submit("submit", self.submit_label))
        return helper


def add_refusal(form: forms.BaseForm, refusal: Refusal) -> None:
    """Show a service's refusal as an error of `form`, on the field that it names."""
    message = refusal.message
    if refusal.link is not None:
        message = format_html('{} <a href="{}" class="govuk-link">{}</a>', message, *refusal.link)
    form.add_error(refusal.field if refusal.field in form.fields else None, message)


class RefusalsAsErrors:
    """Put before `FormView`: `carry_out(form)` calls the one service, and what it refuses is shown in the form."""

    def carry_out(self, form: Any) -> Any:
        """Do what the form asks; its result stays at `self.result`. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.result = self.carry_out(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            answer: HttpResponse = self.form_invalid(form)
            return answer
        return redirect(self.get_success_url())
