"""*Paste a report*: hand in a saved page, PDF or text; correct what was read in it; save it with its original."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from audit.models import FormToken
from desk.log.picking import PickField
from desk.paste import duplicates, waiting
from desk.paste.forms import HandInForm, ReportForm, already, first_reading


class PastesReports:
    """Of the admin of reports: the page `paste/`, in two steps."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("paste/", view(self.paste_view), name="sources_report_paste"),
            path("paste/known/<slug:name>/", view(self.paste_known_view), name="sources_report_paste_known"),
            *super().get_urls(),
        ]

    def paste_view(self, request):
        """First what is handed in; a POST of the second form saves the report."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "original" in request.POST:
            return self._save_pasted(request)
        form = HandInForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            original = form.original
            if there := duplicates.with_hash(original.sha256):
                form.add_error(None, already(there, _("The register has this very document already: %s")))
            else:
                waiting.keep(user=request.user, name=original.stored_name, content=original.content)
                initial, sources = first_reading(original, form.cleaned_data["url"])
                second = ReportForm(user=request.user, address=request.path, initial=initial)
                if there := duplicates.with_address(initial["url"]):
                    second.there = there
                return self._paste_page(request, second, sources=sources, original=original)
        return self._paste_page(request, form)

    def paste_known_view(self, request, name):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        field = ReportForm(user=request.user, address="").fields.get(name)
        if not isinstance(field, PickField):
            raise Http404
        typed, chosen, kind = (request.GET.get(key, "") for key in ("typed", "chosen", "kind"))
        return HttpResponse(field.widget.options(name, typed, chosen, kind))

    def _save_pasted(self, request):
        token = request.POST.get("form_token", "")
        if token.isalnum() and (sent := FormToken.objects.filter(token=token, table="sources.report").first()):
            return self._lead_to(request, sent)
        form = ReportForm(request.POST, request.FILES, user=request.user, address=request.path)
        if "_look_up" in request.POST or not form.is_valid():
            return self._paste_page(request, form)
        try:
            with transaction.atomic():
                report, saved = form.enter()
                told = [line for row in saved for line in self.admin_site.record_saved(row, by=request.user)]
        except IntegrityError:
            if sent := FormToken.objects.filter(token=token, table="sources.report").first():
                return self._lead_to(request, sent)
            raise
        messages.success(request, _("The report is saved with its original. Now log what it tells."))
        for line in told:
            messages.info(request, line)
        return HttpResponseRedirect(reverse("admin:sources_report_change", args=[report.pk]))

    def _paste_page(self, request, form, **context):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Paste a report"),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "form": form,
            "media": ReportForm(user=request.user, address="").media,
            **context,
        }
        name = "second" if isinstance(form, ReportForm) else "first"
        return TemplateResponse(request, f"admin/desk/paste/{name}.html", context)
