"""What was demanded, ordered, answered, refused or said about the events, without counting anyone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Person
from places.models import Place
from records.constraints import one_of
from records.fields import PartialDateField, TextLine, dates_in_order
from records.models import Record
from sources.choices import Outcome, StatementKind, TermList
from sources.models.claim import Claim
from sources.models.incident import Incident
from sources.models.term import TermsField
from sources.models.toll import Toll


class Statement(Claim, Record):
    """The claimant says that `by` did this: demanded, ordered, answered, refused."""

    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="statements", help_text=_("The event that it is about. Public.")
    )
    kind = models.CharField(max_length=22, choices=StatementKind, help_text=_("What sort of statement. Public."))
    by_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_made",
        help_text=_("Who demands, orders, refuses. Public under a name only if that person's names are public."),
    )
    by_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_made",
        help_text=_(
            "The body or unnamed group that demands, orders, refuses. A body is public; a group only if ticked below."
        ),
    )
    to_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_received",
        help_text=_("To whom. Public under a name only if that person's names are public."),
    )
    to_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_received",
        help_text=_("To which body or unnamed group. A body is public; a group only if ticked below."),
    )
    asked = TermsField(TermList.ASKED, help_text=_("What is demanded, offered or refused. Public."))
    label_as_printed = TextLine(
        blank=True, help_text=_("The speaker's own word: “terrorists”. Public, in quotation marks.")
    )
    made_on = PartialDateField(blank=True, help_text=_("When it was demanded, ordered, refused. Public."))
    places = models.ManyToManyField(Place, blank=True, related_name="+", help_text=_("Where. Public."))
    outcome = models.CharField(
        max_length=7, choices=Outcome, blank=True, help_text=_("What came of it, as far as reported. Public.")
    )
    about_toll = models.ForeignKey(
        Toll,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_about",
        help_text=_("The figure that it comments on. Public if published."),
    )
    about_statement = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_about",
        help_text=_("The statement that it answers or comments on. Public if published."),
    )
    persons = models.ManyToManyField(
        Person, blank=True, related_name="statements_about", help_text=_("The persons concerned. Public if published.")
    )
    harms = TermsField(TermList.HARM, help_text=_("The harms concerned. Public."))
    methods = TermsField(TermList.METHOD, help_text=_("The means concerned. Public."))
    forces = TermsField(TermList.FORCE, help_text=_("The forces concerned. Public."))
    whom = TermsField(TermList.COUNTED_GROUP, help_text=_("The groups concerned: civilians, detainees … Public."))

    searched = ("summary", "label_as_printed")

    class Meta(Claim.Meta, Record.Meta):
        abstract = False
        ordering = ["-pk"]
        constraints = [
            *Claim.Meta.constraints,
            *Record.Meta.constraints,
            *dates_in_order("made_on"),
            one_of("kind", StatementKind, blank=False),
            one_of("outcome", Outcome),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.shown_id}"

    @property
    def headline(self):
        return str(self)
