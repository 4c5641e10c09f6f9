from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin import PartInline, RecordAdmin
from sources.admin.claims import AND_THEN, IN_WORDS, WHO_SAYS_IT
from sources.models import Toll, TollRelation


class TollRelationInline(PartInline):
    model = TollRelation
    fk_name = "toll"
    on_a_new_record = 0
    fields = (("link", "other", "share", "withdrawn"),)


@admin.register(Toll)
class TollAdmin(RecordAdmin):
    list_display = ("figure", "counted", "counted_group", "claimed_by", "report", "state", "shown_id")
    list_display_links = ("figure",)
    list_filter = ("state", "bound", "standing", "what")
    list_select_related = ("report", "claimant_person", "claimant_organisation")
    search_fields = ("search_text__contains", "public_id")
    inlines = [TollRelationInline]
    fieldsets = [
        (_("The figure"), {"fields": (
            "incident",
            ("what", "whom"),
            ("bound", "low", "high"),
            ("wording", "label_as_printed"),
            ("places", "home_places"),
            ("as_of", "as_of_inferred", "counting"),
        )}),
        (_("Who says it"), {"fields": WHO_SAYS_IT}),
        (_("In words"), {"fields": IN_WORDS}),
        (_("Period, setting, means, forces, offences"), {"classes": ("collapse",), "fields": (
            ("period", "period_inferred"),
            ("setting", "methods"),
            ("forces", "offences"),
        )}),
        (_("How it was passed on, and whether it stands"), {"fields": AND_THEN, "classes": ("collapse",)}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("what", "whom")

    @admin.display(description=_("Figure"))
    def figure(self, toll):
        return toll.figure

    @admin.display(description=_("what"))
    def counted(self, toll):
        return ", ".join(map(str, toll.what.all()))

    @admin.display(description=_("whom"))
    def counted_group(self, toll):
        return ", ".join(map(str, toll.whom.all()))

    @admin.display(description=_("claimant"))
    def claimed_by(self, toll):
        return toll.speaker
