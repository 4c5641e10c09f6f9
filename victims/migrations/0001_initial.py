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
            name="Victim",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("people.person",),
        ),
        migrations.CreateModel(
            name="Casualty",
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
                    "harmed_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When the person was harmed. Public.", max_length=40
                    ),
                ),
                ("harmed_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("harmed_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "harmed_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "site",
                    records.fields.TextLine(
                        blank=True, help_text="The spot, in our words: near a police station. Public.", max_length=500
                    ),
                ),
                (
                    "time_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("night", "night"),
                            ("morning", "morning"),
                            ("afternoon", "afternoon"),
                            ("evening", "evening"),
                            ("unknown", "unknown"),
                        ],
                        help_text="Public.",
                        max_length=9,
                    ),
                ),
                (
                    "died_on",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="When the person died, if said apart from when they were harmed. Public.",
                        max_length=40,
                    ),
                ),
                ("died_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("died_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "died_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "in_custody",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                        help_text="In custody then. Public.",
                        max_length=7,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("protester", "protester"),
                            ("bystander", "bystander"),
                            ("law_enforcement", "law enforcement or military"),
                            ("unknown", "unknown"),
                        ],
                        help_text="Protester, bystander, law enforcement. Public.",
                        max_length=15,
                    ),
                ),
                (
                    "armed",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                        help_text="Whether armed. Public.",
                        max_length=7,
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
                    "harm",
                    models.CharField(
                        choices=[
                            ("killed", "killed"),
                            ("injured", "injured"),
                            ("missing", "missing"),
                            ("tortured", "tortured or ill-treated"),
                        ],
                        help_text="What was done to the person. Public.",
                        max_length=8,
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
                        help_text="What the person was doing. Public.",
                        limit_choices_to={"list": "activity"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.term",
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
                    "died_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the person died. Public.",
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
                    "forces",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The forces alleged to have done it. Public.",
                        limit_choices_to={"list": "force"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "harmed_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it was done. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        help_text="The event it belongs to. Public.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="casualties",
                        to="sources.incident",
                    ),
                ),
                (
                    "methods",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="By what means. Public.",
                        limit_choices_to={"list": "method"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Who was harmed. Public if published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="casualties",
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
                (
                    "wound_sites",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="Where on the body. Public.",
                        limit_choices_to={"list": "wound_site"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "casualties",
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("harmed_on_earliest__lte", models.F("harmed_on_latest"))),
                        name="victims_casualty_harmed_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("died_on_earliest__lte", models.F("died_on_latest"))),
                        name="victims_casualty_died_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_of_day__in", ["night", "morning", "afternoon", "evening", "unknown", ""])
                        ),
                        name="victims_casualty_time_of_day_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_custody__in", ["yes", "no", "unknown", ""])),
                        name="victims_casualty_in_custody_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["protester", "bystander", "law_enforcement", "unknown", ""])
                        ),
                        name="victims_casualty_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("armed__in", ["yes", "no", "unknown", ""])),
                        name="victims_casualty_armed_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_low__isnull", True),
                            ("age_high__isnull", True),
                            ("age_low__lte", models.F("age_high")),
                            _connector="OR",
                        ),
                        name="victims_casualty_age_low_not_above_age_high",
                        violation_error_message="The lower bound is above the upper one: write the smaller number first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="victims_casualty_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("harm__in", ["killed", "injured", "missing", "tortured"])),
                        name="victims_casualty_harm_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmation__in", ["confirmed", "probable", "possible", "unconfirmed", "ruled_out"])
                        ),
                        name="victims_casualty_confirmation_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CasualtyClaim",
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
                    "harmed_on",
                    records.fields.PartialDateField(
                        blank=True, default="", help_text="When the person was harmed. Public.", max_length=40
                    ),
                ),
                ("harmed_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("harmed_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "harmed_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "site",
                    records.fields.TextLine(
                        blank=True, help_text="The spot, in our words: near a police station. Public.", max_length=500
                    ),
                ),
                (
                    "time_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("night", "night"),
                            ("morning", "morning"),
                            ("afternoon", "afternoon"),
                            ("evening", "evening"),
                            ("unknown", "unknown"),
                        ],
                        help_text="Public.",
                        max_length=9,
                    ),
                ),
                (
                    "died_on",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="When the person died, if said apart from when they were harmed. Public.",
                        max_length=40,
                    ),
                ),
                ("died_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("died_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "died_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                (
                    "in_custody",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                        help_text="In custody then. Public.",
                        max_length=7,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("protester", "protester"),
                            ("bystander", "bystander"),
                            ("law_enforcement", "law enforcement or military"),
                            ("unknown", "unknown"),
                        ],
                        help_text="Protester, bystander, law enforcement. Public.",
                        max_length=15,
                    ),
                ),
                (
                    "armed",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                        help_text="Whether armed. Public.",
                        max_length=7,
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
                    "harm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("killed", "killed"),
                            ("injured", "injured"),
                            ("missing", "missing"),
                            ("tortured", "tortured or ill-treated"),
                        ],
                        help_text="As this report gives it. Public.",
                        max_length=8,
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
                    "label_as_printed",
                    records.fields.TextLine(
                        blank=True,
                        help_text="The claimant's own word for the person. Public, in quotation marks.",
                        max_length=500,
                    ),
                ),
                (
                    "place_as_printed",
                    records.fields.TextLine(
                        blank=True, help_text="The place as this report prints it. Public.", max_length=500
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
                        help_text="What the person was doing. Public.",
                        limit_choices_to={"list": "activity"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "casualty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="victims.casualty"
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
                    "died_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the person died. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "forces",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="The forces alleged to have done it. Public.",
                        limit_choices_to={"list": "force"},
                        related_name="+",
                        to="sources.term",
                    ),
                ),
                (
                    "harmed_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it was done. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "methods",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="By what means. Public.",
                        limit_choices_to={"list": "method"},
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
                        to="victims.casualtyclaim",
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
                    "wound_sites",
                    sources.models.term.TermsField(
                        blank=True,
                        help_text="Where on the body. Public.",
                        limit_choices_to={"list": "wound_site"},
                        related_name="+",
                        to="sources.term",
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
                        name="victims_casualtyclaim_attribution_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["stated", "implied", "hearsay", "doubtful"])),
                        name="victims_casualtyclaim_certainty_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["stands", "retracted", "superseded", "denied"])),
                        name="victims_casualtyclaim_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on_earliest__lte", models.F("said_on_latest"))),
                        name="victims_casualtyclaim_said_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing_on_earliest__lte", models.F("standing_on_latest"))),
                        name="victims_casualtyclaim_standing_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", "named"), _negated=True),
                            ("claimant_person__isnull", False),
                            ("claimant_organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="victims_casualtyclaim_named_attribution_names_someone",
                        violation_error_message="Choose who says it, or choose another attribution than “someone named”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("harmed_on_earliest__lte", models.F("harmed_on_latest"))),
                        name="victims_casualtyclaim_harmed_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("died_on_earliest__lte", models.F("died_on_latest"))),
                        name="victims_casualtyclaim_died_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_of_day__in", ["night", "morning", "afternoon", "evening", "unknown", ""])
                        ),
                        name="victims_casualtyclaim_time_of_day_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_custody__in", ["yes", "no", "unknown", ""])),
                        name="victims_casualtyclaim_in_custody_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["protester", "bystander", "law_enforcement", "unknown", ""])
                        ),
                        name="victims_casualtyclaim_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("armed__in", ["yes", "no", "unknown", ""])),
                        name="victims_casualtyclaim_armed_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_low__isnull", True),
                            ("age_high__isnull", True),
                            ("age_low__lte", models.F("age_high")),
                            _connector="OR",
                        ),
                        name="victims_casualtyclaim_age_low_not_above_age_high",
                        violation_error_message="The lower bound is above the upper one: write the smaller number first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("harm__in", ["killed", "injured", "missing", "tortured", ""])),
                        name="victims_casualtyclaim_harm_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["female", "male", "unknown", ""])),
                        name="victims_casualtyclaim_sex_is_known",
                    ),
                ],
            },
        ),
    ]
