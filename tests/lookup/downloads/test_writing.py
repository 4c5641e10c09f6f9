import csv
import io

import pytest

from lookup.downloads.writing import Table, as_csv

TABLES = {
    "texts": [("a", "b"), ("c", "d")],
    "nothing at the start": [("", "", "a"), ("", "", "b")],
    "nothing between": [("a", "", "", "b"), ("", "", "", "c")],
    "nothing at the end": [("a", "", None), ("b", None, "")],
    "nothing at all": [("", "", None), ("", "", "")],
    "numbers": [(1, None, 0), (None, -5, "x")],
    "signs": [("a, b", 'say "so"', "one\ntwo"), ("", "one\r\ntwo", '"'), (",", "\r", " ;'\t ")],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(
    "made", [list, lambda rows: Table(list(map(list, zip(*rows, strict=True))))], ids=["rows", "columns"]
)
def test_lines_are_those_that_the_standard_library_writes(rows, made):
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    assert as_csv(made(rows)) == lines.getvalue()
