from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="unread",
            field=models.JSONField(
                default=dict,
                help_text="Headers of the columns that nobody mapped, and of those that are left out because they are private.",
            ),
        ),
    ]
