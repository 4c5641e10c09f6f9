"""Every fact of the register with its source, for staff: one table of columns for each table of the register."""

from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from people.models import Name, Organisation, Person
from places.models import HelpPoint, Place
from records.resources import RecordResource
from sources.models import Incident, Kinship, PersonClaim, Report, Statement, Term, Toll, TollRelation
from victims.models import Casualty, CasualtyClaim

# A star stands for a partial date: the text, its first and last day, and whether it was inferred.
CLAIM = (
    "report report__title where_in_report attribution claimant_person claimant_organisation claimant_office "
    "claimant_relation claimant_is_public relayed_by relayed_by_person said_on* summary quotation quotation_is_public "
    "certainty reading not_disclosed standing standing_on* standing_report repeats"
)
CIRCUMSTANCES = (
    "harm harmed_on* harmed_place site time_of_day died_on* died_place methods wound_sites forces in_custody activity "
    "status armed age_low age_high"
)
CUSTODY = (
    "arrested_on* arrested_place forces measure activity status status_as_of* released_on* sought_since* court "
    "case_number sentence family_access counsel_access whereabouts_acknowledged"
)
TABLES = {
    "persons": (
        Person,
        "public_id state sex born_on* home_place occupation description name_is_public description_is_public",
    ),
    "names": (Name, "public_id withdrawn person text language kind shown_first is_public"),
    "organisations": (Organisation, "name_en name_ru name_kk other_names kind country parent website"),
    "places": (Place, "code kind name_en name_ru name_kk other_names parent latitude longitude existed* run_by"),
    "help_points": (
        HelpPoint,
        "public_id state kind place name_en name_ru name_kk advice_en advice_ru advice_kk address_en address_ru "
        "address_kk telephone hours_en hours_ru hours_kk website source checked_on",
    ),
    "incidents": (Incident, "public_id state title kind happened_on* place summary part_of"),
    "reports": (
        Report,
        "public_id state title publisher publisher_inferred kind incidents dateline dateline_place authors credits url "
        "archive_url published_on* accessed_on* language translation republishes mentions snapshot_sha256 "
        "is_confidential notes",
    ),
    "person_claims": (
        PersonClaim,
        "public_id withdrawn person organisation name_as_printed age_low age_high age_as_printed sex occupation office "
        f"home_place dependants {CLAIM}",
    ),
    "kinships": (Kinship, f"public_id withdrawn person relative relation relation_as_printed {CLAIM}"),
    "casualties": (
        Casualty,
        f"public_id state person incident {CIRCUMSTANCES} confirmation confirmation_reason",
    ),
    "casualty_claims": (
        CasualtyClaim,
        f"public_id withdrawn casualty {CIRCUMSTANCES} name_as_printed age_as_printed sex label_as_printed "
        f"place_as_printed circumstances {CLAIM}",
    ),
    "detentions": (
        Detention,
        f"public_id state person incident {CUSTODY} why_included confirmation confirmation_reason",
    ),
    "detention_claims": (
        DetentionClaim,
        f"public_id withdrawn detention {CUSTODY} name_as_printed age_low age_high age_as_printed sex circumstances "
        f"{CLAIM}",
    ),
    "custody_steps": (
        CustodyStep,
        "public_id withdrawn detention order facility facility_as_printed began_on* ended_on* moved moved_by "
        f"moved_from {CLAIM}",
    ),
    "charges": (Charge, "public_id state person incident article offence offence_as_printed posthumous"),
    "charge_updates": (
        ChargeUpdate,
        "public_id withdrawn charge happened_on* status offence_as_printed article authority authority_as_printed "
        f"posthumous {CLAIM}",
    ),
    "tolls": (
        Toll,
        "public_id state incident what whom low high bound wording label_as_printed places home_places setting period* "
        f"as_of* counting methods forces offences {CLAIM}",
    ),
    "toll_relations": (TollRelation, "public_id withdrawn toll link other share"),
    "statements": (
        Statement,
        "public_id state incident kind by_person by_organisation to_person to_organisation asked label_as_printed "
        f"made_on* places outcome about_toll about_statement persons harms methods forces whom {CLAIM}",
    ),
}
# Never in these files: what the team writes for itself, the text of the documents, and what is derived or kept by us.
LEFT_OUT = (
    "id version created_at created_by edited_at edited_by search_text internal_notes check_again_on "
    "reviewed_at reviewed_by "
    "captured_text snapshot reliability shown_name child_decision contact contact_sealed_at contact_sealed_by"
)
LEFT_OUT_OF = {Place: "notes", Organisation: "notes"}


class FactsResource(RecordResource):
    def reference(self, other):
        if isinstance(other, Term):
            return other.code
        if isinstance(other, Place):
            return f"{other.name_en or other} [{other.code}]" if other.code else str(other)
        return super().reference(other)


class PlacesResource(FactsResource):
    """Only the places that the register names, and what they lie in."""

    def get_queryset(self):
        return super().get_queryset().filter(pk__in=places_in_use())


def columns(table: str) -> list[str]:
    names = []
    for name in TABLES[table][1].split():
        stem = name.rstrip("*")
        names += [stem, *(f"{stem}_{end}" for end in ("earliest", "latest", "inferred"))] if name != stem else [name]
    return names


def resource(table: str) -> FactsResource:
    model = TABLES[table][0]
    base = PlacesResource if model is Place else FactsResource
    meta = type("Meta", (), {"model": model, "fields": columns(table)})
    return type(f"{model.__name__}Facts", (base,), {"Meta": meta})()


def places_in_use() -> set[int]:
    used = set()
    for model in {model for model, _ in TABLES.values()} - {Place}:
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            if field.related_model is Place:
                used |= set(model.objects.values_list(field.name, flat=True))
    parents = dict(Place.objects.values_list("pk", "parent"))
    waiting = used - {None}
    while waiting:
        waiting = {parents[pk] for pk in waiting} - used
        used |= waiting
    return used - {None}
