"""Template tags behind the parts in `templates/govuk/`."""

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.core.paginator import Page

register = template.Library()


def _first_input(field: forms.BoundField) -> str:
    """Return the id of the input that an error of `field` leads to: of radios and checkboxes, the first."""
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"id_{field.html_name}_1"
    if isinstance(field.field.widget, forms.MultiWidget):
        return f"{field.auto_id}_0"
    return str(field.auto_id)


def _errors(form: forms.BaseForm) -> Iterator[tuple[str, Any]]:
    for message in form.non_field_errors():
        # One that brings its own link cannot stand inside another.
        yield "" if "<a " in str(message) else _target_of_the_whole(form), message
    for field in form:
        for message in field.errors:
            yield "" if field.is_hidden or "<a " in str(message) else _first_input(field), message


def _target_of_the_whole(form: forms.BaseForm) -> str:
    visible = form.visible_fields()
    return _first_input(visible[0]) if visible else ""


@register.simple_tag
def error_list(form: forms.BaseForm | str | None) -> list[tuple[str, Any]]:
    """Return (id of the input, message) for every error of `form`, in the order of its fields.

    A page without a form passes what a template gives for a name that is not there.
    """
    return list(_errors(form)) if isinstance(form, forms.BaseForm) and form.is_bound else []


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """Return the numbers to show around a page of a long list, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number))


@register.simple_tag
def filters_set(form: forms.BaseForm) -> int:
    """Return how many of the filters that people see narrow the list now."""
    return sum(1 for field in form.visible_fields() if field.data)


@register.simple_tag
def folded_set(form: Any) -> int:
    """Return how many of the filters behind "More filters" narrow the list now."""
    return sum(1 for field in form.folded_fields if field.data)
