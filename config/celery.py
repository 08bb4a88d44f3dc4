"""The Celery application and the schedule that beat keeps."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("recovery_register")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Every entry is a management command as well, and safe to run twice or late.
app.conf.beat_schedule = {
    "fail-abandoned-jobs": {
        "task": "core.tasks.fail_abandoned_jobs",
        "schedule": crontab(minute="*/5"),
    },
    "sweep-evidence-files": {
        "task": "evidence.tasks.sweep_evidence_files",
        "schedule": crontab(hour="3", minute="40"),
    },
    # Workbooks of child-level rows wait for minutes at most; one that nobody took may not lie about.
    "sweep-annex-a": {
        "task": "digests.tasks.sweep_annex_a",
        "schedule": crontab(minute="*/10"),
    },
    "deliver-waiting-reports": {
        "task": "reports.tasks.deliver_waiting_reports",
        "schedule": crontab(minute="*/10"),
    },
    "open-update-cycles": {
        "task": "improvement_plans.tasks.open_update_cycles",
        "schedule": crontab(minute="5,35", hour="7-17"),
    },
    # One message a person a day, in the morning; the later runs make good what a lost task or a mail server left.
    "send-reminders": {
        "task": "improvement_plans.tasks.send_reminders",
        "schedule": crontab(minute="15,45", hour="7-17"),
    },
}
