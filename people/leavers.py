"""Many people at once who leave an index of names: their words go with them, if nobody else has these.

leavers = Leavers(NAMES, spool)
leavers.forget("SELECT id …")   # before the people go, in the transaction that takes them out
leavers.finish()                # at its end
"""

from django.db import connection

from people.index_tables import Tables
from people.indexing import owner_column
from records.spooling import Spool, quoted


class Leavers:
    """As `people.indexing.remove`, in few statements."""

    def __init__(self, tables: Tables, spool: Spool):
        self.word, self.key, self.posting, self.spelling = (quoted(table._meta.db_table) for table in tables[:4])
        self.owner = quoted(owner_column(tables.posting))
        self.words = quoted(spool.make("words_left", like=f"SELECT word_id, 0 AS people FROM {self.posting}"))  # noqa: S608 (names of our tables)

    def forget(self, leavers: str):
        """The names of those whose keys this SELECT gives. Once."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.words} SELECT word_id, count(*) FROM {self.posting}"  # noqa: S608
                f" WHERE {self.owner} IN ({leavers}) GROUP BY word_id"
            )
            for table in (self.spelling, self.posting):
                cursor.execute(f"DELETE FROM {table} WHERE {self.owner} IN ({leavers})")  # noqa: S608

    def finish(self):
        """Their words. On PostgreSQL whoever is giving one of these to a person is waited for, and then waits for the
        transaction to end: nothing that takes long comes after this."""
        unused = (
            f"SELECT word_id FROM {self.words} AS gone"  # noqa: S608
            f" WHERE NOT EXISTS (SELECT 1 FROM {self.posting} AS posting WHERE posting.word_id = gone.word_id)"
        )
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"SELECT id FROM {self.word} WHERE id IN (SELECT word_id FROM {self.words})"  # noqa: S608
                    " ORDER BY id FOR UPDATE"
                )
            cursor.execute(f"DELETE FROM {self.key} WHERE word_id IN ({unused})")  # noqa: S608
            cursor.execute(f"DELETE FROM {self.word} WHERE id IN ({unused})")  # noqa: S608
            cursor.execute(
                f"UPDATE {self.word} AS word SET people = word.people - gone.people FROM {self.words} AS gone"  # noqa: S608
                " WHERE gone.word_id = word.id AND word.people >= gone.people"
            )
