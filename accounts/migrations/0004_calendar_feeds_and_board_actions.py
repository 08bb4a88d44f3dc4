import core.contrast
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_pages_of_the_digest'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_sha256', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('last_read_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person',), name='one_live_calendar_feed_a_person'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('made_at')), _connector='OR'), name='calendar_feed_ends_after_it_was_made')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='colour',
            field=models.CharField(blank=True, help_text='Of headings in reports, as # and six digits. Without one they are dark blue.', max_length=7, validators=[core.contrast.validate_colour], verbose_name='colour of its documents'),
        ),
        migrations.AlterField(
            model_name='savedview',
            name='page',
            field=models.CharField(choices=[('deadlines', 'Deadlines'), ('plan-by-area', 'Plan by area'), ('plan-by-work-stream', 'Plan by work stream'), ('plan-by-owner', 'Plan by owner'), ('actions', 'Actions of the plan'), ('plan-timeline', 'Timeline of the plan'), ('sources', 'Sources'), ('clauses', 'Clauses and their actions'), ('coverage', 'Coverage'), ('digest', 'Performance digest'), ('digest-charts', 'Charts of all indicators'), ('figures-owed', 'Figures owed'), ('evidence', 'Evidence'), ('voices', 'Voices'), ('risks', 'Risks'), ('updates', 'Updates'), ('board-actions', 'Board actions'), ('reports', 'Reports')], max_length=40),
        ),
        migrations.RemoveConstraint(
            model_name='savedview',
            name='saved_view_of_a_known_page',
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.CheckConstraint(condition=models.Q(('page__in', ['deadlines', 'plan-by-area', 'plan-by-work-stream', 'plan-by-owner', 'actions', 'plan-timeline', 'sources', 'clauses', 'coverage', 'digest', 'digest-charts', 'figures-owed', 'evidence', 'voices', 'risks', 'updates', 'board-actions', 'reports'])), name='saved_view_of_a_known_page'),
        ),
    ]
