import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.fixture
def env_file(tmp_path):
    def write(content):
        path = tmp_path / ".env"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_the_file_may_be_missing(tmp_path):
    assert environment.read_env_file(tmp_path / ".env") == {}


def test_comments_quotes_and_empty_lines(env_file):
    path = env_file("# about\n\nDEBUG=on\nSECRET_KEY = 'a=b#c'\nTIME_ZONE=\n")
    assert environment.read_env_file(path) == {"DEBUG": "on", "SECRET_KEY": "a=b#c", "TIME_ZONE": ""}


@pytest.mark.parametrize("line", ["DEBUG", "export DEBUG=on", "=on"])
def test_a_line_that_sets_nothing_is_refused(env_file, line):
    with pytest.raises(ImproperlyConfigured, match="line 2"):
        environment.read_env_file(env_file(f"DEBUG=on\n{line}\n"))


def test_the_environment_wins_over_the_file(monkeypatch):
    monkeypatch.setitem(environment.stored, "TIME_ZONE", "Asia/Almaty")
    assert environment.text("TIME_ZONE", "UTC") == "Asia/Almaty"
    monkeypatch.setenv("TIME_ZONE", "Asia/Aqtau")
    assert environment.text("TIME_ZONE", "UTC") == "Asia/Aqtau"


@pytest.mark.parametrize(("value", "read"), [("on", True), ("TRUE", True), ("0", False), ("off", False), ("", True)])
def test_a_switch(monkeypatch, value, read):
    monkeypatch.setenv("REQUIRE_SECOND_PERSON", value)
    assert environment.flag("REQUIRE_SECOND_PERSON", default=True) is read


def test_a_switch_that_is_neither_on_nor_off_is_refused(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'maybe': write on or off"):
        environment.flag("DEBUG", default=False)


def test_words_stand_between_commas_or_spaces(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example  c.example")
    assert environment.words("ALLOWED_HOSTS") == ["a.example", "b.example", "c.example"]
