from inbox import acts
from inbox.tracing import trace
from people.models import Person
from records.choices import State
from tests.builders import a_casualty, a_named_person, a_person, changed, published
from tests.letters import a_case


def test_a_name_in_another_spelling_finds_who_is_not_public(db):
    person = a_person("Ақжан Төлеген")
    (found,) = trace("Akzhan Tolegen", case=a_case())
    assert (found.person, found.is_public, found.is_shown) == (person, False, False)


def test_who_is_public_is_shown(reviewer):
    person = a_named_person("Ақжан Төлеген")
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    (found,) = trace("Akzhan Tolegen", case=a_case())
    assert found.is_shown


def test_a_disclosure_is_for_one_message(reviewer):
    case, other, person = a_case(), a_case("other"), a_person("Ақжан Төлеген")
    acts.disclose(case=case, person=person, verified="a photograph of both", by=reviewer)
    assert [trace("Akzhan Tolegen", case=one)[0].is_shown for one in (case, other)] == [True, False]


def test_who_was_withdrawn_is_not_found(db):
    changed(a_person("Ақжан Төлеген"))
    person = Person.objects.get()
    with_state = a_person("Ақжан Төлегенов", state=State.WITHDRAWN)
    assert {found.person for found in trace("Akzhan Tolegen", case=a_case())} == {person}
    assert with_state.pk
