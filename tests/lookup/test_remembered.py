"""Numbers are counted once for as long as the public tables hold the same, and those that took long a little longer."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from lookup import remembered
from lookup.documented import documented
from lookup.models import PublishedReport, PublishedStamp
from publishing.door import withdraw
from records.public_id import new_public_id
from tests.builders import a_casualty, a_named_person, published


@pytest.fixture
def stamped(transactional_db):
    PublishedStamp.objects.renew()
    remembered.forget()
    yield
    remembered.forget()


class Counting:
    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return self.times


def test_a_number_is_counted_once_while_the_tables_hold_the_same(stamped):
    count = Counting()
    assert [remembered.remembered("people", count) for _again in range(3)] == [1, 1, 1]
    assert remembered.remembered("others", count) == 2


def test_it_is_counted_anew_when_they_changed(stamped):
    count = Counting()
    remembered.remembered("people", count)
    PublishedStamp.objects.renew()
    assert remembered.remembered("people", count) == 2


@pytest.fixture
def slow(monkeypatch):
    """Every count takes long; `slow[0]` is what the clock says."""
    now = [1000.0]
    monkeypatch.setattr(remembered, "LONG", -1)
    monkeypatch.setattr(remembered, "monotonic", lambda: now[0])
    return now


class CountingLong(Counting):
    def __init__(self, now):
        super().__init__()
        self.now = now

    def __call__(self):
        self.now[0] += 10
        return super().__call__()


def ask(count):
    return remembered.remembered("people", count)


def let_it_be_counted():
    for thread in [*remembered._counting.values()]:
        thread.join()


def test_one_that_took_long_may_be_a_moment_old_and_no_older(stamped, slow):
    count = CountingLong(slow)
    ask(count)
    PublishedStamp.objects.renew()
    slow[0] += remembered.LONGEST - 1
    assert ask(count) == 1
    slow[0] += remembered.LONGEST + 2
    assert ask(count) == 2


def test_nobody_waits_while_it_is_counted_anew(stamped, slow):
    count, may_go_on = CountingLong(slow), threading.Event()
    ask(count)
    PublishedStamp.objects.renew()
    slow[0] += remembered.LONGEST + 1
    waiting = lambda: (may_go_on.wait(), translation.get_language(), count())[1:]  # noqa: E731
    with translation.override("kk"):
        assert [ask(waiting), ask(waiting)] == [1, 1]
    may_go_on.set()
    let_it_be_counted()
    assert ask(count) == ("kk", 2)


def test_an_old_number_is_not_given_out_for_ever_while_it_is_counted(stamped, slow):
    count, may_go_on = CountingLong(slow), threading.Event()
    ask(count)
    PublishedStamp.objects.renew()
    given = []
    for passed in (remembered.LONGEST + 1, remembered.LONGEST):
        slow[0] += passed
        given.append(ask(lambda: (may_go_on.wait(), count())[1] if not given else count()))
    may_go_on.set()
    let_it_be_counted()
    assert given == [1, 2]


def test_what_could_not_be_counted_is_counted_later(stamped, slow, caplog):
    count = CountingLong(slow)
    ask(count)
    PublishedStamp.objects.renew()
    slow[0] += remembered.LONGEST + 1
    assert ask(lambda: PublishedStamp.objects.extra(where=["nowhere"]).count()) == 1
    let_it_be_counted()
    assert "could not be counted" in caplog.text
    assert ask(count) == 1
    let_it_be_counted()
    assert ask(count) == 2


def test_nothing_is_kept_of_tables_that_changed_while_it_was_counted(stamped):
    count = Counting()
    remembered.remembered("people", lambda: (PublishedStamp.objects.renew(), count())[1])
    assert remembered.remembered("people", count) == 2


def test_no_more_than_some_are_kept(stamped, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 2)
    count = Counting()
    for name in "abc":
        remembered.remembered(name, count)
    assert [remembered.remembered(name, count) for name in "cba"] == [3, 2, 4]


def test_without_a_stamp_or_in_a_transaction_nothing_is_kept(transactional_db, db):
    PublishedStamp.objects.all().delete()
    count = Counting()
    assert [remembered.remembered("people", count) for _again in range(2)] == [1, 2]


class Listed(list):
    count = list.__len__

    def reverse(self):
        return self[::-1]


@pytest.mark.parametrize(
    ("before", "now", "page", "shown", "count"),
    [
        (4, 5, 2, [2, 3], 5),
        (4, 5, 3, [4], 5),
        (0, 1, 1, [0], 1),
        (5, 4, 3, [2, 3], 4),
        (5, 1, 2, [0], 1),
        (3, 4, 2, [2, 3], 4),
        (1, 2, 1, [0, 1], 2),
    ],
)
def test_a_page_holds_whom_an_older_number_leaves_out(stamped, monkeypatch, before, now, page, shown, count):
    monkeypatch.setattr(remembered, "LONG", -1)
    monkeypatch.setattr(remembered, "TIMES_AS_LONG", 1e9)

    def paginator(length):
        return remembered.RememberingPaginator(Listed(range(length)), 2, name="people")

    assert paginator(before).count == before
    PublishedStamp.objects.renew()
    after = paginator(now)
    if page == 3 and before == 4:  # of which nobody knows yet
        assert list(after.get_page(2)) == [2, 3]
        after = paginator(now)
    found = after.get_page(page)
    assert (list(found), found.paginator.count) == (shown, count)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_read_from_the_end_hold_everybody_once_in_order(stamped, size):
    for number in range(7):
        a_published_report(f"{number}")
    reports = PublishedReport.objects.order_by("title")
    paginator = remembered.RememberingPaginator(reports, size, name="reports")
    pages = [[report.title for report in paginator.page(number)] for number in paginator.page_range]
    assert [title for page in pages for title in page] == [*"0123456"]
    assert {len(page) for page in pages[:-1]} <= {size}
    with CaptureQueriesContext(connection) as asked:
        list(paginator.page(paginator.num_pages))
    assert any("DESC" in query["sql"] for query in asked) == (size < 7)


def test_where_the_number_is_older_pages_are_read_from_the_start(stamped, monkeypatch):
    monkeypatch.setattr(remembered, "LONG", -1)
    monkeypatch.setattr(remembered, "TIMES_AS_LONG", 1e9)
    for number in range(5):
        a_published_report(f"{number}")
    reports = PublishedReport.objects.order_by("title")
    assert remembered.RememberingPaginator(reports, 2, name="reports").count == 5
    a_published_report("00")  # comes second
    PublishedStamp.objects.renew()
    paginator = remembered.RememberingPaginator(reports, 2, name="reports")
    assert [report.title for report in paginator.page(3)] == ["3", "4"]


def test_a_number_that_another_request_counted_anew_moves_no_page(stamped):
    for number in range(5):
        a_published_report(f"{number}")
    reports = PublishedReport.objects.order_by("title")
    paginator, later = (remembered.RememberingPaginator(reports, 2, name="reports") for _twice in range(2))
    assert paginator.count == 5
    a_published_report("00")
    PublishedStamp.objects.renew()
    assert later.count == 6
    assert [report.title for report in paginator.page(3)] == ["3", "4"]


def a_published_report(title: str):
    PublishedReport.objects.create(
        public_id=new_public_id(), title=title, kind="article", version=1, published_at=timezone.now()
    )


def test_a_letter_that_is_new_is_there_at_the_next_request(stamped, reviewer, visitor, monkeypatch):
    monkeypatch.setattr(remembered, "LONG", -1)
    monkeypatch.setattr(remembered, "TIMES_AS_LONG", 1e9)
    address = "/en/people/names/?letter=А"
    assert "Ақжан" not in visitor.get(address).text
    person = a_named_person("Ақжан Төлеген")
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    assert "Ақжан" in visitor.get(address).text


PAGES = ("people", "people/names", "figures", "map")


def pages_of(visitor) -> list[bytes]:
    return [visitor.get(f"/en/{name}/").content for name in PAGES]


@pytest.fixture
def casualty(stamped, reviewer):
    person = a_named_person("Ақжан Төлеген")
    casualty = a_casualty(person=person)
    for record in (person, casualty):
        published(record, by=reviewer)
    return casualty


def test_the_second_reader_is_not_counted_for_again(casualty, visitor):
    asked = []
    for _reader in range(2):
        with CaptureQueriesContext(connection) as queries:
            pages = pages_of(visitor)
        asked.append((len(queries), pages))
    (first, pages), (second, same) = asked
    assert second < first
    assert pages == same


def test_what_is_taken_away_is_counted_no_more_at_the_next_request(casualty, visitor, reviewer):
    before = [*pages_of(visitor), documented()]
    withdraw(record=casualty, by=reviewer, reason="a mistake")
    after = [*pages_of(visitor), documented()]
    same = {name for name, one, other in zip((*PAGES, "counted"), before, after, strict=True) if one == other}
    assert same <= {"figures"}  # without a figure, it does not say how many people there are
    remembered.forget()
    assert [*pages_of(visitor), documented()] == after
