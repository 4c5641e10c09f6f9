import pytest
from django.utils import translation

from detentions.choices import CustodyStatus
from lookup.models import PublishedCasualty, PublishedCharge, PublishedDetention
from lookup.sentences import HAPPENED, IS_SAID, STATE_OF_CUSTODY, sentences
from records.choices import Confirmation, Sex
from victims.choices import Harm


def casualty(**values):
    return PublishedCasualty(**{"harm": "killed", "confirmation": "confirmed", **values})


def detention(**values):
    return PublishedDetention(**{"confirmation": "confirmed", **values})


@pytest.mark.parametrize(
    ("record", "sex", "expected"),
    [
        (
            casualty(harmed_on="2022-01-05"),
            "male",
            "He was killed. When: 5 January 2022. Where it happened is not recorded.",
        ),
        (
            casualty(harm="injured"),
            "female",
            "She was injured. When it happened is not recorded. Where it happened is not recorded.",
        ),
        (
            casualty(harmed_on="2022-01-05", died_on="2022-01-07", age_low=12, age_high=12),
            "",
            "This person was killed. The date of the injury: 5 January 2022. The date of death: 7 January 2022. "
            "Age then: 12.",
        ),
        (
            casualty(confirmation="possible", harmed_on="2022-01~"),
            "male",
            "It is said that he was killed. The researchers could not confirm it. When: about January 2022. "
            "Where it happened is not recorded.",
        ),
        (
            casualty(confirmation="ruled_out", harmed_on="2022"),
            "unknown",
            "It is said that this person was killed. The researchers found that this is not so. When: 2022. "
            "Where it happened is not recorded.",
        ),
        (
            detention(arrested_on="2022-01-04", status="held", status_as_of="2022-01-12"),
            "male",
            "He was detained. The date of the arrest: 4 January 2022. He was still held. "
            "This was so then: 12 January 2022. What happened later is not recorded.",
        ),
        (
            detention(),
            "female",
            "She was detained. The date of the arrest is not recorded. "
            "Whether the person is still held is not recorded.",
        ),
        (
            PublishedCharge(posthumous="yes", offence={"code": "x", "en": "mass disorder"}),
            "male",
            "He was charged after his death. The offence: mass disorder.",
        ),
        (
            PublishedCharge(posthumous="unknown"),
            "",
            "This person was charged. The offence is not recorded. "
            "It is not known whether the charge was brought after death.",
        ),
    ],
)
def test_a_relative_reads_whole_sentences(record, sex, expected):
    assert " ".join(sentences(record, sex)) == expected


def test_there_is_a_sentence_for_every_harm_status_and_sex():
    told = {(what, sex) for what in (*Harm.values, "detained") for sex in Sex.values}
    assert told <= set(HAPPENED)
    assert told == set(IS_SAID)
    assert {(status, sex) for status in CustodyStatus.values for sex in Sex.values} == set(STATE_OF_CUSTODY)


@pytest.mark.parametrize("level", Confirmation.values)
def test_what_is_not_confirmed_is_not_told_as_if_it_were(level):
    first = sentences(casualty(confirmation=level), "male")[0]
    assert (first == "He was killed.") == (level in ("confirmed", "probable"))


@pytest.mark.parametrize(("language", "day"), [("ru", "2022-01"), ("ru", "2022-01-05"), ("kk", "2022")])
def test_a_sentence_that_ends_with_an_abbreviation_has_one_full_stop(language, day):
    with translation.override(language):
        told = " ".join(sentences(detention(arrested_on=day, status="held", status_as_of=day), "male"))
    assert ".." not in told
    assert told.count("2022") == 2
