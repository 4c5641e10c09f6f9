"""January 2022: every fact of the five articles stands in the register and in the exported files; what is public, and
what is kept back. One module, so that the register is loaded once."""

import re
from collections import Counter

import pytest
from django.contrib.auth.models import User

from audit.models import Change
from desk.facts_files import export_facts
from desk.register import load_register
from people.models import Name, Person
from publishing.models import Publication
from records.saving import kept_fields
from sources.models import Report
from tests.desk.conftest import FIXTURES
from tests.desk.facts import article_000, article_001, article_002, article_003, article_004
from tests.desk.facts.checks import TABLES, InDatabase, InFiles, Row
from victims.models import Casualty

ARTICLES = (article_000, article_001, article_002, article_003, article_004)
FACTS = {fact: checks for article in ARTICLES for fact, checks in article.FACTS.items()}
HOW_MANY = {"000": 29, "001": 27, "002": 22, "003": 25, "004": 19}
OUT_OF_SCOPE = ["000-29", "003-09"]
OUR_WORDS = ("summary", "circumstances", "description", "reading", "notes", "internal_notes", "title", "site")
OUR_WORDS += ("confirmation_reason", "why_included", "not_disclosed", "dependants")
NAMING = ("persons", "names", "organisations", "places")

pytestmark = pytest.mark.django_db

# Facts


@pytest.fixture(scope="module")
def files(january_2022, tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts")
    export_facts(folder)
    return InFiles(folder)


def sources(checks) -> set[str]:
    """The reports that the checks of one fact name."""
    rows = [{**check.find, **check.values} for check in checks if isinstance(check, Row)]
    return {str(row.get("report") or row.get("title") or row.get("published_on")) for row in rows}


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_stands_in_the_register(january_2022, fact):
    assert [faults for check in FACTS[fact] for faults in InDatabase().faults(check)] == []


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_stands_in_the_files_with_its_source(files, fact):
    assert [faults for check in FACTS[fact] for faults in files.faults(check)] == []


def test_all_122_facts_are_looked_for():
    assert Counter(fact[:3] for fact in FACTS) == HOW_MANY
    for article, number in HOW_MANY.items():
        assert {f"{article}-{count:02}" for count in range(1, number + 1)} <= set(FACTS)


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact not in OUT_OF_SCOPE])
def test_a_fact_is_looked_for_in_its_own_report(fact):
    article = next(article for article in ARTICLES if fact in article.FACTS)
    assert article.REPORT in sources(FACTS[fact])


@pytest.mark.parametrize("fact", OUT_OF_SCOPE)
def test_what_is_out_of_scope_makes_no_record(fact):
    assert not [check for check in FACTS[fact] if isinstance(check, Row)]


@pytest.mark.parametrize("table", ["tolls", "casualties", "detentions", "charges", "casualty_claims", "statements"])
def test_nothing_stands_in_the_register_that_no_fact_holds(files, table):
    """Nothing is added up, and nobody is made up."""
    rows = [check for checks in FACTS.values() for check in checks if isinstance(check, Row) and check.table == table]
    held = {row["public_id"] for check in rows for row in files.found(table, check.find)}
    assert [row for row in files.rows(table) if row["public_id"] not in held] == []


# What is public


def is_public(row):
    return Publication.objects.standing().filter(public_id=row.public_id).exists()


def named(name):
    return Name.objects.get(text=name).person


def test_eleven_people_were_harmed_or_held_and_eight_have_no_name(january_2022):
    harmed = Person.objects.filter(casualties__isnull=False) | Person.objects.filter(detentions__isnull=False)
    assert harmed.distinct().count() == 11
    assert harmed.filter(names=None).distinct().count() == 8


def test_all_the_dead_are_public_and_those_without_a_name_by_their_description(january_2022):
    for casualty in Casualty.objects.filter(harm="killed"):
        person = casualty.person
        assert is_public(casualty)
        assert is_public(person)
        assert person.name_is_public if person.names.exists() else person.description_is_public


@pytest.mark.parametrize("name", ["Nurbolat Alpamys", "Zhandos Nakipovich", "Karim Masimov", "Murat Abdiraiym"])
def test_whom_the_articles_name_in_public_is_public_with_a_reason(january_2022, name):
    publication = Publication.objects.get(public_id=named(name).public_id)
    assert [row["text"] for row in publication.values["name"]][0] == name
    assert publication.reason


def test_the_protected_speaker_is_in_no_publication(january_2022):
    assert not is_public(named("Renat"))
    assert not named("Renat").name_is_public
    assert "Renat" not in "".join(str(publication.values) for publication in Publication.objects.all())


def test_the_young_man_in_jail_is_in_no_publication(january_2022):
    young = Person.objects.get(description__startswith="Young man")
    records = [young, *young.casualties.all(), *young.detentions.all(), *young.statements_about.all()]
    assert len(records) == 4
    assert not any(is_public(record) for record in records)
    assert young.public_id not in "".join(str(publication.values) for publication in Publication.objects.all())


@pytest.mark.parametrize("table", [table for table in TABLES if table not in NAMING])
def test_no_name_stands_in_our_own_words(january_2022, table):
    """A name can be switched off; a text that holds it could not."""
    words = {word for text in Name.objects.values_list("text", flat=True) for word in re.split(r"[\s-]", text)}
    titles = set(Report.objects.values_list("title", flat=True))  # as printed
    columns = ["pk", *(field.name for field in kept_fields(TABLES[table]) if field.name in OUR_WORDS)]
    texts = [text for row in TABLES[table].objects.values_list(*columns) for text in row[1:] if text not in titles]
    assert [text for text in texts if words & set(re.findall(r"\w+", text))] == []


@pytest.mark.parametrize("table", [table for table, model in TABLES.items() if hasattr(model, "quotation")])
def test_no_sentence_of_an_article_is_kept(january_2022, table):
    assert not TABLES[table].objects.exclude(quotation="").exists()


def test_loading_it_again_changes_nothing(january_2022):
    changes, publications = Change.objects.count(), Publication.objects.count()
    staff = {
        "entered_by": User.objects.get(username="researcher"),
        "published_by": User.objects.get(username="reviewer"),
    }
    again = load_register(FIXTURES / "january_2022", **staff)
    assert (sum(again.added.values()), again.published) == (0, 0)
    assert (Change.objects.count(), Publication.objects.count()) == (changes, publications)
