"""Plain functions that save one invented thing each, as the register saves it: `a_person(name="Ақжан Төлеген")`.

What is not given is made or left empty. `by` is the account that saves; without it, a command does.
"""

from datetime import date

from django.contrib.auth.models import User

from audit.models import Act
from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim, LawArticle
from people.choices import FoundBy, Matched, OrganisationKind
from people.models import DuplicateSearch, Merge, Name, NotTheSame, Organisation, Person, PossibleDuplicate
from places.choices import HelpKind, PlaceKind
from places.models import HelpPoint, Place
from publishing import children, door, grounds, reviews
from publishing.models import Answer, Question
from records.choices import State
from records.saving import changing
from sources.choices import Attribution, Bound, ConsentUse, IncidentKind, Relation, StatementKind, TermList, TollLink
from sources.models import Consent, Incident, Kinship, PersonClaim, Report, Statement, Term, Toll, TollRelation
from victims.choices import Harm
from victims.models import Casualty, CasualtyClaim

# Any record, any part


def saved(model, *, by=None, **values):
    """A new record; lists of rows are given like other values. One that is withdrawn was a draft before."""
    is_withdrawn = values.get("state") == State.WITHDRAWN
    row, lists = _unsaved(model, values | ({"state": State.DRAFT} if is_withdrawn else {}))
    with changing(row, by=by):
        _save(row, lists)
    if is_withdrawn:
        with changing(row, by=by, act=Act.WITHDRAWN):
            row.state = State.WITHDRAWN
            row.save()
    return row


def saved_part(model, record, *, by=None, **values):
    """A new part of a stored record, saved as one change of that record."""
    key = next(name for name in model.part_of if isinstance(record, model._meta.get_field(name).related_model))
    row, lists = _unsaved(model, {key: record, **values})
    with changing(record, by=by, act=Act.CHANGED):
        _save(row, lists)
    return row


STATE_ACTS = {State.WITHDRAWN: Act.WITHDRAWN, State.APPROVED: Act.PUBLISHED}  # what brings a record there


def changed(record, *, by=None, **values):
    """The stored record with new values; lists of rows are given like other values. Into the state `approved` it goes
    by way of a review."""
    lists = {field.name for field in record._meta.many_to_many} & set(values)
    if values.get("state") == State.APPROVED:
        in_review(record, by=by)
    with changing(record, by=by, act=STATE_ACTS.get(values.get("state"))):
        for name in set(values) - lists:
            setattr(record, name, values[name])
        _save(record, {name: values[name] for name in lists})
    return record


def withdrawn(part, record, *, by=None):
    """The part, struck out."""
    with changing(record, by=by):
        part.withdrawn = True
        part.save()
    return part


def published(record, *, by, reason="checked against the report"):
    """The record, made public by someone who did not change it, after it was sent to review and what is asked about
    its person was answered."""
    record.refresh_from_db()
    in_review(record)
    answered(record, by=by)
    door.publish(record=record, by=by, reason=reason)
    return record


def in_review(record, *, by=None):
    """The record, sent to review if it is a draft."""
    if record.state == State.DRAFT:
        reviews.send_to_review(record=record, by=by)
    return record


ANSWERS = {
    Question.FAMILY: {"answer": Answer.INFORMED, "who": "a sister, by telephone", "told_on": "2022-02-01"},
    Question.DETAINEE: {"answer": Answer.CONSENT, "who": "the editors", "why": "the detainee asked for it"},
}


def answered(record, *, by):
    """The record, with an answer to what is asked about its person before it is published."""
    for person, is_shown in children.shown_by(record):
        if is_shown and children.undecided_child(person):
            changed(Person.objects.get(pk=person.pk), child_decision="the editors: the mother asks for it")
            record.refresh_from_db()
            in_review(record)
    for person, question in grounds.questions_about(record):
        if not grounds.answered(person, question):
            grounds.write_down(person=person, question=question, by=by, **ANSWERS[question])
    return record


def _unsaved(model, values):
    lists = {field.name: values.pop(field.name) for field in model._meta.many_to_many if field.name in values}
    return model(**values), lists


def _save(row, lists):
    row.save()
    for name, rows in lists.items():
        getattr(row, name).set(rows)


# What records name


def a_place(name="Жұпарлы", **values):
    return saved(Place, **{"kind": PlaceKind.CITY, "name_kk": name, "name_en": "Zhuparly", **values})


def a_help_point(name="Legal aid of Zhuparly", **values):
    values = {"kind": HelpKind.LAWYER, "name_en": name, "source": "a call", "checked_on": date(2026, 1, 5), **values}
    return saved(HelpPoint, **values)


def an_organisation(name="Committee of Reed Street", **values):
    return saved(Organisation, **{"kind": OrganisationKind.RIGHTS_GROUP, "name_en": name, **values})


def a_term(words, code, **values):
    """The word of the list; the one that is there, if it is there."""
    stored = Term.objects.filter(list=words, code=code).first()
    return stored or saved(Term, **{"list": words, "code": code, "label_en": code.replace("_", " "), **values})


def an_article(number="272", **values):
    return saved(LawArticle, **{"code": "kz-criminal-code-2014", "number": number, **values})


