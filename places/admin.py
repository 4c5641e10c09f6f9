from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import HelpPoint, Place
from records.admin import SMALLER_INPUTS, RecordAdmin

ONE_DAY = {  # 05/01 is a day in January to some and in May to others: the browser's own input asks for neither
    "widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    "input_formats": ["%Y-%m-%d"],
}


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    list_display = ("__str__", "kind", "parent", "name_ru", "name_kk", "code")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("search_text__contains",)
    fieldsets = [
        (None, {"fields": ("kind", "name_en", "name_ru", "name_kk", "other_names", "parent", "run_by")}),
        (None, {"fields": ("code", "latitude", "longitude", "existed", "existed_inferred", "notes")}),
    ]


@admin.register(HelpPoint)
class HelpPointAdmin(RecordAdmin):
    """Sorted by the day of the check: what was checked longest ago stands first."""

    formfield_overrides = SMALLER_INPUTS | {models.DateField: ONE_DAY}
    list_display = ("__str__", "kind", "place", "telephone", "checked_on", "state", "shown_id")
    list_filter = ("kind", "state", "checked_on")
    list_select_related = ("place",)
    ordering = ("checked_on", "pk")
    search_fields = ("search_text__contains",)
    fieldsets = [
        (None, {"fields": (("kind", "place"), "name_kk", "name_ru", "name_en")}),
        (_("How to reach it"), {"fields": ("telephone", "address_kk", "address_ru", "address_en", "website")}),
        (_("When it is open"), {"fields": ("hours_kk", "hours_ru", "hours_en")}),
        (_("What it does, what to ask for, what to bring"), {"fields": ("advice_kk", "advice_ru", "advice_en")}),
        (_("How it was checked"), {"fields": ("source", "checked_on")}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]
