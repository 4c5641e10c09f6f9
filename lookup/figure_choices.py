"""What a reader may choose among the figures: what is counted, whom, where, by whom it was said, and when."""

from urllib.parse import urlencode

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lookup import words
from records.dates import parse
from records.form_fields import PartialDateFormField

DATES = ("as_of", "said_on", "period")


class FigureChoices(forms.Form):
    what = forms.ChoiceField(label=_("What is counted"), required=False)
    whom = forms.ChoiceField(label=_("Of whom"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    claimant = forms.ChoiceField(label=_("Who says it"), required=False)
    when = PartialDateFormField(
        label=_("When"), required=False, help_text=_("A day, a month or a year: 5.01.2022, January 2022")
    )

    def __init__(self, asked, tolls, references):
        super().__init__(asked, use_required_attribute=False)
        self.references = references
        offered = {
            "what": _labels(tolls, "what"),
            "whom": _labels(tolls, "whom"),
            "place": _places(tolls),
            "claimant": {key: name for toll in tolls for key, name in self.claimants(toll).items()},
        }
        for name, labels in offered.items():
            in_order = sorted(labels.items(), key=lambda pair: pair[1].casefold())
            self.fields[name].choices = [("", _("All")), *in_order]
            self.fields[name].error_messages["invalid_choice"] = _("This is not among the figures.")
        self.full_clean()

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen and could be read, as it was typed."""
        return {name: self.data[name] for name, value in self.cleaned_data.items() if value}

    @property
    def address(self) -> str:
        """Of what is chosen, to go on with `page=`."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""

    def fits(self, toll) -> bool:
        asked = self.cleaned_data
        days = parse(asked["when"]) if asked.get("when") else None
        return (
            _has(asked.get("what"), map(words.key, toll.what))
            and _has(asked.get("whom"), map(words.key, toll.whom))
            and _has(asked.get("place"), [words.key(place) for label in toll.places for place in _with_larger(label)])
            and _has(asked.get("claimant"), self.claimants(toll))
            and (days is None or any(_overlaps(toll, name, days) for name in DATES))
        )

    def claimants(self, toll) -> dict[str, str]:
        """The body and the person who say it, as far as they may be named."""
        found = {}
        if toll.claimant_organisation:
            found[f"body:{words.key(toll.claimant_organisation)}"] = words.label(toll.claimant_organisation)
        if self.references.is_named(toll.claimant_person):
            found[f"person:{toll.claimant_person}"] = self.references.who(toll.claimant_person).text
        return found


def _labels(tolls, name) -> dict[str, str]:
    return {words.key(label): capfirst(words.label(label)) for toll in tolls for label in getattr(toll, name)}


def _places(tolls) -> dict[str, str]:
    """The places of the figures, and the larger ones that they lie in."""
    every = [label for toll in tolls for label in toll.places]
    return {words.key(place): words.label(place) for label in every for place in _with_larger(label)}


def _with_larger(label) -> list[dict]:
    return [label, *label.get("within", [])]


def _has(asked, found) -> bool:
    return not asked or asked in found


def _overlaps(toll, name, days) -> bool:
    if not getattr(toll, name):
        return False
    earliest, latest = getattr(toll, f"{name}_earliest"), getattr(toll, f"{name}_latest")
    return (days.latest is None or earliest is None or earliest <= days.latest) and (
        days.earliest is None or latest is None or latest >= days.earliest
    )
