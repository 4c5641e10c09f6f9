import django.core.validators
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
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
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
                ("title", records.fields.TextLine(help_text="A short title in our words. Public.", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unrest", "unrest"),
                            ("protest", "protest"),
                            ("shooting", "shooting"),
                            ("attack", "attack on people or buildings"),
                            ("detention", "mass detention"),
                            ("deployment", "arrival or departure of an armed force"),
                            ("other", "other"),
                        ],
                        help_text="What sort of event. Public.",
                        max_length=12,
                    ),
                ),
                (
                    "happened_on",
                    records.fields.PartialDateField(blank=True, default="", help_text="When. Public.", max_length=40),
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
                    "summary",
                    records.fields.Prose(
                        blank=True, help_text="What happened, in our words. Public.", max_length=20000
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
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="The larger event it belongs to. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="sources.incident",
                    ),
                ),
                (
                    "place",
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
                "ordering": ["title", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="sources_incident_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("happened_on_earliest__lte", models.F("happened_on_latest"))),
                        name="sources_incident_happened_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["unrest", "protest", "shooting", "attack", "detention", "deployment", "other"],
                            )
                        ),
                        name="sources_incident_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part_of", models.F("id")), _negated=True),
                        name="sources_incident_part_of_is_not_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="sources_incident_has_a_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                ("title", records.fields.TextLine(blank=True, help_text="As printed. Public.", max_length=300)),
                (
                    "publisher_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The document does not name its publisher; the editor concluded it. Public.",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "article"),
                            ("statement", "statement"),
                            ("list", "list"),
                            ("court_document", "court document"),
                            ("testimony", "testimony"),
                            ("post", "post"),
                            ("video", "video"),
                        ],
                        default="article",
                        help_text="What sort of document. Public.",
                        max_length=14,
                    ),
                ),
                (
                    "dateline",
                    records.fields.TextLine(
                        blank=True, help_text="Place named at the head of the text, as printed. Public.", max_length=500
                    ),
                ),
                ("authors", records.fields.TextLine(blank=True, help_text="As printed. Public.", max_length=500)),
                (
                    "credits",
                    records.fields.TextLine(
                        blank=True, help_text="Picture credits, as printed. Public.", max_length=500
                    ),
                ),
                ("url", models.URLField(blank=True, help_text="Address on the web. Public.", max_length=1000)),
                (
                    "archive_url",
                    models.URLField(blank=True, help_text="Address of an archived copy. Public.", max_length=1000),
                ),
                (
                    "published_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When it was published. Public.", max_length=40
                    ),
                ),
                ("published_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("published_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "published_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "accessed_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When we read it. Not public.", max_length=40
                    ),
                ),
                ("accessed_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("accessed_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "accessed_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="Language of the text we hold, as a code: kk, ru, en. Public.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a language code: kk, ru, en …"
                            )
                        ],
                    ),
                ),
                (
                    "translation",
                    models.CharField(
                        choices=[
                            ("original", "original"),
                            ("human", "translated by a person"),
                            ("machine", "translated by machine"),
                            ("back_translated", "translated there and back"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        help_text="Whether the text we hold is a translation. Public.",
                        max_length=15,
                    ),
                ),
                (
                    "captured_text",
                    records.fields.Prose(
                        blank=True,
                        help_text="The text as captured, for the researchers. Never published.",
                        max_length=500000,
                    ),
                ),
                (
                    "snapshot",
                    models.FileField(
                        blank=True, help_text="The saved document itself. Never published.", upload_to="snapshots"
                    ),
                ),
                ("snapshot_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "is_confidential",
                    models.BooleanField(
                        default=False, help_text="Nothing that would identify the report is ever published."
                    ),
                ),
                (
                    "notes",
                    records.fields.Prose(
                        blank=True,
                        help_text="On the quality of the text: garbled passages, page furniture. Public.",
                        max_length=20000,
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
                    "dateline_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="The place that the dateline names. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
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
                    "incidents",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The events it tells of. Public.",
                        related_name="reports",
                        to="sources.incident",
                    ),
                ),
                (
                    "mentions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Other reports that it points at. Public.",
                        related_name="mentioned_by",
                        to="sources.report",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who published it. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="people.organisation",
                    ),
                ),
                (
                    "republishes",
                    models.ForeignKey(
                        blank=True,
                        help_text="The report of which this is a copy: a copy is not a second source. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="sources.report",
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
                        name="sources_report_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_on_earliest__lte", models.F("published_on_latest"))),
                        name="sources_report_published_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accessed_on_earliest__lte", models.F("accessed_on_latest"))),
                        name="sources_report_accessed_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["article", "statement", "list", "court_document", "testimony", "post", "video"],
                            )
                        ),
                        name="sources_report_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("translation__in", ["original", "human", "machine", "back_translated", "unknown"])
                        ),
                        name="sources_report_translation_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("republishes", models.F("id")), _negated=True),
                        name="sources_report_republishes_is_not_id",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonClaim",
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
                    "name_as_printed",
                    records.fields.TextLine(
                        blank=True, help_text="As this report prints it. Public if the names are.", max_length=500
                    ),
                ),
                (
                    "age_low",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="In completed years, as this report gives it; the same number twice if it gives one. Public.",
                        null=True,
                    ),
                ),
                (
                    "age_high",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="In completed years, as this report gives it; the same number twice if it gives one. Public.",
                        null=True,
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
                    "occupation",
                    records.fields.TextLine(blank=True, help_text="As this report gives it. Public.", max_length=500),
                ),
                (
                    "office",
                    records.fields.TextLine(
                        blank=True, help_text="Office held, as this report gives it. Public.", max_length=500
                    ),
                ),
                (
                    "dependants",
                    records.fields.TextLine(
                        blank=True, help_text="Who depended on the person, in our words. Not public.", max_length=300
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
                    "home_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the person lived, as this report gives it. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="For an organisation instead of a person. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
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
                        to="sources.personclaim",
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
                        name="sources_personclaim_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="sources_personclaim_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="sources_personclaim_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="sources_personclaim_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="sources_personclaim_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="sources_personclaim_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["female", "male", "unknown", ""])),
                        name="sources_personclaim_sex_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_low__isnull", True),
                            ("age_high__isnull", True),
                            ("age_low__lte", models.F("age_high")),
                            _connector="OR",
                        ),
                        name="sources_personclaim_age_low_not_above_age_high",
                        violation_error_message="The lower bound is above the upper one: write the smaller number first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("person__isnull", False)),
                            models.Q(("organisation__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="sources_personclaim_is_about_one_person_or_organisation",
                        violation_error_message="Choose either a person or an organisation.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kinship",
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
                    "relation",
                    models.CharField(
                        choices=[
                            ("father", "father"),
                            ("mother", "mother"),
                            ("parent", "parent"),
                            ("son", "son"),
                            ("daughter", "daughter"),
                            ("child", "child"),
                            ("husband", "husband"),
                            ("wife", "wife"),
                            ("brother", "brother"),
                            ("sister", "sister"),
                            ("friend", "friend"),
                            ("mother_of_friend", "mother of a friend"),
                            ("other", "other"),
                        ],
                        help_text="What the relative is to the person. Public.",
                        max_length=16,
                    ),
                ),
                (
                    "relation_as_printed",
                    records.fields.TextLine(blank=True, help_text="The words of the report. Public.", max_length=500),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kinships", to="people.person"
                    ),
                ),
                (
                    "relative",
                    models.ForeignKey(
                        help_text="The other one. Public only if that person is published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kinships_as_relative",
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
                        to="sources.kinship",
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
                "verbose_name_plural": "kin",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attribution__in", ["named", "unnamed_group", "report", "none", "unreadable"])
                        ),
                        name="sources_kinship_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="sources_kinship_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="sources_kinship_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="sources_kinship_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="sources_kinship_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="sources_kinship_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relation__in",
                                [
                                    "father",
                                    "mother",
                                    "parent",
                                    "son",
                                    "daughter",
                                    "child",
                                    "husband",
                                    "wife",
                                    "brother",
                                    "sister",
                                    "friend",
                                    "mother_of_friend",
                                    "other",
                                ],
                            )
                        ),
                        name="sources_kinship_relation_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("relative", models.F("person")), _negated=True),
                        name="sources_kinship_relative_is_not_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "use",
                    models.CharField(
                        choices=[
                            ("store", "store"),
                            ("publish", "publish"),
                            ("advocacy", "use in advocacy"),
                            ("court", "use in court"),
                        ],
                        help_text="What the testimony would be used for.",
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("not_asked", "not asked")],
                        default="not_asked",
                        help_text="What was answered.",
                        max_length=9,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="sources.report"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("use__in", ["store", "publish", "advocacy", "court"])),
                        name="sources_consent_use_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "no", "not_asked"])),
                        name="sources_consent_answer_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "use"), name="sources_consent_is_given_once_for_each_use"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("edited_at", models.DateTimeField(auto_now=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "list",
                    models.CharField(
                        choices=[
                            ("counted", "what a figure counts"),
                            ("counted_group", "whom a figure counts"),
                            ("method", "method"),
                            ("wound_site", "wound site"),
                            ("force", "force"),
                            ("harm", "harm"),
                            ("offence", "offence"),
                            ("setting", "setting"),
                            ("activity", "activity"),
                            ("asked", "what is asked or refused"),
                        ],
                        help_text="The list it belongs to. Public.",
                        max_length=13,
                    ),
                ),
                (
                    "code",
                    models.SlugField(help_text="The word in files and exports; never changed. Public.", max_length=40),
                ),
                ("label_en", records.fields.TextLine(help_text="Label in English. Public.", max_length=500)),
                (
                    "label_ru",
                    records.fields.TextLine(blank=True, help_text="Label in Russian. Public.", max_length=500),
                ),
                ("label_kk", records.fields.TextLine(blank=True, help_text="Label in Kazakh. Public.", max_length=500)),
                ("meaning", records.fields.TextLine(blank=True, help_text="When to use it. Public.", max_length=300)),
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
                "ordering": ["list", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "list__in",
                                [
                                    "counted",
                                    "counted_group",
                                    "method",
                                    "wound_site",
                                    "force",
                                    "harm",
                                    "offence",
                                    "setting",
                                    "activity",
                                    "asked",
                                ],
                            )
                        ),
                        name="sources_term_list_is_known",
                    ),
                    models.UniqueConstraint(fields=("list", "code"), name="sources_term_code_is_unique_in_its_list"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Toll",
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
                    "low",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="The number, or the lower one of a range. Empty for a vague word. Public.",
                        null=True,
                    ),
                ),
                (
                    "high",
                    models.PositiveIntegerField(
                        blank=True, help_text="The upper number of a range. Public.", null=True
                    ),
                ),
                (
                    "bound",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("at_most", "at most"),
                            ("vague", "a vague word"),
                            ("more_than_another", "more than another figure"),
                            ("not_disclosed", "not disclosed"),
                        ],
                        help_text="How the number is meant. Public.",
                        max_length=17,
                    ),
                ),
                (
                    "wording",
                    records.fields.TextLine(
                        blank=True, help_text="The figure as printed: “dozens”, “at least 225”. Public.", max_length=500
                    ),
                ),
                (
                    "label_as_printed",
                    records.fields.TextLine(
                        blank=True,
                        help_text="The claimant's own word for those counted: “terrorists”. Public, in quotation marks.",
                        max_length=500,
                    ),
                ),
                (
                    "period",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="The days that the figure covers. Public.", max_length=40
                    ),
                ),
                ("period_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("period_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "period_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "as_of",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="The day at which the figure stood. Public.", max_length=40
                    ),
                ),
                ("as_of_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("as_of_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "as_of_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "counting",
                    models.CharField(
                        blank=True,
                        choices=[("running_total", "running total"), ("increment", "increment")],
                        help_text="A running total, or an increment. Public.",
                        max_length=13,
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
                        help_text="Forces that those counted belong to or were hurt by. Public.",
                        limit_choices_to={"list": "force"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "home_places",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where those counted came from. Public.",
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        help_text="The event that the figure is about. Public.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tolls",
                        to="sources.incident",
                    ),
                ),
                (
                    "methods",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="By what means, if the figure says. Public.",
                        limit_choices_to={"list": "method"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "offences",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="Offences that those counted are accused of. Public.",
                        limit_choices_to={"list": "offence"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True, help_text="Where; several if said. Public.", related_name="+", to="places.place"
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
                        to="sources.toll",
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
                (
                    "setting",
                    models.ForeignKey(
                        blank=True,
                        help_text="In a hospital, a jail … Public.",
                        limit_choices_to={"list": "setting"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.term",
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
                    "what",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="What is counted: killed, injured, detained … Public.",
                        limit_choices_to={"list": "counted"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "whom",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="Who is counted: everyone, civilians … Public.",
                        limit_choices_to={"list": "counted_group"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attribution__in", ["named", "unnamed_group", "report", "none", "unreadable"])
                        ),
                        name="sources_toll_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="sources_toll_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="sources_toll_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="sources_toll_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="sources_toll_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="sources_toll_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="sources_toll_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_earliest__lte", models.F("period_latest"))),
                        name="sources_toll_period_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("as_of_earliest__lte", models.F("as_of_latest"))),
                        name="sources_toll_as_of_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "bound__in",
                                [
                                    "exactly",
                                    "at_least",
                                    "more_than",
                                    "about",
                                    "at_most",
                                    "vague",
                                    "more_than_another",
                                    "not_disclosed",
                                ],
                            )
                        ),
                        name="sources_toll_bound_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counting__in", ["running_total", "increment", ""])),
                        name="sources_toll_counting_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__isnull", True),
                            ("high__isnull", True),
                            ("low__lte", models.F("high")),
                            _connector="OR",
                        ),
                        name="sources_toll_low_not_above_high",
                        violation_error_message="The lower bound is above the upper one: write the smaller number first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bound", "exactly"), _negated=True), ("low__isnull", False), _connector="OR"
                        ),
                        name="sources_toll_exactly_has_a_number",
                        violation_error_message="“Exactly” needs a number: write it, or choose another bound.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("demand", "demand"),
                            ("order", "order"),
                            ("official_answer", "official answer"),
                            ("refusal_of_information", "refusal of information"),
                            ("denial_of_access", "denial of access to family or counsel"),
                            ("characterisation", "characterisation"),
                            ("assessment", "assessment"),
                            ("allegation", "allegation of harm without a count"),
                            ("volunteer_list", "volunteer list"),
                            ("armed_actor", "armed actor"),
                            ("context", "context"),
                            ("explicit_gap", "explicit gap"),
                        ],
                        help_text="What sort of statement. Public.",
                        max_length=22,
                    ),
                ),
                (
                    "label_as_printed",
                    records.fields.TextLine(
                        blank=True,
                        help_text="The speaker's own word: “terrorists”. Public, in quotation marks.",
                        max_length=500,
                    ),
                ),
                (
                    "made_on",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="When it was demanded, ordered, refused. Public.",
                        max_length=40,
                    ),
                ),
                ("made_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("made_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "made_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("met", "met"), ("refused", "refused"), ("open", "open"), ("unknown", "unknown")],
                        help_text="What came of it, as far as reported. Public.",
                        max_length=7,
                    ),
                ),
                (
                    "about_statement",
                    models.ForeignKey(
                        blank=True,
                        help_text="The statement that it answers or comments on. Public if published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_about",
                        to="sources.statement",
                    ),
                ),
                (
                    "by_organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="The body or unnamed group that demands, orders, refuses. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_made",
                        to="people.organisation",
                    ),
                ),
                (
                    "by_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who demands, orders, refuses. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_made",
                        to="people.person",
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
                        help_text="The event that it is about. Public.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="sources.incident",
                    ),
                ),
                (
                    "persons",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The persons concerned. Public if published.",
                        related_name="statements_about",
                        to="people.person",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(blank=True, help_text="Where. Public.", related_name="+", to="places.place"),
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
                        to="sources.statement",
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
                    "to_organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="To which body. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_received",
                        to="people.organisation",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="To whom. Public under a name only if that person's names are public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_received",
                        to="people.person",
                    ),
                ),
                (
                    "asked",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="What is demanded, offered or refused. Public.",
                        limit_choices_to={"list": "asked"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "forces",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The forces concerned. Public.",
                        limit_choices_to={"list": "force"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "harms",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The harms concerned. Public.",
                        limit_choices_to={"list": "harm"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "methods",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The means concerned. Public.",
                        limit_choices_to={"list": "method"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "whom",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The groups concerned: civilians, detainees … Public.",
                        limit_choices_to={"list": "counted_group"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "about_toll",
                    models.ForeignKey(
                        blank=True,
                        help_text="The figure that it comments on. Public if published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_about",
                        to="sources.toll",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attribution__in", ["named", "unnamed_group", "report", "none", "unreadable"])
                        ),
                        name="sources_statement_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="sources_statement_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="sources_statement_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="sources_statement_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="sources_statement_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="sources_statement_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="sources_statement_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_on_earliest__lte", models.F("made_on_latest"))),
                        name="sources_statement_made_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "demand",
                                    "order",
                                    "official_answer",
                                    "refusal_of_information",
                                    "denial_of_access",
                                    "characterisation",
                                    "assessment",
                                    "allegation",
                                    "volunteer_list",
                                    "armed_actor",
                                    "context",
                                    "explicit_gap",
                                ],
                            )
                        ),
                        name="sources_statement_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["met", "refused", "open", "unknown", ""])),
                        name="sources_statement_outcome_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TollRelation",
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
                    "link",
                    models.CharField(
                        choices=[
                            ("inside", "is inside"),
                            ("disjoint", "is apart from"),
                            ("not_stated", "stands in no stated relation to"),
                        ],
                        help_text="How this figure stands to the other. Public.",
                        max_length=10,
                    ),
                ),
                (
                    "share",
                    records.fields.TextLine(
                        blank=True, help_text="What part of the other, as printed: “most of”. Public.", max_length=500
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        help_text="The other figure. Public if published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_as_other",
                        to="sources.toll",
                    ),
                ),
                (
                    "toll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="sources.toll"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("link__in", ["inside", "disjoint", "not_stated"])),
                        name="sources_tollrelation_link_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("other", models.F("toll")), _negated=True),
                        name="sources_tollrelation_other_is_not_toll",
                    ),
                    models.UniqueConstraint(fields=("toll", "other"), name="sources_tollrelation_is_stated_once"),
                ],
            },
        ),
    ]
