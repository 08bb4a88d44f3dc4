"""One migration operation for many tables and columns: the state of all models is made once, and not for each."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Makes the tables and then adds the columns of `operations`, one after the other, as they do by themselves.

    Django renders the models of every application anew after each table and each relation: with some two hundred of
    them, a hundred operations take a minute of it. Only `CreateModel` and `AddField` may stand here, a model before
    what refers to it. It cannot be reversed.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, operations: Sequence[CreateModel | AddField]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        # Without rendered models there is nothing to render anew; whoever asks for them next renders them once.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)
            if isinstance(operation, AddField):
                self._now_has(from_state.apps.get_model(app_label, operation.model_name), operation)

    @staticmethod
    def _now_has(model: Any, operation: AddField) -> None:
        """Give the earlier model the column that its table has now: SQLite copies tables by their models."""
        field = operation.field.clone()
        if not field.many_to_many:
            field.contribute_to_class(model, operation.name)

    def describe(self) -> str:
        return f"{len(self.operations)} tables and columns"
