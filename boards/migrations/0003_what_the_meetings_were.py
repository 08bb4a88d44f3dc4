"""Gives the meetings there are their status, from what the register knows of them, and their attendance."""

from django.db import migrations


def status_of_meetings(apps, schema_editor):
    """Call held meetings closed, cancelled ones cancelled, and all others called."""
    discharges = apps.get_model("notices", "Discharge").objects.filter(withdrawn_at=None)
    for meeting in apps.get_model("boards", "Meeting").objects.select_related("planned_event"):
        event = meeting.planned_event
        held = discharges.filter(for_event=event).order_by("effective_on").first()
        if held is not None:
            meeting.status, meeting.held_on = "closed", held.effective_on
        else:
            meeting.status = "called" if event.cancelled_on is None else "cancelled"
        meeting.save(update_fields=["status", "held_on"])


def who_was_present(apps, schema_editor):
    """Write down by name who was present; a meeting that was not held has nobody."""
    attendance = apps.get_model("boards", "Attendance")
    for meeting in apps.get_model("boards", "Meeting").objects.filter(status="closed"):
        for person in meeting.present.order_by("name"):
            attendance.objects.create(meeting=meeting, name=person.name, state="present")


class Migration(migrations.Migration):
    dependencies = [("boards", "0002_the_year_of_a_board")]

    operations = [
        migrations.RunPython(status_of_meetings, migrations.RunPython.noop),
        migrations.RunPython(who_was_present, migrations.RunPython.noop),
    ]
