from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class TizimConfig(AppConfig):
    name = "config"

    def ready(self):
        from config import checks, kept_connections, labels  # noqa: F401 (two of them register what they hold)

        labels.translate()


class RegisterAdminConfig(AdminConfig):
    default_site = "config.site.AdminSite"

    def ready(self):
        super().ready()
        from django.contrib.admin import widgets

        widgets.SELECT2_TRANSLATIONS["kk"] = "kk"  # static/admin/js/vendor/select2/i18n/kk.js
