import pytest
from django.core.exceptions import ValidationError

from people.models import Organisation, Person
from tests.builders import a_name, a_person, an_organisation, changed, withdrawn


def shown_name(person):
    return Person.objects.get(pk=person.pk).shown_name


def test_names_and_descriptions_are_private_unless_someone_decides(db):
    person = a_person("Ақжан Төлеген", description="a boy of twelve")
    assert (person.name_is_public, person.description_is_public) == (False, False)


# What staff see


def test_staff_see_the_first_name(db):
    person = a_person("Ақжан Төлеген")
    a_name(person, "Акжан Толеген")
    assert shown_name(person) == "Ақжан Төлеген"


def test_staff_see_the_name_that_is_shown_first(db):
    person = a_person("Акжан Толеген")
    a_name(person, "Ақжан Төлеген", shown_first=True)
    assert shown_name(person) == "Ақжан Төлеген"


def test_staff_see_the_description_of_someone_without_a_name(db):
    assert shown_name(a_person(description="a boy of twelve")) == "a boy of twelve"


def test_staff_do_not_see_a_withdrawn_name(db):
    person = a_person("Ақжан Төлеген", description="a boy of twelve")
    withdrawn(person.names.get(), person)
    assert shown_name(person) == "a boy of twelve"


def test_the_label_for_staff_ends_with_the_public_id(db):
    person = a_person()
    assert person.staff_label() == f"without a name · {person.shown_id}"


def test_the_public_text_of_a_person_is_no_name(db):
    assert "Ақжан" not in str(a_person("Ақжан Төлеген"))


# Names


def test_a_name_may_be_public_once_the_person_is(db):
    assert a_name(a_person(), "Ақжан Төлеген").is_public


# Organisations


def test_a_body_is_called_by_the_name_it_has(db):
    assert str(an_organisation("", name_kk="Қамыс көшесінің комитеті")) == "Қамыс көшесінің комитеті"


def test_a_body_has_a_name_in_one_language_at_least(db):
    with pytest.raises(ValidationError, match="name in at least one language"):
        Organisation(kind="police").full_clean()


def test_a_body_does_not_belong_to_itself(db):
    body = an_organisation()
    body.parent = body
    with pytest.raises(ValidationError, match="cannot belong to itself"):
        body.full_clean()


def test_a_body_does_not_belong_to_what_belongs_to_it(db):
    ministry = an_organisation("Ministry of Reeds")
    ministry.parent = an_organisation(parent=an_organisation(parent=ministry))
    with pytest.raises(ValidationError, match="cannot belong to itself"):
        ministry.full_clean()


def test_a_body_may_change_its_parent(db):
    body = an_organisation(parent=an_organisation("Ministry of Reeds"))
    changed(body, parent=an_organisation("Ministry of Rushes")).full_clean()
