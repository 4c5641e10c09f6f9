"""The pages, each under the language that it is in."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from lookup import release_views, views


class IdConverter(StringConverter):
    """A public id, in any form that somebody may type; with a dot in it, it is a file."""

    regex = "[^/.]+"


register_converter(IdConverter, "id")

app_name = "lookup"
urlpatterns = [
    path("", views.start, name="start"),
    path("search/", views.search, name="search"),
    path("people/", views.people, name="people"),
    path("people/names/", views.names, name="names"),
    path("p/<id:shown_id>", views.person, name="person"),
    path("p/<id:shown_id>/", views.person),
    path("figures/", views.figures, name="figures"),
    path("map/", views.map_page, name="map"),
    path("help/", views.help_page, name="help"),
    path("reports/", views.reports, name="reports"),
    path("reports/<id:shown_id>", views.report, name="report"),
    path("reports/<id:shown_id>/", views.report),
    path("statements/", views.statements, name="statements"),
    path("download/", views.download_page, name="download_page"),
    path("download/columns/", views.columns_page, name="columns"),
    path("releases/", release_views.releases, name="releases"),
    path("method/", views.method, name="method"),
    path("about/", views.about, name="about"),
]
