from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_readings(apps, schema_editor):
    """The index goes on finding people until it is made anew, which its empty mark asks for."""
    alias = schema_editor.connection.alias
    key, word = apps.get_model("lookup", "PublishedKey"), apps.get_model("lookup", "PublishedWord")
    readings = word.objects.filter(pk=OuterRef("word")).values("readings")
    key.objects.using(alias).update(readings=Subquery(readings))
    if word.objects.using(alias).exists():
        apps.get_model("lookup", "PublishedIndexState").objects.using(alias).create(rules="")


class Migration(migrations.Migration):
    dependencies = [("lookup", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PublishedIndexState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rules",
                    models.CharField(
                        blank=True, help_text="`names.RULES` of then; empty: older than such marks.", max_length=64
                    ),
                ),
            ],
            options={"abstract": False, "default_permissions": ()},
        ),
        migrations.RemoveField(model_name="publishedspelling", name="version"),
        migrations.AddField(
            model_name="publishedkey",
            name="readings",
            field=models.CharField(default="", max_length=255),
            preserve_default=False,
        ),
        migrations.RunPython(copy_readings, migrations.RunPython.noop),
    ]
