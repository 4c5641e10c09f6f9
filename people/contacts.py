"""The sealed contact of a person: a box that is written and never read here."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from people.models import Person
from records.form_fields import ProseFormField
from records.forms import VersionedForm
from records.sealing import NoGroupKey, group_key, key_id, key_of, seal

TYPED = "new_contact"  # the name under which a browser sends what was typed


class ContactForm(VersionedForm):
    """What is typed into the box is sealed as the form is checked; after an error it stands only in the page."""

    new_contact = ProseFormField(
        required=False,
        max_length=2000,
        label=gettext_lazy("New contact"),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "data-not-kept": ""}),
        help_text=gettext_lazy(
            "How to reach a relative or witness: telephone, address, through whom. It is sealed as you save: nobody "
            "can read it here afterwards, you neither. What is kept already is replaced."
        ),
    )
    remove_contact = forms.BooleanField(required=False, label=gettext_lazy("Remove the contact that is kept"))

    @sensitive_variables()
    def clean_new_contact(self):
        """The typed text, sealed."""
        text = self.cleaned_data[TYPED].strip()
        try:
            return seal(text) if text else ""
        except NoGroupKey as error:
            raise ValidationError(str(error)) from error

    def clean(self):
        cleaned = super().clean()
        if cleaned.get(TYPED) and cleaned.get("remove_contact"):
            self.add_error("remove_contact", _("Either write a new contact or remove the one that is kept."))
        return cleaned

    def keep_contact(self, person: Person, *, by):
        """Put what was sealed into the person, which is saved after this."""
        sealed = self.cleaned_data.get(TYPED)
        if sealed:
            person.contact, person.contact_sealed_at, person.contact_sealed_by = sealed, timezone.now(), by
        elif self.cleaned_data.get("remove_contact"):
            person.contact, person.contact_sealed_at, person.contact_sealed_by = "", None, None


def is_under_another_key(person: Person) -> bool:
    """The contact was sealed before the group's key was changed."""
    try:
        return key_of(person.contact) != key_id(group_key())
    except NoGroupKey:
        return False
