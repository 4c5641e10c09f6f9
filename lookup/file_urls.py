"""What programs read: one address for all languages."""

from django.urls import path

from lookup import download_views, file_views, release_views, urls  # noqa: F401 (the last knows ids)

app_name = "files"
urlpatterns = [
    path("download/<slug:name>.csv", download_views.csv_file, name="download"),
    path("download/tizim.xlsx", download_views.workbook_file, name="workbook"),
    path("download/tizim.zip", download_views.package_file, name="package"),
    path("releases/SHA256SUMS", release_views.sums, name="sums"),
    path("releases/tizim-<str:name>.zip", release_views.release_file, name="release"),
    path("p/<id:shown_id>.json", file_views.person, name="person"),
    path("people.json", file_views.people, name="people"),
    path("figures.json", file_views.figures, name="figures"),
    path("reports.json", file_views.reports, name="reports"),
    path("reports/<id:shown_id>.json", file_views.report, name="report"),
    path("statements.json", file_views.statements, name="statements"),
    path("schema.json", file_views.schema, name="schema"),
    path("robots.txt", file_views.robots, name="robots"),
    path("sitemap.xml", file_views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", file_views.sitemap, name="sitemap_part"),
]
