"""The forms of a message's page. An answer has none here: of it only the sealed text comes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inbox.letterbox.choices import Changed
from inbox.models import Outcome
from people.models import Person
from records import public_id
from records.form_fields import ProseFormField, TextLineFormField
from sources.choices import ConsentAnswer, ConsentUse
from sources.models import Report
from sources.models.report import CAPTURED_TEXT_LENGTH

TYPED = {"autocomplete": "off", "spellcheck": "false"}


class NumberField(forms.CharField):
    """A record, by its number as people read it."""

    def __init__(self, model, **kwargs):
        self.model = model
        super().__init__(required=False, max_length=200, widget=forms.TextInput(attrs=TYPED), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = self.model.objects.filter(public_id=public_id.read(text.rstrip("/").rpartition("/")[2])).first()
        if found is None:
            raise forms.ValidationError(_("There is no such record. Write its number, such as K7Q2M-9XD4T."))
        return found

    def prepare_value(self, value):
        return getattr(value, "shown_id", value)


class LinkForm(forms.Form):
    person = NumberField(Person, label=_("Person"), help_text=_("The number of whom it is about, or the address."))
    report = NumberField(Report, label=_("Report"), help_text=_("The number of the report it is about, or became."))


class NameForm(forms.Form):
    name = TextLineFormField(
        max_length=200,
        label=_("Name"),
        widget=forms.TextInput(attrs=TYPED),
        help_text=_("Searched among all records, also those that are not public. What you type is kept nowhere."),
    )


class VerifiedForm(forms.Form):
    verified = ProseFormField(
        max_length=1000,
        label=_("How was it verified that the sender is a relative?"),
        widget=forms.Textarea(attrs={"rows": 2, **TYPED}),
        help_text=_("Kept in history with your name, never published. No contacts here."),
    )


class ReportForm(forms.Form):
    title = TextLineFormField(
        max_length=300, label=_("Title"), help_text=_("For the team: the report is confidential. Nobody's name here.")
    )
    text = ProseFormField(
        required=False,
        max_length=CAPTURED_TEXT_LENGTH,
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 6, "data-not-kept": "", **TYPED}),
        help_text=_("This is kept unsealed, for every researcher. Only with the sender's consent to store it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for use, label in ConsentUse.choices:
            self.fields[f"consent_{use}"] = forms.ChoiceField(
                label=_("Consent: %s") % label, choices=ConsentAnswer.choices, initial=ConsentAnswer.NOT_ASKED
            )

    def clean(self):
        given = super().clean()
        if given.get("text") and given.get("consent_store") != ConsentAnswer.YES:
            self.add_error("text", _("The sender did not consent to storing it: leave the text empty."))
        return given

    def consents(self) -> dict[str, str]:
        return {use: self.cleaned_data[f"consent_{use}"] for use in ConsentUse.values}


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=[("", "---------"), *Outcome.choices])
    corrected = forms.MultipleChoiceField(
        required=False,
        label=_("What was changed on the person's page"),
        choices=Changed.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Told in the public log with today's date and the linked person, if that person is public."),
    )
    note = ProseFormField(
        required=False,
        max_length=1000,
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 2, **TYPED}),
        help_text=_("For the team, never published. Repeat neither contacts nor words of the message here."),
    )
