"""Filters of the lists of records."""

from django.contrib.admin import AllValuesFieldListFilter
from django.utils.translation import gettext as _


class ValuesFilter(AllValuesFieldListFilter):
    """Every value that a column has; the empty one has a name too."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or _("not given")}
