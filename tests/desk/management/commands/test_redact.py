import io
import re
import zipfile
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command

from audit.models import Act, Change, ChangeValue
from lookup.models import PublishedReleasePiece
from publishing import door, releases
from tests.builders import a_person, a_place, a_report, changed, published


@pytest.fixture
def person(researcher):
    return changed(a_person(by=researcher, occupation="baker"), by=researcher, occupation="welder")


def redacted(record, field, by="reviewer", reason="asked by the family", **options) -> str:
    out = StringIO()
    call_command("redact", str(record), field, by=by, reason=reason, stdout=out, **options)
    return out.getvalue()


def test_a_record_is_named_by_its_public_id(person, reviewer):
    said = redacted(person.shown_id, "occupation")
    assert said.startswith("2 values erased from history, 0 publications rid of them: change ")
    assert not ChangeValue.objects.filter(after='"baker"').exists()


def test_a_row_without_public_id_is_named_by_its_table(researcher, reviewer):
    place = changed(a_place("Жұпарлы", by=researcher), by=researcher, name_kk="Тасты")
    redacted(f"places.place:{place.pk}", "name_kk")
    assert Change.objects.get(act=Act.REDACTED).row == str(place.pk)


def test_the_value_is_not_printed_and_other_places_are_told(person, researcher, reviewer):
    a_person(by=researcher, internal_notes="he was a baker")
    said = redacted(person.public_id, "occupation")
    assert "baker" not in said
    assert "Still in people.person.internal_notes, rows: 1." in said


def test_a_label_that_releases_hold_leaves_them_as_the_command_says(researcher, reviewer):
    place = a_place("Жұпарлы", by=researcher)
    report = published(a_report(by=researcher, dateline_place=place), by=reviewer)
    name = releases.release(by=reviewer, reason="the first")
    changed(place, by=researcher, name_kk="Тасты")
    assert f"Releases hold what was published with it: {name}." in redacted(f"places.place:{place.pk}", "name_kk")
    door.withdraw(record=report, by=researcher, reason="an erased label")
    door.restore(record=report, by=researcher, reason="an erased label")
    published(report, by=reviewer)
    releases.reissue(by=reviewer, reason="an erased label")
    content = b"".join(PublishedReleasePiece.objects.values_list("content", flat=True))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = b"".join(map(archive.read, archive.namelist())).decode()
    assert (report.shown_id in told, "Жұпарлы" in told) == (True, False)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"record": "ZZZZZ-ZZZZZ"}, "There is no record"),
        ({"record": "places.place:1"}, "There is no record"),
        ({"record": "audit.change:1"}, "There is no record"),
        ({"by": "nobody"}, "There is no account"),
        ({"field": "nothing"}, "holds no value"),
        ({"reason": " "}, "--reason"),
    ],
)
def test_what_is_wrong_is_said(person, reviewer, values, told):
    with pytest.raises(CommandError, match=told):
        redacted(**{"record": person.public_id, "field": "occupation", **values})
    assert not Change.objects.filter(act=Act.REDACTED).exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_deleted_is_named_and_the_others_go(researcher, reviewer, monkeypatch):
    report = a_report(by=researcher, snapshot=ContentFile(b"first", "first.txt"))
    storage, names = report.snapshot.storage, [report.snapshot.name]
    for word in ("second", "third"):
        changed(report, by=researcher, snapshot=ContentFile(word.encode(), f"{word}.txt"))
        names.append(report.snapshot.name)
    stays, goes = sorted(names[:2])
    delete = InMemoryStorage.delete

    def delete_if_allowed(self, name):
        if name == stays:
            raise PermissionError(name)
        delete(self, name)

    monkeypatch.setattr(InMemoryStorage, "delete", delete_if_allowed)
    with pytest.raises(CommandError, match=f": {re.escape(stays)}. Delete them"):
        redacted(report.shown_id, "snapshot")
    assert (storage.exists(stays), storage.exists(goes)) == (True, False)
