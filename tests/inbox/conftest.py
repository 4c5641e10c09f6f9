import pytest

from inbox.letterbox import views
from inbox.letterbox.flood import Gate
from tests.letters import KEY, PUBLIC_KEY


@pytest.fixture(autouse=True)
def gate(monkeypatch):
    """A fresh one for each test."""
    gate = Gate()
    monkeypatch.setattr(views, "GATE", gate)
    return gate


@pytest.fixture(autouse=True)
def group_key(settings):
    settings.GROUP_PUBLIC_KEY = PUBLIC_KEY
    return KEY
