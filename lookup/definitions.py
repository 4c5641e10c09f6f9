"""What the words of the pages mean. A word of one of these lists without a meaning here fails a test."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from detentions.choices import CustodyStatus, Measure
from records.choices import Confirmation
from sources.choices import Bound, Certainty, Standing
from victims.choices import Harm, Status


class Definitions(NamedTuple):
    anchor: str
    heading: str
    words: list  # pairs of a word and its meaning


def _of(choices, meanings) -> list:
    return [(choice.label, meanings[choice]) for choice in choices]


HARM = {
    Harm.KILLED: _("Died of what was done to them, at once or later. It says nothing about who was right."),
    Harm.INJURED: _("Hurt, and alive as far as the reports say."),
    Harm.MISSING: _("Relatives or others look for them, and nobody says where they are."),
    Harm.TORTURED: _(
        "Hurt or humiliated on purpose by officials, or with their consent, while held or questioned, as a report says."
    ),
}
PART = {
    Status.PROTESTER: _("Took part in a protest, as a report says."),
    Status.BYSTANDER: _("Was there by chance, on the way, at work or at home."),
    Status.LAW_ENFORCEMENT: _("Was on duty, or served."),
    Status.UNKNOWN: _(
        "Somebody looked, and nobody knows. Other names, such as “terrorist”, stay with those who use them."
    ),
}
MEASURE = {
    Measure.APPREHENSION: _("Taken and held, without the decision of a court."),
    Measure.ADMINISTRATIVE_ARREST: _("Locked up for some days by a decision, without a criminal case."),
    Measure.REMAND: _("Held by the decision of a court while a criminal case goes on."),
    Measure.HOUSE_ARREST: _("Not allowed to leave home."),
    Measure.SENTENCE: _("Punished by a court."),
    Measure.UNKNOWN: _("Somebody looked, and nobody knows."),
}
CUSTODY = {
    CustodyStatus.HELD: _("Not free on the day that stands beside it. What came later we may not know."),
    CustodyStatus.RELEASED: _("Free again, perhaps with a criminal case still open."),
    CustodyStatus.UNKNOWN: _("Somebody looked, and nobody knows."),
    CustodyStatus.DIED: _("Died while held."),
}
CONFIRMATION = {
    Confirmation.CONFIRMED: _("Independent sources agree, or there is an official document."),
    Confirmation.PROBABLE: _("One credible source that knows at first hand."),
    Confirmation.POSSIBLE: _("Hearsay, or implied and not said outright."),
    Confirmation.UNCONFIRMED: _("Logged and not weighed yet."),
    Confirmation.RULED_OUT: _("It did not happen, or not to this person."),
}
BOUND = {
    Bound.EXACTLY: _("This number, no more and no fewer."),
    Bound.AT_LEAST: _("This number or more."),
    Bound.MORE_THAN: _("More than this number; how many more is not said."),
    Bound.ABOUT: _("Near this number, a little fewer or a little more."),
    Bound.AT_MOST: _("This number or fewer."),
    Bound.VAGUE: _("No number, but a word such as “dozens”. It stays a word."),
    Bound.MORE_THAN_ANOTHER: _("More than some other figure, without a number of its own."),
    Bound.NOT_DISCLOSED: _("The one who speaks knows or should know the number, and did not say it. It is not zero."),
}
CERTAINTY = {
    Certainty.STATED: _("The report says it outright."),
    Certainty.IMPLIED: _("The report does not say it outright, but what it says means it."),
    Certainty.HEARSAY: _("The one who says it heard it from somebody else."),
    Certainty.DOUBTFUL: _("The text can be read in more than one way; the editor says how it was read."),
}
STANDING = {
    Standing.STANDS: _("Nobody took it back, as far as we read."),
    Standing.RETRACTED: _("Taken back by the one who said it."),
    Standing.SUPERSEDED: _("Replaced by a later word of the same speaker."),
    Standing.DENIED: _("Contradicted by somebody else."),
}
BLANKS = [
    (_("unknown"), _("Somebody looked, and nobody knows.")),
    (_("not disclosed"), _("The one who speaks knows or should know, and did not say. It is not zero.")),
    (
        _("nothing recorded"),
        _("No report that we read says anything about it. In the CSV files the cell is empty."),
    ),
    (
        _("name withheld"),
        _("The report names somebody whom we do not name, for their safety or because nobody has asked them yet."),
    ),
    (_("(inferred)"), _("The report does not state it; the researchers concluded it.")),
    (
        _("(differs)"),
        _(
            "This claim and the conclusion cannot both be right. A less exact claim, a month for a day, does not "
            "differ."
        ),
    ),
]
HOW_SURE = Definitions("how-sure", _("How sure the researchers are"), _of(Confirmation, CONFIRMATION))
DEFINITIONS = [
    Definitions("harm", _("What happened to a person"), _of(Harm, HARM)),
    Definitions("part", _("What part a person had"), _of(Status, PART)),
    Definitions("measure", _("How a person is held"), _of(Measure, MEASURE)),
    Definitions("custody", _("Whether a person is held"), _of(CustodyStatus, CUSTODY)),
    Definitions("claims", _("How a report says it"), _of(Certainty, CERTAINTY)),
    Definitions("standing", _("Whether a claim still stands"), _of(Standing, STANDING)),
    Definitions("bounds", _("How a figure is meant"), _of(Bound, BOUND)),
    Definitions("blanks", _("Unknown, not disclosed, nothing recorded"), BLANKS),
]
