"""The index by which the public finds people: of published names alone."""

from django.db import models

from people.index_tables import IndexKey, IndexPosting, IndexSpelling, IndexState, IndexWord, Tables
from records.public_id import LENGTH


class PublishedWord(IndexWord):
    """A word that occurs in published names."""


class PublishedKey(IndexKey):
    """A key that leads to a word."""

    word = models.ForeignKey(PublishedWord, models.CASCADE, related_name="+")


class PublishedPosting(IndexPosting):
    """A word occurs in a published name of a person, named by public id."""

    word = models.ForeignKey(PublishedWord, models.CASCADE, related_name="+", db_index=False)
    owner = models.CharField(max_length=LENGTH, db_index=True)


class PublishedSpelling(IndexSpelling):
    """A published name as it is searched."""

    owner = models.CharField(max_length=LENGTH, db_index=True)


class PublishedIndexState(IndexState):
    """By which rules the index was made."""


PUBLISHED_NAMES = Tables(
    PublishedWord,
    PublishedKey,
    PublishedPosting,
    PublishedSpelling,
    PublishedIndexState,
    identified_by="public_id",
)
