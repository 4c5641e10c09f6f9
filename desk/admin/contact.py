"""Taking a sealed contact out of the register, to open it where the group's private key is."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import history
from audit.models import Act
from people.contacts import is_under_another_key
from people.models import Person
from records.form_fields import ProseFormField
from records.sealing import key_of
from records.site import staff_label


class TakeOutForm(forms.Form):
    reason = ProseFormField(
        max_length=1000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Why it is needed. Kept in history with your name, never published."),
    )


def contact_view(model_admin, request, pk):
    """A page that says what is kept; a POST with a reason answers with the sealed text as a file."""
    if not request.user.has_perm("people.export_contact") or not model_admin.has_view_permission(request):
        raise PermissionDenied
    person = Person.objects.filter(pk=pk).select_related("contact_sealed_by").first()
    if person is None:
        raise Http404
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and person.contact and form.is_valid():
        return _as_file(take_out(person=person, by=request.user, reason=form.cleaned_data["reason"]), person)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Sealed contact of %s") % staff_label(person),
        "opts": model_admin.opts,
        "person": person,
        "form": form,
        "key_id": key_of(person.contact),
        "is_under_another_key": bool(person.contact) and is_under_another_key(person),
    }
    return TemplateResponse(request, "admin/desk/person/contact.html", context)


@transaction.atomic
def take_out(*, person: Person, by, reason) -> str:
    """The sealed contact with what it is, as lines of text. That it was taken out is history."""
    history.write(
        act=Act.CHANGED,
        by=by,
        table="people.person",
        row=person.pk,
        public_id=person.public_id,
        version=person.version,
        reason=_("The sealed contact was taken out: %s") % reason,
    )
    return f"person {person.shown_id}\nsealed {person.contact_sealed_at.isoformat()}\n{person.contact}\n"


def _as_file(text: str, person: Person) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="contact-{person.shown_id}.txt"'
    return answer
