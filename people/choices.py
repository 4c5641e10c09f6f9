"""Closed lists of people, names and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Language and script of a name (BCP 47)."""

    KAZAKH_CYRILLIC = "kk-Cyrl", _("Kazakh, Cyrillic")
    KAZAKH_LATIN = "kk-Latn", _("Kazakh, Latin")
    RUSSIAN = "ru-Cyrl", _("Russian")
    ENGLISH = "en-Latn", _("English or press romanisation")
    UZBEK_CYRILLIC = "uz-Cyrl", _("Uzbek, Cyrillic")
    UZBEK_LATIN = "uz-Latn", _("Uzbek, Latin")
    KYRGYZ = "ky-Cyrl", _("Kyrgyz")
    TAJIK = "tg-Cyrl", _("Tajik")
    ARABIC = "ar", _("Arabic")


class NameKind(models.TextChoices):
    AS_PRINTED = "as_printed", _("as printed")  # parts not told apart
    FULL = "full", _("full name")
    VARIANT = "variant", _("other spelling")
    GIVEN_AND_PATRONYMIC = "given_and_patronymic", _("given name and patronymic")
    GIVEN_ONLY = "given_only", _("given name only")
    NICKNAME = "nickname", _("nickname")
    MISSPELLING = "misspelling", _("misspelling")  # kept because a report prints it


class OrganisationKind(models.TextChoices):
    NEWS_OUTLET = "news_outlet", _("news outlet")
    MINISTRY = "ministry", _("ministry")
    PROSECUTOR = "prosecutor", _("prosecutor")
    POLICE = "police", _("police")
    SECURITY_SERVICE = "security_service", _("security service")
    ARMED_FORCE = "armed_force", _("armed force")
    HEAD_OF_STATE = "head_of_state", _("head of state's office")
    GOVERNMENT = "government", _("government or other authority")
    COURT = "court", _("court")
    PARLIAMENT = "parliament", _("parliament")
    RIGHTS_GROUP = "rights_group", _("rights group")
    UNNAMED_GROUP = "unnamed_group", _("unnamed group")  # "human rights defenders", "relatives"
    OTHER = "other", _("other")


class Reliability(models.TextChoices):
    """As a source, on the Admiralty scale (NATO AJP-2.1)."""

    A = "A", _("A – completely reliable")
    B = "B", _("B – usually reliable")
    C = "C", _("C – fairly reliable")
    D = "D", _("D – not usually reliable")
    E = "E", _("E – unreliable")
    F = "F", _("F – cannot be judged")


class Matched(models.TextChoices):
    """How the most similar spellings of two persons match; the words of `people.names.MatchKind`."""

    SAME = "same name", _("same name")
    OTHER_SPELLING = "other spelling", _("other spelling")
    SIMILAR = "similar", _("similar name")


class FoundBy(models.TextChoices):
    SAVING = "saving", _("while a person was saved")
    COMMAND = "command", _("by a search of the whole register")


class PairAnswer(models.TextChoices):
    """Of a pair on the list of possible duplicates."""

    OPEN = "open", _("open")  # nobody looked, or somebody did and was not sure
    SAME = "same", _("the same person")  # merged
    NOT_THE_SAME = "not_the_same", _("not the same person")  # judged different
