from detentions.models.charge import Charge, ChargeUpdate, LawArticle
from detentions.models.detention import CustodyStep, Detainee, Detention, DetentionClaim

__all__ = [
    "Charge",
    "ChargeUpdate",
    "CustodyStep",
    "Detainee",
    "Detention",
    "DetentionClaim",
    "LawArticle",
]
