"""The pages between the password and the register: the code, enrolment, the codes on paper, my sign-in."""

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.models import Device

from accounts import delays, second_factor, sessions
from accounts.forms import CodeForm, EnrolAnewForm, EnrolForm, PasswordForm, waiting
from accounts.models import RecoveryCodes

SEED, FEW = "seed", 3


def give_code(site, request):
    """After the password: a code of the telephone or from the paper."""
    if site.has_permission(request) or not _is_half_open(request):
        return lead_to("index", request)
    if second_factor.telephone_of(request.user) is None:
        return lead_to("enrol", request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        of_account = f"code of {request.user.pk}"
        if wait := delays.claim(of_account, longest=delays.OF_CODES):
            form.add_error("code", waiting(wait))
        elif device := second_factor.accepted(request.user, form.cleaned_data["code"]):
            _tell_wrong_attempts(request, delays.clear(of_account))
            return _given(site, request, device)
        else:
            form.add_error("code", _("This code is wrong, too old, or was used before. Type the one shown now."))
    return _page(site, request, "second_factor", title=_("Second step: the code"), form=form)


def enrol(site, request):
    """At the first sign-in, or to change to another telephone: scan, and type what it shows."""
    is_change = site.has_permission(request)
    if not is_change and (not _is_half_open(request) or second_factor.telephone_of(request.user)):
        return lead_to("index" if is_change else "login", request)
    account = request.user
    sent = request.POST if request.method == "POST" else None
    form = EnrolAnewForm(sent, account=account) if is_change else EnrolForm(sent)
    seed = request.session.setdefault(SEED, second_factor.new_seed())
    if sent is not None and form.is_valid():
        code = form.cleaned_data["code"]
        if telephone := second_factor.enrol(account=account, seed=seed, code=code, session=request.session):
            del request.session[SEED]
            messages.success(request, _("The telephone is enrolled."))
            return _given(site, request, telephone)
        form.add_error("code", _("The code is not right. Wait for the next one; is the telephone's clock right?"))
    telephone = second_factor.would_be(account, seed)
    width, path = second_factor.squares(telephone)
    context = {"form": form, "width": width, "path": path, "secret": telephone.secret, "is_change": is_change}
    return _page(site, request, "enrol", title=_("Enrol your telephone"), **context)


def paper(site, request):
    """Ten codes, shown once, when they are made. They open nothing until their owner says that they are kept."""
    has_power, waits = site.has_permission(request), sessions.GIVEN in request.session
    if not has_power and not (_is_half_open(request) and waits):
        return lead_to("login", request)
    form = PasswordForm(request.POST if "make" in request.POST else None, account=request.user) if has_power else None
    codes = []
    if "keep" in request.POST and second_factor.keep_codes(request.user):
        messages.success(request, _("The recovery codes are good from now on."))
        if has_power:
            return lead_to("my_sign_in", request)
        return _given(site, request, Device.from_persistent_id(request.session[sessions.GIVEN]))
    if "make" in request.POST and (form is None or form.is_valid()):
        codes = second_factor.make_codes(request.user)
    context = {"codes": codes, "form": form, "is_lost": "keep" in request.POST}
    return _page(site, request, "paper", title=_("Ten recovery codes"), **context)


def my_sign_in(site, request):
    """What is enrolled, and the button that signs out everywhere."""
    if request.method == "POST":
        sessions.end_all(request.user)
        logout(request)
        messages.success(request, _("You are signed out everywhere, here too."))
        return lead_to("login", request)
    codes = second_factor.codes_of(request.user)
    context = {
        "telephone": second_factor.telephone_of(request.user),
        "left": codes.token_set.count() if codes else 0,
        "half_hours": sessions.IDLE // 60,
        "hours": sessions.WHOLE // 3600,
    }
    return _page(site, request, "my_sign_in", title=_("My sign-in"), **context)


def leave(request):
    """Out, for who has given the password and no code."""
    if request.method == "POST":
        logout(request)
    return HttpResponseRedirect(reverse("admin:login"))


def _given(site, request, device):
    """The second factor was given. Who has no codes on paper makes them first."""
    account = request.user
    if second_factor.codes_of(account) is None:
        request.session[sessions.GIVEN] = device.persistent_id
        return lead_to("paper", request)
    sessions.open_fully(request, device)
    if isinstance(device, RecoveryCodes):
        left = device.token_set.count()
        told = ngettext("%d recovery code is left.", "%d recovery codes are left.", left) % left
        messages.warning(request, f"{told} {_('If the telephone is lost, enrol another one here.')}")
        return HttpResponseRedirect(reverse("admin:my_sign_in"))
    return HttpResponseRedirect(_next(request) or reverse("admin:index"))


def _tell_wrong_attempts(request, count):
    if count > FEW:
        told = _("%d wrong codes were typed since you last signed in. If that was not you, somebody has your password:")
        messages.warning(request, f"{told % count} {_('change it now, and tell whoever runs the register.')}")


def _is_half_open(request) -> bool:
    return request.user.is_authenticated and request.user.is_staff


def _next(request) -> str:
    """Where the person wanted to go; empty, where that is not on this site."""
    address = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours and "\0" not in address else ""


def lead_to(name, request):
    wanted = _next(request)
    query = {REDIRECT_FIELD_NAME: wanted} if wanted else None
    return HttpResponseRedirect(reverse(f"admin:{name}", query=query))


def _page(site, request, name, **context):
    context = {**site.each_context(request), "next": _next(request), **context}
    return TemplateResponse(request, f"admin/accounts/{name}.html", context)
