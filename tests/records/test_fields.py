"""Text and partial dates in models."""

from datetime import date

import pytest
from django.contrib.admin import ModelAdmin, site
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import F
from django.forms import HiddenInput, modelform_factory
from django.test.utils import isolate_apps

from records.fields import CheckedQuerySet, PartialDateField, Prose, TextLine, companions, dates_in_order, overlapping
from records.form_fields import PartialDateWidget

JANUARY = (date(2022, 1, 1), date(2022, 1, 31))

with isolate_apps("records"):

    class Dated(models.Model):
        when = PartialDateField()

        class Meta:
            abstract = True
            app_label = "records"
            constraints = dates_in_order("when")

    class Placed(models.Model):
        there_since = PartialDateField("there since")

        class Meta:
            abstract = True
            app_label = "records"
            constraints = dates_in_order("there_since")

    class Event(Dated, Placed):
        title = TextLine(max_length=20)
        summary = Prose(max_length=30, blank=True)

        objects = CheckedQuerySet.as_manager()

        class Meta(Dated.Meta, Placed.Meta):
            app_label = "records"
            constraints = [*Dated.Meta.constraints, *Placed.Meta.constraints]

        def __str__(self):
            return self.title


@pytest.fixture(scope="module")
def table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Event)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Event)


@pytest.fixture
def events(table, db):
    """Invented events."""
    return Event.objects


def days(event):
    return event.when_earliest, event.when_latest


# The columns that come with a partial date


def test_a_class_with_two_abstract_parents_has_the_columns_of_both_once_and_in_order():
    assert [field.name for field in Event._meta.fields] == [
        *("id", "when", "when_earliest", "when_latest", "when_inferred"),
        *("there_since", "there_since_earliest", "there_since_latest", "there_since_inferred"),
        *("title", "summary"),
    ]


def test_an_abstract_class_leaves_the_columns_to_its_children():
    assert [field.name for field in Dated._meta.fields] == ["when"]


def test_two_children_do_not_share_a_column():
    with isolate_apps("records"):

        class Other(Dated):  # noqa: DJ008
            class Meta(Dated.Meta):
                app_label = "records"

    assert Other._meta.get_field("when_latest").model is Other
    assert Event._meta.get_field("when_latest").model is Event


def test_a_form_shows_the_date_and_whether_it_was_inferred():
    assert list(modelform_factory(Event, fields="__all__")().fields)[:2] == ["when", "when_inferred"]


def test_a_migration_names_every_column_once():
    state = ProjectState()
    state.add_model(ModelState.from_model(Event))
    historical = state.apps.get_model("records", "Event")
    assert [field.name for field in historical._meta.fields] == [field.name for field in Event._meta.fields]


@pytest.mark.parametrize("name", ["when", "title", "summary"])
def test_a_field_can_be_written_into_a_migration(name):
    field = Event._meta.get_field(name)
    assert field.clone().deconstruct()[1:] == field.deconstruct()[1:]  # but for the name, which the class gives


# The days, whichever way a row is written


def test_saving_derives_the_days(events):
    event = events.create(title="march", when="2022-01")
    event.refresh_from_db()
    assert days(event) == JANUARY


def test_taking_the_date_away_takes_the_days_away(events):
    event = events.create(title="march", when="2022-01")
    event.when = ""
    event.save()
    event.refresh_from_db()
    assert days(event) == (None, None)


def test_many_rows_get_their_days(events):
    events.bulk_create([Event(title="march", when="2022-01")])
    assert days(events.get()) == JANUARY


def test_changing_many_rows_changes_their_days(events):
    event = events.create(title="march", when="2021")
    event.when = "2022-01"
    events.bulk_update([event], ["when"])
    assert days(events.get()) == JANUARY


def test_updating_changes_the_days(events):
    events.create(title="march", when="2021")
    events.update(when="2022-01")
    assert days(events.get()) == JANUARY


def test_updating_or_creating_changes_the_days(events):
    events.create(title="march", when="2021")
    events.update_or_create(title="march", defaults={"when": "2022-01"})
    assert days(events.get()) == JANUARY


