"""Many records at once: what each would show, and each published or refused by itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from publishing import door, reviews
from publishing.forms import ManyForm, as_shown, door_of, ground_forms, needed, title
from publishing.models import Review
from publishing.preview import lines
from publishing.public_rows import TABLES
from publishing.values import public_values
from records.choices import State
from records.models import StaleVersion
from records.site import staff_label

MOST = 50  # records on one page


class Item:
    """One record on the page: what it would show, or what stands in the way."""

    def __init__(self, record, by, *, is_chosen):
        last = door.latest(record)
        self.record, self.key, self.is_chosen = record, as_shown(record), is_chosen
        self.label, self.door = title(record), door_of(record)
        self.obstacle = obstacle(record, by)
        self.lines = [
            line
            for line in lines(
                record._meta.label_lower, last.values if last and last.is_public else {}, public_values(record)
            )
            if line.differs
        ]
        self.grounds = []
        self.refusal = ""


def obstacle(record, by) -> str:
    """Why the record is not published from a list of many, or an empty text."""
    if record.state == State.APPROVED:
        return _("This record was reviewed before: it is public as it stands.")
    return door.obstacle_to_publishing(record, by)


def review_view(model_admin, request):
    """The records that wait, or those that were ticked in a list; a POST publishes those that are ticked here."""
    if not request.user.has_perm("publishing.add_publication"):
        raise PermissionDenied
    model = _model(model_admin, request)
    records, count = _records(request, model)
    is_sent, picked = request.method == "POST", set(request.POST.getlist("chosen"))
    from_a_list = "pk" in request.GET
    by_key = {key.partition(".")[0]: key for key in picked}
    items = [Item(record, request.user, is_chosen=from_a_list) for record in records]
    asked = ground_forms([item.record for item in items if not item.obstacle], request.POST if is_sent else None)
    form = ManyForm(request.POST if is_sent else None)
    done = []
    if is_sent:
        for item in items:
            item.is_chosen = item.record.public_id in by_key
        chosen = [item for item in items if item.is_chosen]
        grounds_needed = needed(asked, [item.record for item in chosen])
        is_valid = form.is_valid()
        if not chosen:
            form.add_error(None, _("Tick at least one record."))
        if is_valid and chosen:
            request.acts_one_by_one = True
            for item in chosen:
                item.refusal = _publish(item, by_key[item.record.public_id], request.user, form, grounds_needed)
            done = [item for item in chosen if not item.refusal]
            _tell(request, done, refused=[item for item in chosen if item.refusal])
            if len(done) == len(chosen):
                return HttpResponseRedirect(reverse("admin:publishing_review") + f"?table={model._meta.label_lower}")
    items = [item for item in items if item not in done]
    shown = set()
    for item in items:  # one question about a person, at the first of its records
        asking = [one for one in asked.values() if not item.obstacle and _is_about(item.record, one.person)]
        item.grounds = [one for one in asking if one not in shown]
        shown.update(asking)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Review %s") % model._meta.verbose_name_plural,
        "opts": model._meta,
        "items": items,
        "form": form,
        "more": count - len(records),
    }
    return TemplateResponse(request, "admin/publishing/review.html", context)


def _model(model_admin, request):
    """The table that is asked for, if the user may see it."""
    table = request.GET.get("table", "")
    registry = model_admin.admin_site._registry
    model = next((model for model in registry if model._meta.label_lower == table and table in TABLES), None)
    if model is None:
        raise Http404
    if not registry[model].has_view_permission(request):
        raise PermissionDenied
    return model


def _records(request, model):
    """The records of the page and how many there are; those that wait longest come first."""
    keys = [key for key in request.GET.getlist("pk") if key.isdecimal() and len(key) < 19]
    if "pk" in request.GET:
        found = model.objects.filter(pk__in=keys).order_by("pk")
        return list(found[:MOST]), found.count()
    found = model.objects.filter(state=State.IN_REVIEW)
    sent = Review.objects.waiting().filter(table=model._meta.label_lower).order_by("pk")
    order = {public_id: number for number, public_id in enumerate(sent.values_list("public_id", flat=True))}
    records = sorted(found, key=lambda record: order.get(record.public_id, -1))
    return records[:MOST], len(records)


def _is_about(record, person) -> bool:
    return record == person or getattr(record, "person", None) == person


def _publish(item, seen, by, form, asked) -> str:
    """Publish one record in its own transaction; returns why it was refused, or an empty text."""
    if item.key != seen:
        return _("It was saved since you opened this page: read what it shows now.")
    if item.obstacle:
        return item.obstacle
    answers = [one for one in asked if _is_about(item.record, one.person)]
    if any(not answer.is_valid() for answer in answers):
        return _("The question about the person is not answered: see below.")
    try:
        with transaction.atomic():
            for answer in answers:
                answer.write_down(by)
            door.publish(record=item.record, by=by, reason=form.cleaned_data["reason"])
    except StaleVersion:
        return _("Somebody else just saved it: read what it shows now.")
    except door.NotPublishable as error:
        return str(error)
    return ""


def _tell(request, done, refused):
    if done:
        count = len(done)
        messages.success(request, ngettext("%d record is public now.", "%d records are public now.", count) % count)
    for item in refused:
        messages.error(request, _("Not published: %(record)s. %(why)s") % {"record": item.label, "why": item.refusal})


# The actions of a list


def review_chosen(model_admin, request, queryset):
    """Lead to the page where the ticked records are reviewed together."""
    query = QueryDict(mutable=True)
    query["table"] = model_admin.model._meta.concrete_model._meta.label_lower
    query.setlist("pk", list(queryset.order_by("pk").values_list("pk", flat=True)[:MOST]))
    if queryset.count() > MOST:
        messages.warning(request, _("The first %d of the records that you ticked stand here.") % MOST)
    return HttpResponseRedirect(f"{reverse('admin:publishing_review')}?{query.urlencode()}")


def send_chosen(model_admin, request, queryset):
    """Send the ticked drafts to review, each in its own transaction."""
    sent, request.acts_one_by_one = 0, True
    for record in queryset:
        try:
            reviews.send_to_review(record=record, by=request.user)
            sent += 1
        except StaleVersion:
            why = _("Somebody else just saved it: try again.")
        except reviews.CannotMove as error:
            why = str(error)
        else:
            continue
        messages.error(request, _("Not sent: %(record)s. %(why)s") % {"record": staff_label(record), "why": why})
    if sent:
        messages.success(request, ngettext("%d record is in review now.", "%d records are in review now.", sent) % sent)


ACTIONS = {
    "send_chosen": (send_chosen, gettext_lazy("Send to review")),
    "review_chosen": (review_chosen, gettext_lazy("Review together …")),
}


def actions(model_admin, request) -> dict:
    """The actions that the user may use on a list, as Django's admin wants them."""
    if model_admin.model._meta.concrete_model._meta.label_lower not in TABLES:
        return {}
    may = {
        "send_chosen": model_admin.has_change_permission(request),
        "review_chosen": request.user.has_perm("publishing.add_publication"),
    }
    return {name: (act, name, label) for name, (act, label) in ACTIONS.items() if may[name]}
