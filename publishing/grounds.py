"""The two questions before something about a person is published, and what was answered.

Of someone dead who is named: whether the family is informed. Of a living detainee: consent or public interest.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from detentions.choices import CustodyStatus
from detentions.models import Detention
from people.models import Person
from publishing.decisions import named_person, names_are_public
from publishing.models import Answer, Ground, Question
from records.choices import Confirmation, State
from records.models import Record
from sources.models import Report
from victims.choices import Harm
from victims.models import Casualty

UNANSWERED = {
    Question.FAMILY: _(
        "%s is dead and would be named: say first whether the family is informed, on the page where it is published."
    ),
    Question.DETAINEE: _(
        "%s is a living detainee: say first on what ground this is published, who decided and why, on the page where "
        "it is published."
    ),
}


def question_about(record: Record) -> tuple[Person, Question] | None:
    """What publishing the record needs an answer to, and about whom."""
    person = record if isinstance(record, Person) else named_person(record)
    if person is None:
        return None
    if is_dead(person):
        return (person, Question.FAMILY) if names_are_public(person) else None
    has_detention = Detention.objects.standing().filter(person=person).exists()
    return (person, Question.DETAINEE) if has_detention else None


def is_dead(person: Person) -> bool:
    """By a record that stands: killed, or died later, or died in custody."""
    died = Q(harm=Harm.KILLED) | ~Q(died_on="")
    casualties = Casualty.objects.standing().filter(died, person=person).exclude(confirmation=Confirmation.RULED_OUT)
    detentions = Detention.objects.standing().filter(person=person, status=CustodyStatus.DIED)
    return casualties.exists() or detentions.exists()


def answered(person: Person, question: Question) -> Ground | None:
    """The latest answer, unless it leans on a report that is no longer there for everyone."""
    ground = Ground.objects.filter(public_id=person.public_id, question=question).select_related("report", "by").first()
    if ground and ground.answer == Answer.ALREADY_PUBLIC:
        report = ground.report
        if report.is_confidential or report.state == State.WITHDRAWN:
            return None
    return ground


def missing(record: Record) -> str:
    """What is to be answered before the record is published, or an empty text."""
    asked = question_about(record)
    if asked is None or answered(*asked):
        return ""
    person, question = asked
    return UNANSWERED[question] % person.staff_label()


def write_down(*, person: Person, question: Question, by, **values) -> Ground:
    """Keep an answer, if it says something else than the latest one. `values` are the fields of `Ground`."""
    last = answered(person, question)
    if last and all(getattr(last, name) == value for name, value in values.items()):
        return last
    ground = Ground(public_id=person.public_id, question=question, by=by, **values)
    ground.full_clean()
    ground.save()
    return ground


CLAIMS = {"personclaims": "person", "casualtyclaims": "casualty__person", "detentionclaims": "detention__person"}


def reports_about(person: Person, *, naming: bool = False):
    """The reports that anybody can read in which a claim about the person stands; `naming`: and prints the name."""
    about = Q(pk=None)
    for claims, owner in CLAIMS.items():
        claim = Q(**{f"{claims}__{owner}": person, f"{claims}__withdrawn": False})
        about |= claim & ~Q(**{f"{claims}__name_as_printed": ""}) if naming else claim
    return Report.objects.standing().filter(about, is_confidential=False).distinct().order_by("pk")
