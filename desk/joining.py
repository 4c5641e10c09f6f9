"""What was typed as a new person is about one who is already here: it goes to them, and nothing is lost."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desk.person_relations import TAKEN_OVER
from people.models import Person
from records.site import staff_label


def take_in(existing: Person, typed: Person, *, by) -> list[str]:
    """Fill what is empty of the existing person with what was typed; neither is saved here.

    A typed value that differs from a concluded one does not replace it: it is written into the internal notes, with
    what was noted there. Returns these values, in words. Whether the notes have room is asked before: `notes_are_full`.
    """
    differing = _differing(existing, typed)
    existing.internal_notes = _notes(existing, typed, differing, by)
    for name, fields in TAKEN_OVER.items():
        if getattr(typed, name) and not getattr(existing, name):
            for field in fields:
                setattr(existing, field, getattr(typed, field))
    existing.check_again_on = existing.check_again_on or typed.check_again_on
    if typed.contact and not existing.contact:  # a second one is refused before, see `Hold`
        existing.contact, existing.contact_sealed_by = typed.contact, typed.contact_sealed_by
        existing.contact_sealed_at = typed.contact_sealed_at
    return differing


def notes_are_full(existing: Person, typed: Person, *, by) -> bool:
    """Whether the internal notes of both, with the values that differ, are too long for one person."""
    notes = _notes(existing, typed, _differing(existing, typed), by)
    return len(notes) > Person._meta.get_field("internal_notes").max_length


def _differing(existing, typed) -> list[str]:
    """What was typed and is not taken over, in words."""
    differing = []
    for name in TAKEN_OVER:
        stored, value = getattr(existing, name), getattr(typed, name)
        if value and stored and value != stored:
            differing.append(f"{capfirst(Person._meta.get_field(name).verbose_name)}: {_words(typed, name)}")
    switched_on = [name for name in ("name_is_public", "description_is_public") if _is_on(typed, existing, name)]
    differing += [f"{capfirst(Person._meta.get_field(name).verbose_name)}: {_('yes')}" for name in switched_on]
    if typed.child_decision:
        differing.append(f"{capfirst(Person._meta.get_field('child_decision').verbose_name)}: {typed.child_decision}")
    if typed.check_again_on and existing.check_again_on and typed.check_again_on != existing.check_again_on:
        differing.append(f"{capfirst(Person._meta.get_field('check_again_on').verbose_name)}: {typed.check_again_on}")
    return differing


def _notes(existing, typed, differing, by) -> str:
    """The internal notes of both, and under a heading what differs."""
    notes = [existing.internal_notes, typed.internal_notes]
    if differing:
        heading = _("Typed by %(by)s on %(on)s for what seemed a new person:") % {
            "by": by.get_username(),
            "on": timezone.localdate().isoformat(),
        }
        notes.append("\n".join([heading, *differing]))
    return "\n\n".join(filter(None, notes))


def leave_out_known_names(formset, existing: Person):
    """Of the names typed, those that the person has stay out; none of the others takes the head of the page."""
    known = list(existing.names.filter(withdrawn=False))
    spellings = {(name.text, language) for name in known for language in ("", name.language)}
    formset.forms = [form for form in formset.forms if (form.instance.text, form.instance.language) not in spellings]
    if any(name.shown_first for name in known):
        for form in formset.forms:
            form.instance.shown_first = form.cleaned_data["shown_first"] = False


def _is_on(typed, existing, name) -> bool:
    """Showing more than was decided for the existing person needs a decision of its own."""
    return getattr(typed, name) and not getattr(existing, name)


def _words(person, name) -> str:
    value = getattr(person, f"get_{name}_display", lambda: getattr(person, name))()
    return staff_label(value) if hasattr(value, "pk") else str(value)
