import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from desk.importing.files import open_table


@pytest.fixture
def opened(tmp_path):
    """Writes a file and opens it."""

    def open_it(content, name="list.csv", **chosen):
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_table(path, name=name, **chosen)

    return open_it


@pytest.fixture
def workbook(opened):
    """Writes the rows of a sheet, changes the workbook or the parts of the file, and opens it."""

    def open_it(*rows, change=None, parts=None, is_shared=False, **chosen):
        content = xlsx(*rows, change=change, parts=parts)
        return opened(with_shared_strings(content) if is_shared else content, "list.xlsx", **chosen)

    return open_it


def xlsx(*rows, change=None, parts=None) -> bytes:
    """An XLSX file; `change` takes the workbook, `parts` the bytes of each part by its name."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return rezipped(content.getvalue(), parts) if parts else content.getvalue()


def rezipped(content: bytes, change) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return changed.getvalue()


def cells(table) -> list[list[str]]:
    return [row.cells for row in table.rows()]


def with_shared_strings(content: bytes) -> bytes:
    """The workbook with its texts in a part of their own, as spreadsheet programs keep them; openpyxl does not."""
    strings = []

    def change(name, part):
        if name == "xl/worksheets/sheet1.xml":
            return re.sub(rb't="inlineStr"><is>(.*?)</is>', share, part, flags=re.DOTALL)
        sort = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + sort + b'"/></Types>'
        return part.replace(b"</Types>", override)

    def share(found):
        strings.append(found[1])
        return b't="s"><v>%d</v>' % (len(strings) - 1)

    shared = io.BytesIO(rezipped(content, change))
    with zipfile.ZipFile(shared, "a", zipfile.ZIP_DEFLATED) as archive:
        items = b"".join(b"<si>%s</si>" % text for text in strings)
        space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        archive.writestr("xl/sharedStrings.xml", b"<sst %s>%s</sst>" % (space, items))
    return shared.getvalue()
