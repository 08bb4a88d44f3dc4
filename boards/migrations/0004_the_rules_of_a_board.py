from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0003_what_the_meetings_were'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='meeting',
            name='present',
        ),
        migrations.AddConstraint(
            model_name='board',
            constraint=models.CheckConstraint(condition=models.Q(('quorum__isnull', True), ('quorum__gte', 1), _connector='OR'), name='board_quorum_of_at_least_one'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('starts_at__isnull', True), ('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='meeting_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', True), ('status__in', ['draft', 'called', 'cancelled'])), models.Q(('held_on__isnull', False), ('status__in', ['in_progress', 'minutes_drafted', 'minutes_agreed', 'closed'])), _connector='OR'), name='meeting_held_exactly_when_begun'),
        ),
    ]
