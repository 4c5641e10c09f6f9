"""The figures board of an incident."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from desk import figures_board
from records.admin import RecordAdmin
from records.site import staff_label
from sources.models import Incident, Toll


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    list_display = ("title", "kind", "happened_on", "place", "state", "shown_id")
    list_filter = ("state", "kind")
    list_select_related = ("place",)
    search_fields = ("search_text__contains", "public_id")
    change_form_template = "admin/desk/incident/change_form.html"
    fields = (
        ("title", "kind"),
        ("happened_on", "happened_on_inferred"),
        ("place", "part_of"),
        "summary",
        "internal_notes",
        "check_again_on",
        "state",
    )

    def get_urls(self):
        board = self.admin_site.admin_view(self.figures_view)
        return [path("<int:pk>/figures/", board, name="sources_incident_figures"), *super().get_urls()]

    def figures_view(self, request, pk):
        """All figures of the incident and of the incidents inside it."""
        tolls = self.admin_site.get_model_admin(Toll)
        if not (self.has_view_permission(request) and tolls.has_view_permission(request)):
            raise PermissionDenied
        incident = get_object_or_404(Incident, pk=pk)
        found = figures_board.figures(incident)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Figures: %s") % staff_label(incident),
            "opts": self.opts,
            "incident": incident,
            "boards": figures_board.boards(found),
            "nests": figures_board.nests(found),
            "may_add": tolls.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/desk/incident/figures.html", context)
