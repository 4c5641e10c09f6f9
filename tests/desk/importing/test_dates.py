from datetime import date

import pytest

from desk.importing.dates import read_date
from records.dates import AmbiguousDate, UnreadableDate

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("cell", "order", "edtf"),
    [
        ("2022-01-05", "", "2022-01-05"),
        ("05.01.2022", "", "2022-01-05"),
        ("5.1.22", "", "2022-01-05"),
        ("05.01.2022 г.", "", "2022-01-05"),
        ("2022 ж. 5 қаңтар", "", "2022-01-05"),
        ("5 января 2022 года", "", "2022-01-05"),
        ("5-7 января 2022", "", "2022-01-05/2022-01-07"),
        ("05/01/2022", "dmy", "2022-01-05"),
        ("01/05/2022", "mdy", "2022-01-05"),
        ("1/5/22", "mdy", "2022-01-05"),
        ("01.05.2022", "mdy", "2022-01-05"),
        ("22-01-05", "ymd", "2022-01-05"),
        ("2022/1/5", "", "2022-01-05"),
        ("25/01/2022", "", "2022-01-25"),
        ("01-25-2022", "", "2022-01-25"),
        ("06/06/2022", "", "2022-06-06"),
        ("2022", "", "2022"),
        ("01.2022", "", "2022-01"),
        ("январь 2022", "", "2022-01"),
        ("00.01.2022", "", "2022-01"),
        ("00.00.2022", "", "2022"),
        ("??.01.2022", "", "2022-01"),
        ("хх.01.2022", "", "2022-01"),
        ("2022-01-00", "", "2022-01"),
        ("около 5 января 2022", "", "2022-01-05~"),
        ("5-Jan-22", "", "2022-01-05"),
        ("05-янв-22", "dmy", "2022-01-05"),
        ("05-янв-22", "mdy", "2022-01-05"),
        ("22-янв-05", "ymd", "2022-01-05"),
        ("22 Jan 05", "ymd", "2022-01-05"),
        ("5 Jan 2022", "ymd", "2022-01-05"),
        ("31-янв-22", "", "2022-01-31"),
        ("45-мар-12", "", "1945-03-12"),
        ("05-янв-05", "", "2005-01-05"),
        ("05.янв.2022", "", "2022-01-05"),
        ("05-қаң-22 ж.", "dmy", "2022-01-05"),
        ("12-мар.-85", "", "1985-03-12"),
        ("5 Sept 2022", "", "2022-09-05"),
        ("2022.0", "", "2022"),
        ("12.03.85", "", "1985-03-12"),
        ("12.03.12", "", "2012-03-12"),
    ],
)
def test_a_date_is_read_as_lists_write_it(cell, order, edtf):
    read = read_date(cell, order=order, today=TODAY)
    assert (read.date.text, read.is_inferred, read.left_out) == (edtf, False, "")


@pytest.mark.parametrize("cell", ["05/01/2022", "5-1-22", "05/01/2022 14:30"])
def test_a_date_with_two_readings_needs_the_order_of_its_column(cell):
    with pytest.raises(AmbiguousDate) as error:
        read_date(cell, today=TODAY)
    assert error.value.candidates == ("2022-01-05", "2022-05-01")


@pytest.mark.parametrize("cell", ["22-янв-05", "22 Jan 05", "22-янв-05 14:30"])
def test_a_month_in_words_between_two_possible_years_needs_the_order_of_its_column(cell):
    with pytest.raises(AmbiguousDate) as error:
        read_date(cell, today=TODAY)
    assert error.value.candidates == ("2005-01-22", "2022-01-05")


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("31.02.2022", ""),
        ("2022-13-01", ""),
        ("25/01/2022", "mdy"),
        ("13/13/2022", ""),
        ("32.01.2022", ""),
        ("5 января", ""),
        ("05.01", ""),
        ("в начале января", ""),
        ("вчера", ""),
        ("5.1.2", ""),
        ("05.01.202", ""),
        ("29.02.2023", ""),
        ("31-Feb-22", ""),
        ("5-abc-22", ""),
        ("Jan-22", ""),
        ("2022-01-05 10:00-12:00", ""),
    ],
)
def test_an_impossible_date_is_not_bent_into_another(cell, order):
    with pytest.raises(UnreadableDate):
        read_date(cell, order=order, today=TODAY)


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [("5 января", "2022-01-05"), ("05.01", "2022-01-05"), ("05.01.", "2022-01-05"), ("6 қаңтар", "2022-01-06")],
)
def test_a_year_that_holds_for_the_list_is_inferred(cell, edtf):
    read = read_date(cell, year=2022, today=TODAY)
    assert (read.date.text, read.is_inferred) == (edtf, True)


@pytest.mark.parametrize("cell", ["янв.22", "Jan-22"])
def test_a_month_and_two_digits_are_no_day_of_the_list(cell):
    with pytest.raises(UnreadableDate):
        read_date(cell, year=2022, today=TODAY)


@pytest.mark.parametrize(
    ("cell", "left_out"),
    [
        ("2022-01-05 14:30", "14:30"),
        ("2022-01-05T00:00:00", ""),
        ("05.01.2022 23:15:00", "23:15:00"),
        ("05.01.2022 в 14:30", "14:30"),
        ("05.01.2022 г., в 14:30", "14:30"),
        ("2022-01-05T14:30:00+06:00", "14:30:00"),
        ("2022-01-05T00:00:00+06:00", ""),
        ("2022-01-05 14:30 +05:30", "14:30"),
        ("2022-01-05 2:30 PM", "2:30 PM"),
        ("5-янв-22 14:30", "14:30"),
    ],
)
def test_the_time_of_day_is_left_out_and_told(cell, left_out):
    read = read_date(cell, today=TODAY)
    assert (read.date.text, read.left_out) == ("2022-01-05", left_out)
