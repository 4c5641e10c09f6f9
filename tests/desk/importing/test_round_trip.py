"""What was imported is taken out by the staff export, imported from that file and taken out again: it says the same."""

import csv

import pytest

from desk.facts_files import export_facts
from desk.importing import batches
from people.models import Person
from tests.builders import a_place
from tests.desk.importing.lists import imported, undone

KILLED = """row,name,age,sex,harm,time,harmed,died,where,site,label,circumstances,armed,hidden
1,=Талант Фучик,25-30,м,ранен,вечер,05.01.2022,07.01.2022,Жұпарлы,площадь,"прохожий; сосед","+7 часов, «так»
и ещё",нет,
2,Берен-оглы Хобрек,около 40,ж,убит,,2022-01~,,,-5 этаж,,@родные: нет вестей,,
3,Зумур Рихин,2 месяца,,,,,январь 2022,,,'ребёнок',,да,не разглашается
"""
DETAINED = """row,name,age,sex,arrested,status,as of,measure,court,case,circumstances
1,Аян «Тас» Болатов,19,м,2022-01-04/2022-01-06,отпущен,10.01.2022,,"-суд, №2",=1/22,\t@родные
2,O'Rihin Sorgau,до 18,f,?,held,,remand,,,
"""
OF_KILLED = {
    "row": "number", "name": "name_ru", "age": "age", "sex": "sex", "harm": "harm", "time": "time_of_day",
    "harmed": "harmed_on", "died": "died_on", "where": "harmed_place", "site": "site", "label": "label_as_printed",
    "circumstances": "circumstances", "armed": "armed", "hidden": "wound_sites",
}  # fmt: skip
OF_DETAINED = {
    "row": "number", "name": "name", "age": "age", "sex": "sex", "arrested": "arrested_on", "status": "custody_status",
    "as of": "status_as_of", "measure": "measure", "court": "court", "case": "case_number",
    "circumstances": "circumstances",
}  # fmt: skip
ANEW = {
    "where_in_report": "number",
    "age_as_printed": "age",
    "status": "custody_status",
    "harmed_place": "harmed_place",
}
OTHERS = {"public_id", "casualty", "detention", "report", "report__title"}
AS_HEADERS = {"not_disclosed", "place_as_printed"}  # hold headers, or a place as the file names it


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def taken_out(folder, table) -> tuple[str, list[dict]]:
    """The file as it is written, and its rows without what is of this copy alone."""
    export_facts(folder)
    text = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    return text, [{name: cell for name, cell in row.items() if name not in OTHERS | AS_HEADERS} for row in rows]


@pytest.mark.parametrize(
    ("table", "kind", "text", "columns"),
    [("casualty_claims", "killed", KILLED, OF_KILLED), ("detention_claims", "detained", DETAINED, OF_DETAINED)],
    ids=["killed", "detained"],
)
def test_a_list_that_was_taken_out_and_imported_says_the_same(researcher, tmp_path, table, kind, text, columns):
    a_place(name_ru="Жұпарлы", name_en="Zhuparly", code="zh")
    first = imported(text, by=researcher, kind=kind, columns=columns)
    assert first.counts.get("refused", 0) == 0, [row.told for row in first.rows.all()]
    file, before = taken_out(tmp_path / "first", table)
    undone(first, by=researcher)
    assert not Person.objects.exists()
    held = [*columns.values(), "age_low", "age_high"]
    read = {ANEW.get(name, name): name for name in before[0] if ANEW.get(name, name) in held}
    read["name_ru" if kind == "killed" else "name"] = "name_as_printed"
    anew = {header: name for name, header in read.items()}
    again = imported(file, by=researcher, kind=kind, columns=anew, key="where_in_report")
    assert again.counts["new"] == len(before), [row.told for row in again.rows.all()]
    assert taken_out(tmp_path / "again", table)[1] == before
