"""The commands that make the index of names anew and that measure it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from lookup.models import PUBLISHED_NAMES
from people.indexing import made_by_older_rules
from people.models import Name, Person
from people.name_tables import NAMES
from people.search import search
from tests.builders import a_named_person, a_person, published
from victims.models import Casualty

pytestmark = pytest.mark.django_db


def told(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def files(tmp_path):
    """The three files that the measurement reads, with invented names."""
    texts = {
        "people": "person_id,name\na,Болат Ержанов\nb,Айгуль Тулеева\n",
        "pairs": "person_id,stored_name,query_name,kind,natural,country\n"
        "a,Болат Ержанов,Bolat Yerzhanov,romanisation,1,KZ\nb,Айгуль Тулеева,Тулеева Айгуль,order-swap,0,\n",
        "different": "name_a,name_b\nБолат Ержанов,Булат Иржанов\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [f"--{name}={tmp_path / name}" for name in texts]


def test_both_indexes_are_made_anew(reviewer):
    person = a_named_person("Болат Ержанов")
    published(person, by=reviewer)
    for tables in (NAMES, PUBLISHED_NAMES):
        tables.posting.objects.all().delete()
        tables.state.objects.update(rules="1-0123456789ab")
    assert told("rebuild_names").count("1 people") == 2
    for tables, owner in ((NAMES, person.pk), (PUBLISHED_NAMES, person.public_id)):
        assert not made_by_older_rules(tables)
        assert [match.owner for match in search("Bolat Yerzhanov", tables=tables)] == [owner]


def test_invented_people_are_whole_and_found():
    told("make_register", "--people=40", "--seed=7")
    person = Person.objects.order_by("pk").last()
    assert Person.objects.count() == Name.objects.count() == Casualty.objects.count() == 40
    assert person.born_on_earliest.year == int(person.born_on)
    assert person.pk in [match.owner for match in search(person.shown_name, tables=NAMES)]
    assert person.home_place is None
    person.full_clean()
    Casualty.objects.get(person=person).full_clean()
    assert a_person(description="one more").pk > person.pk


def test_the_same_seed_invents_the_same_people():
    made = []
    for _again in range(2):
        with transaction.atomic():
            told("make_register", "--people=5", "--seed=7")
            made.append(list(Name.objects.order_by("pk").values_list("text", flat=True)))
            transaction.set_rollback(True)
    assert made[0] == made[1]
    assert len(made[0]) == 5


def test_real_people_are_not_mixed_with_invented_ones():
    a_named_person("Болат Ержанов")
    with pytest.raises(CommandError, match="empty database"):
        told("make_register", "--people=5")


@pytest.mark.parametrize("others", [0, 1], ids=["alone", "among others"])
def test_the_measurement_says_all_that_is_asked_of_it_and_keeps_nothing(files, others):
    for _ in range(others):
        a_named_person("Сәкен Нұр")
    figures = json.loads(told("measure_names", *files, "--json"))
    assert {figures["added"], figures["among"]} == {2, others}
    assert set(figures["groups"]) >= {"all", "natural", "natural, Kazakhstan", "romanisation", "order-swap"}
    assert set(figures["groups"]["all"]) >= {"first", "in_ten", "mrr", "listed", "unrelated"}
    assert figures["groups"]["all"]["first"] == 1
    measured = {"p50_ms", "p95_ms", "build_seconds", "index_bytes", "save_ms", "different_above_duplicate_threshold"}
    assert measured <= set(figures)
    assert figures["save_ms"] > 0
    assert Person.objects.count() == others
    assert search("Bolat Yerzhanov", tables=NAMES) == []


def test_the_measurement_is_told_as_a_table(files):
    table = told("measure_names", *files)
    assert "natural, Kazakhstan" in table
    assert "saving one name more" in table


def test_a_file_without_its_columns_is_named(files, tmp_path):
    (tmp_path / "people").write_text("id,name\n1,Болат\n", encoding="utf-8")
    with pytest.raises(CommandError, match="person_id"):
        told("measure_names", *files)


def test_an_empty_file_is_told(files, tmp_path):
    (tmp_path / "people").write_text("person_id,name\n", encoding="utf-8")
    with pytest.raises(CommandError, match="empty"):
        told("measure_names", *files)
