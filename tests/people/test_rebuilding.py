"""An index made anew."""

import pytest
from django.db.models import Sum

from people.indexing import made_by_older_rules
from people.rebuilding import rebuild, recount
from tests.people.indexes import BY_ID, BY_ROW, Posting, PublicSpelling, Spelling, State, Word, indexes, owners, person  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]


def test_rebuilding_gives_the_same_index():
    user = person("Болат Ержанов", "Bolat Yerzhanov")
    Word.objects.create(readings="lost")
    assert rebuild(BY_ROW, [(user.pk, ["Болат Ержанов", "Bolat Yerzhanov"])]) == 1
    assert owners("Ержанов") == [user.pk]
    assert not Word.objects.filter(readings="lost").exists()
    assert Posting.objects.count() == Word.objects.aggregate(all=Sum("people"))["all"]


def contents(tables):
    """All rows of an index but their keys."""
    words = dict(tables.word.objects.values_list("pk", "readings"))
    return {
        "words": sorted(words.values()),
        "keys": sorted(
            (key, readings, words[word])
            for key, readings, word in tables.key.objects.values_list("key", "readings", "word")
        ),
        "postings": sorted((words[word], owner) for word, owner in tables.posting.objects.values_list("word", "owner")),
        "spellings": sorted(tables.spelling.objects.values_list("owner", "text", "packed")),
        "rules": list(tables.state.objects.values_list("rules", flat=True)),
    }


@pytest.mark.parametrize("indexed", [BY_ROW, BY_ID], ids=["by row", "by id"])
def test_made_at_once_it_holds_what_saving_one_by_one_gives(indexed):
    names = {
        "first": ["Болат Ержанов", "Bolat\tO'Er\\zhanov", "Нұр Сұлтан"],
        "second": ["Ержанов Болат"],
        "third": ["?"],
    }
    users = {name: person(*texts, username=name) for name, texts in names.items()}
    before = contents(indexed)
    key = (lambda name: users[name].pk) if indexed is BY_ROW else (lambda name: name)
    assert rebuild(indexed, [(key(name), texts) for name, texts in names.items()]) == 3
    assert contents(indexed) == before


def test_people_saved_after_a_rebuild_are_found():
    first = person("Болат Ержанов")
    rebuild(BY_ROW, [(first.pk, ["Болат Ержанов"])])
    second = person("Айгуль Тулеева", username="second")
    assert owners("Айгуль Тулеева") == [second.pk]


def test_after_a_rebuild_the_index_bears_the_mark_of_the_rules():
    user = person("Болат Ержанов")
    State.objects.update(rules="")
    rebuild(BY_ROW, [(user.pk, ["Болат Ержанов"])])
    assert not made_by_older_rules(BY_ROW)


def test_a_rebuild_that_breaks_off_leaves_the_old_index():
    user = person("Болат Ержанов")
    State.objects.update(rules="")

    def names():
        yield user.pk, ["Айгуль Тулеева"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(BY_ROW, names())
    assert owners("Ержанов") == [user.pk]
    assert made_by_older_rules(BY_ROW)


def test_recounting_is_exact():
    for number in range(5):
        person("Болат", username=f"user{number}")
    recount(BY_ROW)
    assert Word.objects.get().people == 5
