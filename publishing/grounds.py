"""The two questions before something about a person is published, and what was answered.

Of someone dead who is named: whether the family is informed. Of a detainee who may be alive: consent or public
interest.
"""

from collections.abc import Iterable

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

SETTLED = (Confirmation.CONFIRMED, Confirmation.PROBABLE)
UNANSWERED = {
    Question.FAMILY: _(
        "%s is dead and would be named: say first whether the family is informed, on the page where it is published."
    ),
    Question.DETAINEE: _(
        "%s is a living detainee: say first on what ground this is published, who decided and why, on the page where "
        "it is published."
    ),
}


def questions_about(record: Record) -> list[tuple[Person, Question]]:
    """What publishing the record needs an answer to, and about whom."""
    return questions_about_each([record])[record]


def questions_about_each(records: Iterable[Record]) -> dict[Record, list[tuple[Person, Question]]]:
    """The same for each of these records; the number of queries does not grow with them.

    Where it is not settled that somebody who was detained is dead, both questions are asked.
    """
    about = {record: record if isinstance(record, Person) else named_person(record) for record in records}
    persons = {person.pk for person in about.values() if person}
    dead, held = _dead_and_held(persons) if persons else (set(), set())
    return {
        record: [
            (person, question)
            for question, is_asked in (
                (Question.FAMILY, person and person.pk in dead and names_are_public(person)),
                (Question.DETAINEE, person and person.pk in held),
            )
            if is_asked
        ]
        for record, person in about.items()
    }


def _dead_and_held(persons: set[int]) -> tuple[set[int], set[int]]:
    """By records that stand: who was killed, or died later, or in custody; and who was detained and may be alive.

    A death is settled by a record that is no draft, and that is confirmed or probable or tells of custody.
    """
    dead, held, settled = set(), set(), set()
    detentions = Detention.objects.standing().filter(person__in=persons)
    for person, status, state in detentions.values_list("person", "status", "state"):
        held.add(person)
        if status == CustodyStatus.DIED:
            dead.add(person)
            settled |= {person} if state != State.DRAFT else set()
    died = Q(harm=Harm.KILLED) | ~Q(died_on="")
    casualties = Casualty.objects.standing().filter(died, person__in=persons)
    casualties = casualties.exclude(confirmation=Confirmation.RULED_OUT)
    for person, confirmation, state in casualties.values_list("person", "confirmation", "state"):
        dead.add(person)
        settled |= {person} if confirmation in SETTLED and state != State.DRAFT else set()
    return dead, held - settled


def answered(person: Person, question: Question) -> Ground | None:
    """The latest answer, unless it leans on a report that is no longer there for everyone."""
    return answers_to([(person, question)]).get((person, question))


def answers_about(persons: Iterable[Person]) -> list[Ground]:
    """All that was ever answered about them, the latest first, in one query."""
    ids = {person.public_id for person in persons}
    return list(Ground.objects.filter(public_id__in=ids).select_related("report", "by").order_by("-pk")) if ids else []


def answers_to(
    asked: Iterable[tuple[Person, Question]], answers: list[Ground] | None = None
) -> dict[tuple[Person, Question], Ground]:
    """The same as `answered` for each of these questions. `answers`: all about the persons, where they are read."""
    asked = list(asked)
    answers = answers_about(person for person, _question in asked) if answers is None else answers
    latest = {(ground.public_id, ground.question): ground for ground in reversed(answers)}
    grounds = {one: latest.get((one[0].public_id, one[1])) for one in asked}
    return {one: ground for one, ground in grounds.items() if ground and _is_there_for_everyone(ground)}


def _is_there_for_everyone(ground: Ground) -> bool:
    if ground.answer != Answer.ALREADY_PUBLIC:
        return True
    return not ground.report.is_confidential and ground.report.state != State.WITHDRAWN


def missing(record: Record) -> str:
    """What is to be answered before the record is published, or an empty text."""
    asked = questions_about(record)
    given = answers_to(asked) if asked else {}
    for person, question in asked:
        if (person, question) not in given:
            return UNANSWERED[question] % person.staff_label()
    return ""


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
