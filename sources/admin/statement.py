from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin import RecordAdmin
from sources.admin.claims import AND_THEN, IN_WORDS, WHO_SAYS_IT
from sources.models import Statement


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    list_display = ("kind", "summary_start", "by_organisation", "made_on", "report", "state", "shown_id")
    list_filter = ("state", "kind", "outcome")
    list_select_related = ("by_organisation", "report")
    search_fields = ("search_text__contains", "public_id")
    fieldsets = [
        (_("The statement"), {"fields": (
            ("incident", "kind"),
            ("by_person", "by_organisation"),
            ("to_person", "to_organisation"),
            "asked",
            "label_as_printed",
            ("made_on", "made_on_inferred", "outcome"),
            "places",
        )}),
        (_("Who says it"), {"fields": WHO_SAYS_IT}),
        (_("In words"), {"fields": IN_WORDS}),
        (_("What it is about"), {"classes": ("collapse",), "fields": (
            ("about_toll", "about_statement"),
            "persons",
            ("harms", "methods"),
            ("forces", "whom"),
        )}),
        (_("How it was passed on, and whether it stands"), {"fields": AND_THEN, "classes": ("collapse",)}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]  # fmt: skip

    @admin.display(description=_("summary"))
    def summary_start(self, statement):
        return f"{statement.summary[:80]}…" if len(statement.summary) > 80 else statement.summary
