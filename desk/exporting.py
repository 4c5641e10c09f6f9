"""The page on which an exporter takes all facts out. It is recorded who did, when and why."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import history
from audit.models import Act
from desk.facts import TABLES, export_facts
from records.form_fields import ProseFormField

NEEDED = "accounts.export_register"


class ExportForm(forms.Form):
    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What the files are for, and who receives them. Kept in history, never published."),
    )


def page(site, request):
    if not request.user.has_perm(NEEDED):
        raise PermissionDenied
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            history.write(
                act=Act.CHANGED, by=request.user, table="register", row="all", reason=form.cleaned_data["reason"]
            )
            content = zipped()
        name = f"tizim-staff-{timezone.localdate():%Y-%m-%d}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type="application/zip", headers=headers)
    tables = [model._meta.verbose_name_plural for model in dict.fromkeys(entry[0] for entry in TABLES.values())]
    context = {**site.each_context(request), "title": _("Take all facts out"), "form": form, "tables": tables}
    return TemplateResponse(request, "admin/desk/export.html", context)


def zipped() -> bytes:
    """The files of `export_facts`; what was written on the way is gone afterwards."""
    content = BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        export_facts(Path(folder))
        for path in sorted(Path(folder).iterdir()):
            archive.write(path, path.name)
    return content.getvalue()
