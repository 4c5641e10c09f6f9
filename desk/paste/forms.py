"""The two forms of *Paste a report*: what is handed in, and what was read in it, to be corrected before it is saved."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import FormToken
from desk.log.forms import Incidents
from desk.log.known import Bodies
from desk.log.picking import NEW, Picked, PickField
from desk.log.saving import name_column
from desk.paste import duplicates, guesses, waiting
from desk.paste.originals import LARGEST, Original, Unreadable, read_file, read_pasted
from desk.paste.refusals import refusal
from people.choices import OrganisationKind
from people.models import Organisation
from records.dates import UnreadableDate
from records.form_fields import WebAddressFormField
from records.saving import changing
from records.typed_dates import read
from sources.models import Report


class HandInForm(forms.Form):
    """A saved file, or pasted text."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,  # told in our own words
        label=gettext_lazy("A saved page, PDF or text"),
        help_text=gettext_lazy(".html, .mhtml (a page saved as one file), .pdf or .txt; at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.xhtml,.mhtml,.mht,.pdf,.txt"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("or its text, pasted"),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    url = WebAddressFormField(
        required=False,
        max_length=1000,
        assume_scheme="https",
        label=gettext_lazy("Its address on the web, if known"),
        help_text=gettext_lazy("Nothing is fetched from it; it tells whether the register has the report already."),
    )

    original: Original | None = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is not None and file.size > LARGEST:
            raise refusal(Unreadable("large"))
        return file

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text")
        if self.errors:
            return cleaned
        if bool(file is not None) == bool(text and text.strip()):
            raise ValidationError(_("Choose a file or paste a text: one of the two."))
        try:
            self.original = read_file(file.read(), file.name) if file is not None else read_pasted(text)
        except Unreadable as error:
            self.add_error("file" if file is not None else "text", refusal(error))
        return cleaned


class ReportForm(forms.ModelForm):
    """What was read, for the researcher to correct."""

    form_token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    original = forms.CharField(widget=forms.HiddenInput, max_length=80)
    file = forms.FileField(required=False, label=gettext_lazy("The same file once more"))
    publisher = PickField(label=gettext_lazy("Publisher"), may_be_new="if said", none=gettext_lazy("not known"))
    incident = PickField(label=gettext_lazy("The event that it tells of"), none=gettext_lazy("not said yet"))
    is_another = forms.BooleanField(
        required=False, label=gettext_lazy("It is another version of that report: keep it beside the other")
    )

    class Meta:
        model = Report
        fields = (
            "title", "publisher_inferred", "published_on", "published_on_inferred", "language", "translation", "kind",
            "authors", "url", "captured_text",
        )  # fmt: skip

    class Media:
        css = {"all": ("admin/css/forms.css",)}
        js = (forms.Script("desk/log.js", defer=True),)

    def __init__(self, data=None, files=None, *, user, address, initial=None):
        super().__init__(data, files, initial={"form_token": uuid.uuid4().hex, **(initial or {})})
        self.user = user
        self.fields["publisher"].bind(Bodies(), f"{address}known/publisher/")
        self.fields["incident"].bind(Incidents(), f"{address}known/incident/")
        self.fields["captured_text"].widget = forms.Textarea(attrs={"rows": 24})
        self.is_original_gone = False
        self.there = None  # the report at the same address

    def clean_original(self):
        """The file that waits, by its name; where it is gone, the same file again."""
        name = self.cleaned_data["original"]
        if not re.fullmatch(r"[0-9a-f]{64}\.[a-z]{3,5}", name):
            raise ValidationError(_("Hand the report in again: its original is not known."))
        self.content = waiting.content(user=self.user, name=name)
        if self.content is None and (file := self.files.get("file")) and file.size <= LARGEST:
            self.content = waiting.same(file.read(), name)
        if self.content is None:
            self.is_original_gone = True
            raise ValidationError(_("The original is kept for a day only: choose the same file once more, below."))
        return name

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("original", "")
        if there := duplicates.with_hash(name.partition(".")[0]):
            self.add_error(None, already(there, _("The register has this very document already: %s")))
        elif there := duplicates.with_address(cleaned.get("url") or ""):
            self.there = there
            if not cleaned.get("is_another"):
                self.add_error("url", already(there, _("The register has a report from this address already: %s")))
        return cleaned

    @transaction.atomic
    def enter(self) -> tuple[Report, list]:
        """Save the report with its original; returns it and every record that was saved."""
        values, report, saved = self.cleaned_data, self.instance, []
        publisher = values["publisher"]
        report.publisher = publisher.row
        if publisher.kind:
            report.publisher = Organisation(
                kind=publisher.kind, **{name_column(publisher.typed, report.language): publisher.typed}
            )
            with changing(report.publisher, by=self.user, reason=_("pasted")):
                report.publisher.full_clean(exclude=["created_by", "edited_by"])
                report.publisher.save()
            saved.append(report.publisher)
        with changing(report, by=self.user, reason=_("pasted")):
            report.snapshot = ContentFile(self.content, values["original"])
            report.save()
            report.incidents.set([values["incident"].row] if values["incident"].row else [])
        if values.get("form_token"):
            FormToken.objects.create(token=values["form_token"], table="sources.report", row=str(report.pk))
        transaction.on_commit(lambda: waiting.forget(user=self.user, name=values["original"]))
        return report, [*saved, report]


def already(report, text):
    """Say that a report is there, and lead to it; `text` holds %s where its title goes."""
    address = reverse("admin:sources_report_change", args=[report.pk])
    link = format_html('<a href="{}">{}</a>', address, report.title or report.shown_id)
    return format_html(text.replace("%s", "{}"), link)


def first_reading(original: Original, url: str = "") -> tuple[dict, dict]:
    """What the second form begins with, and, by input, where each value comes from."""
    own_date = _as_date(original.published_on)
    date = own_date or guesses.date_of(original.text)
    title = original.title or guesses.title_of(original.text)
    language = guesses.language_of(original.text)
    initial = {
        "original": original.stored_name,
        "title": title[:300],
        "publisher": _publisher(original.publisher),
        "published_on": date,
        "language": language,
        "authors": original.authors[:500],
        "url": url or original.url[:1000],
        "captured_text": original.text,
    }
    of_file, of_text = _("As the file says: check it."), _("Guessed from the text: check it.")
    sources = {
        "title": of_file if original.title else of_text if title else "",
        "publisher": of_file if original.publisher else _("The file does not say it."),
        "published_on": of_file if own_date else of_text if date else _("Neither file nor text says it."),
        "language": _("A guess from letters and words: check it.")
        if language
        else _("Neither Kazakh, Russian nor English, as far as can be told: write its code."),
    }
    return initial, sources


def _as_date(text: str) -> str:
    try:
        return read(text).text if text else ""
    except UnreadableDate:
        return ""


def _publisher(name: str) -> Picked:
    """The body of this name; else a new one is offered."""
    name = name.removeprefix("www.")[:200]
    if not name:
        return Picked()
    found = [option for option in Bodies().find(name) if option.is_exact]
    at_site = Organisation.objects.filter(website__icontains=f"//{name}")[:2] if "." in name else []
    keys = [option.value for option in found] or [str(body.pk) for body in at_site]
    if len(keys) == 1:
        return Picked(name, keys[0])
    return Picked(name, NEW, OrganisationKind.NEWS_OUTLET)
