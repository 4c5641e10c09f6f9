from sources.models.claim import Claim, PersonClaim
from sources.models.incident import Incident
from sources.models.kinship import Kinship
from sources.models.report import Consent, Report
from sources.models.statement import Statement
from sources.models.term import Term, TermsField
from sources.models.toll import Toll, TollRelation

__all__ = [
    "Claim",
    "Consent",
    "Incident",
    "Kinship",
    "PersonClaim",
    "Report",
    "Statement",
    "Term",
    "TermsField",
    "Toll",
    "TollRelation",
]
