"""The pages on which two records of one person are merged, and the merge is undone."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk import merging, merging_preview
from people.models import Merge, NotTheSame, Person
from records import public_id
from records.admin import RecordAdmin
from records.choosing import ChooseRow
from records.form_fields import ProseFormField
from records.models import StaleVersion
from records.site import staff_label

NEEDED = ("people.merge_person", "people.change_person", "publishing.add_publication")  # merging changes what is public


class OtherForm(forms.Form):
    """Which other person, by name or by id."""

    other = forms.ModelChoiceField(
        Person.objects.standing(),
        required=False,
        label=gettext_lazy("The other person"),
        widget=ChooseRow(Merge._meta.get_field("duplicate"), admin.site),
    )
    shown_id = forms.CharField(required=False, max_length=20, label=gettext_lazy("or their id"))

    def clean(self):
        other = self.cleaned_data.get("other")
        if typed := self.cleaned_data.get("shown_id"):
            other = Person.objects.filter(public_id=public_id.read(typed)).first()
        if other is None and not self.errors:
            raise forms.ValidationError(_("Choose a person, or write an id as it stands on the person's page."))
        return {"other": other}


class PairForm(forms.Form):
    """What to do with two persons, and why."""

    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why they are one person, or why they are not. Kept in history, never published."),
    )
    take_over = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in merging.TAKEN_OVER])
    kept_version = forms.IntegerField(widget=forms.HiddenInput)
    duplicate_version = forms.IntegerField(widget=forms.HiddenInput)


class UndoForm(forms.Form):
    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why they are two after all. Kept in history, never published."),
    )


class ReadOnlyAdmin(admin.ModelAdmin):
    """A list of acts: nobody adds, changes or deletes a row of it by hand."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return False

    history_view = RecordAdmin.history_view


