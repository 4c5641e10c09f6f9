import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("edited_at", models.DateTimeField(auto_now=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "code",
                    records.fields.TextLine(
                        blank=True,
                        help_text="KATO code, or a short code of our own for files to refer to. Public.",
                        max_length=40,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("country", "country"),
                            ("region", "region"),
                            ("city", "city or town"),
                            ("district", "district"),
                            ("site", "site"),
                            ("facility", "facility"),
                        ],
                        help_text="What sort of place. Public.",
                        max_length=10,
                    ),
                ),
                (
                    "name_en",
                    records.fields.TextLine(
                        blank=True,
                        help_text="Name in English; for an unnamed place, a description. Public.",
                        max_length=500,
                    ),
                ),
                ("name_ru", records.fields.TextLine(blank=True, help_text="Name in Russian. Public.", max_length=500)),
                ("name_kk", records.fields.TextLine(blank=True, help_text="Name in Kazakh. Public.", max_length=500)),
                (
                    "other_names",
                    records.fields.TextLine(
                        blank=True,
                        help_text="Former names and other spellings, separated by |. Used in searching.",
                        max_length=500,
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True, decimal_places=5, help_text="Degrees north. Public.", max_digits=7, null=True
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=5, help_text="Degrees east. Public.", max_digits=8, null=True
                    ),
                ),
                (
                    "existed",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="When it existed, if not always, for example 2022-06-08/.. Public.",
                        max_length=40,
                    ),
                ),
                ("existed_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("existed_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "existed_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "run_by",
                    records.fields.TextLine(
                        blank=True, help_text="For a facility: the agency that runs it. Public.", max_length=500
                    ),
                ),
                ("notes", records.fields.Prose(blank=True, help_text="For the team. Not public.", max_length=20000)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The place it lies in, as of the events. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="places.place",
                    ),
                ),
            ],
            options={
                "ordering": ["name_en", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("existed_earliest__lte", models.F("existed_latest"))),
                        name="places_place_existed_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["country", "region", "city", "district", "site", "facility"])),
                        name="places_place_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="places_place_parent_is_not_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_en", ""), ("name_kk", ""), ("name_ru", ""), _negated=True),
                        name="places_place_has_a_name",
                        violation_error_message="Write a name in at least one language.",
                    ),
                ],
            },
        ),
    ]
