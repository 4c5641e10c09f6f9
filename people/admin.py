from django import forms
from django.contrib import messages
from django.contrib.admin.views.main import ORDER_VAR
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from people.indexing import OLDER_RULES, made_by_older_rules
from people.models import Name, Person
from people.name_tables import NAMES
from people.search import search
from records.admin import PartInline
from records.forms import PartFormSet

MOST_FOUND = 100  # persons that one search of a list shows
MOST_READ = 500  # rows in whose texts the term stands, whose keys are asked for


class FoundByName:
    """Of an admin list: also finds what belongs to a person with a name like the one typed, in any script.

    Who stands on the filtered list is found before the best are chosen; the best stand first, unless a column orders.
    """

    person_key = "person"

    def changelist_view(self, request, extra_context=None):
        if request.method == "GET" and made_by_older_rules(NAMES):
            messages.warning(request, OLDER_RULES)
        return super().changelist_view(request, extra_context)

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        on_the_list = Person.objects.filter(pk__in=queryset.order_by().values(self.person_key))
        alike = [match.owner for match in search(search_term, tables=NAMES, people=on_the_list, limit=MOST_FOUND)]
        # Texts are looked through once, not again for each count and page.
        keys = list(found.order_by().values_list("pk", flat=True)[: MOST_READ + 1])
        if not alike and len(keys) > MOST_READ:
            return found, may_repeat
        typed = keys if len(keys) <= MOST_READ else found.values("pk")
        rows = queryset.filter(Q(pk__in=typed) | Q(**{f"{self.person_key}__in": alike}))
        if not alike:
            return rows, False
        return rows if request.GET.get(ORDER_VAR) else self._best_first(rows, alike), False

    def _best_first(self, rows, alike):
        places = [When(**{self.person_key: person}, then=Value(place)) for place, person in enumerate(alike)]
        return rows.order_by(Case(*places, default=Value(len(alike))), *rows.query.order_by, "pk")


class NameForm(forms.ModelForm):
    def _get_validation_exclusions(self):
        """Which name is shown first is a matter of all the names together: the formset checks it."""
        return {*super()._get_validation_exclusions(), "shown_first"}


class NameFormSet(PartFormSet):
    def clean(self):
        super().clean()
        first = [form for form in self.forms if self._is_shown_first(form)]
        for form in first[1:]:
            form.add_error("shown_first", _("Only one name can be shown first: untick the others."))

    def save(self, commit=True):
        """The name that was shown first steps back before another takes its place."""
        first = [form.instance.pk for form in self.forms if self._is_shown_first(form)]
        if first:
            others = Name.objects.filter(person=self.instance).exclude(pk__in=filter(None, first))
            others.filter(shown_first=True).update(shown_first=False)
        return super().save(commit)

    @staticmethod
    def _is_shown_first(form):
        values = getattr(form, "cleaned_data", {})
        return values.get("shown_first") and not values.get("withdrawn")


class NameInline(PartInline):
    model = Name
    form = NameForm
    formset = NameFormSet
    fields = (("text", "language", "kind"), ("shown_first", "is_public", "withdrawn"))
