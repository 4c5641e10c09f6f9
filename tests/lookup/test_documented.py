import pytest
from django.urls import reverse

from lookup.documented import documented
from tests.builders import a_casualty, a_detention, a_named_person, a_person, a_toll


@pytest.fixture
def count():
    """`count("killed")`: people, with a name, without, and those of each confirmation that there are."""

    def count(what):
        line = next((line for line in documented() if line.choice == what), None)
        if line is None:
            return None
        return line.people, line.named, line.without_name, {k: v for k, v in line.by_confirmation.items() if v}

    return count


def test_people_are_counted_with_and_without_a_name(killed, count):
    killed("Ақжан Төлеген")
    killed("", description="boy of 12")
    assert count("killed") == (2, 1, 1, {"unconfirmed": 2})
    assert count("injured") is None


def test_somebody_with_two_records_is_counted_once_by_the_surest(publish, count):
    person = a_named_person()
    publish(person, a_casualty(person=person, confirmation="possible"))
    publish(a_casualty(person=person, confirmation="confirmed"), a_casualty(person=person, confirmation="confirmed"))
    assert count("killed") == (1, 1, 0, {"confirmed": 1})


def test_somebody_injured_and_detained_stands_in_both_lines(publish, count):
    person = a_named_person()
    publish(person, a_casualty(person=person, harm="injured"), a_detention(person=person, confirmation="probable"))
    assert count("injured") == (1, 1, 0, {"unconfirmed": 1})
    assert count("detained") == (1, 1, 0, {"probable": 1})


def test_what_was_ruled_out_or_is_not_public_is_not_counted(publish, count):
    gone, draft, hidden = a_named_person(), a_named_person(), a_person("Ақжан Төлеген")
    publish(gone, a_casualty(person=gone, confirmation="ruled_out"))
    publish(draft)
    a_casualty(person=draft)
    publish(a_casualty(person=hidden))
    assert count("killed") is None


def test_a_figure_changes_no_count(killed, publish, count):
    killed("Ақжан Төлеген")
    publish(a_toll(225))
    assert count("killed")[0] == 1


def test_the_list_that_a_line_leads_to_has_as_many(killed, publish, read):
    for number in range(3):
        killed(f"Адам {number}")
    publish(a_toll(225))
    page = read(reverse("lookup:figures"))
    assert f'href="{reverse("lookup:people")}?happened=killed"' in page
    assert "3 people" in read(f"{reverse('lookup:people')}?happened=killed")


def test_two_queries_however_many_people(killed, django_assert_num_queries):
    for number in range(12):
        killed(f"Адам {number}")
    with django_assert_num_queries(2):
        assert documented()[0].people == 12
