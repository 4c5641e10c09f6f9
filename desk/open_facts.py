"""The facts for staff who may take out what can become public, and nothing else: drafts too, but no private column, no
value that its switch withholds, nothing that is withdrawn, and no confidential report.

What a column is stands in `publishing.decisions`; here only the keys that tie the files together are added.
"""

from django.db import models
from django.db.models import Q

from desk.facts import TABLES, FactsResource, PlacesResource, columns
from people.choices import OrganisationKind
from people.models import Name, Organisation
from places.models import Place
from publishing.decisions import DECISIONS
from records.cells import safe
from records.choices import State
from records.models import Part, Record
from sources.models import PersonClaim, Report

STATE = "state"  # a draft must be known as one


def open_columns(table: str) -> list[str]:
    """The columns of a table that may become public, the keys of its owner, and where a record stands.

    Of a value that is shown in part (of a date of birth, the year) the days derived from it are left away.
    """
    model = TABLES[table][0]
    decision = DECISIONS[model]
    allowed = {*decision.public, *decision.conditional, *_owners(model)}
    allowed |= {STATE} if issubclass(model, Record) else set()
    days = {f"{name}_{end}" for name in decision.public for end in ("earliest", "latest")}
    titles = {"report__title"} if "report" in decision.public else set()
    return [name for name in columns(table) if name in allowed | days | titles]


class OpenResource(FactsResource):
    """Rows that are not withdrawn, and of each the values that its switches allow."""

    def get_queryset(self):
        rows, model = super().get_queryset(), self._meta.model
        if issubclass(model, Record):
            rows = rows.exclude(state=State.WITHDRAWN)
        if issubclass(model, Part):
            rows = rows.filter(withdrawn=False).exclude(_owner_is_withdrawn(model))
            owners = [f"{name}__person" for name in model.part_of if name in ("casualty", "detention", "charge")]
            rows = rows.select_related(*model.part_of, *owners)
        if model is PersonClaim:
            rows = rows.filter(person__isnull=False)
        if model is Report:
            rows = rows.filter(is_confidential=False)
        if model is Name:
            rows = rows.filter(is_public=True, person__name_is_public=True)
        if model is Organisation:
            rows = rows.exclude(kind=OrganisationKind.UNNAMED_GROUP)  # people who may be found
        return rows

    def export_field(self, field, instance, **kwargs):
        name = self.get_field_name(field)
        if name == "report__title" and not self.reference(instance.report):
            return ""
        rule = DECISIONS[self._meta.model].conditional.get(name)
        value = getattr(instance, name, None)
        if rule is None or rule(instance, value) == value:
            return super().export_field(field, instance, **kwargs)
        return self.cell(rule(instance, value))

    def cell(self, value):
        if isinstance(value, models.Manager):
            return safe("|".join(filter(None, map(self.reference, value.all()))))
        return super().cell(value)

    def reference(self, other) -> str:
        """A confidential report and what is withdrawn are not named."""
        is_hidden = getattr(other, "is_confidential", False) or getattr(other, "withdrawn", False)
        return "" if is_hidden or getattr(other, "state", "") == State.WITHDRAWN else super().reference(other)


class OpenPlacesResource(OpenResource, PlacesResource):
    pass


def _owners(model) -> tuple[str, ...]:
    return model.part_of if issubclass(model, Part) else ()


def _owner_is_withdrawn(model) -> Q:
    withdrawn = Q()
    for name in model.part_of:
        if issubclass(model._meta.get_field(name).related_model, Record):
            withdrawn |= Q(**{f"{name}__state": State.WITHDRAWN})
    return withdrawn


def open_resource(table: str) -> OpenResource:
    model = TABLES[table][0]
    base = OpenPlacesResource if model is Place else OpenResource
    meta = type("Meta", (), {"model": model, "fields": open_columns(table)})
    return type(f"{model.__name__}OpenFacts", (base,), {"Meta": meta})()
