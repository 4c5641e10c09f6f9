import pytest
from django.core.files.base import ContentFile
from django.test import override_settings

from config.static_files import StaticFilesStorage


@pytest.fixture
def storage(tmp_path):
    with override_settings(STATIC_ROOT=tmp_path):
        yield StaticFilesStorage()


def test_before_collecting_a_file_keeps_its_name(storage):
    assert storage.url("page.css") == "/static/page.css"


def test_after_collecting_its_name_carries_its_hash(storage):
    storage.save("page.css", ContentFile(b"body {}"))
    assert [failed for *_, failed in storage.post_process({"page.css": (storage, "page.css")})] == [True]
    assert storage.url("page.css").startswith("/static/page.")
    assert storage.url("page.css") != "/static/page.css"
