"""The filter of the lists by what waits: the links of the start page lead to it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desk.waiting import KINDS


class WaitingFilter(admin.SimpleListFilter):
    title = _("what waits")
    parameter_name = "waits"

    def __init__(self, request, params, model, model_admin):
        self.user, self.model = request.user, model._meta.concrete_model
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(kind.key, kind.title) for kind in KINDS if self.model in kind.tables]

    def queryset(self, request, rows):
        chosen = {kind.key: kind for kind in KINDS if self.model in kind.tables}.get(self.value())
        return chosen.rows(rows, self.user) if chosen else rows
