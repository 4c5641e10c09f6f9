import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from places.models import Place
from tests.builders import a_place


@pytest.mark.parametrize(
    ("language", "shown"), [("kk", "Жұпарлы"), ("en", "Zhuparly"), ("ru", "Zhuparly")], ids=["kk", "en", "no Russian"]
)
def test_a_place_is_called_in_the_language_of_the_reader(language, shown):
    with override(language):
        assert str(Place(name_kk="Жұпарлы", name_en="Zhuparly")) == shown


def test_a_place_has_a_name_in_one_language_at_least(db):
    with pytest.raises(ValidationError, match="name in at least one language"):
        Place(kind="city").full_clean()


def test_two_places_never_share_a_code(db):
    a_place(code="zhuparly")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_place(code="zhuparly")


def test_places_without_a_code_are_many(db):
    a_place(code=None)
    a_place(code=None)
    assert Place.objects.count() == 2


def test_a_place_does_not_lie_in_itself(db):
    place = a_place()
    place.parent = place
    with pytest.raises(ValidationError, match="cannot lie in itself"):
        place.full_clean()


def test_a_place_does_not_lie_in_what_lies_in_it(db):
    region = a_place()
    region.parent = a_place(parent=a_place(parent=region))
    with pytest.raises(ValidationError, match="cannot lie in itself"):
        region.full_clean()
