"""What is typed to sign in."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import delays

ONE_TIME = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}


def waiting(seconds: int) -> ValidationError:
    minutes = -(-seconds // 60)
    if seconds < 60:
        wait = ngettext("Wait %d second and try again.", "Wait %d seconds and try again.", seconds) % seconds
    else:
        wait = ngettext("Wait %d minute and try again.", "Wait %d minutes and try again.", minutes) % minutes
    return ValidationError(_("There were several wrong attempts.") + " " + wait, code="wait")


def password_of(name: str) -> str:
    """What the delay of an account's password is kept under."""
    return f"password of {name.casefold()}"


def check_password(account, password: str):
    """Raises `ValidationError` where it is not the account's, or after wrong ones, before it may be tried."""
    name = password_of(account.get_username())
    if wait := delays.claim(name, longest=delays.OF_PASSWORDS):
        raise waiting(wait)
    if not account.check_password(password):
        raise ValidationError(_("This is not your password."))
    delays.clear(name)


class SignInForm(AdminAuthenticationForm):
    """Name and password. A name that is no account is answered, and delayed, like one that is."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": gettext_lazy(
            "Name and password do not belong together, or the account is closed. Check capital letters and the "
            "keyboard's language. Whoever runs the register can set a new password."
        ),
    }

    def clean(self):
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        if wait := delays.claim(password_of(name), longest=delays.OF_PASSWORDS):
            raise waiting(wait)
        cleaned = super().clean()
        delays.clear(password_of(name))
        return cleaned


class OneTimeInput(forms.TextInput):
    """Comes back empty: what was wrong once is wrong again."""

    def format_value(self, value):
        return None


class CodeForm(forms.Form):
    """A code, where the session knows whose it must be."""

    code = forms.CharField(max_length=40, label=gettext_lazy("Code"), widget=OneTimeInput(attrs=ONE_TIME), strip=True)

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split())


class EnrolForm(CodeForm):
    code = forms.CharField(
        max_length=12,
        label=gettext_lazy("The six digits that the telephone shows"),
        widget=OneTimeInput(attrs={**ONE_TIME, "inputmode": "numeric"}),
    )


class PasswordForm(forms.Form):
    """The password once more, before what would give a stolen session lasting power."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self):
        check_password(self.account, self.cleaned_data["password"])
        return self.cleaned_data["password"]


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password in the place of the old one, which is typed before it."""

    def clean_old_password(self):
        check_password(self.user, self.cleaned_data["old_password"])
        return self.cleaned_data["old_password"]


class EnrolAnewForm(PasswordForm, EnrolForm):
    field_order = ("code", "password")
