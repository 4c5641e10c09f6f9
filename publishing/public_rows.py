"""What a publication becomes in the public tables of `lookup/`: one row of its record, with names and claims.

Nothing here opens a transaction or asks whether somebody else writes: `publishing/delivery.py` does.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from lookup import models as lookup
from lookup.reader_names import Recorded, names_for_readers
from people.names import fold
from publishing.models import Publication, PublicationAct

PERSON = "people.person"
TABLES = {
    PERSON: lookup.PublishedPerson,
    "sources.incident": lookup.PublishedIncident,
    "sources.report": lookup.PublishedReport,
    "places.helppoint": lookup.PublishedHelpPoint,
    "sources.toll": lookup.PublishedToll,
    "sources.statement": lookup.PublishedStatement,
    "victims.casualty": lookup.PublishedCasualty,
    "detentions.detention": lookup.PublishedDetention,
    "detentions.charge": lookup.PublishedCharge,
}
CLAIM_TABLES = ("personclaim", "kinship", "casualtyclaim", "detentionclaim", "custodystep", "chargeupdate")

BATCH = 500  # publications


def forget(publication: Publication):
    TABLES[publication.table].objects.filter(public_id=publication.public_id).delete()
    lookup.PublishedClaim.objects.filter(about=publication.public_id).delete()
    lookup.PublishedChange.objects.of_the_records([publication.public_id]).delete()
    lookup.PublishedRedirect.objects.filter(public_id=publication.public_id).delete()


def lead_on(publication: Publication):
    lookup.PublishedRedirect.objects.create(public_id=publication.public_id, into=publication.values["into"])


def replay(publications: Iterable[Publication]):
    """Take over many, in their order, a batch at a time; those that lead on too."""
    publications = iter(publications)
    while batch := list(islice(publications, BATCH)):
        take_over([publication for publication in batch if publication.is_public])
        for publication in batch:
            if publication.act == PublicationAct.MERGED:
                lead_on(publication)


def take_over(publications: list[Publication]):
    rows, names, claims = defaultdict(list), [], []
    for publication in publications:
        row = _row(publication)
        rows[type(row)].append(row)
        shown = publication.values.get("name", [])
        names += [lookup.PublishedName(person=row, **_columns(lookup.PublishedName, name)) for name in shown]
        parts = [(part, claim) for part in CLAIM_TABLES for claim in publication.values.get(part, [])]
        claims += [_claim(publication.public_id, part, claim) for part, claim in parts]
    for table, of_table in rows.items():
        table.objects.bulk_create(of_table)
    lookup.PublishedName.objects.bulk_create(names)
    lookup.PublishedClaim.objects.bulk_create(claims)


def _row(publication) -> lookup.Published:
    table, values = TABLES[publication.table], publication.values
    row = table(**_columns(table, values))
    row.public_id, row.version, row.published_at = publication.public_id, publication.number, publication.at
    if table is lookup.PublishedToll:
        row.relations = values.get("tollrelation", [])
    if table is lookup.PublishedPerson:
        _name_person(row, values, values.get("name", []))
    return row


def _name_person(row, values, names):
    first = next((name for name in names if name.get("shown_first")), names[0] if names else None)
    row.name = first["text"] if first else ""
    recorded = [Recorded(name["text"], name.get("language", ""), name.get("kind", "")) for name in names]
    row.name_in = names_for_readers(row.name, recorded)
    row.born = values.get("born_on", "")
    row.folded = fold(row.name)


def _claim(about, part, claim) -> lookup.PublishedClaim:
    columns = _columns(lookup.PublishedClaim, claim)
    return lookup.PublishedClaim(
        about=about,
        table=part,
        values={name: value for name, value in claim.items() if name not in columns},
        **columns,
    )


def _columns(table, values) -> dict:
    """The values that have a column of their name in the public table."""
    columns = {field.name for field in table._meta.concrete_fields if not field.is_relation}
    return {name: value for name, value in values.items() if name in columns}
