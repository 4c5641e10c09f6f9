"""The forms of *Log from a report*: one for each thing that a report can tell.

A form asks what one report says and nothing else: report, date, language and event are the report's. It holds what is
typed often; `less_often` folds away what is typed rarely, and the full form of the record has the rest.
"""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from desk.log import known
from desk.log.fields import AgeField, ChoiceOrBlank, ReportDateField
from desk.log.picking import Picked, PickField, TermsWidget
from people.choices import OrganisationKind
from people.models import Person
from records.choices import Sex
from records.fields import PartialDateField
from records.form_fields import TextLineFormField
from sources.choices import Attribution, IncidentKind, Relation
from sources.models import Incident

SAYS = (("body", "claimant_office"), ("relay", "said_on", "said_on_inferred"))
SAYS_LESS_OFTEN = ("attribution", "certainty", "where_in_report", "reading")
ROWS = {"claimant": "claimant_person", "body": "claimant_organisation", "relay": "relayed_by"}  # input: column


def columns(*lines: str) -> list[str]:
    """For `Meta.fields`: the columns of a claim that an input fills, those of every claim among them."""
    every = "claimant_office said_on said_on_inferred certainty quotation where_in_report reading"
    return " ".join([*lines, every]).split()


class Incidents(known.Named):
    """The events of the register, for a report that names none."""

    model = Incident
    names = ("title",)
    ordering = ("title", "pk")

    def detail(self, incident):
        return incident.get_kind_display()


