import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('notices', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField()),
                ('place', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('overdue', 'Overdue'), ('missed', 'Missed')], max_length=8)),
                ('found_on', models.DateField()),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='breaches', to='notices.obligation')),
            ],
            options={
                'verbose_name_plural': 'breaches',
                'ordering': ['-found_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('obligation', 'due_on', 'place'), name='breach_found_once'), models.CheckConstraint(condition=models.Q(('found_on__gt', models.F('due_on'))), name='breach_found_after_it_was_due')],
            },
        ),
        migrations.CreateModel(
            name='BreachMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('breaches', models.ManyToManyField(related_name='messages', to='notices.breach')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='breach_messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-written_at', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), models.Q(('claimed_at__isnull', False), ('sent_at__gte', models.F('claimed_at'))), _connector='OR'), name='breachmessage_claimed_before_it_is_sent')],
            },
        ),
    ]