def test_a_date_is_not_updated_from_an_expression(events):
    with pytest.raises(ValueError, match="cannot be derived"):
        events.update(when=F("there_since"))


def test_saving_some_fields_names_the_days_with_companions(events):
    event = events.create(title="march", when="2021")
    event.when = "2022-01"
    event.save(update_fields=companions(Event, ["when", "title"]))
    assert days(events.get()) == JANUARY


def test_companions_adds_the_days_of_the_named_dates_only():
    assert companions(Event, ["when", "title"]) == ["when", "title", "when_earliest", "when_latest"]


def test_the_constraint_is_named_for_the_date():
    assert "records_event_there_since_days_in_order" in [constraint.name for constraint in Event._meta.constraints]


def test_the_database_refuses_days_in_the_wrong_order(events):
    events.create(title="march", when="2022-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        events.update(when_latest=date(2021, 12, 31))


@pytest.mark.parametrize("when", ["", "2022-01-05", "../2022", "2022/.."])
def test_the_database_takes_days_in_order_or_missing(events, when):
    assert events.create(title="march", when=when).pk


# Asking for rows by day


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (date(2022, 1, 5), date(2022, 1, 5), ["day", "month", "not later"]),
        (date(2022, 1, 6), date(2022, 1, 8), ["month", "not later"]),
        (date(2022, 2, 1), None, ["february on"]),
        (None, date(2021, 12, 31), ["not later"]),
        (None, None, ["day", "february on", "month", "not later"]),
    ],
    ids=["a day", "three days", "from February", "to December", "any day"],
)
def test_rows_are_found_by_the_days_they_can_mean(events, start, end, found):
    dates = {"day": "2022-01-05", "month": "2022-01", "not later": "../2022-01-08", "february on": "2022-02/.."}
    events.bulk_create([Event(title=title, when=when) for title, when in dates.items()])
    events.create(title="unknown")
    assert sorted(events.filter(overlapping("when", start, end)).values_list("title", flat=True)) == found


# What is refused, whichever way a row is written

BAD = {"when": "yesterday", "title": "a\u202eb", "summary": "a\x00b"}
bad = pytest.mark.parametrize(("name", "value"), BAD.items(), ids=BAD)


@bad
def test_cleaning_refuses_it_at_the_field(name, value):
    with pytest.raises(ValidationError) as refused:
        Event(**{"title": "march", name: value}).clean_fields()
    assert list(refused.value.message_dict) == [name]


@bad
def test_saving_refuses_it(events, name, value):
    with pytest.raises(ValidationError):
        events.create(**{"title": "march", name: value})


@bad
def test_updating_refuses_it(events, name, value):
    with pytest.raises(ValidationError):
        events.update(**{name: value})


@bad
def test_changing_many_rows_refuses_it(events, name, value):
    event = events.create(title="march")
    setattr(event, name, value)
    with pytest.raises(ValidationError):
        events.bulk_update([event], [name])


def test_looking_for_what_is_no_date_finds_nothing(events):
    assert not events.filter(when="yesterday").exists()


def test_a_model_keeps_edtf_only():
    with pytest.raises(ValidationError):
        Event(title="march", when="05.01.2022").clean_fields()


def test_prose_has_a_greatest_length():
    with pytest.raises(ValidationError, match="at most 30 characters; this has 31"):
        Event(title="march", summary="a" * 31).clean_fields()


def test_text_is_tidied_when_saved(events):
    event = events.create(title=" и\u0306 ")
    assert event.title == "й"


# In the admin


def test_the_admin_shows_how_a_date_was_read():
    field = ModelAdmin(Event, site).formfield_for_dbfield(Event._meta.get_field("when"), request=None)
    assert isinstance(field.widget, PartialDateWidget)


def test_a_hidden_input_stays_hidden():
    assert isinstance(Event._meta.get_field("when").formfield(widget=HiddenInput).widget, HiddenInput)
