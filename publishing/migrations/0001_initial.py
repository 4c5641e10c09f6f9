import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(db_index=True, help_text="Of the record.", max_length=10)),
                ("table", models.CharField(help_text="The record's table, as app.model.", max_length=60)),
                ("version", models.PositiveIntegerField(help_text="The record's version that was published.")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("published", "published"),
                            ("reduced", "reduced"),
                            ("withdrawn", "withdrawn"),
                            ("merged", "merged into another"),
                            ("carried", "carried along by a merge"),
                        ],
                        max_length=9,
                    ),
                ),
                ("values", models.JSONField(default=dict, help_text="The allow-listed values, and nothing else.")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField(help_text="Why this may be public, or why it is taken away. Not public.")),
                ("delivered_at", models.DateTimeField(help_text="When the public tables took it over.", null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [("withdraw_publication", "Can take a record off the public site")],
                "default_permissions": ("add", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["published", "reduced", "withdrawn", "merged", "carried"])),
                        name="publishing_publication_act_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="publishing_publication_has_a_reason"
                    ),
                ],
            },
        ),
    ]
