"""What is answered when the database takes nothing or is away: whether it was saved, and all that was typed."""

import logging
import sys
from enum import StrEnum

from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.db import DatabaseError, Error, InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views import defaults

from config.headers import ADMIN

RETRY = 30  # seconds after which a program may ask again
ALL = "__ALL__"  # as Django marks a page of which everything is sensitive
BUTTONS = ("_save", "_continue", "_addanother", "_review", "act")  # never shown among what was typed

log = logging.getLogger(__name__)


class Why(StrEnum):
    """Why nothing was saved. After the first three it is sure that nothing was."""

    FULL = "full"
    BUSY = "busy"
    READ_ONLY = "read_only"
    AWAY = "away"  # the database did not answer, or ceased to: what was under way may have been saved
    FAULT = "fault"  # of ours


# What the two databases call it: https://www.sqlite.org/rescode.html, and SQLSTATE of PostgreSQL, appendix A.
SQLITE = {
    "SQLITE_FULL": Why.FULL,
    "SQLITE_BUSY": Why.BUSY,
    "SQLITE_LOCKED": Why.BUSY,
    "SQLITE_READONLY": Why.READ_ONLY,
    "SQLITE_IOERR": Why.AWAY,
    "SQLITE_CANTOPEN": Why.AWAY,
    "SQLITE_PROTOCOL": Why.AWAY,
}
POSTGRESQL = {
    "53100": Why.FULL,
    "25006": Why.READ_ONLY,
    "53300": Why.BUSY,  # too many connections
    "55P03": Why.BUSY,  # a lock was not to be had in time
    "57014": Why.BUSY,  # took too long
    "40P01": Why.BUSY,  # two that waited for each other
    "40001": Why.BUSY,
}


def why(error: BaseException | None) -> Why | None:
    """From the first error of the database that led to this one; None: another fault."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError | InternalError) or _is_cut_off(error):
            return _of_database(error)
        error = error.__cause__ or error.__context__
    return None


def _is_cut_off(error) -> bool:
    """What psycopg2 says of a server that died in mid-answer has no name of its own."""
    return type(error) is DatabaseError and error.__cause__ is not None


def _of_database(error: Error) -> Why | None:
    cause = error.__cause__ or error
    if name := getattr(cause, "sqlite_errorname", None):
        return SQLITE.get("_".join(name.split("_")[:2]))
    code = getattr(cause, "pgcode", None)
    if isinstance(error, InternalError):
        return POSTGRESQL.get(code or "")
    return POSTGRESQL.get(code or "", Why.AWAY)


def server_error(request):
    """The handler of all that no page answers. A page that somebody of the staff sent comes back with all that was
    typed and with a button that sends it again, which never makes a second record; any other is told to wait."""
    reason = why(sys.exc_info()[1])
    if reason and getattr(request, "acts_one_by_one", False):
        reason = Why.AWAY  # what was done before it stands
    if reason:
        log.error("The database took nothing or did not answer: %s. docs/deploy.md says what to do.", reason)
    typed = _typed(request)
    if typed is None:
        response = defaults.server_error(request)
    else:
        response = HttpResponse(_page(request, reason or Why.FAULT, typed), status=500)
    if reason:
        response.status_code, response.headers["Retry-After"] = 503, str(RETRY)
    return response


def _page(request, reason, typed) -> str:
    """Without the request, whose account and messages would be asked for in the database."""
    from django.contrib.admin import site  # a public process has none

    context = {"site_header": site.site_header, "site_title": site.site_title, "address": request.get_full_path()}
    context |= {"why": reason, "typed": typed, "shown": _shown(request, typed), "has_files": bool(request.FILES)}
    return loader.render_to_string("admin/not_saved.html", context)


def _typed(request) -> list[tuple[str, str]] | None:
    """Name and value of each input that was sent; None where it is no form of the staff, or holds a password."""
    if request.method != "POST" or not request.path_info.startswith(ADMIN):
        return None
    try:
        typed = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation):  # it did not arrive whole
        return None
    is_signing_in = _hidden(request) == ALL and any(name == "code" for name, _value in typed)
    return None if is_signing_in or any("password" in name for name, _value in typed) else typed


def _hidden(request):
    """What a page does not repeat in the clear: the names of inputs, or ALL."""
    page = getattr(getattr(request.resolver_match, "func", None), "model_admin", None)
    return getattr(request, "sensitive_post_parameters", None) or getattr(page, "never_shown", ())


def _shown(request, typed) -> list[tuple[str, str]]:
    """What a person typed, to copy by hand: label and text."""
    if (hidden := _hidden(request)) == ALL:
        return []
    texts = [(_field(request, name), value) for name, value in typed if name not in hidden and _is_text(name, value)]
    return [
        (str(field.verbose_name) if field else "", value) for field, value in texts if not (field and field.choices)
    ]


def _is_text(name, value) -> bool:
    is_counted = name.endswith(("_FORMS", "csrfmiddlewaretoken", "form_token"))
    return bool(value.strip()) and not is_counted and not value.isdecimal() and name not in BUTTONS


def _field(request, name):
    """The field of the record, or of one of its parts, that an input of its page stands for."""
    page = getattr(getattr(request.resolver_match, "func", None), "model_admin", None)
    tables = [page.model, *(inline.model for inline in page.inlines)] if page else []
    for table in tables:
        try:
            return table._meta.get_field(name.rpartition("-")[2])
        except FieldDoesNotExist:
            continue
    return None
