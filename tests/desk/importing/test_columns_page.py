"""What a kept mapping says is there when its next list is handed in."""

import pytest
from django.core.files.base import ContentFile

from desk.importing import batches
from desk.importing.mappings import Mapping, from_toml, to_toml
from desk.models import BatchState, ImportBatch
from tests.builders import an_incident
from tests.desk.importing.conftest import xlsx

CSV = "no,name,arrested\n1,Аян Тасболатов,05/01/2022\n"
COLUMNS = {"no": "number", "name": "name", "arrested": "arrested_on"}


@pytest.fixture
def page(researcher, researcher_client):
    """Hands in a list with a mapping that was kept, and opens or sends the page of its columns."""

    def open_it(content, name="list.csv", sent=None, **kept):
        if not ImportBatch.objects.exists():
            content = content if isinstance(content, bytes) else content.encode()
            batch = batches.hand_in(file=ContentFile(content), name=name, by=researcher, language="en")
            mapping = to_toml(Mapping("Volunteers", "detained", COLUMNS, **kept))
            ImportBatch.objects.filter(pk=batch.pk).update(mapping=mapping)
        address = f"/admin/desk/importbatch/{ImportBatch.objects.get().pk}/columns/"
        return researcher_client.post(address, sent) if sent else researcher_client.get(address)

    return open_it


def test_the_order_of_dates_is_asked_once_for_all_versions(page):
    form = page(CSV, date_order={"arrested": "mdy"}).context["form"]
    assert form["order_2"].value() == "mdy"
    held = {field.html_name: field.value() for field in form if field.value() is not None}
    page(CSV, sent=held | {"title": "The list", "incident": str(an_incident().pk), "_preview": "1"})
    batch = ImportBatch.objects.get()
    assert (batch.state, from_toml(batch.mapping).date_order) == (BatchState.WAITING, {"arrested": "mdy"})


def test_the_preview_lists_the_columns_that_are_not_read(page, researcher_client):
    form = page("no,name,arrested,colour,ИИН,77010000000\n1,Аян,05.01.2022,red,x,y\n").context["form"]
    held = {field.html_name: field.value() for field in form if field.value() is not None}
    sent = {"title": "The list", "incident": str(an_incident().pk), "_preview": "1", "column_4": "identity_number"}
    answer = page("", sent=held | sent)
    assert ImportBatch.objects.get().unread == {"ignored": ["colour", "…"], "left_out": ["ИИН"]}
    text = researcher_client.get(answer.url).content.decode()
    assert all(told in text for told in ("Columns that are not read", "colour, …", "because they are private", "ИИН"))


def test_sheet_and_row_of_headers_are_as_the_mapping_has_them(page):
    def add(book):
        sheet = book.create_sheet("Задержанные")
        for row in (["no", "name", "age"], ["no", "name", "arrested"], ["1", "Аян", "05.01.2022"]):
            sheet.append(row)

    content = xlsx(["no", "name"], ["1", "Аян"], change=add)
    form = page(content, "list.xlsx", sheet="Задержанные", header_row=2).context["form"]
    assert (form["sheet"].value(), form["header_row"].value(), form["column_2"].value()) == (
        "Задержанные", 2, "arrested_on",
    )  # fmt: skip


@pytest.mark.parametrize(
    "kept", [{"sheet": "Gone", "header_row": 2}, {"header_row": 2}], ids=["no sheet", "no headers"]
)
def test_where_the_file_has_them_elsewhere_they_are_looked_for(page, kept):
    form = page(xlsx(["no", "name", "arrested"], ["1", "Аян", "05.01.2022"]), "list.xlsx", **kept).context["form"]
    assert (form["header_row"].value(), form["column_2"].value()) == (1, "arrested_on")


def test_the_encoding_is_as_the_mapping_has_it_and_stays_chosen(page):
    answer = page(CSV.replace("Аян", "Әсел").encode("ptcp154"), encoding="pt154")
    assert "Әсел" in answer.content.decode()
    assert answer.context["form"]["encoding"].value() == "pt154"
    again = page(CSV, sent={"_read_again": "1", "kind": "detained", "header_row": "1", "encoding": "windows-1251"})
    assert again.context["form"]["encoding"].value() == "windows-1251"


def test_a_list_with_a_column_less_that_only_the_kept_encoding_can_read_is_read_in_it(page):
    answer = page("no,name\n1,Әҳмет\n".encode("ptcp154"), encoding="pt154")
    assert (answer.status_code, "Әҳмет" in answer.content.decode()) == (200, True)
