import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import records.fields
import records.public_id


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("readings", models.CharField(max_length=255, unique=True)),
                ("people", models.PositiveIntegerField(default=0, help_text="How many people have it, nearly.")),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("female", "female"), ("male", "male"), ("unknown", "unknown")],
                        help_text="As concluded. Public.",
                        max_length=8,
                    ),
                ),
                (
                    "born_on",
                    records.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Date or year of birth, as concluded. Only the year is public.",
                        max_length=40,
                    ),
                ),
                ("born_on_earliest", models.DateField(blank=True, editable=False, null=True)),
                ("born_on_latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "born_on_inferred",
                    models.BooleanField(
                        default=False,
                        help_text="The editor inferred this date; the report does not state it. Public if the date is.",
                    ),
                ),
                ("occupation", records.fields.TextLine(blank=True, help_text="As concluded. Public.", max_length=500)),
                (
                    "description",
                    records.fields.TextLine(
                        blank=True,
                        help_text="For someone unnamed: who this is, in our words. Public if the switch below is on.",
                        max_length=300,
                    ),
                ),
                (
                    "name_is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Names marked public may be shown to everyone. Off unless someone decided it.",
                    ),
                ),
                (
                    "description_is_public",
                    models.BooleanField(
                        default=False,
                        help_text="The description may be shown to everyone. Off unless someone decided it.",
                    ),
                ),
                ("shown_name", models.CharField(blank=True, editable=False, max_length=300)),
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
                    "home_place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the person lived. Public.",
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
                "verbose_name_plural": "people",
                "ordering": ["shown_name", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="people_person_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("born_on_earliest__lte", models.F("born_on_latest"))),
                        name="people_person_born_on_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["female", "male", "unknown", ""])),
                        name="people_person_sex_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(help_text="Why they are two. Not public.")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        help_text="The one with the smaller key.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "pair that is not the same",
                "verbose_name_plural": "pairs that are not the same",
                "ordering": ["-pk"],
                "default_permissions": ("add", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="people_notthesame_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="people_notthesame_first_is_the_smaller_key",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("first", "second"),
                        name="people_notthesame_pair_stands_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameSpelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200)),
                ("packed", models.TextField()),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="NamePosting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "word",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.nameword",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("word", "owner"), name="people_nameposting_once_for_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Name",
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
                    "text",
                    records.fields.TextLine(
                        help_text="The name, as it is written in this spelling. Public if marked.", max_length=200
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kk-Cyrl", "Kazakh, Cyrillic"),
                            ("kk-Latn", "Kazakh, Latin"),
                            ("ru-Cyrl", "Russian"),
                            ("en-Latn", "English or press romanisation"),
                            ("uz-Cyrl", "Uzbek, Cyrillic"),
                            ("uz-Latn", "Uzbek, Latin"),
                            ("ky-Cyrl", "Kyrgyz"),
                            ("tg-Cyrl", "Tajik"),
                            ("ar", "Arabic"),
                        ],
                        help_text="Language and script of this spelling. Public.",
                        max_length=7,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("as_printed", "as printed"),
                            ("full", "full name"),
                            ("variant", "other spelling"),
                            ("given_and_patronymic", "given name and patronymic"),
                            ("given_only", "given name only"),
                            ("nickname", "nickname"),
                            ("misspelling", "misspelling"),
                        ],
                        default="as_printed",
                        help_text="What the text is. Public.",
                        max_length=20,
                    ),
                ),
                (
                    "shown_first",
                    models.BooleanField(default=False, help_text="The spelling that stands at the head of the page."),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=True,
                        help_text="May be shown if the person's names are public; a misspelling too helps searching.",
                    ),
                ),
                ("folded", models.CharField(db_index=True, editable=False, max_length=400)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-shown_first", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "language__in",
                                [
                                    "kk-Cyrl",
                                    "kk-Latn",
                                    "ru-Cyrl",
                                    "en-Latn",
                                    "uz-Cyrl",
                                    "uz-Latn",
                                    "ky-Cyrl",
                                    "tg-Cyrl",
                                    "ar",
                                    "",
                                ],
                            )
                        ),
                        name="people_name_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "as_printed",
                                    "full",
                                    "variant",
                                    "given_and_patronymic",
                                    "given_only",
                                    "nickname",
                                    "misspelling",
                                ],
                            )
                        ),
                        name="people_name_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="people_name_text_is_not_empty"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("shown_first", True), ("withdrawn", False)),
                        fields=("person",),
                        name="people_name_one_is_shown_first",
                        violation_error_message="Only one name can be shown first: untick the others.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "duplicate_label",
                    models.CharField(help_text="What staff called the duplicate before.", max_length=400),
                ),
                ("kept_version", models.PositiveIntegerField(help_text="Version of the kept record after the merge.")),
                (
                    "moved",
                    models.JSONField(
                        default=list, help_text="Each row that moved, with the field that named the duplicate."
                    ),
                ),
                (
                    "changed",
                    models.JSONField(default=list, help_text="Each other value that changed, before and after."),
                ),
                (
                    "published",
                    models.JSONField(
                        default=list, help_text="Each record whose publication followed, before and after."
                    ),
                ),
                (
                    "left",
                    models.JSONField(default=list, help_text="Rows that undoing left where others had put them since."),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField(help_text="Why the two are the same person. Not public.")),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "duplicate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merged_into", to="people.person"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [("merge_person", "Can merge two records of one person, and undo it")],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("duplicate", models.F("kept")), _negated=True),
                        name="people_merge_duplicate_is_not_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="people_merge_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None), ("undone_reason", "")),
                            models.Q(
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                                models.Q(("undone_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="people_merge_is_undone_by_someone_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("duplicate",),
                        name="people_merge_of_a_duplicate_stands_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=12)),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.nameword"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("key", "word"), name="people_namekey_leads_once_to_a_word")
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("edited_at", models.DateTimeField(auto_now=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("name_en", records.fields.TextLine(blank=True, help_text="Name in English. Public.", max_length=500)),
                ("name_ru", records.fields.TextLine(blank=True, help_text="Name in Russian. Public.", max_length=500)),
                ("name_kk", records.fields.TextLine(blank=True, help_text="Name in Kazakh. Public.", max_length=500)),
                (
                    "other_names",
                    records.fields.TextLine(
                        blank=True,
                        help_text="Other names and spellings, separated by |. Used in searching.",
                        max_length=500,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news_outlet", "news outlet"),
                            ("ministry", "ministry"),
                            ("prosecutor", "prosecutor"),
                            ("police", "police"),
                            ("security_service", "security service"),
                            ("armed_force", "armed force"),
                            ("head_of_state", "head of state's office"),
                            ("government", "government or other authority"),
                            ("court", "court"),
                            ("parliament", "parliament"),
                            ("rights_group", "rights group"),
                            ("unnamed_group", "unnamed group"),
                            ("other", "other"),
                        ],
                        help_text="What sort of body. Public.",
                        max_length=20,
                    ),
                ),
                ("website", models.URLField(blank=True, help_text="Public.")),
                (
                    "reliability",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A – completely reliable"),
                            ("B", "B – usually reliable"),
                            ("C", "C – fairly reliable"),
                            ("D", "D – not usually reliable"),
                            ("E", "E – unreliable"),
                            ("F", "F – cannot be judged"),
                        ],
                        help_text="Our judgement of it as a source. Not public.",
                        max_length=1,
                    ),
                ),
                ("notes", records.fields.Prose(blank=True, help_text="For the team. Not public.", max_length=20000)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is based. Public.",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The larger body it belongs to. Public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name_en", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "news_outlet",
                                    "ministry",
                                    "prosecutor",
                                    "police",
                                    "security_service",
                                    "armed_force",
                                    "head_of_state",
                                    "government",
                                    "court",
                                    "parliament",
                                    "rights_group",
                                    "unnamed_group",
                                    "other",
                                ],
                            )
                        ),
                        name="people_organisation_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reliability__in", ["A", "B", "C", "D", "E", "F", ""])),
                        name="people_organisation_reliability_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="people_organisation_parent_is_not_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_en", ""), ("name_kk", ""), ("name_ru", ""), _negated=True),
                        name="people_organisation_has_a_name",
                        violation_error_message="Write a name in at least one language.",
                    ),
                ],
            },
        ),
    ]
