"""The queue of messages. Whoever may work on them may open them with the key; all others see neither."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from inbox import acts, exchange, pages
from inbox.models import OVERDUE, Case, Outcome, Stage
from records.admin import RecordAdmin

AT_ONCE = 200  # cases made while a page is loaded; manage.py tend_inbox makes all


class OverdueFilter(admin.SimpleListFilter):
    title = gettext_lazy("waiting")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("any", _("not answered")), ("long", _("not answered for more than %d days") % OVERDUE)]

    def queryset(self, request, queryset):
        return {"any": queryset.unanswered, "long": queryset.overdue}.get(self.value(), lambda: queryset)()


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin):
    list_display = ("__str__", "arrived_on", "shown_stage", "answered_on", "outcome", "person", "report")
    list_filter = ("stage", OverdueFilter, "outcome")
    list_select_related = ("person", "report")
    list_per_page = 50
    show_full_result_count = False
    actions = ("take_out", "close_as_flood")
    change_list_template = "admin/inbox/queue.html"

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def shown_stage(self, case):
        if case.is_overdue:
            days = case.days_waiting
            waits = ngettext("%(stage)s, for %(days)d day", "%(stage)s, for %(days)d days", days)
            return waits % {"stage": case.get_stage_display(), "days": days}
        return case.get_stage_display()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in ("stage__exact", "outcome__exact", OverdueFilter.parameter_name)

    def get_urls(self):
        page = sensitive_post_parameters()(self.admin_site.admin_view(partial(pages.case_page, self)))
        return [path("<path:object_id>/change/", page, name="inbox_case_change"), *super().get_urls()]

    history_view = RecordAdmin.history_view

    def changelist_view(self, request, extra_context=None):
        if self.has_change_permission(request):
            self._take_in(request)
        return super().changelist_view(request, extra_context)

    def _take_in(self, request):
        try:
            acts.take_in(AT_ONCE)
        except (InterfaceError, OperationalError):
            messages.error(request, _("The database of sealed messages does not answer. What is new is not listed."))

    @admin.action(description=gettext_lazy("Take the sealed texts out, for a machine without network"))
    def take_out(self, request, queryset):
        if not self.has_change_permission(request):
            raise PermissionDenied
        text = exchange.as_text(acts.take_out(cases=queryset.filter(expired_on=None), by=request.user))
        answer = HttpResponse(text, content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="sealed-messages.json"'
        return answer

    @admin.action(description=gettext_lazy("Close as sent by a machine, without opening"))
    def close_as_flood(self, request, queryset):
        if not self.has_change_permission(request):
            raise PermissionDenied
        closed, request.acts_one_by_one = list(queryset.filter(stage=Stage.WAITING)), True
        for case in closed:
            acts.close(case=case, outcome=Outcome.FLOOD, by=request.user)
        count = len(closed)
        told = ngettext("%d unopened message was closed.", "%d unopened messages were closed.", count) % count
        messages.success(request, told)
