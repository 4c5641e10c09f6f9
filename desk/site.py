"""The pages of the desk that belong to no table."""

from django.urls import path

from desk import exporting, start_page
from desk.waiting_filter import WaitingFilter
from records.models import Record
from records.site import RegisterAdminSite


class DeskSite(RegisterAdminSite):
    def index(self, request, extra_context=None):
        return super().index(request, start_page.context(self, request) | (extra_context or {}))

    def record_filters(self, model_admin):
        return [WaitingFilter] if issubclass(model_admin.model, Record) else []

    def get_urls(self):
        view = self.admin_view(lambda request: exporting.page(self, request))
        return [path("export/", view, name="export"), *super().get_urls()]
