from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from records.admin import RecordAdmin
from sources.admin.claims import PersonClaimInline


class OrganisationClaimInline(PersonClaimInline):
    """An organisation as a report gives it."""

    fk_name = "organisation"
    facts = ("name_as_printed", "office")


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    list_display = ("__str__", "kind", "country", "name_ru", "name_kk")
    list_filter = ("kind", "reliability")
    list_select_related = ("country",)
    search_fields = ("search_text__contains",)
    inlines = [OrganisationClaimInline]
    fieldsets = [
        (
            None,
            {"fields": (("name_en", "name_ru", "name_kk"), "other_names", ("kind", "country"), "parent", "website")},
        ),
        (_("For the team"), {"fields": ("reliability", "notes")}),
    ]
