"""Loading plain files: nothing half, nothing twice, and a message that says what to mend."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from audit.models import Change
from desk.register import load_register
from desk.register_files import UnreadableRegister
from people.models import Organisation, Person
from places.models import HelpPoint
from sources.choices import TermList
from sources.models import Incident, Toll
from tests import builders

INCIDENT = """
[[incident]]
key = "reed-street"
title = "Shooting on Reed Street"
kind = "shooting"
happened_on = 2021-03-04
"""
TOLL = """
[[toll]]
key = "dozens"
report = "three-days"
incident = "reed-street"
what = ["killed"]
bound = "vague"
attribution = "report"
"""
REPORT = """
[[report]]
key = "three-days"
title = "Three days in Zhuparly"
incidents = ["reed-street"]
publish = "A published article."
"""
PERSON = """
[[person]]
key = "aqzhan"

    [[person.name]]
    text = "Ақжан Төлеген"
"""
HELP_POINT = """
[[help_point]]
key = "aid"
kind = "lawyer"
name_en = "Legal aid of Zhuparly"
source = "a call"
checked_on = 2026-01-05
"""


@pytest.fixture
def load(tmp_path, researcher, reviewer):
    """Write the text into a file and load it."""
    builders.a_term(TermList.COUNTED, "killed")

    def load(text, **options):
        folder = tmp_path / "zhuparly"
        folder.mkdir(exist_ok=True)
        (folder / "all.toml").write_text(text, encoding="utf-8")
        return load_register(folder, **{"entered_by": researcher, "published_by": reviewer, **options})

    return load


def test_an_entry_becomes_a_record_with_its_parts_in_one_change(load, researcher):
    load(PERSON)
    person = Person.objects.get()
    assert (person.names.get().text, person.shown_name) == ("Ақжан Төлеген", "Ақжан Төлеген")
    change = Change.objects.get(public_id=person.public_id)
    assert (change.by, change.reason, change.version) == (researcher.pk, "zhuparly: person aqzhan", 1)


def test_an_entry_may_name_one_that_stands_further_down(load):
    load(TOLL + REPORT + INCIDENT)
    assert Toll.objects.get().incident.title == "Shooting on Reed Street"
    assert Toll.objects.get().report.incidents.get().title == "Shooting on Reed Street"


def test_a_place_to_turn_to_is_loaded_with_the_day_of_its_check(load):
    load(HELP_POINT)
    assert HelpPoint.objects.get().checked_on == date(2026, 1, 5)


@pytest.mark.parametrize("written", ['"5 January"', '"2026-01-05"'])
def test_the_day_of_a_check_is_written_in_one_way(load, written):
    with pytest.raises(UnreadableRegister, match="a day without quotation marks"):
        load(HELP_POINT.replace("2026-01-05", written))


def test_the_head_of_a_file_speaks_for_its_entries(load):
    toll = TOLL.replace('report = "three-days"\nincident = "reed-street"\n', "")
    load('[for_all]\nreport = "three-days"\nincident = "reed-street"\n' + toll + REPORT + INCIDENT)
    assert Toll.objects.get().report.title == "Three days in Zhuparly"


def test_only_what_says_publish_is_published(load):
    assert load(REPORT + INCIDENT).published == 1
    assert Incident.objects.get().state == "draft"


def test_a_second_load_changes_nothing(load):
    first = load(REPORT + INCIDENT + PERSON)
    changes = Change.objects.count()
    again = load(REPORT + INCIDENT + PERSON)
    assert (first.there, again.there, again.published, sum(again.added.values())) == (0, 3, 0, 0)
    assert Change.objects.count() == changes


def test_a_later_load_adds_what_is_new_and_keeps_edits(load):
    load(INCIDENT)
    builders.changed(Incident.objects.get(), title="Shots on Reed Street")
    load(INCIDENT + REPORT)
    assert Incident.objects.get().title == "Shots on Reed Street"
    assert Incident.objects.get().reports.get().title == "Three days in Zhuparly"


def test_a_body_that_the_register_knows_is_not_made_again(load):
    builders.an_organisation("Committee of Reed Street")
    load('[[organisation]]\nkey = "committee"\nname_en = "Committee of Reed Street"\nkind = "other"')
    assert Organisation.objects.count() == 1


def test_a_dry_run_stores_nothing(load):
    assert load(PERSON, dry_run=True).added["person"] == 1
    assert not Person.objects.exists()
    assert not Change.objects.filter(table="people.person").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PERSON.replace("sex", "") + 'x = "y"', "all.toml, person aqzhan, name 1, x: there is no such column"),
        (PERSON + '[[persons]]\nkey = "a"', "all.toml: 'persons' is no table. Write [[name]] with one of"),
        (PERSON.replace('key = "aqzhan"', ""), "all.toml, person 1: it has no key. Write key ="),
        (PERSON + PERSON, "all.toml, person aqzhan: the key stands already in all.toml, person aqzhan. Give"),
        (
            INCIDENT + 'place = "Nowhere"',
            "all.toml, incident reed-street, place: there is no place 'Nowhere'. Write a code",
        ),
        (
            TOLL.replace("killed", "kild") + REPORT + INCIDENT,
            "toll dozens, what: there is no word of the list 'counted'",
        ),
        (TOLL.replace('["killed"]', '"killed"') + REPORT + INCIDENT, 'toll dozens, what: write a list: ["one", "two"]'),
        (TOLL.replace('["killed"]', "[]") + REPORT + INCIDENT, "toll dozens, what: nothing is written"),
        (TOLL + INCIDENT, "toll dozens, report: there is no report 'three-days'. Write the key of a report"),
        (TOLL + "low = '12'\n" + REPORT + INCIDENT, "toll dozens, low: '12' does not fit. Write a number"),
        (TOLL.replace("vague", "vage") + REPORT + INCIDENT, "toll dozens, bound: Value 'vage' is not a valid choice"),
        (TOLL.replace("vague", "exactly") + REPORT + INCIDENT, "toll dozens"),
        (INCIDENT + 'part_of = "reed-street"', "these point at one another: reed-street → reed-street"),
        (INCIDENT.replace("2021-03-04", '"4 March"'), "incident reed-street, happened_on: "),
        (PERSON.replace("[[person.name]]", "[person.name]"), "person aqzhan: name is not written as a table"),
        (PERSON + "\nwhat?", "all.toml: "),
        (INCIDENT + "publish = true", "incident reed-street, publish: write the reason"),
        (
            '[for_all]\nkind = "other"',
            "all.toml, for_all: kind cannot stand there. Write report, incident, publish only.",
        ),
    ],
)
def test_a_bad_file_is_refused_with_the_place_named_and_nothing_is_loaded(load, text, message):
    with pytest.raises(UnreadableRegister) as error:
        load(INCIDENT.replace("reed-street", "other") + text)
    assert message in str(error.value)
    assert not Incident.objects.exists()


def test_all_faults_of_a_file_are_said_at_once(load):
    with pytest.raises(UnreadableRegister) as error:
        load(TOLL.replace("killed", "kild") + 'nonsense = "x"\n' + INCIDENT)
    assert len(error.value.faults) == 3


def test_the_one_who_enters_cannot_publish(load, researcher):
    with pytest.raises(UnreadableRegister, match="report three-days, publish: You changed this record"):
        load(REPORT + INCIDENT, published_by=researcher)
    assert not Incident.objects.exists()


def test_an_unknown_account_is_answered_with_the_next_step(tmp_path, reviewer):
    with pytest.raises(CommandError, match="make_staff nobody"):
        call_command("load_register", tmp_path, "--entered-by", "nobody", "--published-by", "reviewer")


def test_an_empty_folder_is_answered_with_the_next_step(tmp_path, researcher, reviewer):
    with pytest.raises(CommandError, match="holds no .toml file"):
        call_command("load_register", tmp_path, "--entered-by", "researcher", "--published-by", "reviewer")
    assert User.objects.count() == 2
