import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import records.fields
import records.public_id
import sources.models.term


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Detainee",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("people.person",),
        ),
        migrations.CreateModel(
            name="Charge",
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
                        help_text="For the team. Never published. Do not write contacts of relatives or witnesses here.",
                        max_length=20000,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "offence_as_printed",
                    records.fields.TextLine(blank=True, help_text="The offence as printed. Public.", max_length=300),
                ),
                (
                    "posthumous",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                        help_text="Whether the person was dead when charged. Public.",
                        max_length=7,
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
                    "incident",
                    models.ForeignKey(
                        help_text="The event it belongs to. Public.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="sources.incident",
                    ),
                ),
                (
                    "offence",
                    models.ForeignKey(
                        blank=True,
                        help_text="The offence, as one of our words. Public.",
                        limit_choices_to={"list": "offence"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Who is accused. Public if published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="people.person",
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
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="detentions_charge_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("posthumous__in", ["yes", "no", "unknown", ""])),
                        name="detentions_charge_posthumous_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Detention",
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
                        help_text="For the team. Never published. Do not write contacts of relatives or witnesses here.",
                        max_length=20000,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "arrested_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When the person was arrested. Public.", max_length=40
                    ),
                ),
                ("arrested_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("arrested_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "arrested_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("apprehension", "apprehension"),
                            ("administrative_arrest", "administrative arrest"),
                            ("remand", "remand"),
                            ("house_arrest", "house arrest"),
                            ("sentence", "sentence"),
                            ("unknown", "unknown"),
                        ],
                        help_text="Apprehension, remand, sentence … Public.",
                        max_length=21,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("held", "held"),
                            ("released", "released"),
                            ("unknown", "unknown"),
                            ("died_in_custody", "died in custody"),
                        ],
                        help_text="Held, released, unknown … Public.",
                        max_length=15,
                    ),
                ),
                (
                    "status_as_of",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="The day at which that was so. Public.", max_length=40
                    ),
                ),
                ("status_as_of_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("status_as_of_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "status_as_of_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "released_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When the person was released. Public.", max_length=40
                    ),
                ),
                ("released_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("released_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "released_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "sought_since",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Since when others look for the person. Public.",
                        max_length=40,
                    ),
                ),
                ("sought_since_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("sought_since_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "sought_since_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "court",
                    records.fields.TextLine(blank=True, help_text="The court, as reported. Public.", max_length=500),
                ),
                (
                    "case_number",
                    records.fields.TextLine(
                        blank=True, help_text="The number of the case. Not public.", max_length=500
                    ),
                ),
                (
                    "sentence",
                    records.fields.TextLine(blank=True, help_text="The sentence, as reported. Public.", max_length=500),
                ),
                (
                    "family_access",
                    models.CharField(
                        blank=True,
                        choices=[("permitted", "permitted"), ("denied", "denied"), ("unknown", "unknown")],
                        help_text="Whether relatives may visit. Public.",
                        max_length=9,
                    ),
                ),
                (
                    "counsel_access",
                    models.CharField(
                        blank=True,
                        choices=[("permitted", "permitted"), ("denied", "denied"), ("unknown", "unknown")],
                        help_text="Whether a lawyer may visit. Public.",
                        max_length=9,
                    ),
                ),
                (
                    "whereabouts_acknowledged",
                    models.CharField(
                        blank=True,
                        choices=[("permitted", "permitted"), ("denied", "denied"), ("unknown", "unknown")],
                        help_text="Whether the authorities say where the person is. Public.",
                        max_length=9,
                    ),
                ),
                (
                    "why_included",
                    records.fields.Prose(
                        blank=True,
                        help_text="Why this person stands in the register, if that needs saying. Public.",
                        max_length=1000,
                    ),
                ),
                (
                    "confirmation",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("unconfirmed", "unconfirmed"),
                            ("ruled_out", "ruled out"),
                        ],
                        default="unconfirmed",
                        help_text="How sure we are that it happened. Public.",
                        max_length=11,
                    ),
                ),
                (
                    "confirmation_reason",
                    records.fields.Prose(blank=True, help_text="Why, in our words. Public.", max_length=1000),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        help_text="What the person was doing when arrested. Public.",
                        limit_choices_to={"list": "activity"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "arrested_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
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
                    "forces",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The forces that made the arrest. Public.",
                        limit_choices_to={"list": "force"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        help_text="The event it belongs to. Public.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="sources.incident",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Who was arrested. Public if published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="people.person",
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
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("arrested_on_earliest__lte", models.F("arrested_on_latest"))),
                        name="detentions_detention_arrested_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status_as_of_earliest__lte", models.F("status_as_of_latest"))),
                        name="detentions_detention_status_as_of_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("released_on_earliest__lte", models.F("released_on_latest"))),
                        name="detentions_detention_released_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sought_since_earliest__lte", models.F("sought_since_latest"))),
                        name="detentions_detention_sought_since_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "measure__in",
                                [
                                    "apprehension",
                                    "administrative_arrest",
                                    "remand",
                                    "house_arrest",
                                    "sentence",
                                    "unknown",
                                    "",
                                ],
                            )
                        ),
                        name="detentions_detention_measure_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["held", "released", "unknown", "died_in_custody", ""])),
                        name="detentions_detention_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("family_access__in", ["permitted", "denied", "unknown", ""])),
                        name="detentions_detention_family_access_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counsel_access__in", ["permitted", "denied", "unknown", ""])),
                        name="detentions_detention_counsel_access_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whereabouts_acknowledged__in", ["permitted", "denied", "unknown", ""])),
                        name="detentions_detention_whereabouts_acknowledged_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="detentions_detention_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmation__in", ["confirmed", "probable", "possible", "unconfirmed", "ruled_out"])
                        ),
                        name="detentions_detention_confirmation_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustodyStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=records.public_id.new_public_id, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "withdrawn",
                    models.BooleanField(
                        default=False,
                        help_text="Entered by mistake: kept and shown struck out to staff, never published.",
                    ),
                ),
                (
                    "where_in_report",
                    records.fields.TextLine(
                        blank=True, help_text="Paragraph, page, caption or time in the report. Public.", max_length=500
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("named", "someone named"),
                            ("unnamed_group", "an unnamed group"),
                            ("report", "the report itself"),
                            ("none", "nobody"),
                            ("unreadable", "unreadable"),
                        ],
                        help_text="Whom the report names as saying it. Public.",
                        max_length=13,
                    ),
                ),
                (
                    "claimant_office",
                    records.fields.TextLine(
                        blank=True, help_text="In what office the person speaks. Public.", max_length=500
                    ),
                ),
                (
                    "claimant_relation",
                    records.fields.TextLine(
                        blank=True, help_text="How the speaker is related: father, friend … Public.", max_length=500
                    ),
                ),
                (
                    "said_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When it was said. Public.", max_length=40
                    ),
                ),
                ("said_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("said_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "said_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "summary",
                    records.fields.Prose(
                        blank=True,
                        help_text="What is claimed, in our own words; no names of persons. Public.",
                        max_length=2000,
                    ),
                ),
                (
                    "quotation",
                    records.fields.Prose(
                        blank=True, help_text="Word for word. Not public unless ticked.", max_length=4000
                    ),
                ),
                (
                    "quotation_is_public",
                    models.BooleanField(
                        default=False,
                        help_text="The quotation may be shown to everyone. Off unless someone decided it.",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("implied", "implied"),
                            ("hearsay", "hearsay"),
                            ("doubtful", "doubtful reading"),
                        ],
                        default="stated",
                        help_text="How the report says it. Public.",
                        max_length=8,
                    ),
                ),
                (
                    "reading",
                    records.fields.Prose(
                        blank=True,
                        help_text="For a garbled passage: how the editor reads it, and why. Public.",
                        max_length=2000,
                    ),
                ),
                (
                    "not_disclosed",
                    records.fields.TextLine(
                        blank=True,
                        help_text="What the claimant declined to say; not the same as blank. Public.",
                        max_length=300,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("stands", "stands"),
                            ("retracted", "retracted"),
                            ("superseded", "superseded"),
                            ("denied", "denied"),
                        ],
                        default="stands",
                        help_text="Whether it still stands. Public.",
                        max_length=10,
                    ),
                ),
                (
                    "standing_on",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Since when it is retracted, superseded or denied. Public.",
                        max_length=40,
                    ),
                ),
                ("standing_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("standing_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "standing_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(help_text="1 for the first place, 2 for the next. Public.")),
                (
                    "facility_as_printed",
                    records.fields.TextLine(
                        blank=True, help_text="The place, as this report prints it. Public.", max_length=500
                    ),
                ),
                (
                    "began_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="From when. Public.", max_length=40
                    ),
                ),
                ("began_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("began_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "began_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "ended_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="Until when. Public.", max_length=40
                    ),
                ),
                ("ended_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("ended_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "ended_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "moved",
                    models.CharField(
                        blank=True,
                        choices=[("forcible", "by force"), ("escorted", "under escort"), ("unknown", "unknown")],
                        help_text="How the person was brought there. Public.",
                        max_length=8,
                    ),
                ),
                (
                    "claimant_organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="The body, or unnamed group, that says it or that the person speaks for. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_claimed",
                        to="people.organisation",
                    ),
                ),
                (
                    "claimant_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who says it. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_claimed",
                        to="people.person",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the person was held. Public.",
                        limit_choices_to={"kind": "facility"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The force that brought the person there. Public.",
                        limit_choices_to={"list": "force"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "moved_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the person was taken from, if it is not the step before. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "relayed_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who passed it on, when the report quotes one who quotes another. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_relayed",
                        to="people.organisation",
                    ),
                ),
                (
                    "relayed_by_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="The person who passed it on. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_relayed",
                        to="people.person",
                    ),
                ),
                (
                    "repeats",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Earlier claims that this one only repeats: it is not independent. Public.",
                        related_name="repeated_by",
                        to="detentions.custodystep",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        help_text="The report that says it. Public if published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sources.report",
                    ),
                ),
                (
                    "standing_report",
                    models.ForeignKey(
                        blank=True,
                        help_text="The report that retracts, supersedes or denies it. Public if published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.report",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="detentions.detention"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attribution__in", ["named", "unnamed_group", "report", "none", "unreadable"])
                        ),
                        name="detentions_custodystep_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="detentions_custodystep_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="detentions_custodystep_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="detentions_custodystep_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="detentions_custodystep_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="detentions_custodystep_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("began_on_earliest__lte", models.F("began_on_latest"))),
                        name="detentions_custodystep_began_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_on_earliest__lte", models.F("ended_on_latest"))),
                        name="detentions_custodystep_ended_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moved__in", ["forcible", "escorted", "unknown", ""])),
                        name="detentions_custodystep_moved_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("order__gte", 1)), name="detentions_custodystep_order_starts_at_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DetentionClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=records.public_id.new_public_id, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "withdrawn",
                    models.BooleanField(
                        default=False,
                        help_text="Entered by mistake: kept and shown struck out to staff, never published.",
                    ),
                ),
                (
                    "where_in_report",
                    records.fields.TextLine(
                        blank=True, help_text="Paragraph, page, caption or time in the report. Public.", max_length=500
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("named", "someone named"),
                            ("unnamed_group", "an unnamed group"),
                            ("report", "the report itself"),
                            ("none", "nobody"),
                            ("unreadable", "unreadable"),
                        ],
                        help_text="Whom the report names as saying it. Public.",
                        max_length=13,
                    ),
                ),
                (
                    "claimant_office",
                    records.fields.TextLine(
                        blank=True, help_text="In what office the person speaks. Public.", max_length=500
                    ),
                ),
                (
                    "claimant_relation",
                    records.fields.TextLine(
                        blank=True, help_text="How the speaker is related: father, friend … Public.", max_length=500
                    ),
                ),
                (
                    "said_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When it was said. Public.", max_length=40
                    ),
                ),
                ("said_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("said_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "said_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "summary",
                    records.fields.Prose(
                        blank=True,
                        help_text="What is claimed, in our own words; no names of persons. Public.",
                        max_length=2000,
                    ),
                ),
                (
                    "quotation",
                    records.fields.Prose(
                        blank=True, help_text="Word for word. Not public unless ticked.", max_length=4000
                    ),
                ),
                (
                    "quotation_is_public",
                    models.BooleanField(
                        default=False,
                        help_text="The quotation may be shown to everyone. Off unless someone decided it.",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("implied", "implied"),
                            ("hearsay", "hearsay"),
                            ("doubtful", "doubtful reading"),
                        ],
                        default="stated",
                        help_text="How the report says it. Public.",
                        max_length=8,
                    ),
                ),
                (
                    "reading",
                    records.fields.Prose(
                        blank=True,
                        help_text="For a garbled passage: how the editor reads it, and why. Public.",
                        max_length=2000,
                    ),
                ),
                (
                    "not_disclosed",
                    records.fields.TextLine(
                        blank=True,
                        help_text="What the claimant declined to say; not the same as blank. Public.",
                        max_length=300,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("stands", "stands"),
                            ("retracted", "retracted"),
                            ("superseded", "superseded"),
                            ("denied", "denied"),
                        ],
                        default="stands",
                        help_text="Whether it still stands. Public.",
                        max_length=10,
                    ),
                ),
                (
                    "standing_on",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Since when it is retracted, superseded or denied. Public.",
                        max_length=40,
                    ),
                ),
                ("standing_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("standing_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "standing_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "arrested_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When the person was arrested. Public.", max_length=40
                    ),
                ),
                ("arrested_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("arrested_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "arrested_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("apprehension", "apprehension"),
                            ("administrative_arrest", "administrative arrest"),
                            ("remand", "remand"),
                            ("house_arrest", "house arrest"),
                            ("sentence", "sentence"),
                            ("unknown", "unknown"),
                        ],
                        help_text="Apprehension, remand, sentence … Public.",
                        max_length=21,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("held", "held"),
                            ("released", "released"),
                            ("unknown", "unknown"),
                            ("died_in_custody", "died in custody"),
                        ],
                        help_text="Held, released, unknown … Public.",
                        max_length=15,
                    ),
                ),
                (
                    "status_as_of",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="The day at which that was so. Public.", max_length=40
                    ),
                ),
                ("status_as_of_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("status_as_of_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "status_as_of_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "released_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When the person was released. Public.", max_length=40
                    ),
                ),
                ("released_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("released_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "released_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "sought_since",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Since when others look for the person. Public.",
                        max_length=40,
                    ),
                ),
                ("sought_since_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("sought_since_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "sought_since_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "court",
                    records.fields.TextLine(blank=True, help_text="The court, as reported. Public.", max_length=500),
                ),
                (
                    "case_number",
                    records.fields.TextLine(
                        blank=True, help_text="The number of the case. Not public.", max_length=500
                    ),
                ),
                (
                    "sentence",
                    records.fields.TextLine(blank=True, help_text="The sentence, as reported. Public.", max_length=500),
                ),
                (
                    "family_access",
                    models.CharField(
                        blank=True,
                        choices=[("permitted", "permitted"), ("denied", "denied"), ("unknown", "unknown")],
                        help_text="Whether relatives may visit. Public.",
                        max_length=9,
                    ),
                ),
                (
                    "counsel_access",
                    models.CharField(
                        blank=True,
                        choices=[("permitted", "permitted"), ("denied", "denied"), ("unknown", "unknown")],
                        help_text="Whether a lawyer may visit. Public.",
                        max_length=9,
                    ),
                ),
                (
                    "whereabouts_acknowledged",
                    models.CharField(
                        blank=True,
                        choices=[("permitted", "permitted"), ("denied", "denied"), ("unknown", "unknown")],
                        help_text="Whether the authorities say where the person is. Public.",
                        max_length=9,
                    ),
                ),
                (
                    "name_as_printed",
                    records.fields.TextLine(
                        blank=True,
                        help_text="As this report prints it. Public if the person's names are.",
                        max_length=500,
                    ),
                ),
                (
                    "age_low",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Age then, in completed years; the lower bound. Public.", null=True
                    ),
                ),
                (
                    "age_high",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="The upper bound; the same number if the age is known. Public.", null=True
                    ),
                ),
                (
                    "age_as_printed",
                    records.fields.TextLine(
                        blank=True, help_text="The words, where they are not a number: young … Public.", max_length=500
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("female", "female"), ("male", "male"), ("unknown", "unknown")],
                        help_text="As this report gives it. Public.",
                        max_length=8,
                    ),
                ),
                (
                    "circumstances",
                    records.fields.Prose(
                        blank=True, help_text="How it happened, in our words. Public.", max_length=2000
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        help_text="What the person was doing when arrested. Public.",
                        limit_choices_to={"list": "activity"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "arrested_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "claimant_organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="The body, or unnamed group, that says it or that the person speaks for. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_claimed",
                        to="people.organisation",
                    ),
                ),
                (
                    "claimant_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who says it. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_claimed",
                        to="people.person",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="detentions.detention"
                    ),
                ),
                (
                    "forces",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The forces that made the arrest. Public.",
                        limit_choices_to={"list": "force"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "relayed_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who passed it on, when the report quotes one who quotes another. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_relayed",
                        to="people.organisation",
                    ),
                ),
                (
                    "relayed_by_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="The person who passed it on. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_relayed",
                        to="people.person",
                    ),
                ),
                (
                    "repeats",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Earlier claims that this one only repeats: it is not independent. Public.",
                        related_name="repeated_by",
                        to="detentions.detentionclaim",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        help_text="The report that says it. Public if published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sources.report",
                    ),
                ),
                (
                    "standing_report",
                    models.ForeignKey(
                        blank=True,
                        help_text="The report that retracts, supersedes or denies it. Public if published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.report",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attribution__in", ["named", "unnamed_group", "report", "none", "unreadable"])
                        ),
                        name="detentions_detentionclaim_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="detentions_detentionclaim_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="detentions_detentionclaim_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="detentions_detentionclaim_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="detentions_detentionclaim_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="detentions_detentionclaim_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("arrested_on_earliest__lte", models.F("arrested_on_latest"))),
                        name="detentions_detentionclaim_arrested_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status_as_of_earliest__lte", models.F("status_as_of_latest"))),
                        name="detentions_detentionclaim_status_as_of_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("released_on_earliest__lte", models.F("released_on_latest"))),
                        name="detentions_detentionclaim_released_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sought_since_earliest__lte", models.F("sought_since_latest"))),
                        name="detentions_detentionclaim_sought_since_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "measure__in",
                                [
                                    "apprehension",
                                    "administrative_arrest",
                                    "remand",
                                    "house_arrest",
                                    "sentence",
                                    "unknown",
                                    "",
                                ],
                            )
                        ),
                        name="detentions_detentionclaim_measure_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["held", "released", "unknown", "died_in_custody", ""])),
                        name="detentions_detentionclaim_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("family_access__in", ["permitted", "denied", "unknown", ""])),
                        name="detentions_detentionclaim_family_access_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counsel_access__in", ["permitted", "denied", "unknown", ""])),
                        name="detentions_detentionclaim_counsel_access_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whereabouts_acknowledged__in", ["permitted", "denied", "unknown", ""])),
                        name="detentions_detentionclaim_whereabouts_acknowledged_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["female", "male", "unknown", ""])),
                        name="detentions_detentionclaim_sex_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_low__isnull", True),
                            ("age_high__isnull", True),
                            ("age_low__lte", models.F("age_high")),
                            _connector="OR",
                        ),
                        name="detentions_detentionclaim_age_low_not_above_age_high",
                        violation_error_message="The lower bound is above the upper one: write the smaller number first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LawArticle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("edited_at", models.DateTimeField(auto_now=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "code",
                    records.fields.TextLine(
                        help_text="Short code of the law: kz-criminal-code-2014. Public.", max_length=40
                    ),
                ),
                ("number", records.fields.TextLine(help_text="Number as text: 272, 167.2.2.1. Public.", max_length=20)),
                ("part", records.fields.TextLine(blank=True, help_text="Part of the article. Public.", max_length=20)),
                (
                    "title_en",
                    records.fields.TextLine(blank=True, help_text="Title in English. Public.", max_length=500),
                ),
                (
                    "title_ru",
                    records.fields.TextLine(blank=True, help_text="Title in Russian. Public.", max_length=500),
                ),
                ("title_kk", records.fields.TextLine(blank=True, help_text="Title in Kazakh. Public.", max_length=500)),
                (
                    "verification",
                    records.fields.TextLine(
                        blank=True, help_text="Against what the title was checked. Public.", max_length=500
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
            ],
            options={
                "ordering": ["code", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number", "part"), name="detentions_lawarticle_stands_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True), models.Q(("number", ""), _negated=True)
                        ),
                        name="detentions_lawarticle_has_code_and_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=records.public_id.new_public_id, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "withdrawn",
                    models.BooleanField(
                        default=False,
                        help_text="Entered by mistake: kept and shown struck out to staff, never published.",
                    ),
                ),
                (
                    "where_in_report",
                    records.fields.TextLine(
                        blank=True, help_text="Paragraph, page, caption or time in the report. Public.", max_length=500
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("named", "someone named"),
                            ("unnamed_group", "an unnamed group"),
                            ("report", "the report itself"),
                            ("none", "nobody"),
                            ("unreadable", "unreadable"),
                        ],
                        help_text="Whom the report names as saying it. Public.",
                        max_length=13,
                    ),
                ),
                (
                    "claimant_office",
                    records.fields.TextLine(
                        blank=True, help_text="In what office the person speaks. Public.", max_length=500
                    ),
                ),
                (
                    "claimant_relation",
                    records.fields.TextLine(
                        blank=True, help_text="How the speaker is related: father, friend … Public.", max_length=500
                    ),
                ),
                (
                    "said_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When it was said. Public.", max_length=40
                    ),
                ),
                ("said_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("said_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "said_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "summary",
                    records.fields.Prose(
                        blank=True,
                        help_text="What is claimed, in our own words; no names of persons. Public.",
                        max_length=2000,
                    ),
                ),
                (
                    "quotation",
                    records.fields.Prose(
                        blank=True, help_text="Word for word. Not public unless ticked.", max_length=4000
                    ),
                ),
                (
                    "quotation_is_public",
                    models.BooleanField(
                        default=False,
                        help_text="The quotation may be shown to everyone. Off unless someone decided it.",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("implied", "implied"),
                            ("hearsay", "hearsay"),
                            ("doubtful", "doubtful reading"),
                        ],
                        default="stated",
                        help_text="How the report says it. Public.",
                        max_length=8,
                    ),
                ),
                (
                    "reading",
                    records.fields.Prose(
                        blank=True,
                        help_text="For a garbled passage: how the editor reads it, and why. Public.",
                        max_length=2000,
                    ),
                ),
                (
                    "not_disclosed",
                    records.fields.TextLine(
                        blank=True,
                        help_text="What the claimant declined to say; not the same as blank. Public.",
                        max_length=300,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("stands", "stands"),
                            ("retracted", "retracted"),
                            ("superseded", "superseded"),
                            ("denied", "denied"),
                        ],
                        default="stands",
                        help_text="Whether it still stands. Public.",
                        max_length=10,
                    ),
                ),
                (
                    "standing_on",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Since when it is retracted, superseded or denied. Public.",
                        max_length=40,
                    ),
                ),
                ("standing_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("standing_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "standing_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "happened_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When the status was reached. Public.", max_length=40
                    ),
                ),
                ("happened_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("happened_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "happened_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("suspect", "suspect"),
                            ("charged", "charged"),
                            ("dropped", "dropped"),
                            ("closed_on_death", "closed on death"),
                            ("acquitted", "acquitted"),
                            ("convicted", "convicted"),
                            ("convicted_without_punishment", "convicted without punishment"),
                            ("amnestied", "amnestied"),
                            ("rehabilitated", "rehabilitated"),
                        ],
                        help_text="The status. Public.",
                        max_length=28,
                    ),
                ),
                (
                    "offence_as_printed",
                    records.fields.TextLine(blank=True, help_text="The offence as printed. Public.", max_length=300),
                ),
                (
                    "authority_as_printed",
                    records.fields.TextLine(
                        blank=True, help_text="The authority as printed: “they”. Public.", max_length=500
                    ),
                ),
                (
                    "posthumous",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                        help_text="Posthumous, as this report gives it. Public.",
                        max_length=7,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who brought, dropped or decided it. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="updates", to="detentions.charge"
                    ),
                ),
                (
                    "claimant_organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="The body, or unnamed group, that says it or that the person speaks for. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_claimed",
                        to="people.organisation",
                    ),
                ),
                (
                    "claimant_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who says it. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_claimed",
                        to="people.person",
                    ),
                ),
                (
                    "relayed_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who passed it on, when the report quotes one who quotes another. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_relayed",
                        to="people.organisation",
                    ),
                ),
                (
                    "relayed_by_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="The person who passed it on. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_relayed",
                        to="people.person",
                    ),
                ),
                (
                    "repeats",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Earlier claims that this one only repeats: it is not independent. Public.",
                        related_name="repeated_by",
                        to="detentions.chargeupdate",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        help_text="The report that says it. Public if published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sources.report",
                    ),
                ),
                (
                    "standing_report",
                    models.ForeignKey(
                        blank=True,
                        help_text="The report that retracts, supersedes or denies it. Public if published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.report",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        help_text="The article, if this report states it. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="detentions.lawarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "charge update",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attribution__in", ["named", "unnamed_group", "report", "none", "unreadable"])
                        ),
                        name="detentions_chargeupdate_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="detentions_chargeupdate_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="detentions_chargeupdate_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="detentions_chargeupdate_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="detentions_chargeupdate_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="detentions_chargeupdate_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("happened_on_earliest__lte", models.F("happened_on_latest"))),
                        name="detentions_chargeupdate_happened_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "suspect",
                                    "charged",
                                    "dropped",
                                    "closed_on_death",
                                    "acquitted",
                                    "convicted",
                                    "convicted_without_punishment",
                                    "amnestied",
                                    "rehabilitated",
                                    "",
                                ],
                            )
                        ),
                        name="detentions_chargeupdate_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("posthumous__in", ["yes", "no", "unknown", ""])),
                        name="detentions_chargeupdate_posthumous_is_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="charge",
            name="article",
            field=models.ForeignKey(
                blank=True,
                help_text="The article of law, if any report states it. Public.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="charges",
                to="detentions.lawarticle",
            ),
        ),
    ]
