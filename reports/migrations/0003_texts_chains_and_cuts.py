"""Carries the reports there are into the new shape: texts to sections, the signing post to a chain, cuts numbered."""

from itertools import groupby

from django.db import migrations

TEXTS = ("analysis", "recommendations")


def number_cuts(apps, schema_editor):
    """Count the cuts of each month in the order in which they were taken."""
    cuts = apps.get_model("reports", "DataCut").objects.order_by("notice", "month", "taken_at", "pk")
    for _, of_month in groupby(cuts, key=lambda cut: (cut.notice_id, cut.month)):
        for number, cut in enumerate(of_month, start=1):
            cut.number = number
            cut.save(update_fields=["number"])


def texts_to_sections(apps, schema_editor):
    """Make a section of each text, with one version by whoever saved the report last with it, if that is known."""
    section = apps.get_model("reports", "ReportSection")
    version = apps.get_model("reports", "SectionVersion")
    for report in apps.get_model("reports", "Report").objects.all():
        for key in TEXTS:
            text = getattr(report, key)
            made = section.objects.create(report=report, key=key, text=text)
            if text:
                version.objects.create(section=made, revision=made.revision, text=text, written_at=report.started_at)


def posts_to_chains(apps, schema_editor):
    """Make a chain of one post of the signing post, signed or returned as the report was."""
    sign_off = apps.get_model("reports", "SignOff")
    given_back = apps.get_model("reports", "SignOffReturn")
    for report in apps.get_model("reports", "Report").objects.exclude(sign_off_post=None):
        report.round = 1
        report.save(update_fields=["round"])
        step = sign_off.objects.create(
            report=report, round=1, order=1, post_id=report.sign_off_post_id, asked_at=report.signed_at or report.started_at,
            signed_at=report.signed_at, signed_by_id=report.signed_by_id,
        )
        if report.status == "returned":
            given_back.objects.create(sign_off=step, comment=report.return_reason, returned_at=report.started_at)


def deliveries_to_the_adviser(apps, schema_editor):
    """All that was sent until now went to the adviser."""
    apps.get_model("reports", "Delivery").objects.filter(role="").update(role="adviser")


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_every_kind_of_report")]

    operations = [
        migrations.RunPython(function, migrations.RunPython.noop)
        for function in (number_cuts, texts_to_sections, posts_to_chains, deliveries_to_the_adviser)
    ]
