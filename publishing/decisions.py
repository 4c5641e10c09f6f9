"""Every field of the register: public, conditional or private.

A field on no list fails a test. Fields that every record, part or claim has are decided once, at the top.
"""

from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim, LawArticle
from people.choices import OrganisationKind
from people.models import DuplicateSearch, Merge, Name, NotTheSame, Organisation, Person, PossibleDuplicate
from people.name_tables import NameIndexState, NameKey, NamePosting, NameSpelling, NameWord
from places.models import HelpPoint, Place
from records.choices import State
from sources.models import Consent, Incident, Kinship, PersonClaim, Report, Statement, Term, Toll, TollRelation
from victims.models import Casualty, CasualtyClaim


class Decision:
    """What may leave a table. `conditional` maps a field to the rule that decides, row by row."""

    def __init__(self, *, public="", private="", conditional=None, parts=()):
        self.public = tuple(public.split())
        self.private = tuple(private.split())
        self.conditional = conditional or {}
        self.parts = parts


# Rules: given the row and the value, what may be shown, or None.


def if_person_is_named(row, value):
    """A name as printed stands or falls with the names of the person it belongs to."""
    person = named_person(row)
    return value if person is not None and names_are_public(person) else None


def names_are_public(person: Person) -> bool:
    return person.name_is_public and person.state != State.WITHDRAWN


def named_person(row) -> Person | None:
    for path in ("person", "casualty.person", "detention.person"):
        owner = row
        for step in path.split("."):
            owner = getattr(owner, step, None)
        if isinstance(owner, Person):
            return owner
    return None


def if_description_is_public(row, value):
    return value if row.description_is_public else None


def if_quotation_is_public(row, value):
    return value if row.quotation_is_public else None


def if_claimant_is_public(row, value):
    """A person or unnamed group who said it, or passed it on, with office and relation."""
    return value if row.claimant_is_public else None


def if_body_or_public(field: str):
    """A body that speaks in public is always shown; an unnamed group is people who may be found."""

    def rule(row, value):
        return if_claimant_is_public(row, value) if value and _may_be_of_a_group(value, getattr(row, field)) else value

    return rule


def _may_be_of_a_group(value: dict, body: Organisation | None) -> bool:
    """Whether a label, which may be that of an earlier body of the row, is or may be that of an unnamed group. One
    that no body has now was given up with the name of the row's body, if that is no group."""
    names = {f"name_{language}": value[language] for language in ("en", "ru", "kk")}
    is_group = body is None or body.kind == OrganisationKind.UNNAMED_GROUP
    if body is not None and names == {name: getattr(body, name) for name in names}:
        return is_group
    kinds = set(Organisation.objects.filter(**names).values_list("kind", flat=True))
    return OrganisationKind.UNNAMED_GROUP in kinds or (not kinds and is_group)


def year_only(row, value):
    """Of a date of birth, the year; of a period, both years: `1988/1990`."""
    return "/".join(dict.fromkeys(end[:4] for end in value.split("/"))) if value else None


VERSIONED = "id version created_at created_by edited_at edited_by search_text"
RECORD = f"{VERSIONED} state internal_notes check_again_on reviewed_at reviewed_by"
PART = "id withdrawn"
CLAIM = (
    "report where_in_report attribution said_on said_on_inferred summary certainty reading not_disclosed "
    "standing standing_on standing_on_inferred standing_report repeats"
)
CLAIM_PRIVATE = "quotation_is_public claimant_is_public"
CLAIM_CONDITIONAL = {
    "quotation": if_quotation_is_public,
    "claimant_organisation": if_body_or_public("claimant_organisation"),
    "relayed_by": if_body_or_public("relayed_by"),
    **dict.fromkeys(
        ("claimant_person", "claimant_office", "claimant_relation", "relayed_by_person"), if_claimant_is_public
    ),
}
CIRCUMSTANCES = (
    "harm harmed_on harmed_on_inferred harmed_place site time_of_day died_on died_on_inferred died_place "
    "methods wound_sites forces in_custody activity status armed age_low age_high"
)
CUSTODY = (
    "arrested_on arrested_on_inferred arrested_place forces measure activity status status_as_of "
    "status_as_of_inferred released_on released_on_inferred sought_since sought_since_inferred "
    "court sentence family_access counsel_access whereabouts_acknowledged"
)

