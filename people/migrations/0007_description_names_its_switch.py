from django.db import migrations

import records.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_records_are_checked_again"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="description",
            field=records.fields.TextLine(
                blank=True,
                help_text="For someone unnamed: who this is, in our words. Public if the switch “Description is public” is on.",
                max_length=300,
            ),
        ),
    ]
