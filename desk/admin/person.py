"""The page of a person, where the subjects meet."""

from functools import partial

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from desk.admin.contact import contact_view
from desk.admin.evidence import EvidencePage
from desk.admin.holding import HeldNameInline, HoldsForLikeNames
from desk.person_overview import overview
from detentions.models import Detainee, Detention
from people.admin import FoundByName
from people.contacts import TYPED, ContactForm
from people.models import Person
from publishing.children import known_as_child
from records.admin import RecordAdmin
from records.site import may_see
from sources.admin.claims import KinshipInline, PersonClaimInline
from victims.models import Casualty, Victim


class PersonForm(ContactForm):
    """Showing somebody known as a child is a decision of its own, with a reason."""

    def clean(self):
        cleaned = super().clean()
        switched_on = [
            name
            for name in ("name_is_public", "description_is_public")
            if cleaned.get(name) and name in self.changed_data
        ]
        if switched_on and not cleaned.get("child_decision") and (why := self._known_as_child(cleaned)):
            told = gettext(
                "This person is known as a child (%s). Write who decided that this may be shown, and why; or leave the "
                "switches off."
            )
            self.add_error("child_decision", told % why)
        return cleaned

    def _known_as_child(self, cleaned) -> str:
        """By what is stored, and by the birth that was typed."""
        typed = Person(pk=self.instance.pk, born_on=cleaned.get("born_on") or "")
        born = Person._meta.get_field("born_on")
        for name, day in born.days(typed.born_on).items():
            setattr(typed, name, day)
        return known_as_child(typed)


@admin.register(Person)
class PersonAdmin(HoldsForLikeNames, EvidencePage, FoundByName, RecordAdmin):
    form = PersonForm
    readonly_fields = ("contact_kept",)
    list_display = ("staff_label", "sex", "born_on", "home_place", "name_is_public", "state")
    list_filter = ("state", "sex", "name_is_public", "description_is_public")
    list_select_related = ("home_place",)
    search_fields = ("search_text__contains", "public_id")
    person_key = "pk"
    inlines = [HeldNameInline, PersonClaimInline, KinshipInline]
    change_form_template = "admin/desk/person/change_form.html"
    fieldsets = [
        (None, {"fields": (
            ("name_is_public", "description_is_public"),
            "child_decision",
            "description",
            ("sex", "born_on", "born_on_inferred"),
            ("home_place", "occupation"),
        )}),
        (_("For the team"), {"fields": ("internal_notes", "check_again_on", "state")}),
    ]  # fmt: skip

    class Media:
        js = ["desk/perhaps_here.js"]

    @admin.display(description=_("name or description"), ordering="shown_name")
    def staff_label(self, person):
        return person.staff_label()

    def get_fieldsets(self, request, obj=None):
        """The box for the contact before what is for the team."""
        box = ["contact_kept"]
        if self.has_change_permission(request, obj):
            box += [TYPED, *(["remove_contact"] if obj and obj.contact else [])]
        *others, team, hidden = super().get_fieldsets(request, obj)
        return [*others, (_("How to reach this person"), {"fields": box}), team, hidden]

    @admin.display(description=_("contact"))
    def contact_kept(self, person):
        if not person.contact:
            return gettext("No contact is kept.")
        return gettext("A contact is kept, sealed on %(at)s by %(by)s; it cannot be read here.") % {
            "at": date_format(localtime(person.contact_sealed_at), "DATETIME_FORMAT"),
            "by": person.contact_sealed_by or "–",
        }

    never_shown = (TYPED,)  # also where the page was never reached

    @method_decorator(sensitive_post_parameters(TYPED))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        form.keep_contact(obj, by=request.user)
        super().save_model(request, obj, form, change)

    def get_urls(self):
        own = path("<int:pk>/contact/", self.admin_site.admin_view(self.contact_view), name="people_person_contact")
        return [*([own] if self.model is Person else []), *super().get_urls()]

    def contact_view(self, request, pk):
        return contact_view(self, request, pk)

    def _sees(self, request, model) -> bool:
        return may_see(self.admin_site, model, request)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= {"overview": overview(obj, partial(self._sees, request)), "known_as_child": known_as_child(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)


class PersonsWith(PersonAdmin):
    """The persons who have a record of one kind. Whoever may see persons may see this list."""

    records = None

    def get_queryset(self, request):
        return super().get_queryset(request).filter(Exists(self.records.objects.filter(person=OuterRef("pk"))))

    def has_module_permission(self, request):
        return request.user.has_perm("people.view_person")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("people.view_person")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("people.change_person") and RecordAdmin.has_change_permission(
            self.admin_site.get_model_admin(Person), request, obj
        )

    def has_add_permission(self, request):
        return False


@admin.register(Victim)
class VictimAdmin(PersonsWith):
    records = Casualty


@admin.register(Detainee)
class DetaineeAdmin(PersonsWith):
    records = Detention
