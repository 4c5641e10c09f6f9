"""The tables of an index of names: abstract ones, from which each folder that searches makes its own.

    class NameWord(IndexWord):
        pass

    class NameKey(IndexKey):
        word = models.ForeignKey(NameWord, models.CASCADE, related_name="+")

    class NamePosting(IndexPosting):
        word = models.ForeignKey(NameWord, models.CASCADE, related_name="+", db_index=False)
        owner = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class NameSpelling(IndexSpelling):
        owner = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class NameIndexState(IndexState):
        pass

    NAMES = Tables(NameWord, NameKey, NamePosting, NameSpelling, NameIndexState)

`owner` says whose name it is. Any indexed column will do, the same in both tables: where people are known by a public
id, `owner = models.CharField(max_length=10, db_index=True)` and `Tables(…, identified_by="public_id")`. A nested `Meta`
of a concrete table must inherit from the abstract one, which holds its constraints.

`indexing.py` writes a few people at a time, `rebuilding.py` all of them; `search.py` reads.
"""

from functools import wraps
from typing import NamedTuple

from django.db import models, router, transaction

from people.name_words import MAX_KEY, MAX_LENGTH

MAX_READINGS_LENGTH = 255  # characters of all readings of a word, joined


class IndexWord(models.Model):
    """A word that occurs in names, as it is read: its skeletons, joined by "|"."""

    readings = models.CharField(max_length=MAX_READINGS_LENGTH, unique=True)
    people = models.PositiveIntegerField(default=0, help_text="How many people have it, nearly.")

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return self.readings


class IndexKey(models.Model):
    """A key that leads to a word: its consonants, the same less one, its beginnings. The concrete table adds `word`.

    The readings of the word stand here too: a search reads thousands of these rows and follows few of them.
    """

    key = models.CharField(max_length=MAX_KEY)
    readings = models.CharField(max_length=MAX_READINGS_LENGTH)

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "word"], name="%(app_label)s_%(class)s_leads_once_to_a_word")
        ]

    def __str__(self):
        return self.key


class IndexPosting(models.Model):
    """A word occurs in a name of a person. The concrete table adds `word` and `owner`.

    The constraint is also the index by word, so `word` needs none of its own.
    """

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["word", "owner"], name="%(app_label)s_%(class)s_once_for_a_person")
        ]

    def __str__(self):
        return str(self.pk)


class IndexSpelling(models.Model):
    """A stored spelling, and its words as they are read. The concrete table adds `owner`."""

    text = models.CharField(max_length=MAX_LENGTH)
    packed = models.TextField()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return self.text


class IndexState(models.Model):
    """By which rules the index was made: one row, or none while the index was never written."""

    rules = models.CharField(
        max_length=64, blank=True, help_text="`names.RULES` of then; empty: older than such marks."
    )

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return self.rules


class Tables(NamedTuple):
    """The concrete tables of one index, and the field of a person that `owner` holds."""

    word: type[IndexWord]
    key: type[IndexKey]
    posting: type[IndexPosting]
    spelling: type[IndexSpelling]
    state: type[IndexState]
    identified_by: str = "pk"

    def __str__(self):
        return self.spelling._meta.label


def in_one_transaction(act):
    """The act happens whole or not at all, in the database where the tables of the index stand."""

    @wraps(act)
    def whole(tables: Tables, names):
        with transaction.atomic(using=router.db_for_write(tables.word)):
            return act(tables, names)

    return whole
