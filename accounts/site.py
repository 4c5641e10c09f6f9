"""The admin site behind two doors: a password, and a second factor that `has_permission` of the base asks for."""

from functools import partial

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from accounts import languages, pages, sessions
from accounts.forms import NewPasswordForm, SignInForm
from records.site import RegisterAdminSite


class SignInView(LoginView):
    def form_valid(self, form):
        sessions.begin(self.request, form.get_user())
        return pages.lead_to("second_factor", self.request)


def guarded(view):
    """For pages before the second factor, which `admin_view` would not open."""
    return never_cache(csrf_protect(sensitive_post_parameters()(view)))


class SignInSite(RegisterAdminSite):
    login_form = SignInForm

    def get_urls(self):
        return [
            path("second-factor/", guarded(partial(pages.give_code, self)), name="second_factor"),
            path("enrol/", guarded(partial(pages.enrol, self)), name="enrol"),
            path("recovery-codes/", guarded(partial(pages.paper, self)), name="paper"),
            path("leave/", guarded(pages.leave), name="leave"),
            path("language/", guarded(languages.choose), name="choose_language"),
            path("my-sign-in/", self.admin_view(partial(pages.my_sign_in, self)), name="my_sign_in"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """The first step; who took it already is led on to the second."""
        index = reverse("admin:index")
        if request.method != "POST" and self.has_permission(request):
            return HttpResponseRedirect(index)
        if request.method != "POST" and request.user.is_authenticated and request.user.is_staff:
            return pages.lead_to("second_factor", request)
        context = {
            **self.each_context(request),
            "title": _("Sign in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **({} if REDIRECT_FIELD_NAME in {**request.GET, **request.POST} else {REDIRECT_FIELD_NAME: index}),
            **(extra_context or {}),
        }
        request.current_app = self.name
        view = SignInView.as_view(
            extra_context=context, authentication_form=self.login_form, template_name="admin/login.html"
        )
        return view(request)

    def password_change(self, request, extra_context=None):
        """As Django's own, whose form would let the old password be guessed without delay."""
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=NewPasswordForm,
            success_url=reverse("admin:password_change_done"),
            template_name="registration/password_change_form.html",
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)
