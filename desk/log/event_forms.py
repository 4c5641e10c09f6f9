"""What a report tells without one person at its head: a figure, a statement."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.log.fields import FigureField
from desk.log.forms import SAYS, SAYS_LESS_OFTEN, LogForm, columns, date_fields
from desk.log.labels import SAYS_LABELS, SPEAKER, WORDS
from desk.log.picking import PickField
from records.form_fields import TextLineFormField
from sources.choices import Bound, TollLink
from sources.models import Statement, Toll


class TollLog(LogForm):
    slug, title = "toll", gettext_lazy("Figure")
    record_model = None
    place = PickField(label=gettext_lazy("Where"), none=gettext_lazy("not said"))
    link = forms.ChoiceField(required=False, label=gettext_lazy("This figure"), choices=[("", "–"), *TollLink.choices])
    share = TextLineFormField(required=False, max_length=500, label=gettext_lazy("what part of it, as printed"))
    other = forms.ModelChoiceField(Toll.objects.none(), required=False, label=gettext_lazy("another of this report"))
    lists_of_one = {"place": "places"}
    kept = (*LogForm.kept, "what", "place", "period", "period_inferred", "as_of", "as_of_inferred")
    labels = {
        **SAYS_LABELS,
        "wording": gettext_lazy("The figure, as printed"),
        "what": gettext_lazy("What is counted"),
        "whom": gettext_lazy("Who is counted"),
        "low": gettext_lazy("Number"),
        "high": gettext_lazy("to"),
        "bound": gettext_lazy("How it is meant"),
        "label_as_printed": gettext_lazy("The claimant's own word for them"),
        "summary": gettext_lazy("In our words; no names of persons"),
    }
    blocks = (
        (
            gettext_lazy("The figure"),
            ("wording", ("what", "whom"), "incident", ("place", "as_of", "as_of_inferred"), "label_as_printed"),
            (
                ("bound", "low", "high"),
                ("period", "period_inferred", "counting"),
                ("link", "other", "share"),
                ("setting", "not_disclosed"),
                ("methods", "forces"),
                "offences",
            ),
        ),
        (SPEAKER, ("claimant", *SAYS), SAYS_LESS_OFTEN),
        (WORDS, ("summary", "quotation"), ()),
    )

    class Meta:
        model = Toll
        fields = columns(
            "wording what whom low high bound label_as_printed as_of as_of_inferred period period_inferred counting ",
            "setting not_disclosed methods forces offences summary",
        )
        field_classes = {**date_fields(Toll), "wording": FigureField}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["bound"].required = False
        self.fields["bound"].choices = [("", _("as read in the figure")), *Bound.choices]
        others = Toll.objects.standing().filter(report=self.report).select_related("report")
        self.fields["other"].queryset = others
        self.fields["other"].label_from_instance = _toll_in_a_list

    def clean(self):
        cleaned = super().clean()
        if "wording" not in self.errors:
            _read_figure(self, cleaned)
        if bool(cleaned.get("link")) != bool(cleaned.get("other")) or cleaned.get("share") and not cleaned.get("link"):
            self.add_error("other", _("A relation takes both: how this figure stands, and to which other one."))
        return cleaned


def _read_figure(form, cleaned):
    """Number and bound of a toll: as said in their own inputs, else as read in the wording."""
    wording = cleaned.get("wording") or ""
    figure, fault = form.fields["wording"].read_as(wording)
    said = cleaned.get("bound") or cleaned.get("low") is not None or cleaned.get("high") is not None
    if not said and figure is None:
        form.add_error("wording", fault)
        return
    if not cleaned.get("bound"):
        cleaned["bound"] = figure.bound if figure else Bound.EXACTLY
    needs_number = cleaned["bound"] not in (Bound.VAGUE, Bound.NOT_DISCLOSED, Bound.MORE_THAN_ANOTHER)
    if figure and needs_number and cleaned.get("low") is None and cleaned.get("high") is None:
        cleaned["low"], cleaned["high"] = figure.low, figure.high


def _toll_in_a_list(toll) -> str:
    return f"{toll.figure} · {toll.wording or toll.summary[:40]} · {toll.shown_id}"


class StatementLog(LogForm):
    slug, title = "statement", gettext_lazy("Statement")
    record_model = None
    by = PickField(
        label=gettext_lazy("Who demands, orders, refuses: a person"),
        may_be_new="as typed",
        none=gettext_lazy("someone new, if named"),
    )
    by_body = PickField(label=gettext_lazy("or a body or group"), may_be_new="if said", none=gettext_lazy("none"))
    to = PickField(
        label=gettext_lazy("To whom: a person"), may_be_new="as typed", none=gettext_lazy("someone new, if named")
    )
    to_body = PickField(label=gettext_lazy("or a body"), may_be_new="if said", none=gettext_lazy("none"))
    place = PickField(label=gettext_lazy("Where"), none=gettext_lazy("not said"))
    about_person = PickField(label=gettext_lazy("A person concerned"), may_be_new="", none=gettext_lazy("nobody"))
    rows = {
        **LogForm.rows,
        "by": "by_person",
        "by_body": "by_organisation",
        "to": "to_person",
        "to_body": "to_organisation",
    }
    lists_of_one = {"place": "places", "about_person": "persons"}
    kept = (*LogForm.kept, "by", "by_body", "made_on", "made_on_inferred", "place")
    labels = {
        **SAYS_LABELS,
        "kind": gettext_lazy("What sort of statement"),
        "asked": gettext_lazy("What is asked or refused"),
        "made_on": gettext_lazy("When"),
        "whom": gettext_lazy("Groups concerned"),
        "harms": gettext_lazy("Harms concerned"),
        "label_as_printed": gettext_lazy("The speaker's own word"),
        "about_toll": gettext_lazy("About a figure of this report"),
        "summary": gettext_lazy("What is said, in our words; no names of persons"),
        "not_disclosed": gettext_lazy("What they declined to say"),
        "claimant_relation": gettext_lazy("How the speaker is related to whom it concerns"),
    }
    blocks = (
        (
            gettext_lazy("The statement"),
            (
                ("kind", "made_on", "made_on_inferred"),
                "incident",
                ("by", "by_body"),
                "summary",
                ("asked", "harms"),
                ("label_as_printed", "outcome"),
            ),
            (
                ("to", "to_body"),
                ("place", "about_person"),
                ("about_toll", "not_disclosed"),
                ("whom", "forces"),
                "methods",
            ),
        ),
        (SPEAKER, ("claimant", *SAYS), ("claimant_relation", *SAYS_LESS_OFTEN)),
        (WORDS, ("quotation",), ()),
    )

    class Meta:
        model = Statement
        fields = columns(
            "kind made_on made_on_inferred asked harms label_as_printed outcome about_toll not_disclosed whom forces ",
            "methods summary claimant_relation",
        )
        field_classes = date_fields(Statement)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["about_toll"].queryset = Toll.objects.standing().filter(report=self.report).select_related("report")
        self.fields["about_toll"].label_from_instance = _toll_in_a_list
