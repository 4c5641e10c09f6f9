import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.models import Report
from tests.builders import a_consent, a_report


def test_a_report_may_be_all_but_empty(db):
    Report().full_clean()


def test_a_confidential_report_is_not_named(db):
    report = a_report("Three days in Zhuparly", is_confidential=True)
    assert str(report) == report.shown_id


def test_staff_see_the_title_of_a_confidential_report(db):
    assert "Three days" in a_report("Three days in Zhuparly", is_confidential=True).staff_label()


def test_a_report_does_not_republish_itself(db):
    report = a_report()
    report.republishes = report
    with pytest.raises(ValidationError, match="cannot republish itself"):
        report.full_clean()


def test_a_report_does_not_republish_its_own_copy(db):
    report = a_report()
    report.republishes = a_report(republishes=a_report(republishes=report))
    with pytest.raises(ValidationError, match="cannot republish itself"):
        report.full_clean()


def test_a_copy_of_a_copy_is_let_through(db):
    a_report(republishes=a_report(republishes=a_report())).full_clean()


@pytest.mark.parametrize("language", ["", "kk", "ru", "en", "kk-Cyrl"])
def test_a_language_is_written_as_a_code(db, language):
    Report(language=language).full_clean()


@pytest.mark.parametrize("language", ["Kazakh", "k", "KK", "қаз", "kk "])
def test_what_is_no_code_of_a_language_is_refused(db, language):
    with pytest.raises(ValidationError, match="Write a language code"):
        Report(language=language).full_clean()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "reed.example/a", "//reed.example"])
def test_an_address_that_a_page_could_not_link_is_refused(db, url):
    with pytest.raises(ValidationError):
        Report(url=url).full_clean()


def test_consent_is_given_once_for_each_use(db):
    report = a_report()
    a_consent(report, "publish", answer="no")
    a_consent(report, "court", answer="yes")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_consent(report, "publish", answer="yes")


def test_nobody_was_asked_unless_it_says_so(db):
    assert a_consent(a_report()).answer == "not_asked"
