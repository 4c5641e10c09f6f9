"""What is concluded, in sentences that a relative can read.

Each sentence is whole and says one thing, so that a translator can put it in any order and case; a date or a place
stands after a colon, where neither language would inflect it. What is empty is “not recorded”; “not known” is said only
where somebody looked. Sentences about the person come in three forms: for a
man, for a woman, and where the sex is not known.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detentions.choices import CustodyStatus
from lookup import words
from lookup.models import PublishedCasualty, PublishedCharge, PublishedDetention
from records.choices import Confirmation, Sex, YesNo
from victims.choices import Harm

DETAINED, CHARGED, CHARGED_AFTER_DEATH = "detained", "charged", "charged_after_death"
HAPPENED = {
    (Harm.KILLED, Sex.MALE): gettext_lazy("He was killed."),
    (Harm.KILLED, Sex.FEMALE): gettext_lazy("She was killed."),
    (Harm.KILLED, Sex.UNKNOWN): gettext_lazy("This person was killed."),
    (Harm.INJURED, Sex.MALE): gettext_lazy("He was injured."),
    (Harm.INJURED, Sex.FEMALE): gettext_lazy("She was injured."),
    (Harm.INJURED, Sex.UNKNOWN): gettext_lazy("This person was injured."),
    (Harm.MISSING, Sex.MALE): gettext_lazy("He is missing."),
    (Harm.MISSING, Sex.FEMALE): gettext_lazy("She is missing."),
    (Harm.MISSING, Sex.UNKNOWN): gettext_lazy("This person is missing."),
    (Harm.TORTURED, Sex.MALE): gettext_lazy("He was tortured or ill-treated."),
    (Harm.TORTURED, Sex.FEMALE): gettext_lazy("She was tortured or ill-treated."),
    (Harm.TORTURED, Sex.UNKNOWN): gettext_lazy("This person was tortured or ill-treated."),
    (DETAINED, Sex.MALE): gettext_lazy("He was detained."),
    (DETAINED, Sex.FEMALE): gettext_lazy("She was detained."),
    (DETAINED, Sex.UNKNOWN): gettext_lazy("This person was detained."),
    (CHARGED, Sex.MALE): gettext_lazy("He was charged."),
    (CHARGED, Sex.FEMALE): gettext_lazy("She was charged."),
    (CHARGED, Sex.UNKNOWN): gettext_lazy("This person was charged."),
    (CHARGED_AFTER_DEATH, Sex.MALE): gettext_lazy("He was charged after his death."),
    (CHARGED_AFTER_DEATH, Sex.FEMALE): gettext_lazy("She was charged after her death."),
    (CHARGED_AFTER_DEATH, Sex.UNKNOWN): gettext_lazy("This person was charged after death."),
}
IS_SAID = {  # what researchers could not confirm is not told as if it were so
    (Harm.KILLED, Sex.MALE): gettext_lazy("It is said that he was killed."),
    (Harm.KILLED, Sex.FEMALE): gettext_lazy("It is said that she was killed."),
    (Harm.KILLED, Sex.UNKNOWN): gettext_lazy("It is said that this person was killed."),
    (Harm.INJURED, Sex.MALE): gettext_lazy("It is said that he was injured."),
    (Harm.INJURED, Sex.FEMALE): gettext_lazy("It is said that she was injured."),
    (Harm.INJURED, Sex.UNKNOWN): gettext_lazy("It is said that this person was injured."),
    (Harm.MISSING, Sex.MALE): gettext_lazy("It is said that he is missing."),
    (Harm.MISSING, Sex.FEMALE): gettext_lazy("It is said that she is missing."),
    (Harm.MISSING, Sex.UNKNOWN): gettext_lazy("It is said that this person is missing."),
    (Harm.TORTURED, Sex.MALE): gettext_lazy("It is said that he was tortured or ill-treated."),
    (Harm.TORTURED, Sex.FEMALE): gettext_lazy("It is said that she was tortured or ill-treated."),
    (Harm.TORTURED, Sex.UNKNOWN): gettext_lazy("It is said that this person was tortured or ill-treated."),
    (DETAINED, Sex.MALE): gettext_lazy("It is said that he was detained."),
    (DETAINED, Sex.FEMALE): gettext_lazy("It is said that she was detained."),
    (DETAINED, Sex.UNKNOWN): gettext_lazy("It is said that this person was detained."),
}
STATE_OF_CUSTODY = {
    (CustodyStatus.HELD, Sex.MALE): gettext_lazy("He was still held."),
    (CustodyStatus.HELD, Sex.FEMALE): gettext_lazy("She was still held."),
    (CustodyStatus.HELD, Sex.UNKNOWN): gettext_lazy("The person was still held."),
    (CustodyStatus.RELEASED, Sex.MALE): gettext_lazy("He was released."),
    (CustodyStatus.RELEASED, Sex.FEMALE): gettext_lazy("She was released."),
    (CustodyStatus.RELEASED, Sex.UNKNOWN): gettext_lazy("The person was released."),
    (CustodyStatus.DIED, Sex.MALE): gettext_lazy("He died in custody."),
    (CustodyStatus.DIED, Sex.FEMALE): gettext_lazy("She died in custody."),
    (CustodyStatus.DIED, Sex.UNKNOWN): gettext_lazy("The person died in custody."),
    (CustodyStatus.UNKNOWN, Sex.MALE): gettext_lazy("Whether he is still held is not known."),
    (CustodyStatus.UNKNOWN, Sex.FEMALE): gettext_lazy("Whether she is still held is not known."),
    (CustodyStatus.UNKNOWN, Sex.UNKNOWN): gettext_lazy("Whether the person is still held is not known."),
}
CONFIRMED = (Confirmation.CONFIRMED, Confirmation.PROBABLE)


def sentences(record, sex: str) -> list[str]:
    """What is concluded of a casualty, detention or charge; `sex` of the person, as it is published."""
    sex = sex if sex in (Sex.MALE, Sex.FEMALE) else Sex.UNKNOWN
    tell = {
        PublishedCasualty: _of_casualty,
        PublishedDetention: _of_detention,
        PublishedCharge: _of_charge,
    }[type(record)]
    return [words.one_full_stop(str(sentence)) for sentence in tell(record, sex) if sentence]


def _of_casualty(row, sex):
    yield from _what_happened(row, row.harm, sex)
    harmed_on, harmed_place = words.date(row.harmed_on, row.harmed_on_inferred), words.label(row.harmed_place)
    died_on, died_place = words.date(row.died_on, row.died_on_inferred), words.label(row.died_place)
    if died_on or died_place:  # told apart: shot on one day, died on another
        yield _("The date of the injury: %(date)s.") % {"date": harmed_on} if harmed_on else ""
        yield _("The place of the injury: %(place)s.") % {"place": harmed_place} if harmed_place else ""
        yield (
            _("The date of death: %(date)s.") % {"date": died_on}
            if died_on
            else _("The date of death is not recorded.")
        )
        yield _("The place of death: %(place)s.") % {"place": died_place} if died_place else ""
    else:
        yield _("When: %(date)s.") % {"date": harmed_on} if harmed_on else _("When it happened is not recorded.")
        yield (
            _("Where: %(place)s.") % {"place": harmed_place}
            if harmed_place
            else _("Where it happened is not recorded.")
        )
    age = words.age(row.age_low, row.age_high)
    yield _("Age then: %(age)s.") % {"age": age} if age else ""


def _of_detention(row, sex):
    yield from _what_happened(row, DETAINED, sex)
    on, place = words.date(row.arrested_on, row.arrested_on_inferred), words.label(row.arrested_place)
    yield _("The date of the arrest: %(date)s.") % {"date": on} if on else _("The date of the arrest is not recorded.")
    yield _("The place of the arrest: %(place)s.") % {"place": place} if place else ""
    if row.status:
        yield STATE_OF_CUSTODY.get((row.status, sex), "")
        as_of = words.date(row.status_as_of, row.status_as_of_inferred)
        yield (
            _("This was so then: %(date)s. What happened later is not recorded.") % {"date": as_of}
            if as_of
            else _("It is not recorded when this was so.")
        )
    else:
        yield _("Whether the person is still held is not recorded.")
    released = words.date(row.released_on, row.released_on_inferred)
    yield _("The date of the release: %(date)s.") % {"date": released} if released else ""


def _of_charge(row, sex):
    what = CHARGED_AFTER_DEATH if row.posthumous == YesNo.YES else CHARGED
    yield HAPPENED[what, sex]
    offence = words.label(row.offence) or words.quoted(row.offence_as_printed)
    yield _("The offence: %(offence)s.") % {"offence": offence} if offence else _("The offence is not recorded.")
    article = words.label(row.article)
    yield _("The article of law: %(article)s.") % {"article": article} if article else ""
    if row.posthumous == YesNo.UNKNOWN:
        yield _("It is not known whether the charge was brought after death.")


def _what_happened(row, what, sex):
    is_sure = row.confirmation in CONFIRMED
    yield (HAPPENED if is_sure else IS_SAID).get((what, sex), "")
    if row.confirmation == Confirmation.RULED_OUT:
        yield _("The researchers found that this is not so.")
    elif not is_sure:
        yield _("The researchers could not confirm it.")
