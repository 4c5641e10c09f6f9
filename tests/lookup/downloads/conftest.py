"""A folder in which finished files are kept, and somebody of whom they tell."""

import pytest

from tests.builders import a_casualty, a_named_person, published

NAME = "Ақжан Төлеген"


@pytest.fixture
def folder(request, transactional_db, settings, tmp_path):
    if getattr(request, "param", "") == "two databases":
        request.getfixturevalue("apart")
    settings.DOWNLOADS_DIR = tmp_path / "kept"
    return settings.DOWNLOADS_DIR


@pytest.fixture
def person(folder, reviewer):
    """Published and harmed, with a public name."""
    person = a_named_person(NAME)
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    return person
