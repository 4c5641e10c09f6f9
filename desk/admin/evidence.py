"""The page of a person's evidence: every claim beside the conclusions, and a conclusion set from a cell."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk import evidence
from desk.concluding import conclude
from people.models import Person
from records.form_fields import ProseFormField
from records.models import StaleVersion
from records.site import may_see, staff_label


class ConcludeForm(forms.Form):
    """A cell that was pressed, the version of its record that the editor saw, and why."""

    reason = ProseFormField(
        max_length=1000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Why this claim is followed rather than the others. Kept in history, never published."),
        error_messages={"required": gettext_lazy("Say why, then set the conclusion.")},
    )
    cell = forms.CharField(max_length=300, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Chosen(NamedTuple):
    """A cell that was pressed, with its row and its table."""

    table: evidence.Table
    row: evidence.Row
    cell: evidence.Cell

    @property
    def record(self):
        return self.table.record

    @property
    def key(self) -> str:
        return f"{self.table.key}:{self.cell.key}"


class EvidencePage:
    """Adds the page to the admin of persons; lists of some persons lead there."""

    def get_urls(self):
        if self.model is not Person:
            return super().get_urls()
        page = self.admin_site.admin_view(self.evidence_view)
        return [path("<int:pk>/evidence/", page, name="people_person_evidence"), *super().get_urls()]

    def evidence_view(self, request, pk):
        """The tables of a person. A POST names a cell: without a reason the page asks for one, with it the conclusion
        is set."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        person = get_object_or_404(Person, pk=pk)
        tables = evidence.tables(person, lambda model: may_see(self.admin_site, model, request))
        form, chosen = None, None
        if request.method == "POST":
            chosen = self._chosen(tables, request.POST.get("cell", ""))
            if chosen is None:
                messages.warning(request, _("That is concluded already, or is no longer claimed: look at it anew."))
                return HttpResponseRedirect(request.path)
            if not self._may_change(request, chosen.record):
                raise PermissionDenied
            form = self._form(request, chosen)
            if form.is_bound and form.is_valid() and self._conclude(request, chosen, form):
                return HttpResponseRedirect(f"{request.path}#{chosen.table.key}")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Evidence: %s") % staff_label(person),
            "opts": Person._meta,
            "person": person,
            "tables": [(table, self._may_change(request, table.record)) for table in tables],
            "form": form,
            "chosen": chosen,
        }
        return TemplateResponse(request, "admin/desk/evidence/page.html", context)

    @staticmethod
    def _chosen(tables, key: str) -> Chosen | None:
        """The cell of that key, if it is on the page and says something that is not concluded."""
        cells = (Chosen(table, row, cell) for table in tables for row in table.rows for cell in row.cells)
        return next((one for one in cells if one.cell.can_be_taken and one.key == key), None)

    @staticmethod
    def _form(request, chosen):
        """Bound once a reason was asked for."""
        if "reason" in request.POST:
            return ConcludeForm(request.POST)
        return ConcludeForm(initial={"cell": chosen.key, "version": chosen.record.version})

    def _conclude(self, request, chosen, form) -> bool:
        """Set the conclusion; a refusal becomes an error of the form, and the reason stays."""
        record, values = chosen.record, form.cleaned_data
        try:
            with transaction.atomic():
                conclude(
                    record=record,
                    fact=chosen.row.fact,
                    claim=chosen.cell.column.claim,
                    by=request.user,
                    reason=values["reason"],
                    shown=values["version"],
                )
                told = self.admin_site.record_saved(record, by=request.user)
        except StaleVersion:
            form.add_error(None, _("Somebody saved this record since you opened the page: read it anew, then decide."))
            form.data = form.data.copy()
            form.data["version"] = type(record).objects.get(pk=record.pk).version
            return False
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return False
        done = {"fact": chosen.row.heading, "new": chosen.cell.words, "old": chosen.row.concluded or _("nothing")}
        messages.success(request, _("%(fact)s: concluded is “%(new)s”. Before, it was “%(old)s”.") % done)
        for line in told:
            messages.info(request, line)
        return True

    def _may_change(self, request, record) -> bool:
        return self.admin_site.get_model_admin(type(record)).has_change_permission(request, record)
