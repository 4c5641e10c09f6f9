"""`manage.py import_people`: the same engine as the pages."""

import pytest
from django.core.management import CommandError, call_command

from desk.importing import batches
from desk.importing.mappings import Mapping, to_toml
from desk.models import ImportBatch
from people.models import Person
from tests.builders import a_report, an_incident
from tests.desk.importing.lists import KILLED, killed


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)
    (tmp_path / "list.csv").write_text(killed(5), encoding="utf-8")
    mapping = Mapping(name="m", kind="killed", columns=KILLED, key="row")
    (tmp_path / "m.toml").write_text(to_toml(mapping), encoding="utf-8")
    return tmp_path


def run(files, report, **options):
    given = {"list": report.shown_id, "mapping": files / "m.toml", "by": "researcher"}
    call_command("import_people", files / "list.csv", **given, **options)


def test_a_dry_run_stores_nothing(files, researcher, capsys):
    run(files, a_report(incidents=[an_incident()]), dry_run=True)
    assert "5 new" in capsys.readouterr().out
    assert (Person.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_a_list_is_imported_and_again_changes_nothing(files, researcher, capsys):
    report = a_report(incidents=[an_incident()])
    run(files, report)
    run(files, report)
    assert "5 the same" in capsys.readouterr().out
    assert Person.objects.count() == 5


def test_what_is_refused_is_told_and_nothing_is_imported(files, researcher, capsys):
    (files / "list.csv").write_text(killed(5).replace(",23,f", ",23,purple"), encoding="utf-8")
    with pytest.raises(CommandError, match="refused"):
        run(files, a_report(incidents=[an_incident()]))
    assert "row 4, sex 'purple'" in capsys.readouterr().out
    assert Person.objects.count() == 0


def test_the_columns_that_are_not_read_are_listed(files, researcher, capsys):
    lines = (files / "list.csv").read_text(encoding="utf-8").splitlines()
    (files / "list.csv").write_text("".join(f"{line},note,{place}\n" for place, line in enumerate(lines)))
    mapping = Mapping(name="m", kind="killed", columns=KILLED | {"0": "identity_number"}, key="row")
    (files / "m.toml").write_text(to_toml(mapping), encoding="utf-8")
    run(files, a_report(incidents=[an_incident()]), dry_run=True)
    assert "Not read: note\nLeft out, private: 0\n" in capsys.readouterr().out


def test_an_event_is_asked_for_where_the_report_does_not_tell(files, researcher):
    with pytest.raises(CommandError, match="--incident"):
        run(files, a_report())