class LogForm(forms.ModelForm):
    """What one report says: an unsaved claim with all that it names. `desk.log.saving` makes rows of it."""

    form_token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    claimant = PickField(
        label=gettext_lazy("Who says it: a person"), may_be_new="as typed", none=gettext_lazy("someone new, if named")
    )
    body = PickField(
        label=gettext_lazy("Who says it: a body or group"), may_be_new="if said", none=gettext_lazy("none")
    )
    relay = PickField(label=gettext_lazy("Passed on by"), may_be_new="if said", none=gettext_lazy("nobody"))
    attribution = ChoiceOrBlank(
        label=gettext_lazy("Attribution"),
        choices=Attribution,
        blank=gettext_lazy("whoever is named above; else the report itself"),
    )

    slug = ""  # in the address
    title = ""
    record_model = None  # what the claim is about; None: the claim is the record itself
    blocks = ()  # (title, inputs, less often); inputs in one tuple stand side by side
    kept = ("incident", *ROWS, "claimant_office", "said_on", "said_on_inferred", "attribution", "certainty")
    rows = ROWS
    lists_of_one = {}  # input of one row: the list of rows that it goes into
    labels = {}
    hold = None  # the questions about who may be here already, when they were asked

    class Media:
        css = {"all": ("admin/css/forms.css",)}
        js = (forms.Script("desk/log.js", defer=True),)

    def __init__(self, data=None, *, report, address, initial=None, about=""):
        super().__init__(data, initial={"form_token": uuid.uuid4().hex, **(initial or {})})
        self.report, self.about = report, about
        self.of_report = known.OfReport(report)
        self.instance.report = report
        self.add_incident(initial or {})
        for name, field in self.fields.items():
            self._prepare(name, field, address)

    def _prepare(self, name, field, address):
        if isinstance(field, PickField):
            field.bind(self.source(name), f"{address}known/{name}/")
        elif isinstance(field, ReportDateField):
            field.last_day = self.report.published_on_latest
            field.widget.attrs["data-date"] = ""
        elif isinstance(field, forms.ModelMultipleChoiceField):
            field.widget = TermsWidget()
            field.widget.choices = field.choices
            field.help_text = field.help_text.replace(
                _("Hold down “Control”, or “Command” on a Mac, to select more than one."), ""
            )
        field.label = self.labels.get(name, field.label)
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3

    def source(self, name):
        """Where the choices of an input come from."""
        if name in ("body", "relay", "by_body", "to_body"):
            return known.Bodies()
        if name == "held_at":
            return known.Facilities()
        if name in ("place", "died_place"):
            return known.Places()
        if name == "incident":
            return Incidents()
        if name == "article":
            return known.Articles()
        speaks = name in ("claimant", "by", "to")
        return known.People(self.of_report, records=self.record_model if name == "person" else None, speaks=speaks)

    def add_incident(self, initial):
        """The report's own event is not asked for; of several, the widest is proposed."""
        kept = initial.get("incident")
        incidents = list(Incident.objects.standing().filter(reports=self.report))
        self.only_incident = incidents[0] if len(incidents) == 1 else None
        if not incidents:
            self.fields["incident"] = PickField(label=_("Event"), required=True, none=_("not chosen"))
            self.initial["incident"] = Picked(row=str(kept)) if kept else None
            return
        keys = {incident.pk for incident in incidents}
        wider = {incident.part_of_id for incident in incidents}
        tops = [it for it in incidents if it.part_of_id not in keys] or incidents
        widest = max(tops, key=lambda it: (it.pk in wider, it.kind == IncidentKind.UNREST))
        self.fields["incident"] = forms.ModelChoiceField(
            Incident.objects.filter(pk__in=keys), label=_("Event"), empty_label=None
        )
        self.initial["incident"] = kept if kept in keys else widest.pk
        if self.only_incident:
            self.fields["incident"].widget = forms.HiddenInput()

    # What is read out of what was typed

    def clean_incident(self):
        value = self.cleaned_data["incident"]
        row = value.row if isinstance(value, Picked) else value
        if row is None:
            raise ValidationError(_("Choose the event: a record belongs to one. A new one is added under “Events”."))
        return row

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, ReportDateField) and field.is_inferred and cleaned.get(name):
                cleaned[f"{name}_inferred"] = True
        cleaned["attribution"] = cleaned.get("attribution") or self._attribution(cleaned)
        self.instance.attribution = cleaned["attribution"]
        return cleaned

    @staticmethod
    def _attribution(cleaned) -> str:
        body, person = cleaned.get("body") or Picked(), cleaned.get("claimant")
        kind = body.row.kind if body.row else body.kind
        if body and not person and kind == OrganisationKind.UNNAMED_GROUP:
            return Attribution.UNNAMED_GROUP
        return Attribution.NAMED if body or person else Attribution.REPORT

    def _get_validation_exclusions(self):
        """The rows that an input names are set when they are there; then everything is checked again."""
        own = {field.name for field in self._meta.model._meta.concrete_fields} - set(self._meta.fields)
        return {*super()._get_validation_exclusions(), *own}

    def picked(self) -> dict[str, Picked]:
        """The inputs that name a row, by the column that they fill."""
        return {column: self.cleaned_data.get(name) or Picked() for name, column in self.rows.items()}

    def lists(self) -> dict[str, list]:
        """The lists of rows of the claim."""
        lists = {
            field.name: list(self.cleaned_data.get(field.name) or []) for field in self._meta.model._meta.many_to_many
        }
        for name, column in self.lists_of_one.items():
            row = (self.cleaned_data.get(name) or Picked()).row
            lists[column] = [row] if row else []
        return lists

    def refuse(self, error: ValidationError):
        """Show what the tables refused at the inputs that it came from."""
        inputs = {column: name for name, column in self.rows.items()}
        told = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for column, messages in told.items():
            name = inputs.get(column, column)
            self.add_error(name if name in self.fields else None, messages)

    # How it is shown

    def shown_blocks(self):
        """(title, rows of inputs, rows that fold away, whether those are open)."""
        return [
            (title, [self._row(row) for row in often], [self._row(row) for row in seldom], self._is_open(seldom))
            for title, often, seldom in self.blocks
        ]

    def _row(self, row):
        names = row if isinstance(row, tuple) else (row,)
        return [self[name] for name in names]

    def _is_open(self, rows) -> bool:
        names = [name for row in rows for name in (row if isinstance(row, tuple) else (row,))]
        return any(name in self.errors or (name in self.kept and self.initial.get(name)) for name in names)

    @classmethod
    def kept_from(cls, claim) -> dict:
        """What the next one begins with: event, place, day, harm and claimant of the one just logged."""
        record = claim if cls.record_model is None else getattr(claim, cls.about_column)
        initial = {}
        for name in cls.kept:
            if name == "incident":
                initial[name] = record.incident_id
            elif name in cls.rows:
                row = getattr(claim, f"{cls.rows[name]}_id")
                prefix = "person-" if claim._meta.get_field(cls.rows[name]).related_model is Person else ""
                initial[name] = Picked(row=f"{prefix}{row}") if row else None
            elif name in cls.lists_of_one:
                row = getattr(claim, cls.lists_of_one[name]).first()
                initial[name] = Picked(row=str(row.pk)) if row else None
            else:
                value = getattr(claim, name)
                initial[name] = list(value.all()) if claim._meta.get_field(name).many_to_many else value
        return initial


