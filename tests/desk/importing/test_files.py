import pytest

from desk.importing.files import open_table


@pytest.fixture
def opened(tmp_path):
    """Writes a file and opens it."""

    def open_it(content, name="list.csv", **chosen):
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_table(path, name=name, **chosen)

    return open_it


def test_the_header_row_is_found_below_a_title(opened):
    table = opened("Список погибших,,\n№,ФИО,Возраст\n1,Нұрлан Ақжан,30\n")
    assert (table.header_row, table.headers) == (2, ["№", "ФИО", "Возраст"])
    assert [(row.number, row.cells) for row in table.rows()] == [(3, ["1", "Нұрлан Ақжан", "30"])]
