from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_columns_of_a_list_that_are_not_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="cut_short",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How often a process was ended before the task was done."
            ),
        ),
    ]
