"""The list of possible duplicates, the page of one pair with its three answers, and what the page of a person asks
while a name is typed."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from desk import merging, merging_preview, possible_duplicates
from desk.admin.merging import NEEDED, ReadOnlyAdmin
from desk.namesakes import namesakes
from desk.person_facts import facts_of, together, typed_facts
from desk.side_by_side import beside, profiles
from people.choices import PairAnswer
from people.models import DuplicateSearch, Merge, Person, PossibleDuplicate
from people.names import MAX_LENGTH
from people.possible_duplicates import AGREES
from records.form_fields import ProseFormField
from records.text import Unreadable

MOST_SHOWN = 5  # persons that the warning shows while somebody types


class AnswerForm(forms.Form):
    """Why the two are not the same, or what keeps one from telling."""

    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason or note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why they are two, or what would have to be known to tell. Never published."),
    )


class AnswerFilter(admin.SimpleListFilter):
    """Which pairs: those that wait, unless another answer is chosen."""

    title = gettext_lazy("answer")
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [
            ("unsure", _("open: looked at, not sure")),
            ("same", _("the same person")),
            ("not_the_same", _("not the same person")),
            ("all", _("all")),
        ]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": _("open")}, *others]

    def queryset(self, request, pairs):
        if self.value() == "all":
            return pairs
        if self.value() in (PairAnswer.SAME, PairAnswer.NOT_THE_SAME):
            return pairs.filter(answer=self.value())
        return pairs.open().exclude(noted_by=None) if self.value() == "unsure" else pairs.open()


class AgreesFilter(admin.SimpleListFilter):
    """What agrees besides the names."""

    title = gettext_lazy("what agrees")
    parameter_name = "agrees"

    def lookups(self, request, model_admin):
        return list(AGREES.items())

    def queryset(self, request, pairs):
        return pairs.filter(**{self.value(): True}) if self.value() in AGREES else pairs


class MatchedFilter(admin.SimpleListFilter):
    title = gettext_lazy("names")
    parameter_name = "matched"

    def lookups(self, request, model_admin):
        return PossibleDuplicate._meta.get_field("matched").choices

    def queryset(self, request, pairs):
        return pairs.filter(matched=self.value()) if self.value() in dict(self.lookup_choices) else pairs


@admin.register(PossibleDuplicate)
class PossibleDuplicateAdmin(ReadOnlyAdmin):
    list_display = ("pair", "percent", "why", "found_at", "answered")
    list_display_links = ("pair",)
    list_filter = (AnswerFilter, MatchedFilter, AgreesFilter)
    list_select_related = ("first", "second", "answered_by")
    change_list_template = "admin/desk/duplicates/list.html"
    ordering = ("-likeness", "-birth_agrees", "-place_agrees", "-day_agrees", "pk")

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in {shown.parameter_name for shown in self.list_filter}

    def get_urls(self):
        alike = self.admin_site.admin_view(self.alike_view)
        return [path("alike/", alike, name="people_possibleduplicate_alike"), *super().get_urls()]

    @admin.display(description=gettext_lazy("the two"))
    def pair(self, pair):
        return format_html("<div>{}</div><div>{}</div>", pair.first.staff_label(), pair.second.staff_label())

    @admin.display(description=gettext_lazy("names alike"), ordering="likeness")
    def percent(self, pair):
        return f"{pair.likeness:.0%}"

    @admin.display(description=gettext_lazy("why"))
    def why(self, pair):
        return ", ".join([pair.get_matched_display(), *pair.agreeing])

    @admin.display(description=gettext_lazy("answer"))
    def answered(self, pair):
        answer = pair.get_answer_display()
        if pair.answer == PairAnswer.OPEN and pair.noted_by_id:
            answer = _("not sure: %s") % pair.note if pair.note else _("not sure")
        return f"{answer} ({pair.answered_by})" if pair.answered_by else answer

    def changelist_view(self, request, extra_context=None):
        last_search = DuplicateSearch.objects.exclude(finished_at=None).first()
        return super().changelist_view(
            request, {"title": _("Possible duplicates"), "last_search": last_search, **(extra_context or {})}
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Both persons side by side; a POST answers that they are two, or that nobody can tell yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pairs = PossibleDuplicate.objects.select_related("first", "second", "answered_by", "noted_by")
        pair = get_object_or_404(pairs, pk=object_id if object_id.isdecimal() else None)
        form = AnswerForm(request.POST if request.method == "POST" else None, initial={"reason": pair.note})
        if request.method == "POST" and form.is_valid() and self._answer(request, pair, form):
            return HttpResponseRedirect(reverse("admin:people_possibleduplicate_changelist"))
        both = profiles([pair.first_id, pair.second_id])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": _("Are they one person?"),
            "pair": pair,
            "percent": self.percent(pair),
            "why": self.why(pair),
            "answer": self.answered(pair),
            "one": both[pair.first_id],
            "other": both[pair.second_id],
            "rows": beside(both[pair.first_id], both[pair.second_id]),
            "obstacle": merging_preview.obstacle_to_merging(pair.first, pair.second),
            "is_open": pair.answer == PairAnswer.OPEN,
            "merge": Merge.objects.standing().filter(duplicate__in=[pair.first_id, pair.second_id]).first(),
            "form": form,
            "may_merge": request.user.has_perms(NEEDED),
            "may_judge": request.user.has_perm("people.add_notthesame"),
            "may_note": request.user.has_perm("people.change_possibleduplicate"),
        }
        return TemplateResponse(request, "admin/desk/duplicates/pair.html", context)

    def _answer(self, request, pair, form) -> bool:
        """Carry out the answer whose button was pressed; a refusal becomes an error of the form."""
        answers = {
            "not_the_same": ("people.add_notthesame", self._not_the_same),
            "not_sure": ("people.change_possibleduplicate", self._not_sure),
        }
        permission, answer = answers.get(request.POST.get("act", ""), ("", None))
        if answer is None or not request.user.has_perm(permission):
            raise PermissionDenied
        try:
            answer(request, pair, form.cleaned_data["reason"])
        except merging.CannotMerge as error:
            form.add_error(None, str(error))
            return False
        return True

    def _not_the_same(self, request, pair, reason):
        merging.judge_different(one=pair.first, other=pair.second, by=request.user, reason=reason)
        messages.success(request, _("It is remembered that they are not the same person."))

    def _not_sure(self, request, pair, reason):
        possible_duplicates.not_sure(pair=pair, by=request.user, note=reason)
        messages.success(request, _("Your note is kept. The pair stays on the list."))

    # While a name is typed

    def alike_view(self, request):
        """Who may be the person whose name is being typed, as JSON. Nothing of it is kept or logged."""
        if not self.admin_site.get_model_admin(Person).has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return _alike(request)


@sensitive_post_parameters()
def _alike(request):
    person = Person.objects.filter(pk=_key(request.POST.get("person", ""))).first()
    facts = typed_facts(_typed(request.POST))
    people = Person.objects.standing()
    if person:
        facts, people = together(facts, facts_of([person.pk])[person.pk]), people.exclude(pk=person.pk)
    found = namesakes([request.POST.get("name", "")[:MAX_LENGTH]], facts=facts, people=people)
    shown = found[:MOST_SHOWN]
    known = profiles(one.person for one in shown)
    lines = [_line(one, known[one.person]) for one in shown]
    more = _("and %d more") % (len(found) - len(shown)) if len(found) > len(shown) else ""
    answer = JsonResponse({"alike": lines, "more": more})
    answer["Cache-Control"] = "no-store"
    return answer


def _line(one, known) -> dict:
    kinds = dict(PossibleDuplicate._meta.get_field("matched").choices)
    matched = _("“%(name)s”: %(kind)s") % {"name": one.spelling, "kind": kinds[one.matched]}
    return {"address": known.address, "label": known.label, "matched": matched, "facts": known.facts()}


def _typed(values) -> Person:
    """The person as far as it can be read yet: what is half typed is left out."""
    person, born = Person(home_place_id=_key(values.get("home_place", ""))), values.get("born_on", "")
    try:
        field = Person._meta.get_field("born_on")
        person.born_on = field.formfield().clean(born)
    except (forms.ValidationError, Unreadable):
        person.born_on = ""
    return person


def _key(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None
