from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lookup", "0006_help_points"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=32)),
            ],
            options={"ordering": ["pk"], "default_permissions": ()},
        ),
    ]
