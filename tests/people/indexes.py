"""Two indexes that belong to the tests alone: one owned by rows, one by public ids. The owners are accounts."""

import pytest
from django.contrib.auth.models import User
from django.db import connection, models

from people.index_tables import IndexKey, IndexPosting, IndexSpelling, IndexState, IndexWord, Tables
from people.indexing import index
from people.search import search


class Word(IndexWord):
    class Meta(IndexWord.Meta):
        app_label = "search_by_row"


class Key(IndexKey):
    word = models.ForeignKey(Word, models.CASCADE, related_name="+")

    class Meta(IndexKey.Meta):
        app_label = "search_by_row"


class Posting(IndexPosting):
    word = models.ForeignKey(Word, models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(User, models.DO_NOTHING, related_name="+")

    class Meta(IndexPosting.Meta):
        app_label = "search_by_row"


class Spelling(IndexSpelling):
    owner = models.ForeignKey(User, models.DO_NOTHING, related_name="+")

    class Meta(IndexSpelling.Meta):
        app_label = "search_by_row"


class PublicWord(IndexWord):
    class Meta(IndexWord.Meta):
        app_label = "search_by_id"


class PublicKey(IndexKey):
    word = models.ForeignKey(PublicWord, models.CASCADE, related_name="+")

    class Meta(IndexKey.Meta):
        app_label = "search_by_id"


class PublicPosting(IndexPosting):
    word = models.ForeignKey(PublicWord, models.CASCADE, related_name="+", db_index=False)
    owner = models.CharField(max_length=10, db_index=True)

    class Meta(IndexPosting.Meta):
        app_label = "search_by_id"


class PublicSpelling(IndexSpelling):
    owner = models.CharField(max_length=10, db_index=True)

    class Meta(IndexSpelling.Meta):
        app_label = "search_by_id"


class PublicState(IndexState):
    class Meta(IndexState.Meta):
        app_label = "search_by_id"


class State(IndexState):
    class Meta(IndexState.Meta):
        app_label = "search_by_row"


BY_ROW = Tables(Word, Key, Posting, Spelling, State)
BY_ID = Tables(PublicWord, PublicKey, PublicPosting, PublicSpelling, PublicState, identified_by="username")


@pytest.fixture(scope="module")
def indexes(django_db_setup, django_db_blocker):
    own = [*BY_ROW[:5], *BY_ID[:5]]
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in own:
            editor.create_model(model)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in reversed(own):
            editor.delete_model(model)


def person(*names, username="K7Q2M9XD4T"):
    user = User.objects.create(username=username)
    index(BY_ROW, {user.pk: names})
    index(BY_ID, {username: names})
    return user


def owners(term, tables=BY_ROW, **options):
    return [match.owner for match in search(term, tables=tables, **options)]
