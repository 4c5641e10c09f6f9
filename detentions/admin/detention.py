from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from detentions.models import CustodyStep, Detention, DetentionClaim
from people.admin import FoundByName
from records.admin import RecordAdmin
from sources.admin.claims import ClaimInline

ARREST = (
    ("arrested_on", "arrested_on_inferred", "arrested_place"),
    ("forces", "measure", "activity"),
)
SINCE_THEN = (
    ("status", "status_as_of", "status_as_of_inferred"),
    ("released_on", "released_on_inferred"),
    ("sought_since", "sought_since_inferred"),
    ("family_access", "counsel_access", "whereabouts_acknowledged"),
    ("court", "case_number", "sentence"),
)


class CustodyStepInline(ClaimInline):
    model = CustodyStep
    on_a_new_record = 0
    facts = (
        ("order", "facility", "facility_as_printed"),
        ("began_on", "began_on_inferred", "ended_on", "ended_on_inferred"),
        ("moved", "moved_by", "moved_from"),
    )


class DetentionClaimInline(ClaimInline):
    model = DetentionClaim
    facts = (
        ("name_as_printed", "sex"),
        ("age_low", "age_high", "age_as_printed"),
        *ARREST,
        *SINCE_THEN,
        "circumstances",
    )


@admin.register(Detention)
class DetentionAdmin(FoundByName, RecordAdmin):
    list_display = ("shown_name", "arrested_on", "status", "status_as_of", "confirmation", "state", "shown_id")
    list_filter = ("state", "status", "measure", "confirmation")
    list_select_related = ("person",)
    search_fields = ("person__search_text__contains", "public_id", "person__public_id")
    inlines = [CustodyStepInline, DetentionClaimInline]
    fieldsets = [
        (_("Who"), {"fields": (("person", "incident"), "why_included")}),
        (_("The arrest, as concluded"), {"fields": ARREST}),
        (_("Since then, as concluded"), {"fields": SINCE_THEN}),
        (_("How sure"), {"fields": ("confirmation", "confirmation_reason")}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]

    @admin.display(description=_("person"), ordering="person__shown_name")
    def shown_name(self, detention):
        return detention.person.staff_label()
