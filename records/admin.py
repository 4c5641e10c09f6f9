"""The base of every page in the admin: versioned saving, history, and lists that tell nothing they should not."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.db.models import Q
from django.forms import DateInput
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import FormToken
from records import history_page, public_id, saving
from records.choices import State
from records.choosing import ChoosesFromLargeTables, read_at_once, related
from records.conflicts import resolved
from records.counting import MOST_COUNTED, BoundedPaginator
from records.forms import PartFormSet, VersionedForm
from records.models import Record, StaleVersion
from records.site import may_see, staff_label

SMALLER_INPUTS = {
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    models.DateField: {"widget": DateInput(format="%Y-%m-%d", attrs={"type": "date"})},  # the browser's own calendar
}
MAX_SEARCHED = 200  # characters of what is typed into a search


class NothingDiffers(Exception):
    """A form was sent that says what is stored already."""


class PartInline(ChoosesFromLargeTables, admin.StackedInline):
    """Parts of a record, edited on its page. A part is never deleted: it is marked withdrawn."""

    template = "admin/records/parts.html"
    formset = PartFormSet
    can_delete = False
    formfield_overrides = SMALLER_INPUTS
    folds = False  # each stored part is one line until it is opened
    on_a_new_record = 1  # empty forms; a stored record has none, and more come with a click

    def get_queryset(self, request):
        """With what each part is called by, and with its lists of rows."""
        lists = [field.name for field in self.model._meta.many_to_many]
        return related(super().get_queryset(request)).prefetch_related(*lists)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else self.on_a_new_record

    def has_delete_permission(self, request, obj=None):
        return False


class RecordAdmin(ChoosesFromLargeTables, admin.ModelAdmin):
    """Base of all pages of the register. A record is never deleted: it is withdrawn."""

    form = VersionedForm
    list_per_page = 50
    show_full_result_count = False
    paginator = BoundedPaginator
    change_form_template = "admin/records/change_form.html"
    formfield_overrides = SMALLER_INPUTS

    def get_fieldsets(self, request, obj=None):
        """As declared, or all fields; the two that people do not see come last."""
        if self.fieldsets:
            fieldsets = list(self.fieldsets)
        else:
            names = [name for name in self.get_fields(request, obj) if name not in VersionedForm.hidden]
            fieldsets = [(None, {"fields": names})]
        return [*fieldsets, (None, {"fields": VersionedForm.hidden, "classes": ("hidden",)})]

    def get_readonly_fields(self, request, obj=None):
        own = ("state",) if issubclass(self.model, Record) else ()
        return (*own, *super().get_readonly_fields(request, obj))

    def get_queryset(self, request):
        named = self.get_list_select_related(request)
        return super().get_queryset(request).select_related(*named) if named else super().get_queryset(request)

    @admin.display(description=gettext_lazy("public id"), ordering="public_id")
    def shown_id(self, record):
        return record.shown_id

    def get_list_filter(self, request):
        """A filter lists rows of other tables only to those who may see them."""
        own = [name for name in super().get_list_filter(request) if self._may_filter(name, request)]
        return [*own, *self.admin_site.record_filters(self)]

    def _may_filter(self, name, request) -> bool:
        other = getattr(self.model, name, None) if isinstance(name, str) else None
        field = getattr(other, "field", None)
        return field is None or not field.is_relation or may_see(self.admin_site, field.related_model, request)

    # What the address bar may ask

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the page itself offers as a filter; an allow-list, so that private fields cannot be guessed."""
        offered = [item[0] if isinstance(item, tuple) else item for item in self.get_list_filter(request)]
        if any(lookup == getattr(item, "parameter_name", None) for item in offered):
            return True  # a filter with rows of its own choosing
        endings = ("", "__exact", "__id__exact", "__isnull")
        is_offered = any(lookup == f"{name}{ending}" for name in offered if isinstance(name, str) for ending in endings)
        return is_offered and "\0" not in str(value)  # PostgreSQL cannot even ask for it

    def get_search_results(self, request, queryset, search_term):
        """Texts are folded in the database, because SQLite does not fold Cyrillic; so is what was typed."""
        typed = search_term.replace("\0", "")[:MAX_SEARCHED]
        found, may_repeat = super().get_search_results(request, queryset, typed.casefold())
        if issubclass(self.model, Record) and (meant := public_id.read(typed)):
            return queryset.filter(Q(pk__in=found.values("pk")) | Q(public_id=meant)), False
        return found, may_repeat

    def get_actions(self, request):
        own = super().get_actions(request)
        return own if IS_POPUP_VAR in request.GET else own | self.admin_site.record_actions(self, request)

    def response_action(self, request, queryset):
        """All rows of a list are acted on only where the list says how many that is."""
        is_all = request.POST.get("select_across", "").lower() not in ("", "0", "false")  # as Django reads it
        if is_all and self.get_paginator(request, queryset, self.list_per_page).goes_on:
            told = _("These are more than %d: nothing was done. Search or filter first, then choose all.")
            self.message_user(request, told % MOST_COUNTED, messages.WARNING)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    # Who may do what

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        if obj is not None and getattr(obj, "state", "") == State.WITHDRAWN:
            return False
        return super().has_change_permission(request, obj)

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST":
            request.POST = resolved(request.POST)
        token = request.POST.get("form_token", "")
        if object_id is None and (sent := self._already_sent(token)):
            return self._lead_to(request, sent)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except StaleVersion:  # somebody saved between the form's check and the write: now the check sees it
            return super().changeform_view(request, object_id, form_url, extra_context)
        except NothingDiffers:
            messages.info(request, _("Nothing was changed: the record stands as it stood."))
            return HttpResponseRedirect(request.get_full_path())
        except IntegrityError:
            if object_id is None and (sent := self._already_sent(token)):
                return self._lead_to(request, sent)
            raise

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        parts = [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]
        read_at_once([context["adminform"].form, *parts])
        if issubclass(self.model, Record):
            context["is_record"] = True
            context["subtitle"] = staff_label(obj) if obj else None
            context["publish_table"] = self.model._meta.concrete_model._meta.label_lower if obj else ""
            context |= self.admin_site.record_context(obj, user=request.user) if obj else {}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        obj.values_before = saving.begin(obj, by=request.user, shown=form.cleaned_data.get("version_shown"))
        if isinstance(obj, Record):
            obj.state = State.IN_REVIEW if "_review" in request.POST else State.DRAFT
        super().save_model(request, obj, form, change)
        token = form.cleaned_data.get("form_token")
        if token and not change:
            FormToken.objects.create(token=token, table=self.model._meta.label_lower, row=str(obj.pk))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record = form.instance
        if change and not self._differs(record) and not (self._is_draft(record) and "_review" in request.POST):
            raise NothingDiffers
        saving.finish(record, by=request.user, before=record.values_before)
        for told in self.admin_site.record_saved(record, by=request.user):
            messages.info(request, told)
        for warning in getattr(record, "warnings", list)():
            messages.warning(request, warning)

    def save_formset(self, request, form, formset, change):
        """Parts are saved with their lists of rows; nothing is deleted."""
        formset.save()

    @staticmethod
    def _differs(record) -> bool:
        """More than the state, which every save sets, is not what it was."""
        before, after = record.values_before, saving.snapshot(record)
        return any(before.get(cell) != after.get(cell) for cell in before | after if cell.field != "state")

    @staticmethod
    def _is_draft(record) -> bool:
        """What it was before this save."""
        state = {cell.field: value for cell, value in record.values_before.items() if cell.field == "state"}
        return state.get("state") == State.DRAFT

    def _already_sent(self, token):
        if not token.isalnum():
            return None
        return FormToken.objects.filter(token=token, table=self.model._meta.label_lower).first()

    def _lead_to(self, request, sent):
        messages.info(request, _("This form was sent before: here is the record that it made."))
        return HttpResponseRedirect(reverse(f"admin:{self._url_name}_change", args=[sent.row]))

    @property
    def _url_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}"

    # History: ours, not the admin's log

    def log_addition(self, request, obj, message):
        """`save_related` wrote the history already."""

    def log_change(self, request, obj, message):
        """`save_related` wrote the history already."""

    def history_view(self, request, object_id, extra_context=None):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        record = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, record):  # first: else it tells which keys are taken
            raise PermissionDenied
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %s") % staff_label(record),
            "opts": self.opts,
            "object": record,
            "changes": history_page.entries(record),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/records/history.html", context)
