from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desk.admin.log import LogsFromReports
from desk.admin.paste import PastesReports
from records.admin import PartInline, RecordAdmin
from records.list_filters import ValuesFilter
from sources.models import Consent, Report


class ConsentInline(PartInline):
    model = Consent
    on_a_new_record = 0
    fields = (("use", "answer", "withdrawn"),)


@admin.register(Report)
class ReportAdmin(LogsFromReports, PastesReports, RecordAdmin):
    change_list_template = "admin/desk/report/change_list.html"
    change_form_template = "admin/desk/report/change_form.html"
    list_display = ("shown_title", "publisher", "published_on", "language", "kind", "state", "shown_id")
    list_filter = ("state", "kind", ("language", ValuesFilter), "translation", "is_confidential")
    list_select_related = ("publisher",)
    search_fields = ("search_text__contains", "public_id")
    inlines = [ConsentInline]
    fieldsets = [
        (None, {"fields": (
            "title",
            ("publisher", "publisher_inferred", "kind"),
            ("published_on", "published_on_inferred"),
            ("language", "translation"),
            "incidents",
        )}),
        (_("Where it is"), {"fields": (
            "url",
            "archive_url",
            ("accessed_on", "accessed_on_inferred"),
            "snapshot",
            "captured_text",
        )}),
        (_("More about it"), {"fields": (
            ("dateline", "dateline_place"),
            ("authors", "credits"),
            ("republishes", "mentions"),
            "notes",
            "is_confidential",
        )}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]  # fmt: skip

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, report):
        return report.title or _("untitled report")
