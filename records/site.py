"""The admin site: a place for staff to choose among namesakes, and no address that looks rows up by itself."""

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.utils.translation import gettext_lazy as _


def staff_label(row) -> str:
    """What staff see of a row in lists of choices."""
    return row.staff_label() if hasattr(row, "staff_label") else str(row)


def may_see(site, model, request) -> bool:
    """Whether the user may see rows of a table; parts, which have no list, are seen with their record."""
    model_admin = site._registry.get(model)
    return model_admin is None or model_admin.has_view_permission(request)


class ChoiceView(AutocompleteJsonView):
    """Choices of a foreign key, with what is known shown beside each."""

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": staff_label(obj)}


class RegisterAdminSite(AdminSite):
    site_header = _("Tizim")
    site_title = _("Tizim")
    index_title = _("The register")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.disable_action("delete_selected")

    def record_saved(self, record, *, by) -> list[str]:
        """Called in the transaction of each save, after its history is written. Returns what to tell the editor."""
        return []

    def record_context(self, record, *, user) -> dict:
        """What the page of a stored record shows beside its form."""
        return {}

    def record_actions(self, model_admin, request) -> dict:
        """The actions of a list, as `ModelAdmin.get_actions` gives them."""
        return {}

    def record_filters(self, model_admin) -> list:
        """Filters of a list besides its own."""
        return []

    def has_permission(self, request):
        """The one door to every page of the admin: staff who gave both the password and the second factor."""
        return super().has_permission(request) and request.user.is_verified()

    def get_app_list(self, request, app_label=None):
        return super().get_app_list(request, app_label) if self.has_permission(request) else []

    def get_urls(self):
        """Without `r/…`, which tells any member of staff whether there is a row of a table with a key."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def autocomplete_view(self, request):
        return ChoiceView.as_view(admin_site=self)(request)
