"""What inputs and blocks of inputs are called in every form of *Log from a report*."""

from django.utils.translation import gettext_lazy

SAYS_LABELS = {
    "claimant_office": gettext_lazy("in what office"),
    "said_on": gettext_lazy("Said on"),
    "where_in_report": gettext_lazy("Where in the report"),
    "quotation": gettext_lazy("Quotation, word for word"),
    "reading": gettext_lazy("How we read a garbled passage"),
}
SPEAKER, WORDS = gettext_lazy("Who says it"), gettext_lazy("In words")
