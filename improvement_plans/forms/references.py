"""A field in which people type the references of other actions: it works for forty actions as for four thousand."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms

from improvement_plans.models import Action, Plan

_BETWEEN = re.compile(r"[,;\n]+")


class ReferencesField(forms.CharField):
    """References of actions in the plan, with commas between them; gives the actions, in the order of the plan.

    Where two objectives have an action of one reference, "objective/reference" tells them apart.
    """

    def __init__(self, *, plan: Plan | None = None, own: Action | None = None, **options: Any) -> None:
        self.plan, self.own = plan, own
        options.setdefault("label", "Actions that must be done before it")
        options.setdefault("help_text", "Their references, with commas between them. For example, 02.1, 03.4")
        options.setdefault("required", False)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(self._name(action) for action in value)

    def clean(self, value: Any) -> list[Action]:
        asked = [each.strip() for each in _BETWEEN.split(super().clean(value)) if each.strip()]
        if not asked:
            return []
        by_name = self._by_name()
        unknown = [each for each in asked if each not in by_name]
        if unknown:
            raise forms.ValidationError(
                f"The plan has no action {' or '.join(unknown)}: enter references as the plan shows them"
            )
        for each in asked:
            self._refuse_ambiguous(each, by_name[each])
        chosen = {action.pk: action for each in asked for action in by_name[each]}
        if self.own is not None and self.own.pk in chosen:
            raise forms.ValidationError(
                f"{self.own.reference} cannot wait for itself: take it out of the list"
            )
        return list(chosen.values())

    def _by_name(self) -> dict[str, list[Action]]:
        """Return the actions in the plan, and those that the action waits for already, by each of their names."""
        found: dict[str, list[Action]] = defaultdict(list)
        for action in self._offered():
            found[action.reference].append(action)
            found[f"{action.objective.reference}/{action.reference}"].append(action)
        return found

    def _offered(self) -> Iterable[Action]:
        actions = Action.objects.filter(objective__plan=self.plan).select_related("objective__plan")
        waited_for = set(self.own.depends_on.values_list("pk", flat=True)) if self.own else set()
        return [action for action in actions if action.left_on is None or action.pk in waited_for]

    def _refuse_ambiguous(self, name: str, actions: list[Action]) -> None:
        if len(actions) > 1:
            either = " or ".join(f"{each.objective.reference}/{each.reference}" for each in actions)
            raise forms.ValidationError(f"{name} is the reference of several actions: enter {either}")

    def _name(self, action: Action) -> str:
        same = Action.objects.filter(objective__plan=self.plan, reference=action.reference)
        alone = same.exclude(pk=action.pk).first() is None
        return action.reference if alone else f"{action.objective.reference}/{action.reference}"
