"""What is taken out of every line of the log, so that it cannot tell who looked for whom."""

import ipaddress
import logging
import re
import traceback

from django.core.mail import mail_admins

QUERY = re.compile(r"(?<=\S)\?[^\s\"']+")
IPV4 = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
IPV6 = re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?<!\w:)(?!\w)")
NOWHERE = "[an address that is not ours]"


def is_address(word: str) -> bool:
    try:
        ipaddress.ip_address(word)
    except ValueError:
        return False
    return True


def without_visitors(line: str) -> str:
    line = IPV4.sub("[address]", QUERY.sub("", line))
    return IPV6.sub(lambda found: "[address]" if is_address(found[0]) else found[0], line)


def without_paths(line: str, request) -> str:
    """The route instead of the path, which can name a person: `p/<str:shown_id>`."""
    found = getattr(request, "resolver_match", None)
    route = f"/{found.route}" if found else NOWHERE
    for path in {getattr(request, name, "") for name in ("path", "path_info")} - {"", "/"}:
        line = line.replace(path, route)
    return line


class NoVisitors(logging.Filter):
    """Paths, query strings and network addresses leave the message."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if hasattr(record, "request"):
            message = without_paths(message, record.request)
        record.msg, record.args = without_visitors(message), ()
        return True


class Line(logging.Formatter):
    """Of an error: where in the code it happened and what kind it is. What it says can hold what somebody typed."""

    def formatException(self, exc_info):
        told = traceback.TracebackException(*exc_info)
        return "\n".join(line for error in reversed(self._chain(told)) for line in self._lines(error)).rstrip()

    def _chain(self, told):
        chain = [told]
        while cause := chain[-1].__cause__ or (None if chain[-1].__suppress_context__ else chain[-1].__context__):
            chain.append(cause)
        return chain

    @staticmethod
    def _lines(error):
        kind = getattr(error, "exc_type_str", None) or error.exc_type.__name__  # the first from Python 3.13 on
        return ["".join(error.stack.format()).rstrip(), f"{kind} (what it says is left out)"]


class Terminal(logging.StreamHandler):
    def handleError(self, record):
        """Python would print the error that could not be logged, with what it says."""


class ErrorMail(logging.Handler):
    """Sends the line of the log to those in ERROR_MAIL_TO, and nothing of the request."""

    def emit(self, record):
        mail_admins("error", self.format(record), fail_silently=True)
