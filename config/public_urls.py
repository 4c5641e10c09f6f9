"""The addresses of a public process: the pages that visitors read and write to, and no admin."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from config.health import healthz

handler400 = "lookup.views.bad_request"
handler404 = "lookup.views.not_found"
handler500 = "config.not_saved.server_error"

urlpatterns = [
    path("healthz", healthz),
    path("", include("lookup.file_urls")),
    *i18n_patterns(path("tell/", include("inbox.letterbox.urls")), path("", include("lookup.urls"))),
]
