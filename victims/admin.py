from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.admin import FoundByName
from records.admin import RecordAdmin
from sources.admin.claims import ClaimInline
from victims.models import Casualty, CasualtyClaim

WHEN_AND_WHERE = (
    "harm",
    ("harmed_on", "harmed_on_inferred", "time_of_day"),
    ("harmed_place", "site"),
    ("died_on", "died_on_inferred", "died_place"),
)
HOW = (
    ("methods", "wound_sites"),
    ("forces", "in_custody"),
    ("activity", "status", "armed"),
)


class CasualtyClaimInline(ClaimInline):
    model = CasualtyClaim
    facts = (
        ("name_as_printed", "sex"),
        ("age_low", "age_high", "age_as_printed"),
        *WHEN_AND_WHERE,
        ("place_as_printed", "label_as_printed"),
        *HOW,
        "circumstances",
    )


@admin.register(Casualty)
class CasualtyAdmin(FoundByName, RecordAdmin):
    list_display = ("shown_name", "harm", "harmed_on", "harmed_place", "confirmation", "state", "shown_id")
    list_filter = ("state", "harm", "confirmation", "status")
    list_select_related = ("person", "harmed_place")
    search_fields = ("person__search_text__contains", "public_id", "person__public_id")
    inlines = [CasualtyClaimInline]
    fieldsets = [
        (_("Who"), {"fields": (("person", "incident"), ("age_low", "age_high"))}),
        (_("What happened, as concluded"), {"fields": (*WHEN_AND_WHERE, *HOW)}),
        (_("How sure"), {"fields": ("confirmation", "confirmation_reason")}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]

    @admin.display(description=_("person"), ordering="person__shown_name")
    def shown_name(self, casualty):
        return casualty.person.staff_label()
