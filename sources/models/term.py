"""The words of the lists that editors extend: methods, forces, offences, what a figure counts."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.constraints import one_of
from records.fields import TextLine
from records.models import VersionedModel
from sources.choices import TermList


class Term(VersionedModel):
    """One word of one list, with its label in three languages. Public wherever a published record uses it."""

    list = models.CharField(max_length=13, choices=TermList, help_text=_("The list it belongs to. Public."))
    code = models.SlugField(max_length=40, help_text=_("The word in files and exports; never changed. Public."))
    label_en = TextLine(help_text=_("Label in English. Public."))
    label_ru = TextLine(blank=True, help_text=_("Label in Russian. Public."))
    label_kk = TextLine(blank=True, help_text=_("Label in Kazakh. Public."))
    meaning = TextLine(max_length=300, blank=True, help_text=_("When to use it. Public."))

    searched = ("code", "label_en", "label_ru", "label_kk")

    class Meta:
        ordering = ["list", "pk"]
        constraints = [
            one_of("list", TermList, blank=False),
            models.UniqueConstraint(fields=["list", "code"], name="sources_term_code_is_unique_in_its_list"),
        ]

    def __str__(self):
        return getattr(self, f"label_{(get_language() or 'en')[:2]}", "") or self.label_en


class TermsField(models.ManyToManyField):
    """Several words of one list."""

    def __init__(self, words: str = "", **kwargs):
        if words:
            kwargs |= {"to": Term, "limit_choices_to": {"list": words}}
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)


def term_key(words: str, **kwargs) -> models.ForeignKey:
    """One word of one list, or none."""
    return models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", limit_choices_to={"list": words}, **kwargs
    )
