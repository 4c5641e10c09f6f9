"""The accounts and the roles, as an administrator sees them. An account is closed, never deleted."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static import admin as otp_static
from django_otp.plugins.otp_totp import admin as otp_totp

from accounts import second_factor
from accounts.models import Telephone
from audit import history
from audit.history import Cell
from audit.models import Act
from records.admin import RecordAdmin
from records.form_fields import ProseFormField

# The libraries' own pages would show the secrets of other people's devices.
admin.site.unregister([otp_totp.TOTPDevice, otp_static.StaticDevice])
admin.site.unregister([User, Group])


class ResetForm(forms.Form):
    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("How you made sure that it is the owner who asks. Kept in history."),
    )


ACTS = {
    "add": gettext_lazy("add rows"),
    "change": gettext_lazy("change rows"),
    "delete": gettext_lazy("delete rows"),
    "view": gettext_lazy("see rows"),
}


def in_words(right) -> str:
    """Django stores what a right is called, in English."""
    table, act = right.content_type, right.codename.split("_")[0]
    is_usual = act in ACTS and right.codename == f"{act}_{table.model}"
    return f"{table.name}: {ACTS[act] if is_usual else _(right.name)}"


class KeepsHistory:
    """Of an admin: every save is in our history, with each right that it gave or took; nothing is deleted."""

    kept = ()
    show_full_result_count = False
    history_view = RecordAdmin.history_view

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.related_model is Permission:
            field.label_from_instance = in_words
        return field

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        offered = self.get_list_filter(request)
        return any(lookup in (f"{name}__exact", f"{name}__id__exact") for name in offered) and "\0" not in str(value)

    def save_model(self, request, obj, form, change):
        obj.values_before = self._values(obj) if change else {}
        super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        self._record(request, obj, Act.ADDED)

    def log_change(self, request, obj, message):
        """A change without a save of the form is a new password."""
        self._record(request, obj, Act.CHANGED, "" if hasattr(obj, "values_before") else _("A new password was set."))

    def _record(self, request, obj, act, reason=""):
        after = self._values(obj)
        before = getattr(obj, "values_before", after)
        if act == Act.ADDED or reason or before != after:
            table = self.opts.label_lower
            with transaction.atomic():
                history.write(
                    act=act, by=request.user, table=table, row=obj.pk, reason=reason, before=before, after=after
                )

    def _values(self, obj) -> dict:
        """What is stored, as history keeps it."""
        stored = self.model._base_manager.get(pk=obj.pk)
        values = {}
        for name in self.kept:
            field = self.model._meta.get_field(name)
            is_list = field.many_to_many
            value = sorted(getattr(stored, name).values_list("pk", flat=True)) if is_list else getattr(stored, name)
            if value:
                values[Cell(self.opts.label_lower, str(obj.pk), name)] = value
        return values


@admin.register(User)
class AccountAdmin(KeepsHistory, UserAdmin):
    """Nobody changes their own rights, and only a superuser those of a superuser."""

    kept = ("username", "is_active", "is_staff", "is_superuser", "groups", "user_permissions")
    list_display = ("username", "roles", "has_telephone", "is_active", "is_superuser")
    list_filter = ("is_active", "groups")
    search_fields = ("username",)
    filter_horizontal = ("groups", "user_permissions")
    autocomplete_fields = ()
    own = ("is_superuser", "user_permissions")  # fields that a superuser alone may set

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return super().get_fieldsets(request, obj)
        rights = ("is_active", "is_staff", "groups", *(self.own if request.user.is_superuser else ()))
        return [(None, {"fields": ("username", "password")}), (_("What the account may do"), {"fields": rights})]

    def get_queryset(self, request):
        enrolled = Telephone.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(enrolled=Exists(enrolled)).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        if obj is not None and not request.user.is_superuser and (obj.is_superuser or obj.pk == request.user.pk):
            return False
        return super().has_change_permission(request, obj)

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, account):
        return ", ".join(group.name for group in account.groups.all())

    @admin.display(description=gettext_lazy("telephone enrolled"), boolean=True)
    def has_telephone(self, account):
        return account.enrolled

    def get_urls(self):
        reset = self.admin_site.admin_view(self.reset_view)
        return [path("<int:pk>/reset-second-factor/", reset, name="reset_second_factor"), *super().get_urls()]

    def reset_view(self, request, pk):
        """For a colleague who lost the telephone: asked in person, done with a reason."""
        account = User.objects.filter(pk=pk).first()
        if not self.has_change_permission(request, account):  # first: else it tells which keys are taken
            raise PermissionDenied
        account = get_object_or_404(User, pk=pk)
        form = ResetForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            if second_factor.reset(account=account, by=request.user, reason=form.cleaned_data["reason"]):
                messages.success(request, _("Taken away: %s enrols anew at the next sign-in.") % account)
            else:
                messages.info(request, _("Nothing was enrolled: %s enrols at the next sign-in.") % account)
            return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Reset the second factor of %s") % account,
            "opts": self.opts,
            "account": account,
            "form": form,
        }
        return TemplateResponse(request, "admin/accounts/reset.html", context)


@admin.register(Group)
class RoleAdmin(KeepsHistory, GroupAdmin):
    kept = ("name", "permissions")
