"""The only tables that the public site reads: a replay of the publications, made by `publishing/`.

They hold allow-listed values alone and no key into any other table, so they can stand in a database of
their own. Persons, reports and records are named by public id; a person who is not published has no row, and
pages then say that the name is withheld. Places, bodies and terms are labels: `{"code", "en", "ru", "kk"}`.
"""

from lookup.models.addresses import PublishedRedirect, PublishedWithdrawal
from lookup.models.alphabet import PublishedHeading, list_all_names, list_names
from lookup.models.changes import TAKEN_OFF, PublishedChange
from lookup.models.help_points import PublishedHelpPoint
from lookup.models.names import (
    PUBLISHED_NAMES,
    PublishedIndexState,
    PublishedKey,
    PublishedPosting,
    PublishedSpelling,
    PublishedWord,
)
from lookup.models.records import (
    Published,
    PublishedCasualty,
    PublishedCharge,
    PublishedClaim,
    PublishedDetention,
    PublishedIncident,
    PublishedName,
    PublishedPerson,
    PublishedReport,
    Said,
)
from lookup.models.releases import PublishedRelease, PublishedReleasePiece
from lookup.models.stamp import PublishedStamp
from lookup.models.statements import PublishedStatement, PublishedToll

__all__ = [
    "PUBLISHED_NAMES",
    "Published",
    "PublishedCasualty",
    "PublishedChange",
    "PublishedCharge",
    "PublishedClaim",
    "PublishedDetention",
    "PublishedHeading",
    "PublishedHelpPoint",
    "PublishedIncident",
    "PublishedIndexState",
    "PublishedKey",
    "PublishedName",
    "PublishedPerson",
    "PublishedPosting",
    "PublishedRedirect",
    "PublishedRelease",
    "PublishedReleasePiece",
    "PublishedReport",
    "PublishedSpelling",
    "PublishedStamp",
    "PublishedStatement",
    "PublishedToll",
    "PublishedWithdrawal",
    "PublishedWord",
    "Said",
    "TAKEN_OFF",
    "list_all_names",
    "list_names",
]
