"""The contact of a relative or witness goes into the register sealed, and is read there by nobody."""

import logging

import pytest
from django.db import connection

from accounts.models import Session
from audit.models import Change, ChangeValue
from people.models import Person
from records.sealing import seal
from tests.admin_forms import AdminForm, errors
from tests.builders import a_person, changed
from tests.records.test_sealing import box, group_key  # noqa: F401 (a fixture)

CONTACT = "Quxarek, +7 700 000 00 00, through the neighbour"
MARKS = ["Quxarek", "700 000 00 00", "neighbour"]


def page_of(client, person):
    return AdminForm(client, f"/admin/people/person/{person.pk}/change/")


def bytes_of_the_database() -> bytes:
    """Everything that is stored: the file itself, or on PostgreSQL each row of each table."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return connection.connection.serialize()
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows).encode()


def marks_in(stored: bytes) -> list[str]:
    return [mark for mark in MARKS if mark.encode() in stored or mark.casefold().encode() in stored]


@pytest.fixture
def person(researcher):
    return a_person("Бибіш Қуат", by=researcher)


@pytest.fixture
def kept(person, group_key, researcher_client):  # noqa: F811
    assert page_of(researcher_client, person).send({"new_contact": CONTACT}).status_code == 302
    person.refresh_from_db()
    return person


def test_the_database_holds_no_word_of_it(kept, caplog):
    page_of_the_file = bytes_of_the_database()
    assert marks_in(page_of_the_file) == []
    assert kept.contact.encode() in page_of_the_file
    assert not any(mark in caplog.text for mark in MARKS)


def test_the_search_of_bytes_finds_what_is_there(db):
    a_person(description=CONTACT)
    assert marks_in(bytes_of_the_database()) == MARKS


def test_the_page_says_that_one_is_kept_and_shows_no_word_of_it(kept, researcher_client, reviewer_client):
    for client in (researcher_client, reviewer_client):
        page = client.get(f"/admin/people/person/{kept.pk}/change/").content.decode()
        assert "A contact is kept, sealed on" in page
        assert "by researcher; it cannot be read here" in page
        assert not any(mark in page for mark in MARKS)
        assert kept.contact not in page


def test_history_keeps_that_it_changed_and_a_commitment(kept, researcher_client):
    value = ChangeValue.objects.get(field="contact")
    assert value.after.startswith('"sealed, SHA-256 ')
    assert kept.contact not in value.after
    page = researcher_client.get(f"/admin/people/person/{kept.pk}/history/").content.decode()
    assert "sealed, SHA-256" in page
    assert not any(mark in page for mark in MARKS)


def test_a_new_contact_replaces_the_one_that_is_kept(kept, researcher_client):
    before = kept.contact
    page_of(researcher_client, kept).send({"new_contact": "another"})
    kept.refresh_from_db()
    assert kept.contact not in ("", before)


def test_an_empty_box_keeps_what_is_kept(kept, researcher_client):
    before = kept.contact
    page_of(researcher_client, kept).send({"occupation": "baker", "new_contact": "  "})
    kept.refresh_from_db()
    assert (kept.contact, kept.occupation) == (before, "baker")


def test_a_contact_is_removed(kept, researcher_client):
    page_of(researcher_client, kept).send({"remove_contact": "on"})
    kept.refresh_from_db()
    assert (kept.contact, kept.contact_sealed_by, kept.contact_sealed_at) == ("", None, None)
    assert "No contact is kept." in page_of(researcher_client, kept).page.content.decode()


def test_to_write_and_to_remove_at_once_is_refused(kept, researcher_client):
    response = page_of(researcher_client, kept).send({"remove_contact": "on", "new_contact": "another"})
    assert list(errors(response)) == ["remove_contact"]


def test_without_a_key_the_box_says_what_to_do_and_keeps_the_words_in_the_page(person, researcher_client):
    response = page_of(researcher_client, person).send({"new_contact": CONTACT})
    assert "make_group_key" in errors(response)["new_contact"][0]
    assert CONTACT in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert marks_in(bytes_of_the_database()) == []


def test_after_another_error_the_words_stand_in_the_page_and_nowhere_else(
    person, group_key, researcher_client, caplog  # noqa: F811
):  # fmt: skip
    caplog.set_level(logging.DEBUG)
    response = page_of(researcher_client, person).send({"new_contact": CONTACT, "born_on": "some day"})
    assert list(errors(response)) == ["born_on"]
    assert CONTACT in response.content.decode()
    assert marks_in(bytes_of_the_database()) == []
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert sessions
    assert marks_in(str(sessions).encode()) == []
    assert marks_in(caplog.text.encode()) == []


def test_beside_what_somebody_else_saved_the_words_are_not_compared(kept, researcher, researcher_client):
    form = page_of(researcher_client, kept)
    changed(kept, occupation="baker", contact=seal("elsewhere"), by=researcher)
    response = form.send({"new_contact": CONTACT})
    conflicts = response.context["adminform"].form.conflicts
    assert marks_in(str(conflicts).encode()) == []
    assert marks_in(bytes_of_the_database()) == []
    assert {conflict.where for conflict in conflicts} == {"Occupation", "Contact"}
    assert form.again(response).send().status_code == 302
    assert marks_in(bytes_of_the_database()) == []


def test_a_request_that_fails_tells_no_word_of_it(person, researcher_client, group_key, monkeypatch, rf):  # noqa: F811
    from desk.admin.person import PersonAdmin

    seen = []

    def fails(self, request, *args):
        seen.append(request)
        raise RuntimeError

    monkeypatch.setattr(PersonAdmin, "save_related", fails)
    form = page_of(researcher_client, person)
    with pytest.raises(RuntimeError):
        form.send({"new_contact": CONTACT})
    assert "new_contact" in seen[0].sensitive_post_parameters


# Taking it out


def test_a_reviewer_takes_the_sealed_text_out_and_history_says_so(kept, reviewer_client, group_key):  # noqa: F811
    address = f"/admin/people/person/{kept.pk}/contact/"
    response = reviewer_client.post(address, {"reason": "to ask about the name"})
    assert response["Content-Disposition"] == f'attachment; filename="contact-{kept.shown_id}.txt"'
    sealed = response.content.decode().splitlines()[-1]
    assert sealed == kept.contact
    assert box(sealed)
    change = Change.objects.first()
    assert (change.by_name, change.public_id) == ("reviewer", kept.public_id)
    assert change.reason.endswith("to ask about the name")


def test_it_is_not_taken_out_without_a_reason(kept, reviewer_client):
    count = Change.objects.count()
    response = reviewer_client.post(f"/admin/people/person/{kept.pk}/contact/", {"reason": " "})
    assert response.context["form"].errors["reason"]
    assert Change.objects.count() == count


def test_a_researcher_does_not_take_it_out(kept, researcher_client):
    assert researcher_client.post(f"/admin/people/person/{kept.pk}/contact/", {"reason": "x"}).status_code == 403


def test_taking_out_is_no_editing(kept, reviewer_client, reviewer):
    from publishing.editors import editors_since_publication

    reviewer_client.post(f"/admin/people/person/{kept.pk}/contact/", {"reason": "to ask"})
    assert reviewer.pk not in editors_since_publication(Person.objects.get(pk=kept.pk))


def test_where_nothing_is_kept_nothing_is_taken_out(person, reviewer_client):
    response = reviewer_client.post(f"/admin/people/person/{person.pk}/contact/", {"reason": "x"})
    assert "No contact of this person is kept." in response.content.decode()
