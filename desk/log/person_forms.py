"""What a report tells of one person: a death or injury, an arrest, a charge."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.log.fields import ReportDateField
from desk.log.forms import SAYS, SAYS_LESS_OFTEN, LogForm, PersonForm, columns, date_fields
from desk.log.labels import SAYS_LABELS, SPEAKER, WORDS
from desk.log.picking import Picked, PickField
from detentions.models import Charge, ChargeUpdate, Detention, DetentionClaim
from records.form_fields import TextLineFormField
from sources.choices import TermList
from sources.models import Term
from victims.models import Casualty, CasualtyClaim

WHO, WHAT = gettext_lazy("Who"), gettext_lazy("What happened, as this report says")
OF_A_PERSON = ("claimant", "relation")


class CasualtyLog(PersonForm):
    slug, title = "casualty", gettext_lazy("Death or injury")
    record_model, about_column = Casualty, "casualty"
    place = PickField(label=gettext_lazy("Where"), none=gettext_lazy("not said"))
    died_place = PickField(label=gettext_lazy("Died where"), none=gettext_lazy("not said"))
    rows = {**LogForm.rows, "place": "harmed_place", "died_place": "died_place"}
    kept = (*LogForm.kept, "harm", "harmed_on", "harmed_on_inferred", "place", "died_on", "died_on_inferred",
            "died_place", "methods", "forces", "time_of_day", "site", "place_as_printed")  # fmt: skip
    labels = {
        **SAYS_LABELS,
        "harm": gettext_lazy("Harm"),
        "harmed_on": gettext_lazy("When"),
        "methods": gettext_lazy("By what means"),
        "forces": gettext_lazy("By which forces"),
        "activity": gettext_lazy("Doing what"),
        "status": gettext_lazy("Was a"),
        "circumstances": gettext_lazy("How it happened, in our words"),
    }
    blocks = (
        (WHO, PersonForm.who, (PersonForm.kin_row, "label_as_printed")),
        (
            WHAT,
            (
                "incident",
                ("harm", "harmed_on", "harmed_on_inferred"),
                ("place", "methods"),
                ("status", "armed", "activity"),
                "forces",
            ),
            (
                ("place_as_printed", "site"),
                ("time_of_day", "in_custody"),
                ("died_on", "died_on_inferred", "died_place"),
                "wound_sites",
            ),
        ),
        (SPEAKER, (OF_A_PERSON, *SAYS), SAYS_LESS_OFTEN),
        (WORDS, ("circumstances", "quotation"), ()),
    )

    class Meta:
        model = CasualtyClaim
        fields = columns(
            "harm harmed_on harmed_on_inferred died_on died_on_inferred time_of_day site place_as_printed methods ",
            "wound_sites forces in_custody activity status armed label_as_printed circumstances",
        )
        field_classes = date_fields(CasualtyClaim)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["harm"].required = True


class DetentionLog(PersonForm):
    slug, title = "detention", gettext_lazy("Arrest")
    record_model, about_column = Detention, "detention"
    place = PickField(label=gettext_lazy("Where"), none=gettext_lazy("not said"))
    held_at = PickField(label=gettext_lazy("Held where: a facility of the register"), none=gettext_lazy("not said"))
    held_as_printed = TextLineFormField(
        required=False, max_length=500, label=gettext_lazy("or the place of custody, as printed")
    )
    held_since = ReportDateField(required=False, label=gettext_lazy("Held there since"))
    held_until = ReportDateField(required=False, label=gettext_lazy("until"))
    rows = {**LogForm.rows, "place": "arrested_place"}
    kept = (*LogForm.kept, "arrested_on", "arrested_on_inferred", "place", "forces", "measure", "activity", "status",
            "status_as_of", "status_as_of_inferred")  # fmt: skip
    labels = {
        **SAYS_LABELS,
        "arrested_on": gettext_lazy("Arrested when"),
        "forces": gettext_lazy("By which forces"),
        "activity": gettext_lazy("Doing what"),
        "status": gettext_lazy("Since then"),
        "status_as_of": gettext_lazy("as of"),
        "circumstances": gettext_lazy("How it happened, in our words"),
    }
    blocks = (
        (WHO, PersonForm.who, (PersonForm.kin_row,)),
        (
            WHAT,
            (
                "incident",
                ("arrested_on", "arrested_on_inferred", "place"),
                ("forces", "measure", "activity"),
                ("status", "status_as_of", "status_as_of_inferred"),
            ),
            (
                ("held_at", "held_as_printed"),
                ("held_since", "held_until"),
                ("released_on", "released_on_inferred"),
                ("sought_since", "sought_since_inferred"),
                ("family_access", "counsel_access", "whereabouts_acknowledged"),
                ("court", "case_number", "sentence"),
            ),
        ),
        (SPEAKER, (OF_A_PERSON, *SAYS), SAYS_LESS_OFTEN),
        (WORDS, ("circumstances", "quotation"), ()),
    )

    class Meta:
        model = DetentionClaim
        fields = columns(
            "arrested_on arrested_on_inferred forces measure activity status status_as_of status_as_of_inferred ",
            "released_on released_on_inferred sought_since sought_since_inferred family_access counsel_access ",
            "whereabouts_acknowledged court case_number sentence circumstances",
        )
        field_classes = date_fields(DetentionClaim)

    def clean(self):
        cleaned = super().clean()
        dated = cleaned.get("held_since") or cleaned.get("held_until")
        if dated and not (cleaned.get("held_at") or cleaned.get("held_as_printed")) and "held_at" not in self.errors:
            self.add_error("held_at", _("Held where? Choose the facility, or write the place as printed."))
        return cleaned

    def custody(self) -> dict:
        """The place of custody, as the columns of a step; empty where the report names none."""
        held = {name: self.cleaned_data.get(name) for name in ("held_as_printed", "held_since", "held_until")}
        facility = (self.cleaned_data.get("held_at") or Picked()).row
        if not facility and not held["held_as_printed"]:
            return {}
        return {
            "facility": facility,
            "facility_as_printed": held["held_as_printed"] or "",
            "began_on": held["held_since"] or "",
            "began_on_inferred": bool(self.cleaned_data.get("held_since_inferred")),
            "ended_on": held["held_until"] or "",
            "ended_on_inferred": bool(self.cleaned_data.get("held_until_inferred")),
        }


class ChargeLog(PersonForm):
    slug, title = "charge", gettext_lazy("Charge")
    record_model, about_column = Charge, "charge"
    offence = forms.ModelChoiceField(
        Term.objects.filter(list=TermList.OFFENCE), required=False, label=gettext_lazy("Offence, as one of our words")
    )
    article = PickField(label=gettext_lazy("Article of law"), none=gettext_lazy("not said"))
    rows = {**LogForm.rows, "article": "article"}
    kept = (*LogForm.kept, "status", "happened_on", "happened_on_inferred", "offence_as_printed", "posthumous",
            "authority_as_printed")  # fmt: skip
    labels = {
        **SAYS_LABELS,
        "status": gettext_lazy("What came of it"),
        "happened_on": gettext_lazy("When"),
        "authority_as_printed": gettext_lazy("By whom, as printed"),
        "summary": gettext_lazy("In our words; no names of persons"),
    }
    blocks = (
        (WHO, PersonForm.who, (PersonForm.kin_row,)),
        (
            gettext_lazy("The charge, as this report says"),
            (
                "incident",
                ("status", "happened_on", "happened_on_inferred"),
                ("offence_as_printed", "offence"),
                ("posthumous", "authority_as_printed"),
                "article",
            ),
            (),
        ),
        (SPEAKER, (OF_A_PERSON, *SAYS), SAYS_LESS_OFTEN),
        (WORDS, ("summary", "quotation"), ()),
    )

    class Meta:
        model = ChargeUpdate
        fields = columns(
            "status happened_on happened_on_inferred offence_as_printed posthumous authority_as_printed summary",
        )
        field_classes = date_fields(ChargeUpdate)

    def concluded(self) -> dict:
        """What stands in the conclusion alone."""
        return {"offence": self.cleaned_data.get("offence")}
