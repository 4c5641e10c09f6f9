import pytest

from detentions.models import ChargeUpdate, CustodyStep, DetentionClaim
from lookup import facts
from lookup.facts import AGE, CHOICE, DATE, LABEL, LABELS, Fact
from lookup.models import PublishedCasualty, PublishedCharge, PublishedDetention
from publishing.decisions import CLAIM, CLAIM_CONDITIONAL, DECISIONS
from sources.models import Kinship, PersonClaim
from victims.models import CasualtyClaim

CLAIMS = (PersonClaim, Kinship, CasualtyClaim, DetentionClaim, CustodyStep, ChargeUpdate)
NOT_FACTS = {"public_id", "relative", *CLAIM.split(), *CLAIM_CONDITIONAL}  # shown elsewhere


def names(about):
    found = {fact.name for fact in about}
    return found - {"age"} | {"age_low", "age_high"} if "age" in found else found


def said_by(model):
    """The public fields of a claim that hold what it says."""
    decision = DECISIONS[model]
    fields = {*decision.public, *decision.conditional} - NOT_FACTS - {"age_as_printed"}
    return {name for name in fields if not name.endswith("_inferred")}


@pytest.mark.parametrize("model", CLAIMS, ids=lambda model: model._meta.model_name)
def test_every_public_field_of_a_claim_is_a_fact(model):
    assert names(facts.OF_CLAIMS[model._meta.model_name]) == said_by(model)


@pytest.mark.parametrize(
    ("table", "about", "elsewhere"),
    [
        (PublishedCasualty, facts.CASUALTY, "confirmation confirmation_reason"),
        (PublishedDetention, facts.DETENTION, "confirmation confirmation_reason why_included"),
        (PublishedCharge, facts.CHARGE, ""),
    ],
    ids=["casualty", "detention", "charge"],
)
def test_every_column_of_a_conclusion_is_a_fact(table, about, elsewhere):
    columns = {field.name for field in table._meta.concrete_fields if not field.primary_key}
    shown = {name for name in columns if not name.endswith(("_earliest", "_latest", "_inferred", "_key"))}
    assert names(about) == shown - {"public_id", "version", "published_at", "person", "incident", *elsewhere.split()}


@pytest.mark.parametrize(
    ("kind", "said", "concluded", "expected"),
    [
        (DATE, "2022-01-05", "2022-01-06", True),
        (DATE, "2022-01", "2022-01-06", False),
        (DATE, "2022-01-06", "2022-01", False),
        (DATE, "2022-01-04/2022-01-06", "2022-01-06/2022-01-08", True),
        (DATE, "../2022-01-08", "2022-01-06", False),
        (DATE, "", "2022-01-06", False),
        (DATE, "2022-01-05", "", False),
        (DATE, "soon", "2022-01-06", False),
        (CHOICE, "no", "unknown", True),
        (CHOICE, "no", "no", False),
        (LABEL, {"code": "a"}, {"code": "b"}, True),
        (LABEL, {"code": "", "en": "A"}, {"code": "", "en": "A"}, False),
        (LABELS, [{"code": "a"}], [{"code": "a"}, {"code": "b"}], False),
        (LABELS, [{"code": "c"}], [{"code": "a"}], True),
        ("text", "here", "there", False),
    ],
)
def test_what_differs(kind, said, concluded, expected):
    assert Fact("it", "It", kind).differs({"it": said}, {"it": concluded}) is expected


@pytest.mark.parametrize(
    ("said", "concluded", "expected"),
    [
        ((28, 28), (28, 28), False),
        ((20, 30), (28, 28), False),
        ((12, 12), (28, 28), True),
        ((None, None), (1, 1), False),
    ],
)
def test_which_ages_differ(said, concluded, expected):
    values = [{"age_low": low, "age_high": high} for low, high in (said, concluded)]
    assert Fact("age", "Age", AGE).differs(*values) is expected
