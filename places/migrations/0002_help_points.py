import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import records.fields
import records.public_id
import records.recording


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HelpPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("edited_at", models.DateTimeField(auto_now=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "public_id",
                    models.CharField(
                        default=records.public_id.new_public_id, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        help_text="Where the record stands. What is public is its latest publication. Not public itself.",
                        max_length=10,
                    ),
                ),
                (
                    "internal_notes",
                    records.fields.Prose(
                        blank=True,
                        help_text="For the team. Never published. Do not write contacts of relatives or witnesses here: they have a sealed box on the page of the person.",
                        max_length=20000,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lawyer", "lawyer or legal aid"),
                            ("prosecutor", "prosecutor or complaints office"),
                            ("facility", "police station or place of detention"),
                            ("hospital", "hospital"),
                            ("morgue", "morgue or forensic centre"),
                            ("tracing", "tracing service"),
                            ("support", "support: money, health, company"),
                        ],
                        help_text="The heading it stands under. Public.",
                        max_length=10,
                    ),
                ),
                (
                    "name_en",
                    records.fields.TextLine(
                        blank=True, help_text="Name in English, as it calls itself. Public.", max_length=500
                    ),
                ),
                (
                    "name_ru",
                    records.fields.TextLine(
                        blank=True, help_text="Name in Russian, as it calls itself. Public.", max_length=500
                    ),
                ),
                (
                    "name_kk",
                    records.fields.TextLine(
                        blank=True, help_text="Name in Kazakh, as it calls itself. Public.", max_length=500
                    ),
                ),
                (
                    "advice_en",
                    records.fields.Prose(
                        blank=True,
                        help_text="In English: what it does, what to ask for, what to bring. Plain words, short sentences. Public.",
                        max_length=2000,
                    ),
                ),
                (
                    "advice_ru",
                    records.fields.Prose(blank=True, help_text="The same in Russian. Public.", max_length=2000),
                ),
                (
                    "advice_kk",
                    records.fields.Prose(blank=True, help_text="The same in Kazakh. Public.", max_length=2000),
                ),
                (
                    "address_en",
                    records.fields.TextLine(blank=True, help_text="Street address in English. Public.", max_length=500),
                ),
                (
                    "address_ru",
                    records.fields.TextLine(blank=True, help_text="Street address in Russian. Public.", max_length=500),
                ),
                (
                    "address_kk",
                    records.fields.TextLine(blank=True, help_text="Street address in Kazakh. Public.", max_length=500),
                ),
                (
                    "telephone",
                    records.fields.TextLine(
                        blank=True,
                        help_text="As it is dialled: +7 …; several separated by commas. Public.",
                        max_length=200,
                    ),
                ),
                (
                    "hours_en",
                    records.fields.TextLine(
                        blank=True, help_text="When it is open, in English. Public.", max_length=500
                    ),
                ),
                (
                    "hours_ru",
                    records.fields.TextLine(
                        blank=True, help_text="When it is open, in Russian. Public.", max_length=500
                    ),
                ),
                (
                    "hours_kk",
                    records.fields.TextLine(
                        blank=True, help_text="When it is open, in Kazakh. Public.", max_length=500
                    ),
                ),
                ("website", models.URLField(blank=True, help_text="Its page on the web. Public.", max_length=1000)),
                (
                    "source",
                    records.fields.TextLine(
                        help_text="Where this is known from: its own page, a call, a leaflet. Public.", max_length=500
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day when somebody last made sure that all of this is right. After half a year, the public page warns that it may be out of date. Public."
                    ),
                ),
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
                    "place",
                    models.ForeignKey(
                        blank=True,
                        help_text="The town or region that it serves; empty if it serves the whole country. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help_points",
                        to="places.place",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "place to turn to",
                "verbose_name_plural": "places to turn to",
                "ordering": ["kind", "name_en", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="places_helppoint_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["lawyer", "prosecutor", "facility", "hospital", "morgue", "tracing", "support"],
                            )
                        ),
                        name="places_helppoint_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_en", ""), ("name_kk", ""), ("name_ru", ""), _negated=True),
                        name="places_helppoint_has_a_name",
                        violation_error_message="Write a name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="places_helppoint_has_a_source"
                    ),
                ],
            },
            bases=(records.recording.RecordedModel, models.Model),
        ),
    ]
