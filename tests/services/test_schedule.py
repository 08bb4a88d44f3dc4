"""The schedule: every entry names a task that there is, and a management command does the same."""

import importlib

import pytest
from django.core.management import get_commands

from config.celery import app

COMMANDS = {
    "fail-abandoned-jobs": "fail_abandoned_jobs",
    "sweep-evidence-files": "sweep_evidence_files",
    "sweep-annex-a": "sweep_annex_a",
    "deliver-waiting-reports": "deliver_reports",
    "open-update-cycles": "open_update_cycles",
    "send-reminders": "send_reminders",
}


@pytest.fixture(scope="module")
def tasks() -> set[str]:
    app.loader.import_default_modules()
    return set(app.tasks)


@pytest.mark.parametrize("entry", sorted(app.conf.beat_schedule))
def test_an_entry_names_a_registered_task_of_its_own_module(entry: str, tasks: set[str]) -> None:
    name = app.conf.beat_schedule[entry]["task"]
    assert name in tasks
    module, _, function = name.rpartition(".")
    assert hasattr(importlib.import_module(module), function)


@pytest.mark.parametrize("entry", sorted(app.conf.beat_schedule))
def test_an_entry_is_a_management_command_as_well(entry: str) -> None:
    assert COMMANDS[entry] in get_commands()
