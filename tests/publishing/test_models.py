import pytest
from django.db import IntegrityError, transaction

from publishing import door
from publishing.models import Publication
from tests.builders import a_report, changed, published


def write(by, **values):
    values = {"public_id": "K7Q2M9XD4T", "table": "sources.report", "version": 1, "act": "published", **values}
    return Publication.objects.create(by=by, reason=values.pop("reason", "checked"), **values)


def test_the_latest_of_each_record_is_found(reviewer):
    report, other = published(a_report(), by=reviewer), published(a_report(), by=reviewer)
    published(changed(report, title="Four days in Zhuparly"), by=reviewer)
    latest = Publication.objects.latest_of_each()
    assert {publication.public_id: publication.version for publication in latest} == {
        report.public_id: 5,
        other.public_id: 3,
    }


def test_the_withdrawn_do_not_stand(reviewer):
    report = published(a_report(), by=reviewer)
    door.withdraw(record=report, by=reviewer, reason="the wrong report")
    assert not Publication.objects.standing().exists()


@pytest.mark.parametrize(
    ("values", "rule"),
    [({"act": "burnt"}, "act_is_known"), ({"reason": ""}, "has_a_reason")],
    ids=["unknown act", "no reason"],
)
def test_a_publication_that_cannot_be_is_refused(reviewer, values, rule):
    with pytest.raises(IntegrityError, match=f"publishing_publication_{rule}"), transaction.atomic():
        write(reviewer, **values)


def test_a_publication_with_a_reason_is_let_through(reviewer):
    assert write(reviewer).is_public
