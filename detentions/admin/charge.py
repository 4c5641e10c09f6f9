from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from detentions.models import Charge, ChargeUpdate, LawArticle
from people.admin import FoundByName
from records.admin import RecordAdmin
from records.list_filters import ValuesFilter
from sources.admin.claims import ClaimInline


class ChargeUpdateInline(ClaimInline):
    model = ChargeUpdate
    facts = (
        ("status", "happened_on", "happened_on_inferred"),
        ("offence_as_printed", "article"),
        ("authority", "authority_as_printed", "posthumous"),
    )


@admin.register(Charge)
class ChargeAdmin(FoundByName, RecordAdmin):
    list_display = ("shown_name", "offence_as_printed", "article", "posthumous", "state", "shown_id")
    list_filter = ("state", "posthumous")
    list_select_related = ("person", "article")
    search_fields = ("person__search_text__contains", "search_text__contains", "public_id")
    inlines = [ChargeUpdateInline]
    fieldsets = [
        (None, {"fields": (("person", "incident"), ("article", "offence"), ("offence_as_printed", "posthumous"))}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]

    @admin.display(description=_("person"), ordering="person__shown_name")
    def shown_name(self, charge):
        return charge.person.staff_label()


@admin.register(LawArticle)
class LawArticleAdmin(RecordAdmin):
    list_display = ("number", "part", "title_en", "title_ru", "code", "verification")
    list_filter = (("code", ValuesFilter), ("verification", ValuesFilter))
    search_fields = ("search_text__contains",)
