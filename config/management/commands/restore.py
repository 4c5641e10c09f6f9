from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from config.backup.databases import CannotCopy
from config.backup.key_file import NoKey, private_key
from config.backup.sealed_file import CannotOpen
from config.backup.workplace import Busy, workplace

DONE = """\
Restored: the register of {at}, {rows:,} rows and {files} files.
fingerprint {fingerprint}
anchor {head}
Compare both lines with those that were written down elsewhere when the backup was made.
The key of contacts and messages is {group_key}: compare it with that of the key file of the group.
Now, before anybody is let in, follow docs/operations.md from “After restoring”."""


class Command(BaseCommand):
    help = """Restores a backup on a machine where nothing is yet, and brings it up to this version. Asks for the
    passphrase of the key. A backup of which one byte is damaged is refused, and nothing is written."""
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--key", type=Path, required=True, metavar="KEYFILE", help="that make_backup_key wrote")
        parser.add_argument("--fingerprint", default="", help="that was printed with it: another backup is refused")
        parser.add_argument("--anchors", type=Path, metavar="FILE", help="lines that manage.py anchor printed")
        parser.add_argument("--check", action="store_true", help="open and prove it, and restore nothing")

    def handle(self, *, file, key, fingerprint, anchors, check, verbosity, **options):
        if settings.PUBLIC_ONLY:
            raise CommandError("PUBLIC_ONLY is on: restore where the working database is to be.")
        # These know the working tables, which a public process has not.
        from audit import verifying
        from config.backup import databases, restoring

        try:
            known = verifying.read_anchors(anchors) if anchors else {}
            if not check:
                restoring.nothing_is_there()
            private = private_key(key)
            if check:
                with workplace() as folder:
                    told = restoring.open_backup(file, private, folder, expected=fingerprint)
                    restoring.prove_copies(told, folder)
                self.stdout.write(
                    f"Whole and readable: the register of {told['at']}\nfingerprint {told['fingerprint']}"
                )
                return
            say = self.stderr.write if verbosity > 1 else lambda text: None
            done = restoring.restore(file, private, expected=fingerprint, anchors=known, say=say)
        except (restoring.CannotRestore, CannotOpen, CannotCopy, NoKey, Busy, verifying.UnreadableAnchors) as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"It was not restored: {str(error).strip()}") from error
        self.stdout.write(
            DONE.format(
                at=done.at,
                rows=sum(it.rows for it in done.databases.values()),
                files=done.files,
                fingerprint=done.fingerprint,
                head=" ".join(map(str, done.head)) if done.head else "none: there was no history yet",
                group_key=done.group_key or "none: there was none",
            )
        )
        for alias in done.left_out:
            self.stderr.write(
                f"NOT IN THIS BACKUP: the database {alias}, which did not answer when it was made; its tables are new. "
                f"It had {databases.what_stands_in(alias)}. If it still lives, point its address in the settings back "
                "to it, as docs/operations.md says."
            )
        for fault in done.faults:
            self.stderr.write(fault)
        if done.faults:
            raise CommandError(
                "The backup was restored as it was made, but its history is not whole: read docs/history.md, and "
                "restore an earlier one beside it."
            )
