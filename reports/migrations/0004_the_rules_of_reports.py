from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_texts_chains_and_cuts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='report',
            name='one_report_in_draft_a_month',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_version_once',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_signed_with_its_number',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_returned_with_a_reason',
        ),
        migrations.RemoveField(
            model_name='historicalreport',
            name='analysis',
        ),
        migrations.RemoveField(
            model_name='historicalreport',
            name='recommendations',
        ),
        migrations.RemoveField(
            model_name='historicalreport',
            name='return_reason',
        ),
        migrations.RemoveField(
            model_name='historicalreport',
            name='revision',
        ),
        migrations.RemoveField(
            model_name='historicalreport',
            name='sign_off_post',
        ),
        migrations.RemoveField(
            model_name='report',
            name='analysis',
        ),
        migrations.RemoveField(
            model_name='report',
            name='recommendations',
        ),
        migrations.RemoveField(
            model_name='report',
            name='return_reason',
        ),
        migrations.RemoveField(
            model_name='report',
            name='revision',
        ),
        migrations.RemoveField(
            model_name='report',
            name='sign_off_post',
        ),
        migrations.AddConstraint(
            model_name='datacut',
            constraint=models.UniqueConstraint(fields=('notice', 'month', 'number'), name='cut_number_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'issued'), _negated=True), fields=('notice', 'kind', 'month', 'sequence'), name='one_report_in_draft_a_month'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('notice', 'kind', 'month', 'sequence', 'version'), name='report_version_once'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('correction_reason', ''), _negated=True), _connector='OR'), name='report_corrected_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('signed_by__isnull', False), ('status__in', ['signed', 'issued']), models.Q(('number', ''), _negated=True)), models.Q(models.Q(('status__in', ['signed', 'issued']), _negated=True), ('leaves_at__isnull', True), ('number', ''), ('signed_at__isnull', True), ('signed_by__isnull', True)), _connector='OR'), name='report_signed_with_its_number'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('round__gte', 1), ('status__in', ['draft', 'issued', 'signed']), _connector='OR'), name='report_put_up_for_sign_off_in_a_round'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('leaves_at__isnull', True), ('leaves_at__gte', models.F('signed_at')), _connector='OR'), name='report_leaves_after_it_was_signed'),
        ),
    ]
