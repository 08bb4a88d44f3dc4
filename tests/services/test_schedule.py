"""The schedule: every entry is work that is registered, a task that there is, and a management command as well."""

import pytest
from django.core.management import get_commands, load_command_class

from config.celery import app
from config.schedule import SCHEDULE
from core.management.scheduled import DoesScheduledWork
from core.scheduled import registered

KEYS = sorted(entry.key for entry in SCHEDULE)


def test_the_table_and_what_the_applications_register_are_the_same():
    assert sorted(registered()) == KEYS
    assert sorted(app.conf.beat_schedule) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_beat_sends_the_one_task_with_its_key(key):
    entry = app.conf.beat_schedule[key]
    assert (entry["task"], entry["args"]) == ("core.tasks.run_scheduled", [key])
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks


@pytest.mark.parametrize("entry", SCHEDULE, ids=lambda entry: entry.key)
def test_an_entry_is_a_management_command_as_well(entry):
    command = load_command_class(get_commands()[entry.command], entry.command)
    assert isinstance(command, DoesScheduledWork)
    assert command.work == entry.key
