"""What is asked of somebody who writes. Nothing but the words themselves is needed; a contact is never asked for."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inbox.letterbox import receipts
from inbox.letterbox.choices import Kind
from inbox.letterbox.payload import as_text
from records import public_id
from records.form_fields import ProseFormField, TextLineFormField

LONGEST = 20_000  # characters


def line(label, help_text="", *, required=False, max_length=500) -> TextLineFormField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto"})
    return TextLineFormField(
        label=label, help_text=help_text, required=required, max_length=max_length, widget=widget, empty_value=""
    )


def prose(label, help_text="", *, required=True) -> ProseFormField:
    # A spelling checker of the browser may send what is typed to its maker.
    widget = forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false", "dir": "auto"})
    return ProseFormField(label=label, help_text=help_text, required=required, max_length=LONGEST, widget=widget)


class LetterForm(forms.Form):
    """One letter. After an error, all that was typed stands in the page that goes back, and nowhere else."""

    kind = None
    use_required_attribute = False  # the server says what is missing, in the reader's language, beside the field

    about = line(
        _("Which page it is about"),
        _("The number of the person or report, such as K7Q2M-9XD4T, or whose page it is."),
    )
    text = prose(_("What you want to tell us"))
    contact = line(
        _("How we may reach you, if you wish"),
        _("You can leave this empty: you can read our answer here with the code that you will be given."),
    )
    code = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_code(self):
        """The code that came with the form, so that a form that is sent twice gives the same one."""
        return receipts.read(self.cleaned_data["code"]) or receipts.new_code()

    def as_text(self) -> str:
        """What is sealed. The labels are the same in every language, for whoever opens it."""
        given = self.cleaned_data
        labels = {"who": "Who", "last_seen": "Last seen", "relation": "Related how", "about": "About"}
        fields = {label: given.get(name, "") for name, label in labels.items()}
        head = {"Kind": self.kind.value, "Language": get_language() or "", **fields, "Contact": given["contact"]}
        return as_text(head, given["text"])


class TracingForm(LetterForm):
    kind = Kind.TRACING

    who = line(
        _("Whom you are looking for"),
        _("Name, as you spell it; year of birth or age, if you know it."),
        required=True,
    )
    last_seen = line(_("When and where they were last seen"), _("As far as you know; leave empty what nobody knows."))
    relation = line(_("How you are related"), _("Mother, brother, friend, colleague …"))
    text = prose(_("What else might help to find them"), required=False)
    field_order = ["who", "last_seen", "relation", "text", "about", "contact"]


class NewsForm(LetterForm):
    kind = Kind.NEWS
    text = prose(
        _("What you know"), _("What happened, when and where, to whom; and how you know it: seen, heard, read.")
    )


class CorrectionForm(LetterForm):
    kind = Kind.CORRECTION
    text = prose(_("What is wrong, and what is right"), _("And how you know it, if you can say so."))


class RemovalForm(LetterForm):
    kind = Kind.REMOVAL
    text = prose(_("What should not be public, and why"), _("If somebody is in danger because of it, say so first."))


class MyselfForm(LetterForm):
    kind = Kind.MYSELF
    relation = line(_("Who you are"), _("The person, or how you are related: mother, brother …"))
    field_order = ["about", "relation", "text", "contact"]


FORMS = {form.kind: form for form in (TracingForm, NewsForm, CorrectionForm, RemovalForm, MyselfForm)}


def new_form(kind: Kind, about: str) -> LetterForm:
    """An empty form with a fresh code; `about` is what an address named, and only a number is taken from it."""
    shown_id = public_id.shown(public_id.read(about[:50]))
    return FORMS[kind](initial={"about": shown_id, "code": receipts.new_code()})


class CodeForm(forms.Form):
    use_required_attribute = False

    code = forms.CharField(
        max_length=200,
        label=_("Your code"),
        help_text=_("Six groups of four letters and digits. Capital or small, with or without dashes."),
        error_messages={"required": _("Write your code here.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self):
        if code := receipts.read(self.cleaned_data["code"]):
            return code
        raise forms.ValidationError(
            _("This is no code as we give them: compare each of the six groups with what you wrote down.")
        )
