"""The place of custody that a report tells together with an arrest."""

from django.db.models import Max

from detentions.models import CustodyStep, Detention, DetentionClaim

# What a step has from the claim about the arrest: one report says both, in one breath.
SAID = (
    "report",
    "where_in_report",
    "attribution",
    "claimant_person",
    "claimant_organisation",
    "claimant_office",
    "claimant_relation",
    "relayed_by",
    "relayed_by_person",
    "said_on",
    "said_on_inferred",
    "certainty",
)


def next_step(detention: Detention, *, claim: DetentionClaim, **held) -> CustodyStep:
    """The step after those that are known, unsaved."""
    last = detention.steps.filter(withdrawn=False).aggregate(last=Max("order"))["last"] or 0
    said = {name: getattr(claim, name) for name in SAID}
    return CustodyStep(detention=detention, order=last + 1, **said, **held)
