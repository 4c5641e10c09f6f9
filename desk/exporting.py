"""The page on which staff take facts out: all, or those that can become public. History keeps who did, and why."""

import tempfile
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import history
from audit.models import Act
from desk.facts import TABLES
from desk.facts_files import Extent, Files, export_facts
from records.form_fields import ProseFormField
from records.sheets import TooLongForXlsx

NEEDED = {Extent.OPEN: "accounts.export_open", Extent.ALL: "accounts.export_register"}


class ExportForm(forms.Form):
    extent = forms.ChoiceField(label=gettext_lazy("How much"), widget=forms.RadioSelect)
    files = forms.ChoiceField(
        label=gettext_lazy("As"), choices=Files, initial=Files.CSV, widget=forms.RadioSelect, required=False
    )
    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What the files are for, and who receives them. Kept in history, never published."),
    )

    def __init__(self, data=None, *, user):
        allowed = [(extent.value, extent.label) for extent in Extent if user.has_perm(NEEDED[extent])]
        super().__init__(data, initial={"extent": allowed[0][0]})
        self.fields["extent"].choices = allowed


def may_export(user) -> bool:
    return any(map(user.has_perm, NEEDED.values()))


def page(site, request):
    if not may_export(request.user):
        raise PermissionDenied
    form = ExportForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            return _download(form.cleaned_data, by=request.user)
        except TooLongForXlsx as error:
            form.add_error("files", _("“%(table)s” is too long for a sheet: choose CSV files.") % {"table": error})
    tables = [model._meta.verbose_name_plural for model in dict.fromkeys(entry[0] for entry in TABLES.values())]
    context = {**site.each_context(request), "title": _("Take facts out"), "form": form, "tables": tables}
    context["holds_everything"] = request.user.has_perm(NEEDED[Extent.ALL])
    return TemplateResponse(request, "admin/desk/export.html", context)


def _download(chosen, *, by) -> FileResponse:
    name = f"tizim-staff-{chosen['extent']}-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(zipped(by=by, **chosen), as_attachment=True, filename=name, content_type="application/zip")


def zipped(*, extent: str, files: str, reason: str, by) -> IO[bytes]:
    """The files of `export_facts` in one, which is on no disk any more when it is closed.

    It stands in history when all of it is made, and before anything leaves.
    """
    with ExitStack() as unless_made:
        made = unless_made.enter_context(tempfile.TemporaryFile())
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            export_facts(Path(folder), extent=extent, files=files or Files.CSV)
            for path in sorted(Path(folder).iterdir()):
                archive.write(path, path.name)
        made.seek(0)
        record_export(extent=extent, reason=reason, by=by)
        unless_made.pop_all()
        return made


@transaction.atomic
def record_export(*, extent: str, reason: str, by=None):
    """Write into history that facts leave; `row` says how much."""
    history.write(act=Act.CHANGED, by=by, table="register", row=str(extent), reason=reason)
