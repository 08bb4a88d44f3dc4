"""The Celery application and the schedule that beat keeps."""

import os

from celery import Celery
from celery.schedules import crontab

from config.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("recovery_register")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# One task does all scheduled work, so that every run is recorded in the same way.
app.conf.beat_schedule = {
    entry.key: {
        "task": "core.tasks.run_scheduled",
        "args": [entry.key],
        "schedule": crontab(minute=entry.minute, hour=entry.hour),
    }
    for entry in SCHEDULE
}
