"""How the fields of a claim are laid out wherever a claim is edited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from records.admin import PartInline
from records.forms import PartFormSet
from records.site import staff_label
from sources.models import Kinship, PersonClaim

WHO_SAYS_IT = (
    ("report", "where_in_report"),
    ("attribution", "certainty"),
    ("claimant_person", "claimant_organisation"),
    ("claimant_office", "claimant_relation", "claimant_is_public"),
    ("said_on", "said_on_inferred"),
)
IN_WORDS = ("summary", ("quotation", "quotation_is_public"))
AND_THEN = (
    ("relayed_by", "relayed_by_person"),
    "reading",
    "not_disclosed",
    ("standing", "standing_on", "standing_on_inferred"),
    "standing_report",
    "repeats",
)


def claim_fieldsets(*facts, last=()):
    """Who says it, what, and, folded away, how it was passed on and whether it still stands."""
    return [
        (_("Who says it"), {"fields": WHO_SAYS_IT}),
        (_("What is claimed"), {"fields": (*facts, *IN_WORDS)}),
        (_("How it was passed on, and whether it stands"), {"fields": (*AND_THEN, *last), "classes": ("collapse",)}),
    ]


class ClaimForm(forms.ModelForm):
    """A claim may repeat others of its record; not itself."""

    def __init__(self, *args, others=(), **kwargs):
        """`others`: the claims of the record, read once for all forms."""
        super().__init__(*args, **kwargs)
        if repeats := self.fields.get("repeats"):
            repeats.queryset = repeats.queryset.exclude(pk=self.instance.pk)
            repeats.choices = [(claim.pk, staff_label(claim)) for claim in others if claim.pk != self.instance.pk]


class ClaimFormSet(PartFormSet):
    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"others": self.get_queryset()}


class ClaimInline(PartInline):
    """Claims on the page of their record."""

    form = ClaimForm
    formset = ClaimFormSet
    facts = ()
    folds = True

    def get_fieldsets(self, request, obj=None):
        return claim_fieldsets(*self.facts, last=("withdrawn",))

    def get_formset(self, request, obj=None, **kwargs):
        """A claim repeats earlier ones of the same record; on a new record there are none."""
        formset = super().get_formset(request, obj, **kwargs)
        repeats = formset.form.base_fields.get("repeats")
        if repeats is not None:
            own = self.get_queryset(request).filter(**{formset.fk.name: obj})
            repeats.queryset = own if obj else own.none()
        return formset

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "repeats":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class PersonClaimInline(ClaimInline):
    model = PersonClaim
    on_a_new_record = 0
    fk_name = "person"
    facts = (
        "name_as_printed",
        ("age_low", "age_high", "age_as_printed", "sex"),
        ("occupation", "office"),
        ("home_place", "dependants"),
    )


class KinshipInline(ClaimInline):
    model = Kinship
    on_a_new_record = 0
    fk_name = "person"
    facts = (("relation", "relative"), "relation_as_printed")
