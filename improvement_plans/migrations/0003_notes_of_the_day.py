import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('improvement_plans', '0002_the_plan_in_full'),
    ]

    operations = [
        migrations.CreateModel(
            name='DailyNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=100)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='improvement_plans.dailymessage')),
            ],
            options={
                'ordering': ['message', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('message', 'what'), name='note_once_in_a_message')],
            },
        ),
        migrations.AlterField(
            model_name='historicalsource',
            name='origin',
            field=models.CharField(choices=[('inspection', 'Inspection'), ('monitoring_visit', 'Monitoring visit'), ('diagnostic', "Adviser's diagnostic"), ('review', 'Progress review'), ('department_letter', 'Department letter'), ('peer_review', 'Peer review'), ('audit', 'Audit'), ('council', "The council's own")], max_length=20),
        ),
        migrations.AlterField(
            model_name='source',
            name='origin',
            field=models.CharField(choices=[('inspection', 'Inspection'), ('monitoring_visit', 'Monitoring visit'), ('diagnostic', "Adviser's diagnostic"), ('review', 'Progress review'), ('department_letter', 'Department letter'), ('peer_review', 'Peer review'), ('audit', 'Audit'), ('council', "The council's own")], max_length=20),
        ),
    ]
