"""`{{ text|partial_date }}` and `{{ record|partial_date:"happened_on" }}`: a date in words of the language in use."""

from django import template
from django.utils.translation import gettext as _

from records.dates import UnreadableDate
from records.form_fields import words

register = template.Library()


@register.filter
def partial_date(record, name: str = "") -> str:
    """The date of an EDTF text; or that of a record's field, with "(inferred)" where the record says so."""
    text = getattr(record, name) if name else record
    try:
        shown = words(text) if text else ""
    except UnreadableDate:
        return text
    inferred = shown and name and getattr(record, f"{name}_inferred", False)
    return _("%(date)s (inferred)") % {"date": shown} if inferred else shown