DECISIONS = {
    Person: Decision(
        public="public_id sex home_place occupation",
        conditional={"description": if_description_is_public, "born_on": year_only},
        private=(
            f"{RECORD} name_is_public description_is_public child_decision contact contact_sealed_at "
            "contact_sealed_by shown_name born_on_inferred"
        ),
        parts=(Name, PersonClaim, Kinship),
    ),
    Name: Decision(
        conditional=dict.fromkeys(("public_id", "text", "language", "kind", "shown_first"), if_person_is_named),
        private=f"{PART} person is_public",
    ),
    PersonClaim: Decision(
        public=f"public_id {CLAIM} age_low age_high age_as_printed sex occupation office home_place",
        conditional={**CLAIM_CONDITIONAL, "name_as_printed": if_person_is_named},
        private=f"{PART} {CLAIM_PRIVATE} person organisation dependants",
    ),
    Kinship: Decision(
        public=f"public_id {CLAIM} relative relation relation_as_printed",
        conditional=CLAIM_CONDITIONAL,
        private=f"{PART} {CLAIM_PRIVATE} person",
    ),
    Incident: Decision(
        public="public_id title kind happened_on happened_on_inferred place summary part_of",
        private=RECORD,
    ),
    Report: Decision(
        public=(
            "public_id title publisher publisher_inferred kind incidents dateline dateline_place authors credits url "
            "archive_url published_on published_on_inferred language translation republishes mentions notes "
            "snapshot_sha256"
        ),
        private=f"{RECORD} accessed_on accessed_on_inferred captured_text snapshot is_confidential",
    ),
    Consent: Decision(private=f"public_id {PART} report use answer"),
    Toll: Decision(
        public=(
            f"public_id {CLAIM} incident what whom low high bound wording label_as_printed places home_places setting "
            "period period_inferred as_of as_of_inferred counting methods forces offences"
        ),
        conditional=CLAIM_CONDITIONAL,
        private=f"{RECORD} {CLAIM_PRIVATE}",
        parts=(TollRelation,),
    ),
    TollRelation: Decision(public="public_id link other share", private=f"{PART} toll"),
    Statement: Decision(
        public=(
            f"public_id {CLAIM} incident kind by_person to_person asked label_as_printed made_on made_on_inferred "
            "places outcome about_toll about_statement persons harms methods forces whom"
        ),
        conditional={
            **CLAIM_CONDITIONAL,
            "by_organisation": if_body_or_public("by_organisation"),
            "to_organisation": if_body_or_public("to_organisation"),
        },
        private=f"{RECORD} {CLAIM_PRIVATE}",
    ),
    Casualty: Decision(
        public=f"public_id person incident {CIRCUMSTANCES} confirmation confirmation_reason",
        private=RECORD,
        parts=(CasualtyClaim,),
    ),
    CasualtyClaim: Decision(
        public=(
            f"public_id {CLAIM} {CIRCUMSTANCES} age_as_printed sex label_as_printed place_as_printed circumstances"
        ),
        conditional={**CLAIM_CONDITIONAL, "name_as_printed": if_person_is_named},
        private=f"{PART} {CLAIM_PRIVATE} casualty",
    ),
    Detention: Decision(
        public=f"public_id person incident {CUSTODY} why_included confirmation confirmation_reason",
        private=f"{RECORD} case_number",
        parts=(DetentionClaim, CustodyStep),
    ),
    DetentionClaim: Decision(
        public=f"public_id {CLAIM} {CUSTODY} age_low age_high age_as_printed sex circumstances",
        conditional={**CLAIM_CONDITIONAL, "name_as_printed": if_person_is_named},
        private=f"{PART} {CLAIM_PRIVATE} detention case_number",
    ),
    CustodyStep: Decision(
        public=(
            f"public_id {CLAIM} order facility facility_as_printed began_on began_on_inferred ended_on "
            "ended_on_inferred moved moved_by moved_from"
        ),
        conditional=CLAIM_CONDITIONAL,
        private=f"{PART} {CLAIM_PRIVATE} detention",
    ),
    Charge: Decision(
        public="public_id person incident article offence offence_as_printed posthumous",
        private=RECORD,
        parts=(ChargeUpdate,),
    ),
    ChargeUpdate: Decision(
        public=(
            f"public_id {CLAIM} happened_on happened_on_inferred status offence_as_printed article authority "
            "authority_as_printed posthumous"
        ),
        conditional=CLAIM_CONDITIONAL,
        private=f"{PART} {CLAIM_PRIVATE} charge",
    ),
    HelpPoint: Decision(
        public=(
            "public_id kind place name_en name_ru name_kk advice_en advice_ru advice_kk address_en address_ru "
            "address_kk telephone hours_en hours_ru hours_kk website source checked_on"
        ),
        private=RECORD,
    ),
    # The index of staff; the public one is made from published names.
    NameWord: Decision(private="id readings people"),
    NameKey: Decision(private="id key readings word"),
    NamePosting: Decision(private="id word owner"),
    NameSpelling: Decision(private="id text packed owner"),
    NameIndexState: Decision(private="id rules"),
    # Not published by themselves: these give their labels to the records that name them.
    Place: Decision(
        public="code kind name_en name_ru name_kk parent latitude longitude existed existed_inferred run_by",
        private=f"{VERSIONED} other_names notes",
    ),
    Organisation: Decision(
        public="name_en name_ru name_kk kind country parent website",
        private=f"{VERSIONED} other_names reliability notes",
    ),
    Term: Decision(public="list code label_en label_ru label_kk meaning", private=VERSIONED),
    LawArticle: Decision(public="code number part title_en title_ru title_kk verification", private=VERSIONED),
    # Judgements of the team about its own records. Of a merge, the public sees that the old address leads on.
    Merge: Decision(
        private=(
            "id kept duplicate duplicate_label kept_version moved changed published left at by reason "
            "undone_at undone_by undone_reason"
        )
    ),
    NotTheSame: Decision(private="id first second reason at by taken_back_at"),
    PossibleDuplicate: Decision(
        private=(
            "id first second likeness matched birth_agrees place_agrees day_agrees found_at found_by carried_by "
            "answer answered_by note noted_by"
        )
    ),
    DuplicateSearch: Decision(
        private="id begun_at rules reached_name exact_is_done reached_person found left_out finished_at"
    ),
}
