"""The forms at the door: an act with its reason, and the answers that publishing asks for."""

from django import forms
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import grounds
from publishing.models import ANSWERS, Answer, Question
from records.form_fields import PartialDateFormField, ProseFormField, TextLineFormField
from records.site import staff_label

WITHOUT_REASON = ("send",)  # acts that show nothing to anybody new


class ActForm(forms.Form):
    """One act at the door, with its reason."""

    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Why this may be public, what is to be mended, or why it is taken away. Kept in history, never published."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    others = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Publish with it"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, waiting=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.data.get("act") not in WITHOUT_REASON
        self.waiting = {as_shown(other): other for other in waiting}
        self.fields["others"].choices = [(key, named(other)) for key, other in self.waiting.items()]
        self.fields["others"].error_messages["invalid_choice"] = _(
            "A record that you chose was saved or published since you opened this page: look at the list anew."
        )

    def chosen(self):
        return [self.waiting[key] for key in self.cleaned_data.get("others", ())]


class ManyForm(forms.Form):
    """One reason for the records that are ticked."""

    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why each of the ticked records may be public. Kept in history, never published."),
    )


WHO = {
    Question.FAMILY: gettext_lazy("Who of the family was told, and by whom"),
    Question.DETAINEE: gettext_lazy("Who decided"),
}
WHY = {
    Question.FAMILY: gettext_lazy("Why the family could not be reached"),
    Question.DETAINEE: gettext_lazy("Why: who consented and how, or what public interest"),
}
NEEDED = {
    Answer.INFORMED: {
        "who": gettext_lazy("Write who of the family was told, and by whom."),
        "told_on": gettext_lazy("Write when the family was told; a month or a year is enough."),
    },
    Answer.ALREADY_PUBLIC: {
        "report": gettext_lazy("Choose the report that names the person, or choose another answer."),
    },
    Answer.NOT_REACHED: {"why": gettext_lazy("Write what was tried, and why nobody could be reached.")},
    Answer.CONSENT: {
        "who": gettext_lazy("Write who decided."),
        "why": gettext_lazy("Write how and to whom the person consented."),
    },
    Answer.PUBLIC_INTEREST: {
        "who": gettext_lazy("Write who decided."),
        "why": gettext_lazy("Write what public interest outweighs the danger to the person."),
    },
}


class GroundForm(forms.Form):
    """The answer about one person. An earlier answer stands in it, to be confirmed or changed."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Answer"),
        error_messages={"required": gettext_lazy("Choose one of the answers: without it, this is not published.")},
    )
    who = TextLineFormField(required=False, max_length=500)
    told_on = PartialDateFormField(required=False, label=gettext_lazy("When"))
    report = forms.ModelChoiceField(None, required=False, label=gettext_lazy("Which report names the person already"))
    why = ProseFormField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, person, question, earlier, answers, **kwargs):
        """`answers`: all that was ever answered about the person; `earlier`: the one that still counts."""
        self.person, self.question, self.earlier, self.answers = person, question, earlier, answers
        initial = {name: getattr(earlier, name) for name in self.base_fields} if earlier else {}
        super().__init__(*args, prefix=f"ground-{person.public_id}-{question}", initial=initial, **kwargs)
        self.is_needed = True
        self.fields["answer"].choices = [(answer, Answer(answer).label) for answer in ANSWERS[question]]
        self.fields["who"].label, self.fields["why"].label = WHO[question], WHY[question]
        if question == Question.FAMILY:
            self.fields["report"].queryset = grounds.reports_about(person)
            self.fields["report"].label_from_instance = staff_label
        else:
            del self.fields["told_on"], self.fields["report"]

    @property
    def heading(self) -> str:
        return f"{staff_label(self.person)}: {Question(self.question).label}"

    def full_clean(self):
        """What nobody asked for now is kept as it was typed, and not checked."""
        if self.is_needed:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}

    def clean(self):
        for name, told in NEEDED.get(self.cleaned_data.get("answer"), {}).items():
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, told)
        return self.cleaned_data

    def write_down(self, by):
        return grounds.write_down(person=self.person, question=self.question, by=by, **self.cleaned_data)


def ground_forms(records, data=None) -> dict:
    """A form for each question that publishing the records asks about a person: `{(person, question): form}`."""
    asked = _asked(records)
    given = grounds.answers_about(person for person, _question in asked)
    earlier = grounds.answers_to(asked, given)
    return {
        (person, question): GroundForm(
            data,
            person=person,
            question=question,
            earlier=earlier.get((person, question)),
            answers=[answer for answer in given if answer.public_id == person.public_id],
        )
        for person, question in asked
    }


def needed(forms_by_question, records) -> list[GroundForm]:
    """Of the forms, those that publishing the records asks for; the others are not checked."""
    asked = _asked(records)
    for of_question, form in forms_by_question.items():
        form.is_needed = of_question in asked
    return [form for form in forms_by_question.values() if form.is_needed]


def _asked(records) -> list:
    each = grounds.questions_about_each(records).values()
    return list(dict.fromkeys(one for of_record in each for one in of_record))


def as_shown(record) -> str:
    """Names the record at the version that the editor saw: a later one is not published unseen."""
    return f"{record.public_id}.{record.version}"


def door_of(record) -> str:
    """The address of the page of a record at the door."""
    return reverse("admin:publishing_record", args=[record._meta.concrete_model._meta.label_lower, record.pk])


def title(record) -> str:
    """What staff call the record; one about a person with the person."""
    person = getattr(record, "person", None)
    return " · ".join([staff_label(record), *([staff_label(person)] if person else [])])


def named(record):
    return format_html('{}: <a href="{}">{}</a>', capfirst(record._meta.verbose_name), door_of(record), title(record))
