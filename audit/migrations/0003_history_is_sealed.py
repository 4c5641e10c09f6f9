from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_history_is_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("change", models.BigIntegerField(help_text="Key of the change.", unique=True)),
                ("commitment", models.CharField(help_text="That of the change.", max_length=64)),
                ("at", models.DateTimeField(help_text="When the change was sealed.")),
                (
                    "previous",
                    models.CharField(
                        blank=True, help_text="Hash of the seal before; none for the first.", max_length=64
                    ),
                ),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                ("change", models.BigIntegerField(help_text="Key of the change.", primary_key=True, serialize=False)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        # What was written before there were seals is sealed first.
        migrations.RunSQL(
            "INSERT INTO audit_unsealed (change) SELECT id FROM audit_change ORDER BY id", migrations.RunSQL.noop
        ),
        migrations.RemoveConstraint(
            model_name="change",
            name="audit_change_act_is_known",
        ),
        migrations.AlterField(
            model_name="change",
            name="act",
            field=models.CharField(
                choices=[
                    ("added", "added"),
                    ("changed", "changed"),
                    ("withdrawn", "withdrawn"),
                    ("published", "published"),
                    ("reduced", "reduced what is public"),
                    ("unpublished", "taken off the public site"),
                    ("merged", "merged"),
                    ("unmerged", "merge undone"),
                    ("redacted", "erased from history"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
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
                            "redacted",
                        ],
                    )
                ),
                name="audit_change_act_is_known",
            ),
        ),
    ]