def an_incident(title="Shooting on Reed Street", **values):
    return saved(Incident, **{"kind": IncidentKind.SHOOTING, "title": title, **values})


def a_report(title="Three days in Zhuparly", **values):
    return saved(Report, **{"title": title, **values})


def a_consent(report, use=ConsentUse.PUBLISH, **values):
    return saved_part(Consent, report, use=use, **values)


# Persons


def a_person(name="", **values):
    """A person; with one full name, if it is given."""
    person = saved(Person, **values)
    if name:
        a_name(person, name, by=values.get("by"))
    return person


def a_named_person(name="Ақжан Төлеген", **values):
    """A person whose names are public."""
    return a_person(name, **{"name_is_public": True, **values})


def a_name(person, text, **values):
    return saved_part(Name, person, **{"text": text, **values})


def a_person_claim(about, **values):
    """What a report says of a person or organisation."""
    return saved_part(PersonClaim, about, **_claim(values))


def a_kinship(person, relative, **values):
    return saved_part(Kinship, person, **_claim({"relative": relative, "relation": Relation.FATHER, **values}))


# Harm, custody, charges


def a_casualty(**values):
    return saved(Casualty, **_about({"harm": Harm.KILLED, **values}))


def a_casualty_claim(casualty, **values):
    return saved_part(CasualtyClaim, casualty, **_claim(values))


def a_detention(**values):
    return saved(Detention, **_about(values))


def a_detention_claim(detention, **values):
    return saved_part(DetentionClaim, detention, **_claim(values))


def a_custody_step(detention, order=1, **values):
    return saved_part(CustodyStep, detention, **_claim({"order": order, **values}))


def a_charge(**values):
    return saved(Charge, **_about(values))


def a_charge_update(charge, **values):
    return saved_part(ChargeUpdate, charge, **_claim(values))


# Figures and statements


def a_toll(low=12, **values):
    values = {"low": low, "bound": Bound.AT_LEAST, **values}
    return saved(Toll, **_claim({"what": [a_term(TermList.COUNTED, "killed")], **_in_an_incident(values)}))


def a_toll_relation(toll, other, link=TollLink.INSIDE, **values):
    return saved_part(TollRelation, toll, other=other, link=link, **values)


def a_statement(**values):
    return saved(Statement, **_claim({"kind": StatementKind.DEMAND, **_in_an_incident(values)}))


def _about(values):
    person = values.get("person") or a_person(by=values.get("by"))
    return {**_in_an_incident(values), "person": person}


def _in_an_incident(values):
    return {**values, "incident": values.get("incident") or an_incident(by=values.get("by"))}


def _claim(values):
    report = values.get("report") or a_report(by=values.get("by"))
    return {"attribution": Attribution.REPORT, **values, "report": report}


# Judgements

REASON = "the same house, the same day"


def an_account(name="colleague"):
    return User.objects.get_or_create(username=name, is_staff=True)[0]


def a_merge(**values):
    """The row alone: `desk.merging` is what merges."""
    values = {"kept": a_person(), "duplicate": a_person(), "kept_version": 1, "reason": REASON, **values}
    return Merge.objects.create(by=an_account(), duplicate_label="without a name", **values)


def a_judgement(**values):
    """Two persons who are not the same."""
    values = {"first": a_person(), "second": a_person(), "reason": REASON, **values}
    return NotTheSame.objects.create(by=an_account(), **values)


def a_possible_duplicate(one=None, other=None, **values):
    """Two persons on the list of possible duplicates."""
    first, second = sorted([one or a_person(), other or a_person()], key=lambda person: person.pk)
    values = {"likeness": 0.9, "matched": Matched.SIMILAR, "found_by": FoundBy.COMMAND, **values}
    return PossibleDuplicate.objects.create(first=first, second=second, **values)


# One of each table, for tests that ask something of every one

ONE = {
    Place: a_place,
    HelpPoint: a_help_point,
    Term: lambda: a_term(TermList.METHOD, "gunshot"),
    LawArticle: an_article,
    Person: a_person,
    Name: lambda: a_name(a_person(), "Ақжан Төлеген"),
    Organisation: an_organisation,
    Merge: a_merge,
    NotTheSame: a_judgement,
    PossibleDuplicate: a_possible_duplicate,
    DuplicateSearch: lambda: DuplicateSearch.objects.create(rules=1),
    Incident: an_incident,
    Report: a_report,
    Consent: lambda: a_consent(a_report()),
    PersonClaim: lambda: a_person_claim(a_person()),
    Kinship: lambda: a_kinship(a_person(), a_person()),
    Toll: a_toll,
    TollRelation: lambda: a_toll_relation(a_toll(), a_toll()),
    Statement: a_statement,
    Casualty: a_casualty,
    CasualtyClaim: lambda: a_casualty_claim(a_casualty()),
    Detention: a_detention,
    DetentionClaim: lambda: a_detention_claim(a_detention()),
    CustodyStep: lambda: a_custody_step(a_detention()),
    Charge: a_charge,
    ChargeUpdate: lambda: a_charge_update(a_charge()),
}


def one(model):
    """A row of the table."""
    return ONE[model]()
