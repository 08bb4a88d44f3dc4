from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0003_ratings_of_signs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(condition=models.Q(('reference', ''), _negated=True), fields=('review', 'reference'), name='finding_reference_once_a_review'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'strength'), _negated=True), ('source__isnull', True), _connector='OR'), name='strength_is_no_source'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('correction_note', ''), ('corrects__isnull', True)), models.Q(('corrects__isnull', False), models.Q(('correction_note', ''), _negated=True)), _connector='OR'), name='finding_corrects_another_with_a_note'),
        ),
        migrations.AddConstraint(
            model_name='informationrequest',
            constraint=models.CheckConstraint(condition=models.Q(('provided_on__isnull', True), ('refused_because', ''), _connector='OR'), name='information_provided_or_refused'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_off_at__isnull', True), ('signed_off_by__isnull', True)), models.Q(('signed_off_at__isnull', False), ('signed_off_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='question_signed_off_by_somebody_once_answered'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('signed_off_by__isnull', True), ('written_by__isnull', True), models.Q(('signed_off_by', models.F('written_by')), _negated=True), _connector='OR'), name='question_signed_off_by_another_than_its_writer'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_because', ''), ('cancelled_on__isnull', True)), models.Q(('cancelled_on__isnull', False), ('held_on__isnull', True), models.Q(('cancelled_because', ''), _negated=True)), _connector='OR'), name='review_cancelled_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consequence', ''), ('outcome_on__isnull', True)), models.Q(('held_on__isnull', False), ('outcome_on__gte', models.F('held_on')), ('outcome_on__isnull', False), models.Q(('consequence', ''), _negated=True)), _connector='OR'), name='review_outcome_only_once_held'),
        ),
        migrations.AddConstraint(
            model_name='selfassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', True), ('sha256', '')), models.Q(('submitted_at__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='self_assessment_frozen_only_when_submitted'),
        ),
        migrations.AddConstraint(
            model_name='signofrecovery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('before_on__isnull', True), ('rated_before', '')), models.Q(models.Q(('rated_before', ''), _negated=True), ('before_on__isnull', False), models.Q(('before_because', ''), _negated=True)), _connector='OR'), name='sign_rated_before_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='signofrecovery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at_review_on__isnull', True), ('rated_at_review', '')), models.Q(models.Q(('rated_at_review', ''), _negated=True), ('at_review_on__isnull', False), models.Q(('at_review_because', ''), _negated=True)), _connector='OR'), name='sign_rated_at_review_with_a_reason'),
        ),
    ]
