"""Two people editing one thing: the second is warned and shown the difference; nothing is silently overwritten."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.db.models import F
from django.utils.choices import flatten_choices

from core.audit import entries_about
from core.refusals import Refusal


class ChangedMeanwhile(Refusal):
    """Somebody saved a newer revision after this person had opened the form. Nothing was changed."""

    def __init__(self, *, revision: int, changed_by: str, changed_at: dt.datetime | None) -> None:
        super().__init__(
            f"{changed_by or 'Somebody'} changed this while you were editing. Compare both versions, then save again."
        )
        self.revision, self.changed_by, self.changed_at = revision, changed_by, changed_at


class TakenAway(Refusal):
    """Somebody took the row away after this person had opened its page."""

    def __init__(self) -> None:
        super().__init__("Somebody took this away meanwhile. Go back to the list to see what is left")


def read_anew(row: models.Model) -> None:
    """Read `row` as it is now, under the lock of what it belongs to. Raises TakenAway."""
    try:
        row.refresh_from_db()
    except type(row).DoesNotExist:  # type: ignore[attr-defined]
        raise TakenAway from None


def claim_revision(row: models.Model, *, seen: int) -> int:
    """Move `row` from the revision that the person saw to the next one, and return that; call it before the change.

    Works by a conditional update, so that of two people who save at once one wins and the other gets
    ChangedMeanwhile, which names whoever the audit trail says was the last. Raises TakenAway where there is none.
    """
    kept = type(row)._default_manager.filter(pk=row.pk)
    if not kept.filter(revision=seen).update(revision=F("revision") + 1):
        newest, current = entries_about(row).first(), kept.values_list("revision", flat=True).first()
        if current is None:
            raise TakenAway
        raise ChangedMeanwhile(
            revision=current,
            changed_by=newest.actor_name if newest else "",
            changed_at=newest.at if newest else None,
        )
    row.revision = seen + 1  # type: ignore[attr-defined]
    return seen + 1


class RevisionForm(forms.Form):
    """Put among a form's bases: the revision that the person saw travels with the form."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


REPLACES = "Saving it replaces their version."
ADDS = "Saving it adds yours after theirs, which stays on record."


@dataclass(frozen=True)
class Difference:
    """One field in which what is kept and what was typed differ, both as words."""

    label: str
    kept: str
    typed: str


@dataclass(frozen=True)
class Conflict:
    """Who saved first and when, and what differs; drawn by `govuk/_conflict.html`."""

    changed_by: str
    changed_at: dt.datetime | None
    differences: tuple[Difference, ...]
    outcome: str = REPLACES
    """What saving again does to their version, as a sentence."""


def show_conflict(
    form: forms.BaseForm, refusal: ChangedMeanwhile, *, kept: Mapping[str, Any], outcome: str = REPLACES
) -> None:
    """Put the conflict at `form.conflict` and keep what was typed; saving again is then a choice made knowingly.

    `kept` gives, by field name, what is stored now.
    """
    differences = tuple(
        Difference(
            str(form[name].label), _words(kept[name], field), _words(form.cleaned_data.get(name), field)
        )
        for name, field in form.fields.items()
        if name in kept and _words(kept[name], field) != _words(form.cleaned_data.get(name), field)
    )
    form.conflict = Conflict(refusal.changed_by, refusal.changed_at, differences, outcome)  # type: ignore[attr-defined]
    form.add_error(None, refusal.message)
    typed: Any = form.data
    typed = typed.copy()
    typed[form.add_prefix("revision")] = str(refusal.revision)
    form.data = typed


def _words(value: Any, field: forms.Field) -> str:
    if value is None:
        return ""
    if type(field) is forms.ChoiceField:
        choices: Any = field.choices
        return str(dict(flatten_choices(choices)).get(str(value), value))
    if isinstance(value, models.QuerySet | list | tuple):
        return "; ".join(sorted(str(each) for each in value))
    return f"{value:%-d %B %Y}" if isinstance(value, dt.date) else str(value)
