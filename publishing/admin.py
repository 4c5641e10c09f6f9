"""The door, as staff see it: what a record shows now, what it would show, and the acts."""

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.models import Person
from publishing import bulk, door, grounds, related, reviews
from publishing.decisions import named_person
from publishing.forms import ActForm, as_shown, ground_forms, named, needed
from publishing.models import Publication
from publishing.preview import lines
from publishing.public_rows import TABLES
from publishing.values import keys_to_read, public_values
from records import public_id
from records.admin import RecordAdmin
from records.choices import State
from records.models import StaleVersion
from records.site import staff_label


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    list_display = ("__str__", "of_table", "version", "at", "by", "reason", "delivered_at")
    list_filter = ("act", "table")
    list_select_related = ("by",)
    search_fields = ("public_id",)
    show_full_result_count = False

    @admin.display(description=gettext_lazy("table"), ordering="table")
    def of_table(self, publication):
        return apps.get_model(publication.table)._meta.verbose_name

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in ("act__exact", "table", "table__exact")

    history_view = RecordAdmin.history_view

    def get_search_results(self, request, queryset, search_term):
        """As people read it or as it is stored."""
        return super().get_search_results(request, queryset, public_id.read(search_term) or search_term)

    def get_urls(self):
        record = path(
            "record/<str:table>/<int:pk>/", self.admin_site.admin_view(self.record_view), name="publishing_record"
        )
        review = path("review/", self.admin_site.admin_view(self.review_view), name="publishing_review")
        return [record, review, *super().get_urls()]

    def review_view(self, request):
        return bulk.review_view(self, request)

    def record_view(self, request, table, pk):
        """What the record shows and would show; a POST acts."""
        record = self._find(request, table, pk)
        with_it = related.waiting_with(record)
        obstacles = door.obstacles_to_publishing([*with_it, record], request.user)
        waiting = [other for other in with_it if not obstacles[other]]
        form = ActForm(
            request.POST or None,
            waiting=waiting,
            initial={"version": record.version, "others": list(map(as_shown, waiting))},
        )
        asked = ground_forms([record, *waiting], request.POST or None)
        if request.method == "POST" and self._is_complete(request, record, form, asked):
            return HttpResponseRedirect(request.path)
        publications = list(Publication.objects.filter(public_id=record.public_id).select_related("by"))
        last = publications[0] if publications else None
        public = last.values if last and last.is_public else {}
        shown = lines(table, public, public_values(record))
        person = record if isinstance(record, Person) else named_person(record)
        asking = next((one for one in asked.values() if one.person == person), None)
        answers = asking.answers if asking else grounds.answers_about([person] if person else [])
        context = {
            **self.admin_site.each_context(request),
            "title": _("What is public of %s") % staff_label(record),
            "opts": record._meta.concrete_model._meta,
            "record": record,
            "form": form,
            "grounds": asked.values(),
            "last": last,
            "is_public": bool(public),
            "is_withdrawn": record.state == State.WITHDRAWN,
            "is_draft": record.state == State.DRAFT,
            "is_in_review": record.state == State.IN_REVIEW,
            "is_person": isinstance(record, Person),
            "note": reviews.note_for(record),
            "obstacle": obstacles[record],
            "not_offered": [(named(other), obstacles[other]) for other in with_it if obstacles[other]],
            "lines": shown,
            "would_change": any(line.differs for line in shown),
            "publications": publications,
            "answers": answers,
            "may_send": self._may_send(request, record),
            "may_publish": request.user.has_perm("publishing.add_publication"),
            "may_withdraw": request.user.has_perm("publishing.withdraw_publication"),
        }
        return TemplateResponse(request, "admin/publishing/record.html", context)

    def _is_complete(self, request, record, form, asked) -> bool:
        """Whether all that the act asks for was given, and the act carried out."""
        self._check_permission(request, record)
        is_valid = form.is_valid()
        records = [record, *form.chosen()] if request.POST["act"] == "publish" else []
        answers = needed(asked, records)
        is_valid = all([is_valid, *(answer.is_valid() for answer in answers)])  # all are checked, to tell all at once
        return is_valid and self._act(request, record, form, answers)

    def _may_send(self, request, record) -> bool:
        return self.admin_site.get_model_admin(type(record)).has_change_permission(request, record)

    def _find(self, request, table, pk):
        if table not in TABLES:
            raise Http404
        model = next(model for model in self.admin_site._registry if model._meta.label_lower == table)
        model_admin = self.admin_site.get_model_admin(model)
        record = model.objects.filter(pk=pk).select_related(*keys_to_read(model)).first()
        if not model_admin.has_view_permission(request, record):  # first: else it tells which keys are taken
            raise PermissionDenied
        if record is None:
            raise Http404
        return record

    def _check_permission(self, request, record):
        act = request.POST.get("act", "")
        permission = {"publish": "publishing.add_publication", "send_back": "publishing.add_publication"}
        if act not in self._acts() or (act.startswith("hide_") and not isinstance(record, Person)):
            raise PermissionDenied
        allowed = (
            self._may_send(request, record)
            if act == "send"
            else request.user.has_perm(permission.get(act, "publishing.withdraw_publication"))
        )
        if not allowed:
            raise PermissionDenied

    def _acts(self):
        return {
            "send": self._send,
            "send_back": self._send_back,
            "publish": self._publish,
            "withdraw": self._withdraw,
            "restore": self._restore,
            "hide_names": self._hide_names,
            "hide_description": self._hide_description,
        }

    def _act(self, request, record, form, answers) -> bool:
        """Carry out the act whose button was pressed; a refusal becomes an error of the form."""
        act = self._acts()[request.POST["act"]]
        if form.cleaned_data["version"] != record.version:
            form.add_error(None, _("The record was saved since you opened this page: read what it shows now, below."))
            form.data = form.data.copy()
            form.data["version"] = record.version
            return False
        try:
            with transaction.atomic():
                for answer in answers:
                    answer.write_down(request.user)
                messages.success(request, act(request.user, record, form.cleaned_data["reason"], form.chosen()))
        except (door.NotPublishable, reviews.CannotMove, StaleVersion) as error:
            form.add_error(None, str(error) or _("Somebody else just saved this record: try again."))
            record.refresh_from_db()
            return False
        return True

    def _send(self, user, record, reason, others):
        reviews.send_to_review(record=record, by=user)
        return _("The record is in review: somebody else publishes it or sends it back.")

    def _send_back(self, user, record, reason, others):
        reviews.send_back(record=record, by=user, note=reason)
        return _("The record is a draft again. Whoever sent it sees your note.")

    def _publish(self, user, record, reason, others):
        for one in [*others, record]:
            door.publish(record=one, by=user, reason=reason)
        count = len(others) + 1
        return ngettext("%d record is public now.", "%d records are public now.", count) % count

    def _withdraw(self, user, record, reason, others):
        door.withdraw(record=record, by=user, reason=reason)
        return _("The record is withdrawn and no longer public.")

    def _restore(self, user, record, reason, others):
        door.restore(record=record, by=user, reason=reason)
        return _("The record is back in work as a draft.")

    def _hide_names(self, user, record, reason, others):
        door.hide_names(person=record, by=user, reason=reason)
        return _("The person's names are no longer public.")

    def _hide_description(self, user, record, reason, others):
        door.hide_description(person=record, by=user, reason=reason)
        return _("The person's description is no longer public.")
