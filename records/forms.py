"""The forms of the admin: which version was shown, which form was sent, and the forms of parts."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.conflicts import conflicts


class VersionedForm(forms.ModelForm):
    """Refuses to save over a version that the editor has not seen, and shows both sides.

    After a refusal `conflicts` lists what is stored beside what was typed, and the form carries the newer version:
    what was typed stays, and saving again keeps of each value the one that the editor chose.
    """

    version_shown = forms.IntegerField(widget=forms.HiddenInput, required=False, label=_("version shown"))
    form_token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, label=_("form token"))

    hidden = ("version_shown", "form_token")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts = []
        self.initial["version_shown"] = self.instance.version
        self.initial["form_token"] = uuid.uuid4().hex

    def has_changed(self):
        return any(name not in self.hidden for name in self.changed_data)

    def clean(self):
        cleaned = super().clean()
        self._refuse_itself(cleaned)
        shown = cleaned.get("version_shown")
        if self.instance.pk is None or shown is None:
            return cleaned
        stored = type(self.instance)._base_manager.select_related("edited_by").get(pk=self.instance.pk)
        if stored.version == shown:
            return cleaned
        self.conflicts = conflicts(stored, shown, self.data)
        self.data = self.data.copy()
        self.data[self.add_prefix("version_shown")] = stored.version
        raise ValidationError(
            _(
                "%(editor)s saved this record while you were writing. Nothing that you typed is lost: it is still "
                "below, beside what is stored now. Choose between the two, line by line, and save again."
            ),
            code="stale",
            params={"editor": stored.edited_by or _("Somebody")},
        )

    def _refuse_itself(self, cleaned):
        """A list of rows of the same table may not hold the row itself."""
        lists = [name for name in cleaned if isinstance(self.fields[name], forms.ModelMultipleChoiceField)]
        for name in lists:
            if self.instance.pk and self.instance in cleaned[name]:
                self.add_error(name, _("This is the record itself: take it out of the list."))


class PartFormSet(forms.BaseInlineFormSet):
    """The parts of a record. The row behind each form is one of those read for the page: none is read by itself."""

    @cached_property
    def stored(self):
        return {str(row.pk): row for row in self.get_queryset()}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if isinstance(key := form.fields.get(self._pk_field.name), forms.ModelChoiceField):
            form.fields[self._pk_field.name] = StoredPartField(self.stored, initial=key.initial, widget=key.widget)


class StoredPartField(forms.ModelChoiceField):
    """The hidden key of a part."""

    def __init__(self, stored, **kwargs):
        super().__init__(None, required=False, **kwargs)
        self.stored = stored

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) not in self.stored:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return self.stored[str(value)]
