"""Our reading of dates against the examples of edtf 5.0.2 (PyPI, MIT): same bounds, or left out by name."""

import json
from datetime import date
from pathlib import Path

import pytest

from records.dates import UnreadableDate, parse
from records.typed_dates import read

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "edtf"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the examples are not in {FOLDER.parent.name}/edtf")

REFUSED = {  # what two columns of days cannot hold, or ISO 8601-2 has only on level 2
    "a year before 0001": ["-0999", "0000", "-2005/-1999-02", "-01XX", "-0275~", "-0001~", "0000~", "-01XX~"],
    "a year after 9999": [
        *("Y170000002", "Y-170000002", "Y17E7", "Y-17E7", "Y17101E4S3", "Y3388E2S3", "Y171010000S3"),
    ],
    "significant digits": ["1950S2", "1953S2", "1953S3"],
    "a time of day": [
        *("2001-02-03T09:30:01", "2004-01-01T10:10:10Z", "2004-01-01T10:10:10+05:00", "1985-04-12T23:20:30"),
    ],
    "a mark inside a date": [
        *("2004?-06-11", "2004-06~-11", "2004-06-~11", "2004-%06", "2004-?06-?11", "2004?-06-~11", "?2004-%06"),
        *("2004?-%06", "2004?-~06-~04", "2011-~06-~04", "2004-06-~01/2004-06-~20"),
    ],
    "unknown digits before known ones": ["156X-12-25", "15XX-12-25", "1560-XX-25", "15XX-12-XX", "XXXX-XX-23"],
    "one or all of several dates": [
        *("[1667, 1668, 1670..1672]", "[..1760-12-03]", "[1760-12..]", "[1760-01, 1760-02, 1760-12..]"),
        *("[1667, 1760-12]", "[1774-11..1774-12]", "[1785-07-30..1785-08-06]", "[1667, 1912-03..1912-05]"),
        *("{1667,1668, 1670..1672}", "{1960, 1961-12}", "{1912-03..1912-05}"),
    ],
    "a part of the year other than a month or one of four seasons": ["2001-29", "2001-34"],
}
OPEN = ["/2006", "2004-06-01/", "1984-06-02?/"]  # an unknown end: the package sets it ten years off, we leave it open


def load(name):
    path = FOLDER / name
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


VALID = {example["edtf"]: example["expected"] for example in load("edtf_valid_examples.json")}
# "1858/1860" is EDTF for a period; the package takes it for one year of two.
PHRASES = {typed: text for typed, text in load("edtf_natural_language_pairs.json") if typed != "1858/1860"}
LEFT_OUT = {text: reason for reason, texts in REFUSED.items() for text in texts}


def refuses(typed):
    try:
        read(typed)
    except UnreadableDate:
        return True
    return False


def day(written):
    return None if written.endswith("inf") else date.fromisoformat(written)


@pytest.mark.parametrize("text", [text for text in VALID if text not in LEFT_OUT and text not in OPEN])
def test_a_date_has_the_strict_bounds_of_the_examples(text):
    expected = VALID[text]  # one day or two; then, for a marked date, two wider bounds that are not ours
    latest = expected[1] if len(expected) in (2, 4) else expected[0]
    assert parse(text)[1:3] == (day(expected[0]), day(latest))


@pytest.mark.parametrize(("text", "reason"), LEFT_OUT.items())
def test_what_is_left_out_is_refused(text, reason):
    assert text in VALID, reason
    with pytest.raises(UnreadableDate):
        parse(text)


@pytest.mark.parametrize("text", OPEN)
def test_an_unknown_end_has_no_day(text):
    assert None in parse(text)[1:3]


@pytest.mark.parametrize("text", [text for text in load("edtf_invalid_examples.json") if text is not None])
def test_what_the_examples_call_invalid_is_refused(text):
    with pytest.raises(UnreadableDate):
        parse(text)


@pytest.mark.parametrize(("typed", "text"), PHRASES.items())
def test_a_phrase_is_read_as_in_the_examples_or_refused(typed, text):
    if not refuses(typed):
        assert read(typed).text.replace("..", "") == text  # "before 1928" begins at an unknown day there, here at any


def test_many_of_the_phrases_are_read():
    read_by_us = [typed for typed in PHRASES if not refuses(typed)]
    assert len(read_by_us) >= 30
