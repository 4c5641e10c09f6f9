import logging
import sys
from io import StringIO
from logging.config import dictConfig

import pytest
from django.core import mail

from config.environment import BASE_DIR
from config.log_filters import Line, NoVisitors, Terminal, without_visitors


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('"GET /find/?name=Aru+Test&page=2 HTTP/1.1" 200 512', '"GET /find/ HTTP/1.1" 200 512'),
        ("Not Found: /find?Aru", "Not Found: /find"),
        ("Invalid request from ip=203.0.113.7: bad header", "Invalid request from ip=[address]: bad header"),
        ("closed 2001:db8::7", "closed [address]"),
        ("closed 2001:db8::7: gone", "closed [address]: gone"),
        ("closed ('203.0.113.7', 50412)", "closed ('[address]', 50412)"),
        ("2022-01-05 10:15:00 page 1.5 of 3? yes", "2022-01-05 10:15:00 page 1.5 of 3? yes"),
    ],
)
def test_a_line_does_not_tell_who_looked_for_whom(line, kept):
    assert without_visitors(line) == kept


def test_arguments_are_cleaned_with_the_message():
    record = logging.LogRecord("any", logging.WARNING, "", 0, "Not Found: %s", ("/find/?name=Aru",), None)
    NoVisitors().filter(record)
    assert record.getMessage() == "Not Found: /find/"


# What a request leaves in the log and in the mail

SECRET = "Nurbolat"


@pytest.fixture
def told(settings):
    """What a request leaves on the terminal, and in mails, with the logging of the server."""
    settings.ADMINS = [("who", "who@register.example")]
    dictConfig(settings.LOGGING)
    terminal, loggers = StringIO(), [logging.getLogger(name) for name in ("", *settings.LOGGING["loggers"])]
    for handler in [handler for logger in loggers for handler in logger.handlers]:
        if isinstance(handler, Terminal):
            handler.setStream(terminal)
    yield lambda: (terminal.getvalue(), "".join(f"{it.subject}\n{it.body}\n{it.alternatives}" for it in mail.outbox))
    for logger in loggers:
        logger.handlers.clear()


def ask(client, path, **headers):
    client.raise_request_exception = False
    sent = {"HTTP_USER_AGENT": f"{SECRET}/1.0", "REMOTE_ADDR": "203.0.113.7", "HTTP_COOKIE": f"sessionid={SECRET}"}
    return client.post(f"{path}?name={SECRET}", {"name": SECRET}, **sent | headers)


@pytest.mark.parametrize("path", [f"/{SECRET}", f"/p/{SECRET}", "/admin/login/", "/people/", f"/download/{SECRET}.csv"])
def test_a_request_leaves_nothing_of_the_visitor(visitor, db, told, path):
    ask(visitor, path)
    ask(visitor, path, HTTP_HOST="x" * 300)
    ask(visitor, path, HTTP_ORIGIN=f"https://{SECRET}.example")
    for lines in told():
        assert SECRET not in lines
        assert "203.0.113.7" not in lines


def test_an_error_tells_where_it_is_and_nothing_of_the_request(visitor, db, told, monkeypatch):
    def fails(name):
        raise ValueError(f"cannot read {name}")

    monkeypatch.setattr("lookup.views.SearchPage", fails)
    assert ask(visitor, "/en/search/").status_code == 500
    terminal, mails = told()
    for lines in (terminal, mails):
        assert SECRET not in lines
        assert "203.0.113.7" not in lines
        assert lines.count("Internal Server Error: /en/search/") == 1
        assert "in fails" in lines
        assert "ValueError (what it says is left out)" in lines


def test_the_route_stands_for_the_path(visitor, db, told):
    visitor.get(f"/en/p/{SECRET}")
    assert "Not Found: /en/p/<id:shown_id>" in told()[0]


def test_a_cause_is_told_without_what_it_says():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError:
        text = Line().formatException(sys.exc_info())
    assert SECRET not in text.replace("raise KeyError(SECRET)", "").replace("raise ValueError(SECRET)", "")
    assert text.index("KeyError (what") < text.index("ValueError (what")


def test_gunicorn_keeps_no_log_of_requests():
    """Its access log names addresses, paths and user agents; without an option it keeps none."""
    command = (BASE_DIR / "bin/run").read_text(encoding="utf-8")
    assert "gunicorn config.wsgi" in command
    assert "access" not in command.split("gunicorn config.wsgi")[1]
    assert "unset GUNICORN_CMD_ARGS" in command  # it could switch the log on
