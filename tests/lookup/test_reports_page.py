import pytest
from django.urls import reverse

from tests.builders import a_casualty, a_casualty_claim, a_named_person, a_report, a_statement, a_toll


@pytest.fixture
def line(read):
    """`line("Three days in Zhuparly")`: what the list says of the report with this title."""

    def line(title):
        page = " ".join(read(reverse("lookup:reports")).split())
        return page.split(f">{title}</a>", 1)[1].split("</li>", 1)[0]

    return line


def test_a_report_says_how_much_of_it_is_here(publish, line):
    report, person = a_report("Three days in Zhuparly"), a_named_person()
    casualty = a_casualty(person=person)
    for _one in range(2):
        a_casualty_claim(casualty, report=report)
    publish(report, person, casualty, a_toll(report=report), a_statement(report=report))
    assert "2 claims about people, 1 figure, 1 statement" in line("Three days in Zhuparly")


def test_what_is_not_public_is_not_counted(publish, line):
    report = publish(a_report("Three days in Zhuparly"))
    a_toll(report=report)
    a_casualty_claim(a_casualty(), report=report)
    assert "Nothing of it is public" in line("Three days in Zhuparly")


def test_a_copy_is_said_to_be_one(publish, line):
    first = publish(a_report("Three days in Zhuparly"))
    publish(a_report("Three days, again", republishes=first))
    assert "not a second source" in line("Three days, again")
    assert "not a second source" not in line("Three days in Zhuparly")


@pytest.mark.parametrize(("kind", "shown"), [("list", ["L"]), ("", ["A", "L"]), ("nonsense", ["A", "L"])])
def test_reports_are_chosen_by_their_kind(publish, read, kind, shown):
    publish(a_report("Paper A", kind="article"), a_report("Paper L", kind="list"))
    page = read(f"{reverse('lookup:reports')}?kind={kind}")
    assert [letter for letter in "AL" if f"Paper {letter}" in page] == shown
    assert f"{len(shown)} report" in page


def test_the_language_of_a_report_stands_in_words(publish, read, page_of):
    for code, word in (("kk-Cyrl", "Kazakh"), ("de", "German"), ("zz", "zz")):
        report = publish(a_report(language=code))
        assert f"<dd>{word}</dd>" in read(page_of(report))
