"""The page of a person, saved only when the editor has said of everybody with such a name whether it is the same."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from desk import joining
from desk.holding import Hold
from desk.possible_duplicates import Pair
from people.admin import NameFormSet, NameInline
from records.site import staff_label


class HeldNameFormSet(NameFormSet):
    """Names that are saved when nobody who waits for an answer has one like them."""

    def __init__(self, *args, hold: Hold, **kwargs):
        self.hold = hold
        super().__init__(*args, **kwargs)

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        typed = [form for form in self.forms if _text(form) and not form.cleaned_data.get("withdrawn")]
        new = [_text(form) for form in typed if form.instance.pk is None or "text" in form.changed_data]
        self.hold.ask(self.instance, new, [_text(form) for form in typed])


def _text(form) -> str:
    return getattr(form, "cleaned_data", {}).get("text") or ""


class HeldNameInline(NameInline):
    formset = HeldNameFormSet


class HoldsForLikeNames:
    """Of the admin of persons: saving waits for an answer while somebody with such a name is here."""

    def changeform_view(self, request, *args, **kwargs):
        request.hold = Hold(request, self)
        return super().changeform_view(request, *args, **kwargs)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | {"hold": request.hold} if isinstance(inline, HeldNameInline) else kwargs

    def render_change_form(self, request, context, *args, **kwargs):
        context["hold"] = request.hold
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """Of a new person who is said to be here already, nothing is made: what was typed goes to the one here."""
        if request.hold.same and not change:
            request.hold.differing = joining.take_in(request.hold.same, obj, by=request.user)
            form.instance = obj = request.hold.same
            form.cleaned_data["version_shown"] = obj.version
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if request.hold.same and not change:
            for formset in formsets:
                formset.instance = form.instance
                if isinstance(formset, HeldNameFormSet):
                    joining.leave_out_known_names(formset, form.instance)
        super().save_related(request, form, formsets, change)
        request.hold.keep_answers(form.instance)

    def response_add(self, request, obj, post_url_continue=None):
        same = request.hold.same
        if same is None or IS_POPUP_VAR in request.POST:
            return super().response_add(request, same or obj, post_url_continue)
        messages.success(request, _("What you typed is with %s now. No new person was made.") % staff_label(same))
        if request.hold.differing:
            told = _("These values differ from those stored, so they were put into the internal notes: %s")
            messages.warning(request, told % "; ".join(request.hold.differing))
        return HttpResponseRedirect(reverse("admin:people_person_change", args=[same.pk]))

    def response_change(self, request, obj):
        if request.hold.same is None:
            return super().response_change(request, obj)
        messages.success(request, _("Saved. Merge the two here, if they are one person."))
        first, second = Pair.of(obj.pk, request.hold.same.pk)
        return HttpResponseRedirect(reverse("admin:people_merge_pair", args=[first, second]))
