"""The pages on which the public writes and reads answers. No cookie is set, nothing that is typed is in an address."""

import logging
from functools import wraps

from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from inbox.letterbox import corrections as log
from inbox.letterbox import receipts
from inbox.letterbox.choices import Kind
from inbox.letterbox.flood import GATE
from inbox.letterbox.forms import FORMS, CodeForm, new_form
from inbox.letterbox.sending import answers, keep
from lookup.search_engines import names_people, nobody_is_found
from records import public_id
from records.sealing import NoGroupKey, group_key

LINES_ON_A_PAGE = 50
TOO_MANY, NOT_KEPT = "too_many", "not_kept"

said = logging.getLogger(__name__)


def written_page(view):
    """A page to which somebody writes: nothing of it is kept, neither here nor by the browser. There is no account and
    no cookie whose rights a forged form could use, so it needs no token, which would need a cookie."""
    guarded = sensitive_post_parameters()(require_http_methods(["GET", "HEAD", "POST"])(nobody_is_found(view)))
    return csrf_exempt(cache_control(no_store=True)(wraps(view)(guarded)))


@require_safe
@cache_control(no_store=True)
@nobody_is_found
def choose(request):
    """What one may write about. `about` is the number of the page on which the link stood."""
    about = public_id.shown(public_id.read(request.GET.get("about", "")[:50]))
    return render(request, "letterbox/choose.html", {"kinds": Kind, "about": about, "is_open": _is_open()})


@written_page
@sensitive_variables()
def write(request, kind):
    """The form, and what came of it. What is not kept stands in the page again, word for word."""
    if kind not in Kind.values:
        raise Http404
    if request.method != "POST":
        return _form_page(request, new_form(Kind(kind), request.GET.get("about", "")))
    form = FORMS[kind](request.POST)
    if not form.is_valid():
        return _form_page(request, form)
    code = form.cleaned_data["code"]
    _carry(form, code)
    if not GATE.admits(request.META.get("REMOTE_ADDR", "")):
        return _form_page(request, form, problem=TOO_MANY, status=429)
    try:
        keep(form.as_text(), code=code)
    except (NoGroupKey, DatabaseError) as error:
        said.error("A message could not be kept (%s).", type(error).__name__)
        return _form_page(request, form, problem=NOT_KEPT, status=503)
    return render(request, "letterbox/kept.html", {"code": receipts.shown(code)})


def _carry(form, code):
    """The page that goes back has the code that this letter was to be kept under."""
    form.data = form.data.copy()
    form.data["code"] = code


def _form_page(request, form, *, problem="", status=200):
    context = {"form": form, "problem": problem, "is_open": _is_open(), "kind": form.kind}
    return render(request, "letterbox/write.html", context, status=status)


def _is_open() -> bool:
    """There is a key to seal to."""
    try:
        group_key()
    except NoGroupKey:
        return False
    return True


@written_page
@sensitive_variables()
def answer(request):
    """The answers under a code. Whether the code was never given, or not answered yet, is not told apart."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    context = {"form": form}
    if form.is_bound and form.is_valid():
        context |= {"is_asked": True, "answers": answers(form.cleaned_data["code"])}
    return render(request, "letterbox/answer.html", context)


@require_safe
@names_people
def corrections(request):
    page = Paginator(log.lines(), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "letterbox/corrections.html", {"page": page, "times": log.AnswerTimes()})
