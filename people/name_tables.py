"""The index by which staff find persons: of all names that are not withdrawn, public or not."""

from django.db import models

from people.index_tables import IndexKey, IndexPosting, IndexSpelling, IndexState, IndexWord, Tables


class NameWord(IndexWord):
    """A word that occurs in names."""


class NameKey(IndexKey):
    """A key that leads to a word."""

    word = models.ForeignKey(NameWord, models.CASCADE, related_name="+")


class NamePosting(IndexPosting):
    """A word occurs in a name of a person."""

    word = models.ForeignKey(NameWord, models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="+")


class NameSpelling(IndexSpelling):
    """A name of a person as it is searched."""

    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="+")


class NameIndexState(IndexState):
    """By which rules the index was made."""


NAMES = Tables(NameWord, NameKey, NamePosting, NameSpelling, NameIndexState)