def date_fields(model) -> dict:
    """For `Meta.field_classes`: each date of a claim is read with the report's year."""
    return {field.name: ReportDateField for field in model._meta.concrete_fields if isinstance(field, PartialDateField)}


class PersonForm(LogForm):
    """A form about one person: someone new, someone already there, or a record already there."""

    person = PickField(label=gettext_lazy("Name, as printed"), may_be_new="as typed", none=gettext_lazy("someone new"))
    description = TextLineFormField(
        required=False, max_length=300, label=gettext_lazy("Or who it is, without a name"),
        help_text=gettext_lazy("For someone unnamed, in our words: husband of …, boy of 12. Not public unless ticked."),
    )  # fmt: skip
    sex = ChoiceOrBlank(label=gettext_lazy("Sex"), choices=Sex, blank="–")
    age = AgeField(required=False, label=gettext_lazy("Age, as printed"))
    relation = ChoiceOrBlank(
        label=gettext_lazy("The speaker is the person's"), choices=Relation, blank=gettext_lazy("not said, or no kin")
    )
    kin = PickField(label=gettext_lazy("Kin: a person"), may_be_new="as typed", none=gettext_lazy("nobody"))
    kin_relation = ChoiceOrBlank(label=gettext_lazy("who is the person's"), choices=Relation, blank="–")

    about_column = ""
    who = ("person", "description", ("sex", "age"))
    kin_row = ("kin", "kin_relation")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if self.about:
            self.initial["person"] = Picked(row=self.about)

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        if person is not None and not person and not cleaned.get("description"):
            self.add_error("person", _("Write the name, or below it who it is; or choose someone already there."))
        if cleaned.get("relation") and not cleaned.get("claimant") and "claimant" not in self.errors:
            self.add_error("claimant", _("Who is this relation? Name the speaker, or empty the relation."))
        if bool(cleaned.get("kin")) != bool(cleaned.get("kin_relation")) and "kin" not in self.errors:
            self.add_error("kin_relation", _("Kin takes both: the person, and what they are to the one above."))
        self._describe(cleaned)
        return cleaned

    def _describe(self, cleaned):
        """The person as this report gives them, where the claim has room for it."""
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        values = {
            "name_as_printed": cleaned["person"].typed if cleaned.get("person") else "",
            "sex": cleaned.get("sex"),
        }
        if age := cleaned.get("age"):
            values |= {"age_low": age.low, "age_high": age.high, "age_as_printed": age.printed}
        self.described = values
        for column in columns & set(values):
            setattr(self.instance, column, values[column])
        if cleaned.get("relation"):
            with override("en"):
                self.instance.claimant_relation = str(Relation(cleaned["relation"]).label)

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"name_as_printed", "age_as_printed"}
