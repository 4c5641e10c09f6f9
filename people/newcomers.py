"""Many people at once who are new to an index of names.

    newcomers = Newcomers(NAMES, spool)
    newcomers.add(read_names(…))    # some at a time
    newcomers.prepare()             # when all are read
    newcomers.write()               # in the transaction that writes the people

All is written down beforehand but which words are there already: others may add or take away some meanwhile.
"""

from collections import Counter

from django.db import connection

from people.index_tables import Tables
from people.indexing import Read, keys_of, owner_column
from people.names import RULES
from records.spooling import Outdated, Spool, quoted, write_down


class Newcomers:
    def __init__(self, tables: Tables, spool: Spool):
        self.tables, self.spool = tables, spool
        self.bearers: Counter[str] = Counter()  # how many of them have each word
        word, posting = (quoted(table._meta.db_table) for table in (tables.word, tables.posting))
        self.word, self.posting, self.owner = word, posting, quoted(owner_column(tables.posting))
        self.words = spool.make("words", like=f"SELECT readings, people, 0 AS is_new FROM {word}")  # noqa: S608
        self.keys = spool.make("keys", like=f"SELECT key, readings FROM {quoted(tables.key._meta.db_table)}")  # noqa: S608
        owned = f"SELECT word.readings, {self.owner} AS owner FROM {word} AS word, {posting}"  # noqa: S608
        self.postings = spool.make("postings", like=owned)

    def add(self, read: Read):
        spelling = self.tables.spelling
        self.spool.add(spelling, [owner_column(spelling), "text", "packed"], sorted(read.spellings))
        write_down(self.postings, ["owner", "readings"], sorted(read.postings))
        self.bearers.update(readings for _owner, readings in read.postings)

    def prepare(self):
        words = ((readings, count, 0) for readings, count in sorted(self.bearers.items()))
        write_down(self.words, ["readings", "people", "is_new"], words)
        write_down(self.keys, ["key", "readings"], keys_of(sorted(self.bearers)))
        self.spool.gather_statistics()

    def write(self):
        """One who saves a new word at the same time is waited for. Raises `Outdated` if on PostgreSQL somebody takes
        the last bearer of a word away at this moment."""
        if self.tables.spelling not in self.spool.columns:
            return
        is_shared = connection.vendor == "postgresql"  # all who write words take them in one order
        in_order = 'readings COLLATE "C"' if is_shared else "readings"
        state, key = self.tables.state, quoted(self.tables.key._meta.db_table)
        if not state.objects.exists():
            state.objects.create(rules=RULES)
        self.spool.move(self.tables.spelling)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.words} SET is_new = 1 WHERE NOT EXISTS"  # noqa: S608
                f" (SELECT 1 FROM {self.word} AS word WHERE word.readings = {self.words}.readings)"
            )
            cursor.execute(
                f"INSERT INTO {self.word} (readings, people) SELECT readings, 0 FROM {self.words} WHERE is_new = 1"  # noqa: S608
                f" ORDER BY {in_order} ON CONFLICT (readings) DO NOTHING"
            )
            if is_shared:
                cursor.execute(
                    f"SELECT id FROM {self.word} WHERE readings IN (SELECT readings FROM {self.words})"  # noqa: S608
                    " ORDER BY id FOR NO KEY UPDATE"
                )
            cursor.execute(
                f"UPDATE {self.word} AS word SET people = word.people + new.people FROM {self.words} AS new"  # noqa: S608
                " WHERE new.readings = word.readings"
            )
            if cursor.rowcount != len(self.bearers):
                raise Outdated
            cursor.execute(
                f"INSERT INTO {key} (key, readings, word_id) SELECT new.key, new.readings, word.id"  # noqa: S608
                f" FROM {self.keys} AS new JOIN {self.word} AS word ON word.readings = new.readings"
                f" WHERE new.readings IN (SELECT readings FROM {self.words} WHERE is_new = 1)"
                " ORDER BY word.id, new.key ON CONFLICT (key, word_id) DO NOTHING"
            )
            cursor.execute(
                f"INSERT INTO {self.posting} (word_id, {self.owner}) SELECT word.id, new.owner"  # noqa: S608
                f" FROM {self.postings} AS new JOIN {self.word} AS word ON word.readings = new.readings"
                " ORDER BY word.id, new.owner"
            )
