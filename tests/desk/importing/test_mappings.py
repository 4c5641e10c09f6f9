import re
from pathlib import Path

import pytest

from desk.importing.columns import FIELDS
from desk.importing.mappings import Mapping, UnreadableMapping, ambiguous_dates, from_toml, to_toml

WHOLE = Mapping(
    'Тізім "2022"\\\x7f',
    "detained",
    {"ФИО": "name", "Дата\tзадержания": "arrested_on", "Статус": "custody_status"},
    key="№",
    date_order={"Дата\tзадержания": "dmy"},
    year=2022,
    words={"Статус": {"вышел": "released", "?": ""}},
    in_every_row={"arrested_place": "Алматы"},
    sheet="Лист1",
    header_row=2,
    encoding="windows-1251",
    delimiter=";",
)


@pytest.mark.parametrize("mapping", [WHOLE, Mapping("a", "killed", {"x": "name"})], ids=["whole", "small"])
def test_a_mapping_is_read_as_it_was_written(mapping):
    assert from_toml(to_toml(mapping)) == mapping


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "no TOML"),
        ('name = "a"\nkind = "killed"\n', "says no columns"),
        ('name = "a"\nkind = "dead"\n[columns]\n"x" = "name"', "Write kind = “killed”"),
        ('name = "a"\nkind = "killed"\ncolor = "red"\n[columns]\n"x" = "name"', "no setting “color”"),
        ('name = "a"\nkind = "killed"\n[columns]\n"x" = "nome"', "no field “nome”"),
        ('name = "a"\nkind = "killed"\n[columns]\n"x" = "arrested_on"', "no field “arrested_on”"),
        ('name = "a"\nkind = "killed"\n[columns]\n"x" = "age"\n"y" = "age"', "Two columns are read as “age”"),
        ('name = "a"\nkind = "killed"\n[columns]\n"x" = 5', "value of the wrong sort"),
        ('name = "a"\nkind = "killed"\nyear = "2022"\n[columns]\n"x" = "name"', "value of the wrong sort"),
        ('name = "a"\nkind = "killed"\n[columns]\n"x" = "died_on"\n[date_order]\n"x" = "dym"', "not “dym”"),
        ('name = "a"\nkind = "killed"\nkey = "x"\n[columns]\n"x" = "identity_number"', "another column as the key"),
        ('name = "a"\nkind = "killed"\n[columns]\n"x" = "sex"\n[words."x"]\n"1" = "man"', "not “man”"),
        ('name = "a"\nkind = "killed"\n[columns]\n"x" = "name"\n[in_every_row]\nquotation = "a"', "is private"),
        ('name = "a"\nkind = "killed"\nencoding = "ebcdic"\n[columns]\n"x" = "name"', "no encoding “ebcdic”"),
        ('name = "a"\nkind = "killed"\ndelimiter = ";;"\n[columns]\n"x" = "name"', "delimiter"),
    ],
)
def test_what_cannot_be_meant_is_refused(text, says):
    with pytest.raises(UnreadableMapping, match=says):
        from_toml(text)


@pytest.mark.parametrize(
    ("cells", "asked", "settled"),
    [
        (["05/01/2022", "06/01/2022"], ("05/01/2022", "2022-01-05", "2022-05-01"), None),
        (["05/01/2022", "25/01/2022"], None, "dmy"),
        (["05/01/2022", "01/25/2022"], None, "mdy"),
        (["05/01/2022", "25/01/2022", "01/25/2022"], ("05/01/2022", "2022-01-05", "2022-05-01"), None),
        (["05.01.2022", "06.01.2022"], None, None),
        (["05.01.2022", "01.25.2022"], ("05.01.2022", "2022-01-05", "2022-05-01"), None),
        (["2022-01-05", "06/06/2022", "25/01/2022"], None, None),
        (["5-1-22"], ("5-1-22", "2022-01-05", "2022-05-01"), None),
        (["22-янв-05", "22-янв-22", "22-фев-30"], ("22-янв-05", "2005-01-22", "2022-01-05"), None),
        (["05-янв-22", "31-янв-22"], None, "dmy"),
        (["22-янв-05", "45-янв-05"], None, "ymd"),
        (["12-мар-29", "12-мар-30"], ("12-мар-29", "1929-03-12", "2012-03-29"), None),
        (["05-янв-22", "01/05/2022", "01/25/2022"], None, "mdy"),
        (["22-янв-05", "05.01.2022"], ("22-янв-05", "2005-01-22", "2022-01-05"), None),
        (["5-янв-22", "31-янв-2022"], None, None),
    ],
    ids=[
        "both",
        "day first",
        "month first",
        "mixed",
        "dots",
        "dots, month first",
        "no doubt",
        "two digits",
        "in words",
        "in words, day first",
        "in words, year first",
        "in words, births",
        "in words and numbers",
        "in words and dots",
        "in words, no doubt",
    ],
)
def test_a_column_of_dates_is_asked_once_where_its_cells_do_not_settle_it(opened, cells, asked, settled):
    table = opened("name;died\n" + "".join(f"a;{cell}\n" for cell in cells))
    mapping = Mapping("a", "killed", {"name": "name", "died": "died_on"})
    assert ambiguous_dates(mapping, table) == ({"died": asked} if asked else {})
    assert mapping.date_order == ({"died": settled} if settled else {})


def test_what_was_answered_is_not_asked_again(opened):
    mapping = Mapping("a", "killed", {"died": "died_on"}, date_order={"died": "mdy"})
    assert ambiguous_dates(mapping, opened("name,died\na,05/01/2022\n")) == {}


PAGE = (Path(__file__).parents[3] / "docs/importing.md").read_text(encoding="utf-8")


def test_the_mapping_in_the_documentation_can_be_read():
    mapping = from_toml(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1])
    assert (mapping.kind, mapping.key, mapping.words["Статус"]["?"]) == ("detained", "№", "")


def test_the_documentation_lists_every_field():
    rows = re.search(r"The fields:\n(.*?)\n## ", PAGE, re.DOTALL)[1]
    assert set(re.findall(r"`(\w+)`", rows)) == set(FIELDS)
