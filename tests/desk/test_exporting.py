import csv
import io
import zipfile

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection

from audit.models import Change
from desk.facts import TABLES, resource
from tests.builders import a_name, a_person
from tests.conftest import member, signed_in
from tests.desk.importing.test_killed import shared_url  # noqa: F401 (a fixture)


@pytest.fixture
def exporter(db):
    return signed_in(member("exporter"))


def take_out(client, reason="for the court", **chosen):
    response = client.post("/admin/export/", {"reason": reason, "extent": "all", "files": "csv", **chosen})
    response.taken = response.getvalue()
    return response


def rows_of(response, table):
    with zipfile.ZipFile(io.BytesIO(response.taken)) as archive:
        return list(csv.DictReader(io.TextIOWrapper(archive.open(f"{table}.csv"), "utf-8-sig")))


def test_an_exporter_takes_every_table_out(exporter):
    a_name(a_person(), "Нұрлан Ақжан")
    response = take_out(exporter)
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.taken)) as archive:
        assert set(archive.namelist()) == {f"{table}.csv" for table in TABLES} | {"README.txt"}
    assert [row["text"] for row in rows_of(response, "names")] == ["Нұрлан Ақжан"]


def test_an_export_can_be_one_workbook(exporter):
    with zipfile.ZipFile(io.BytesIO(take_out(exporter, files="xlsx").taken)) as archive:
        assert set(archive.namelist()) == {"facts.xlsx", "README.txt"}
        assert openpyxl.load_workbook(archive.open("facts.xlsx")).sheetnames == list(TABLES)


def test_what_does_not_fit_in_a_workbook_is_told(exporter, monkeypatch):
    monkeypatch.setattr("records.sheets.LONGEST_CELL", 5)
    response = take_out(exporter, files="xlsx")
    assert "is too long for a sheet: choose CSV files." in response.content.decode()
    assert not Change.objects.exists()


def test_others_save_while_the_files_are_made(shared_url, monkeypatch):  # noqa: F811
    exporter, other = signed_in(member("exporter")), connection.copy()
    a_name(a_person(), "Нұрлан Ақжан")

    def meanwhile(table):
        if table == "names":
            with other.cursor() as cursor:
                cursor.execute("INSERT INTO django_session VALUES ('of another', '', '2022-01-05')")
            other.close()
        return resource(table)

    monkeypatch.setattr("desk.facts_files.resource", meanwhile)
    assert len(rows_of(take_out(exporter), "names")) == 1
    assert Session.objects.filter(pk="of another").exists()
    assert Change.objects.filter(table="register").count() == 1


@pytest.mark.parametrize("extent", ["all", "open"])
def test_an_export_is_in_history_with_how_much_and_why(exporter, extent):
    take_out(exporter, "for the court", extent=extent)
    change = Change.objects.get(table="register")
    assert (change.by_name, change.row, change.reason) == ("exporter", extent, "for the court")


def test_without_a_reason_nothing_leaves(exporter):
    response = take_out(exporter, " ")
    assert response["Content-Type"].startswith("text/html")
    assert not Change.objects.exists()


def test_a_reviewer_takes_out_what_can_become_public_and_no_more(db):
    reviewer = signed_in(member("reviewer"))
    a_name(a_person(), "Нұрлан Ақжан")
    assert rows_of(take_out(reviewer, extent="open"), "names") == []
    assert take_out(reviewer)["Content-Type"].startswith("text/html")
    assert Change.objects.filter(table="register").count() == 1


@pytest.mark.parametrize("role", ["researcher", "administrator", "staff"])
def test_nobody_else_takes_anything_out(db, role):
    user = User.objects.create_user("staff", is_staff=True) if role == "staff" else member(role)
    assert take_out(signed_in(user)).status_code == 403
    assert take_out(signed_in(user), extent="open").status_code == 403
    assert not Change.objects.exists()
    assert "/admin/export/" not in signed_in(user).get("/admin/").content.decode()
