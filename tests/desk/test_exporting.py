import csv
import io
import zipfile

import pytest
from django.contrib.auth.models import User

from audit.models import Change
from desk.facts import TABLES
from tests.builders import a_name, a_person
from tests.conftest import member, signed_in


@pytest.fixture
def exporter(db):
    return signed_in(member("exporter"))


def take_out(client, reason="for the court"):
    return client.post("/admin/export/", {"reason": reason})


def test_an_exporter_takes_every_table_out(exporter):
    a_name(a_person(), "Нұрлан Ақжан")
    response = take_out(exporter)
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert set(archive.namelist()) == {f"{table}.csv" for table in TABLES} | {"README.txt"}
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open("names.csv"), "utf-8-sig")))
    assert [row["text"] for row in rows] == ["Нұрлан Ақжан"]


def test_an_export_is_in_history(exporter):
    take_out(exporter, "for the court")
    change = Change.objects.get(table="register")
    assert (change.by_name, change.reason) == ("exporter", "for the court")


def test_without_a_reason_nothing_leaves(exporter):
    response = take_out(exporter, " ")
    assert response["Content-Type"].startswith("text/html")
    assert not Change.objects.exists()


@pytest.mark.parametrize("role", ["researcher", "reviewer", "administrator", "staff"])
def test_only_an_exporter_takes_out(db, role):
    user = User.objects.create_user("staff", is_staff=True) if role == "staff" else member(role)
    assert take_out(signed_in(user)).status_code == 403
    assert not Change.objects.exists()
    assert "/admin/export/" not in signed_in(user).get("/admin/").content.decode()