@admin.register(NotTheSame)
class NotTheSameAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "reason", "by", "at", "taken_back_at", "pair")
    list_display_links = None
    list_select_related = ("first", "second", "by")

    @admin.display(description=gettext_lazy("the two"))
    def pair(self, judgement):
        address = reverse("admin:people_merge_pair", args=[judgement.first_id, judgement.second_id])
        return format_html('<a href="{}">{}</a>', address, _("Compare"))


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "duplicate_label", "reason", "by", "at", "undone_at")
    list_select_related = ("kept", "duplicate", "by")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("of/<int:pk>/", view(self.choose_view), name="people_merge_choose"),
            path("pair/<int:keep>/<int:duplicate>/", view(self.pair_view), name="people_merge_pair"),
            *super().get_urls(),
        ]

    def choose_view(self, request, pk):
        """Which other person this one may be."""
        person = self._person(request, pk)
        form = OtherForm(request.GET if "shown_id" in request.GET else None)
        if form.is_bound and form.is_valid():
            other = form.cleaned_data["other"]
            return HttpResponseRedirect(reverse("admin:people_merge_pair", args=[person.pk, other.pk]))
        title = _("Merge %s with another person") % staff_label(person)
        return self._page(request, "choose", title=title, person=person, form=form, media=self.media + form.media)

    def pair_view(self, request, keep, duplicate):
        """Both persons beside each other; a POST merges them, or says that they are two."""
        keep, duplicate = self._person(request, keep), self._person(request, duplicate)
        versions = {"kept_version": keep.version, "duplicate_version": duplicate.version}
        form = PairForm(request.POST if request.method == "POST" else None, initial=versions)
        if request.method == "POST" and form.is_valid() and (address := self._act(request, keep, duplicate, form)):
            return HttpResponseRedirect(address)
        obstacle = merging_preview.obstacle_to_merging(keep, duplicate)
        return self._page(
            request,
            "pair",
            title=_("Are they one person?"),
            keep=keep,
            duplicate=duplicate,
            form=form,
            chosen=form["take_over"].value() or [],
            obstacle=obstacle,
            judgement=merging_preview.judged_different(keep, duplicate),
            lines=merging_preview.beside(keep, duplicate),
            more=merging_preview.about_both(keep, duplicate),
            moving=[] if obstacle else merging.preview(keep=keep, duplicate=duplicate),
            warnings=merging_preview.warnings(keep, duplicate),
            may_merge=request.user.has_perms(NEEDED),
            may_judge=request.user.has_perm("people.add_notthesame"),
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What one merge did, and its undoing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        merge = get_object_or_404(Merge, pk=object_id if object_id.isdecimal() else None)
        form = UndoForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and self._undo(request, merge, form):
            return HttpResponseRedirect(request.path)
        return self._page(
            request,
            "merge",
            title=_("%(duplicate)s, merged into %(kept)s")
            % {"duplicate": merge.duplicate_label, "kept": staff_label(merge.kept)},
            merge=merge,
            form=form,
            moved=merging_preview.moved(merge),
            left=merging_preview.left(merge),
            obstacle=merging.obstacle_to_undoing(merge),
            may_undo=request.user.has_perms(NEEDED),
        )

    # Acts

    def _act(self, request, keep, duplicate, form) -> str:
        """Carry out the act whose button was pressed. Returns the address to go to; a refusal becomes an error."""
        acts = {
            "merge": (NEEDED, self._merge),
            "not_the_same": (("people.add_notthesame",), self._judge_different),
            "take_back": (("people.add_notthesame",), self._take_judgement_back),
        }
        permissions, act = acts.get(request.POST.get("act", ""), ((), None))
        if act is None or not request.user.has_perms(permissions):
            raise PermissionDenied
        try:
            return act(request, keep, duplicate, form.cleaned_data)
        except merging.CannotMerge as error:
            form.add_error(None, str(error))
        except StaleVersion:
            form.add_error(None, _("One of the two was saved since you opened this page: read both again, below."))
            form.data = form.data.copy()
            for field, person in (("kept_version", keep), ("duplicate_version", duplicate)):
                person.refresh_from_db()
                form.data[field] = person.version
        return ""

    def _merge(self, request, keep, duplicate, values) -> str:
        keep.version, duplicate.version = values["kept_version"], values["duplicate_version"]
        merge = merging.merge(
            keep=keep, duplicate=duplicate, by=request.user, reason=values["reason"], take_over=values["take_over"]
        )
        undo = reverse("admin:people_merge_change", args=[merge.pk])
        messages.success(
            request,
            format_html('{} <a href="{}">{}</a>', _("The two are one now."), undo, _("See what moved, or undo it")),
        )
        return reverse("admin:people_person_change", args=[keep.pk])

    def _judge_different(self, request, keep, duplicate, values) -> str:
        merging.judge_different(one=keep, other=duplicate, by=request.user, reason=values["reason"])
        messages.success(request, _("It is remembered that they are not the same person."))
        return reverse("admin:people_person_change", args=[keep.pk])

    def _take_judgement_back(self, request, keep, duplicate, values) -> str:
        if judgement := merging_preview.judged_different(keep, duplicate):
            merging.take_judgement_back(judgement=judgement, by=request.user, reason=values["reason"])
            messages.success(request, _("The judgement is taken back: they may be one person."))
        return request.path

    def _undo(self, request, merge, form) -> bool:
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied
        try:
            merge = merging.undo(merge=merge, by=request.user, reason=form.cleaned_data["reason"])
        except (merging.CannotUndo, StaleVersion) as error:
            form.add_error(None, str(error) or _("Somebody else just saved one of these records: try again."))
            return False
        messages.success(request, _("The merge is undone: they are two again."))
        return True

    # Steps

    def _person(self, request, pk) -> Person:
        if not self.admin_site.get_model_admin(Person).has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Person, pk=pk)

    def _page(self, request, name, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        return TemplateResponse(request, f"admin/desk/merging/{name}.html", context)
