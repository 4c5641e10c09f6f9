"""What the start page says of the installation, and to whom."""

from datetime import timedelta

import pytest

from tests.config.test_doctor import a_backup
from tests.conftest import member, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("age", "told"),
    [(None, "There is no verified backup"), (timedelta(days=3), "backup is 3 days old"), (timedelta(hours=1), None)],
    ids=["none", "old", "of today"],
)
def test_whoever_tends_the_accounts_is_told_of_a_backup_that_is_missing_or_old(age, told, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    if age:
        a_backup(age)
    page = signed_in(member("administrator")).get("/admin/").content.decode().replace("\xa0", " ")
    assert ("verified backup" in page) is bool(told)
    assert (told or "") in page
    assert "verified backup" not in signed_in(member("researcher")).get("/admin/").content.decode()


def test_a_backup_of_today_without_messages_is_told_too(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    a_backup(left_out=["default"])  # which holds them here
    assert "without the messages" in signed_in(member("administrator")).get("/admin/").content.decode()
