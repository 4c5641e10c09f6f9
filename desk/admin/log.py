"""*Log from a report*: the pages on which what one report says becomes persons, records and claims."""

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk import possible_duplicates
from desk.holding import Hold
from desk.log import listing, saving
from desk.log.entries import FORMS
from desk.log.picking import PickField
from people.models import Person
from records.choices import State
from records.models import StaleVersion
from records.site import staff_label
from sources.models import Report
from victims.choices import Harm

FIRST = "casualty"


def _perhaps_here(person) -> str:
    """What to tell of a person who may have been here before: it goes on the list, and is asked there."""
    if not possible_duplicates.note_namesakes(person):
        return ""
    address = reverse("admin:people_possibleduplicate_changelist")
    told = _("%s may have been here before.") % staff_label(person)
    return format_html('{} <a href="{}">{}</a>', told, address, _("See the possible duplicates"))


class LogsFromReports:
    """Of the admin of reports: the pages `<report>/log/<what>/`."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:report>/log/<slug:what>/", view(self.log_view), name="sources_report_log"),
            path("<int:report>/log/<slug:what>/known/<slug:name>/", view(self.known_view), name="sources_report_known"),
            *super().get_urls(),
        ]

    def log_view(self, request, report, what):
        """The form of one kind beside the text of the report; a POST saves it."""
        report, form_class = self._report(request, report), self._form(request, what)
        if report.state == State.WITHDRAWN:
            messages.error(request, _("The report is withdrawn: nothing more is logged from it."))
            return HttpResponseRedirect(reverse("admin:sources_report_change", args=[report.pk]))
        options = {"report": report, "address": request.path}
        if request.method == "POST":
            form = form_class(request.POST, **options)
            is_sent = "_look_up" not in request.POST and form.is_valid()
            if is_sent and not self._is_held(request, form) and (answer := self._save(request, form)):
                return answer
        else:
            form = form_class(
                **options, initial=self._begin_with(request, form_class, report), about=self._about(request)
            )
        return TemplateResponse(request, "admin/desk/log/page.html", self._context(request, form))

    def known_view(self, request, report, what, name):
        """The choices for what was typed into one input, as HTML."""
        report, form_class = self._report(request, report), self._form(request, what)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        address = reverse("admin:sources_report_log", args=[report.pk, what])
        field = form_class(report=report, address=address).fields.get(name)
        if not isinstance(field, PickField):
            raise Http404
        typed, chosen, kind = (request.GET.get(key, "") for key in ("typed", "chosen", "kind"))
        return HttpResponse(field.widget.options(name, typed, chosen, kind))

    # Steps

    def _report(self, request, key) -> Report:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Report.objects.select_related("publisher"), pk=key)

    def _form(self, request, what):
        form = FORMS.get(what)
        needed = [form.record_model, Person] if form and form.record_model else []
        needed += [form._meta.model] if form else [Person]
        names = [f"{it._meta.app_label}.{get_permission_codename('add', it._meta)}" for it in needed]
        if not request.user.has_perms(names):
            raise PermissionDenied
        if form is None:
            raise Http404
        return form

    @staticmethod
    def _begin_with(request, form, report) -> dict:
        """What the address says: the claim just logged, whose event and the like are kept; or the harm."""
        after, harm = request.GET.get("after", ""), request.GET.get("harm", "")
        if after.isdecimal() and len(after) < 19:
            claim = form._meta.model.objects.filter(pk=after, report=report).first()
            return form.kept_from(claim) if claim else {}
        return {"harm": harm} if harm in Harm.values else {}

    @staticmethod
    def _about(request) -> str:
        """Whom or what the claim is about, where a link says so."""
        kind, _dash, key = request.GET.get("about", "").partition("-")
        return f"{kind}-{key}" if kind in ("person", "record") and key.isdecimal() and len(key) < 19 else ""

    def _is_held(self, request, form) -> bool:
        """Whether somebody with a name like that of the new person may be here already, and nobody has answered yet.

        Who is said to be the same takes the place of the new one."""
        picked = form.cleaned_data["person"] if form.record_model else None
        if not picked or picked.row or not picked.typed or saving.sent_before(form):
            return False
        form.hold = Hold(request, self.admin_site.get_model_admin(Person))
        person = Person(sex=form.cleaned_data["sex"], description=form.cleaned_data["description"])
        try:
            form.hold.ask(person, [picked.typed], [picked.typed])
        except ValidationError as error:
            form.add_error("person", error)
            return True
        form.cleaned_data["person"] = picked._replace(row=form.hold.same)
        return False

    def _save(self, request, form):
        """Save and go on; or show again what was typed, with what stands against it."""
        try:
            with transaction.atomic():
                logged = saving.log(form=form, by=request.user)
                told = [line for it in logged.saved for line in self.admin_site.record_saved(it, by=request.user)]
                asked = logged.record.person if form.hold else None
                if asked:
                    form.hold.keep_answers(asked)
                told += [_perhaps_here(it) for it in logged.saved if isinstance(it, Person) and it != asked]
        except saving.SentBefore as sent:
            return self._sent_before(request, form, sent.claim_key)
        except ValidationError as error:
            form.refuse(error)
        except StaleVersion:
            form.add_error(None, _("Somebody just saved the person or record that you chose: send the form again."))
        except IntegrityError:
            if sent := saving.sent_before(form):  # the same form arrived twice at once: the other one was faster
                return self._sent_before(request, form, sent.row)
            raise
        else:
            self._tell(request, form, logged, told)
            return HttpResponseRedirect(self._go_on(request, form, logged.record, logged.claim.pk))
        return None

    def _sent_before(self, request, form, claim_key):
        messages.info(request, _("This form was sent before: what it says is logged already."))
        return HttpResponseRedirect(self._go_on(request, form, None, claim_key))

    @staticmethod
    def _go_on(request, form, record, claim_key) -> str:
        if "_more" in request.POST and record:
            opts = record._meta
            return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
        address = reverse("admin:sources_report_log", args=[form.report.pk, form.slug])
        return f"{address}?after={claim_key}" if "_next" in request.POST and claim_key else address

    @staticmethod
    def _tell(request, form, logged, told):
        record = logged.record
        address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
        label = staff_label(record.person) if form.record_model else str(record)
        text = _("Logged: {}. {}") if logged.is_new else _("Logged as one more claim about: {}. {}")
        link = format_html('<a href="{}">{}</a>', address, _("More about this record"))
        messages.success(request, format_html(text, label, link))
        for line in filter(None, told):
            messages.info(request, line)
        for warning in getattr(record, "warnings", list)():
            messages.warning(request, warning)

    def _context(self, request, form) -> dict:
        report = form.report
        return {
            **self.admin_site.each_context(request),
            "title": _("Log from a report"),
            "subtitle": report.title or report.shown_id,
            "is_nav_sidebar_enabled": False,  # the text of the report takes its place
            "opts": self.opts,
            "report": report,
            "form": form,
            "hold": form.hold,
            "kept": "after" in request.GET and not form.is_bound,
            **logged_so_far(report),
            "media": form.media,
        }

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The report's page tells what was logged from it."""
        context = {}
        if object_id.isdecimal() and (report := Report.objects.filter(pk=object_id).first()):
            context = logged_so_far(report)
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


def logged_so_far(report) -> dict:
    """For the templates of the list."""
    return {
        "tabs": tabs(report),
        "sections": listing.of_report(report),
        "beside": listing.beside(report),
        "report_key": report.pk,
        "others": [(slug, form.title) for slug, form in FORMS.items() if form.record_model],
    }


def tabs(report) -> list[tuple[str, str, str]]:
    """(address, label, slug) for each kind of thing to log."""
    address = {slug: reverse("admin:sources_report_log", args=[report.pk, slug]) for slug in FORMS}
    return [
        (f"{address['casualty']}?harm={Harm.KILLED}", _("Death"), "casualty"),
        (f"{address['casualty']}?harm={Harm.INJURED}", _("Injury or other harm"), ""),
        *((address[slug], form.title, slug) for slug, form in FORMS.items() if slug != "casualty"),
    ]
