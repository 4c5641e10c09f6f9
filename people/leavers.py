"""Many people at once who leave an index of names: their words go with them, if nobody else has these."""

from django.db import connection

from people.index_tables import Tables
from people.indexing import owner_column
from records.spooling import Spool, quoted


def leave(tables: Tables, spool: Spool, leavers: str):
    """Forget the names of those whose keys this SELECT gives, in the caller's transaction. As `people.indexing.remove`,
    in few statements."""
    word, key, posting, spelling = (quoted(table._meta.db_table) for table in tables[:4])
    owner = quoted(owner_column(tables.posting))
    words = quoted(spool.make("words_left", like=f"SELECT word_id, 0 AS people FROM {posting}"))  # noqa: S608 (names of our tables)
    unused = (
        f"SELECT word_id FROM {words} AS gone"  # noqa: S608
        f" WHERE NOT EXISTS (SELECT 1 FROM {posting} AS posting WHERE posting.word_id = gone.word_id)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {words} SELECT word_id, count(*) FROM {posting} WHERE {owner} IN ({leavers}) GROUP BY word_id"  # noqa: S608
        )
        for table in (spelling, posting):
            cursor.execute(f"DELETE FROM {table} WHERE {owner} IN ({leavers})")  # noqa: S608
        if connection.vendor == "postgresql":  # whoever is giving one of these words to a person is waited for
            cursor.execute(
                f"SELECT id FROM {word} WHERE id IN (SELECT word_id FROM {words}) ORDER BY id FOR UPDATE"  # noqa: S608
            )
        cursor.execute(f"DELETE FROM {key} WHERE word_id IN ({unused})")  # noqa: S608
        cursor.execute(f"DELETE FROM {word} WHERE id IN ({unused})")  # noqa: S608
        cursor.execute(
            f"UPDATE {word} AS word SET people = word.people - gone.people FROM {words} AS gone"  # noqa: S608
            " WHERE gone.word_id = word.id AND word.people >= gone.people"
        )
