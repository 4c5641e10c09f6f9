"""All public files as one XLSX workbook, a sheet each, sent while it is written.

Libraries finish a workbook before they give away its first byte, and take minutes for a large register. What is needed
here is small: sheets of texts and whole numbers, in the XML of ECMA-376, part 1, 18.3. Every text is written as a text,
never as a formula, and with the same cells as the CSV files: who saves a sheet as CSV is as safe.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from django.utils import translation

from lookup.downloads import description
from lookup.downloads.archive import EVERYONE, Chosen, zipped
from lookup.downloads.rows import Cache
from lookup.downloads.writing import in_language

MOST_ROWS = 1_048_576  # of a sheet, by the format
MOST_CHARACTERS = 32_767  # of a cell, by the format
CUT = "… [cut here: the CSV file holds it all]"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPE = f"{DOCUMENT}.sheet"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TOP = (
    f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")


def parts(chosen: Chosen = EVERYONE, code: str = "en") -> Iterator[bytes]:
    names = []
    return zipped(chain(_sheets(chosen, code, names), _frame(names)))


def _sheets(chosen, code, names: list[str]) -> Iterator[tuple[str, Iterable[str]]]:
    """Each sheet as a file; its name is added to the list of names when it is begun."""
    from lookup.downloads import FILES

    files = FILES.values()
    with translation.override(code):
        lines = description.readme(files, chosen.filters).splitlines()
    readme = [[(re.sub("^- ", "• ", line),) for line in lines]]  # a cell does not begin with a sign
    tables = {
        "README": readme,
        "dictionary": [description.dictionary(files)],
        "codes": [description.codes(files)],
        **{file.name: _whole(file, chosen, code) for file in files},
    }
    for title, table in tables.items():
        rows = _rows(table)
        for count in range(1, 1_000):
            first = next(rows, "")
            if not first and count > 1:
                break
            names.append(title if count == 1 else f"{title} ({count})")
            yield f"xl/worksheets/sheet{len(names)}.xml", _sheet(first, rows)


def _whole(file, chosen, code) -> Iterator[Iterable[tuple]]:
    yield [tuple(column.name for column in file.columns)]
    yield from in_language(file.tables(chosen.people), code)


def _rows(tables: Iterable[Iterable[tuple]]) -> Iterator[str]:
    cells = Cache(cell)
    for table in tables:
        for row in table:
            yield f"<row>{''.join(map(cells.__getitem__, row))}</row>"


def _sheet(first: str, rows: Iterator[str]) -> Iterator[str]:
    """As many rows as a sheet can hold; the others are left for the next one."""
    lines, left = [TOP, first], MOST_ROWS - 1
    for row in rows:
        lines.append(row)
        left -= 1
        if not left:
            break
        if len(lines) == 500:
            yield "".join(lines)
            lines = []
    yield "".join([*lines, "</sheetData></worksheet>"])


def cell(value) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = str(value)
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - len(CUT)] + CUT
    written = escape(NOT_IN_XML.sub(_by_number, text))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _by_number(found: re.Match) -> str:
    """What XML cannot hold, as ECMA-376 (22.4.2.4) writes it."""
    return f"_x{ord(found[0][0]):04X}_" + found[0][1:]


def _frame(names: list[str]) -> Iterator[tuple[str, Iterable[str]]]:
    """What tells that the sheets are a workbook; it comes last, when they are counted."""
    numbered = list(enumerate(names, start=1))
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{DOCUMENT}.worksheet+xml"/>'
        for number, _name in numbered
    )
    yield (
        "[Content_Types].xml",
        [
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{DOCUMENT}.sheet.main+xml"/>{kinds}</Types>'
        ],
    )
    yield "_rels/.rels", [_relations([("officeDocument", "xl/workbook.xml")])]
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>' for number, name in numbered
    )
    yield (
        "xl/workbook.xml",
        [f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'],
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number, _name in numbered]
    yield "xl/_rels/workbook.xml.rels", [_relations(targets)]


def _relations(targets) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'
