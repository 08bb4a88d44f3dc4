import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from core.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_calendar_feeds_and_board_actions'),
        ('accounts', '__first__'),
        ('core', '0002_runs'),
        ('evidence', '0002_what_evidence_shows'),
        ('improvement_plans', '0003_notes_of_the_day'),
        ('notices', '0002_breaches_told'),
        ('reports', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ChainStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('adviser_monthly', 'Monthly report to the adviser'), ('state_progress', 'Progress report to the Secretary of State'), ('adviser_concern', "Adviser's report to the Department"), ('digest', 'Monthly performance digest'), ('scrutiny_update', 'Monthly update for scrutiny'), ('cabinet_quarterly', 'Quarterly report to cabinet'), ('self_assessment', 'Self-assessment'), ('compliance', 'Compliance statement'), ('lifting', 'Case for lifting the notice'), ('escalation', 'Escalation record')], max_length=20)),
                    ('order', models.PositiveSmallIntegerField()),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_off_chains', to='accounts.organisation')),
                    ('deputy_post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.post', verbose_name='post that may sign in its place')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.post')),
                ],
                options={
                    'ordering': ['council', 'kind', 'order'],
                    'constraints': [models.UniqueConstraint(fields=('council', 'kind', 'order'), name='chain_step_order_once'), models.UniqueConstraint(fields=('council', 'kind', 'post'), name='chain_post_once'), models.CheckConstraint(condition=models.Q(('deputy_post__isnull', True), models.Q(('deputy_post', models.F('post')), _negated=True), _connector='OR'), name='chain_deputy_is_another_post')],
                },
            ),
            migrations.CreateModel(
                name='Escalation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('raised_on', models.DateField()),
                    ('raised_by', models.CharField(max_length=200, verbose_name='who raised it, by post')),
                    ('raised_to', models.CharField(choices=[('council', 'The council'), ('board', 'The improvement board'), ('board chair', 'The board chair'), ('adviser', 'The adviser'), ('adviser and Department', 'The adviser and the Department'), ('adviser and Department, or a commissioned party', 'The adviser and the Department, or a commissioned party'), ('commissioner', 'The commissioner'), ('Department', 'The Department for Education'), ('Secretary of State', 'The Secretary of State'), ('ministers', 'Ministers'), ('NHS bodies', 'NHS bodies'), ('partners', 'Partner agencies'), ('reviewers', 'Whoever conducts the review'), ('other', 'Somebody else')], max_length=60, verbose_name='to whom')),
                    ('what', models.CharField(max_length=300)),
                    ('because', models.TextField()),
                    ('outcome', models.TextField(blank=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('evidence', models.ManyToManyField(blank=True, related_name='escalations', to='evidence.evidence')),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='notices.notice')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['notice', '-raised_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='escalation_says_why'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('closed_on__gte', models.F('raised_on')), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='escalation_closed_with_its_outcome')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalChainStep',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('adviser_monthly', 'Monthly report to the adviser'), ('state_progress', 'Progress report to the Secretary of State'), ('adviser_concern', "Adviser's report to the Department"), ('digest', 'Monthly performance digest'), ('scrutiny_update', 'Monthly update for scrutiny'), ('cabinet_quarterly', 'Quarterly report to cabinet'), ('self_assessment', 'Self-assessment'), ('compliance', 'Compliance statement'), ('lifting', 'Case for lifting the notice'), ('escalation', 'Escalation record')], max_length=20)),
                    ('order', models.PositiveSmallIntegerField()),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('council', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.organisation')),
                    ('deputy_post', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.post', verbose_name='post that may sign in its place')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('post', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.post')),
                ],
                options={
                    'verbose_name': 'historical chain step',
                    'verbose_name_plural': 'historical chain steps',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalEscalation',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('raised_on', models.DateField()),
                    ('raised_by', models.CharField(max_length=200, verbose_name='who raised it, by post')),
                    ('raised_to', models.CharField(choices=[('council', 'The council'), ('board', 'The improvement board'), ('board chair', 'The board chair'), ('adviser', 'The adviser'), ('adviser and Department', 'The adviser and the Department'), ('adviser and Department, or a commissioned party', 'The adviser and the Department, or a commissioned party'), ('commissioner', 'The commissioner'), ('Department', 'The Department for Education'), ('Secretary of State', 'The Secretary of State'), ('ministers', 'Ministers'), ('NHS bodies', 'NHS bodies'), ('partners', 'Partner agencies'), ('reviewers', 'Whoever conducts the review'), ('other', 'Somebody else')], max_length=60, verbose_name='to whom')),
                    ('what', models.CharField(max_length=300)),
                    ('because', models.TextField()),
                    ('outcome', models.TextField(blank=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('notice', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='notices.notice')),
                    ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical escalation',
                    'verbose_name_plural': 'historical escalations',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='IssuedText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('html', models.TextField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='issued_text', to='reports.report')),
                ],
            ),
            migrations.CreateModel(
                name='Recall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('round', models.PositiveSmallIntegerField()),
                    ('reason', models.TextField()),
                    ('was_signed', models.BooleanField(verbose_name='the last post had signed it')),
                    ('recalled_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('recalled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recalls', to='reports.report')),
                ],
                options={
                    'ordering': ['report', 'recalled_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='recalled_with_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='ReportSection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=20)),
                    ('text', models.TextField(blank=True)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('written_at', models.DateTimeField(blank=True, null=True)),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reports.report')),
                    ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['report', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='section_once_a_report')],
                },
            ),
            migrations.CreateModel(
                name='SignOff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('round', models.PositiveSmallIntegerField()),
                    ('order', models.PositiveSmallIntegerField()),
                    ('asked_at', models.DateTimeField(blank=True, null=True)),
                    ('signed_at', models.DateTimeField(blank=True, null=True)),
                    ('as_deputy', models.BooleanField(default=False)),
                    ('deputy_post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.post')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.post')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='reports.report')),
                    ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['report', 'round', 'order'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'round', 'order'), name='sign_off_once_a_round'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('asked_at__isnull', False), ('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='sign_off_signed_by_somebody_who_was_asked')],
                },
            ),
            migrations.CreateModel(
                name='SectionComment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('words', models.TextField()),
                    ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answered_by', to='reports.sectioncomment')),
                    ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reports.reportsection')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['section', 'said_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='section_comment_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='section_comment_settled_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='SectionDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(blank=True)),
                    ('based_on', models.PositiveIntegerField()),
                    ('kept_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='reports.reportsection')),
                ],
                options={
                    'ordering': ['section', 'person'],
                    'constraints': [models.UniqueConstraint(fields=('section', 'person'), name='one_section_draft_a_person')],
                },
            ),
            migrations.CreateModel(
                name='SectionVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision', models.PositiveIntegerField()),
                    ('text', models.TextField(blank=True)),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='reports.reportsection')),
                    ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['section', '-revision'],
                    'constraints': [models.UniqueConstraint(fields=('section', 'revision'), name='section_version_once_a_revision')],
                },
            ),
            migrations.CreateModel(
                name='SignOffReminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rung', models.CharField(choices=[('asked', 'Asked'), ('after_24', 'After 24 hours'), ('after_72', 'After 72 hours')], max_length=10)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_off_reminders', to='improvement_plans.dailymessage')),
                    ('sign_off', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='reports.signoff')),
                ],
                options={
                    'ordering': ['sign_off', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('sign_off', 'rung', 'message'), name='sign_off_reminder_once_in_a_message')],
                },
            ),
            migrations.CreateModel(
                name='SignOffReturn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('comment', models.TextField()),
                    ('returned_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sign_off', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='returned', to='reports.signoff')),
                ],
                options={
                    'ordering': ['-returned_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('comment', ''), _negated=True), name='sign_off_returned_with_a_comment')],
                },
            ),
            migrations.CreateModel(
                name='ReturnTold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254)),
                    ('claimed_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('returned', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='reports.signoffreturn')),
                ],
                options={
                    'ordering': ['returned', 'recipient'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), models.Q(('claimed_at__isnull', False), ('sent_at__gte', models.F('claimed_at'))), _connector='OR'), name='returntold_claimed_before_it_is_sent'), models.UniqueConstraint(fields=('returned', 'recipient'), name='return_told_once_to_each')],
                },
            ),
            migrations.AddField(
                model_name='datacut',
                name='number',
                field=models.PositiveSmallIntegerField(default=1),
            ),
            migrations.AddField(
                model_name='datacut',
                name='reason',
                field=models.CharField(blank=True, max_length=300, verbose_name='why it was taken again'),
            ),
            migrations.AddField(
                model_name='delivery',
                name='first_read_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='when they first opened it'),
            ),
            migrations.AddField(
                model_name='delivery',
                name='role',
                field=models.CharField(blank=True, choices=[('improvement_team', 'Improvement team'), ('action_owner', 'Action owner'), ('analyst', 'Performance analyst'), ('chair', 'Board chair'), ('adviser', 'Adviser'), ('department', 'Department official'), ('board_member', 'Board member or scrutiny'), ('partner', 'Partner agency'), ('administrator', 'Administrator')], max_length=20, verbose_name='in what role'),
            ),
            migrations.AddField(
                model_name='historicalreport',
                name='correction_reason',
                field=models.CharField(blank=True, max_length=300, verbose_name='why it is issued again'),
            ),
            migrations.AddField(
                model_name='historicalreport',
                name='leaves_at',
                field=models.DateTimeField(blank=True, help_text='From then on it is issued.', null=True, verbose_name='until when it can be recalled'),
            ),
            migrations.AddField(
                model_name='historicalreport',
                name='round',
                field=models.PositiveSmallIntegerField(default=0, verbose_name='how often it was put up for sign-off'),
            ),
            migrations.AddField(
                model_name='historicalreport',
                name='sequence',
                field=models.PositiveSmallIntegerField(default=1),
            ),
            migrations.AddField(
                model_name='historicalreport',
                name='template_version',
                field=models.CharField(blank=True, max_length=20),
            ),
            migrations.AddField(
                model_name='report',
                name='correction_reason',
                field=models.CharField(blank=True, max_length=300, verbose_name='why it is issued again'),
            ),
            migrations.AddField(
                model_name='report',
                name='leaves_at',
                field=models.DateTimeField(blank=True, help_text='From then on it is issued.', null=True, verbose_name='until when it can be recalled'),
            ),
            migrations.AddField(
                model_name='report',
                name='round',
                field=models.PositiveSmallIntegerField(default=0, verbose_name='how often it was put up for sign-off'),
            ),
            migrations.AddField(
                model_name='report',
                name='sequence',
                field=models.PositiveSmallIntegerField(default=1),
            ),
            migrations.AddField(
                model_name='report',
                name='template_version',
                field=models.CharField(blank=True, max_length=20),
            ),
        ]),
        migrations.AlterModelOptions(
            name='datacut',
            options={'ordering': ['-month', '-number']},
        ),
        migrations.AlterField(
            model_name='historicalreport',
            name='kind',
            field=models.CharField(choices=[('adviser_monthly', 'Monthly report to the adviser'), ('state_progress', 'Progress report to the Secretary of State'), ('adviser_concern', "Adviser's report to the Department"), ('digest', 'Monthly performance digest'), ('scrutiny_update', 'Monthly update for scrutiny'), ('cabinet_quarterly', 'Quarterly report to cabinet'), ('self_assessment', 'Self-assessment'), ('compliance', 'Compliance statement'), ('lifting', 'Case for lifting the notice'), ('escalation', 'Escalation record')], default='adviser_monthly', max_length=20),
        ),
        migrations.AlterField(
            model_name='historicalreport',
            name='month',
            field=models.DateField(help_text="The month's first day; of a quarter, its last month's."),
        ),
        migrations.AlterField(
            model_name='historicalreport',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('awaiting_sign_off', 'Awaiting sign-off'), ('returned', 'Returned'), ('signed', 'Signed'), ('issued', 'Issued')], default='draft', max_length=20),
        ),
        migrations.AlterField(
            model_name='report',
            name='kind',
            field=models.CharField(choices=[('adviser_monthly', 'Monthly report to the adviser'), ('state_progress', 'Progress report to the Secretary of State'), ('adviser_concern', "Adviser's report to the Department"), ('digest', 'Monthly performance digest'), ('scrutiny_update', 'Monthly update for scrutiny'), ('cabinet_quarterly', 'Quarterly report to cabinet'), ('self_assessment', 'Self-assessment'), ('compliance', 'Compliance statement'), ('lifting', 'Case for lifting the notice'), ('escalation', 'Escalation record')], default='adviser_monthly', max_length=20),
        ),
        migrations.AlterField(
            model_name='report',
            name='month',
            field=models.DateField(help_text="The month's first day; of a quarter, its last month's."),
        ),
        migrations.AlterField(
            model_name='report',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('awaiting_sign_off', 'Awaiting sign-off'), ('returned', 'Returned'), ('signed', 'Signed'), ('issued', 'Issued')], default='draft', max_length=20),
        ),
    ]
