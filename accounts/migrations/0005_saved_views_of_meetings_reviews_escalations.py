from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_calendar_feeds_and_board_actions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='savedview',
            name='saved_view_of_a_known_page',
        ),
        migrations.AlterField(
            model_name='savedview',
            name='page',
            field=models.CharField(choices=[('deadlines', 'Deadlines'), ('plan-by-area', 'Plan by area'), ('plan-by-work-stream', 'Plan by work stream'), ('plan-by-owner', 'Plan by owner'), ('actions', 'Actions of the plan'), ('plan-timeline', 'Timeline of the plan'), ('sources', 'Sources'), ('clauses', 'Clauses and their actions'), ('coverage', 'Coverage'), ('digest', 'Performance digest'), ('digest-charts', 'Charts of all indicators'), ('figures-owed', 'Figures owed'), ('evidence', 'Evidence'), ('voices', 'Voices'), ('risks', 'Risks'), ('updates', 'Updates'), ('meetings', 'Meetings'), ('board-actions', 'Board actions'), ('reviews', 'Reviews'), ('escalations', 'Escalations'), ('reports', 'Reports')], max_length=40),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.CheckConstraint(condition=models.Q(('page__in', ['deadlines', 'plan-by-area', 'plan-by-work-stream', 'plan-by-owner', 'actions', 'plan-timeline', 'sources', 'clauses', 'coverage', 'digest', 'digest-charts', 'figures-owed', 'evidence', 'voices', 'risks', 'updates', 'meetings', 'board-actions', 'reviews', 'escalations', 'reports'])), name='saved_view_of_a_known_page'),
        ),
    ]
