from django.contrib import admin

from records.admin import RecordAdmin
from sources.models import Term


@admin.register(Term)
class TermAdmin(RecordAdmin):
    list_display = ("label_en", "list", "code", "label_ru", "label_kk")
    list_filter = ("list",)
    search_fields = ("search_text__contains",)

    def get_readonly_fields(self, request, obj=None):
        """The code stands in files and exports, so it never changes."""
        return ("list", "code") if obj else ()
