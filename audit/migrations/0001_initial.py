import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FormToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32, unique=True)),
                ("table", models.CharField(max_length=60)),
                ("row", models.CharField(max_length=20)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("by", models.BigIntegerField(help_text="Key of the account.", null=True)),
                ("by_name", models.CharField(help_text="User name at the time.", max_length=150)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("changed", "changed"),
                            ("withdrawn", "withdrawn"),
                            ("published", "published"),
                            ("reduced", "reduced what is public"),
                            ("unpublished", "taken off the public site"),
                            ("merged", "merged"),
                            ("unmerged", "merge undone"),
                        ],
                        max_length=12,
                    ),
                ),
                ("table", models.CharField(help_text="The record's table, as app.model.", max_length=60)),
                ("row", models.CharField(help_text="The record's key in its table.", max_length=20)),
                ("public_id", models.CharField(blank=True, max_length=10)),
                ("version", models.PositiveIntegerField(default=0, help_text="The record's version after the act.")),
                ("reason", models.TextField(blank=True)),
                ("commitment", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["table", "row"], name="audit_change_of_record")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "act__in",
                                [
                                    "added",
                                    "changed",
                                    "withdrawn",
                                    "published",
                                    "reduced",
                                    "unpublished",
                                    "merged",
                                    "unmerged",
                                ],
                            )
                        ),
                        name="audit_change_act_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "table",
                    models.CharField(help_text="The table of the record or of its part, as app.model.", max_length=60),
                ),
                ("row", models.CharField(max_length=20)),
                ("field", models.CharField(max_length=60)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("salt", models.CharField(blank=True, max_length=32)),
                ("commitment", models.CharField(max_length=64)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="values", to="audit.change"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
    ]
