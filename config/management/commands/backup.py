from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from config.backup import databases, making
from config.backup.databases import CannotCopy
from config.backup.sealed_file import CannotOpen
from config.backup.workplace import Busy
from records.sealing import NoGroupKey

DONE = """\
{file}: {size:,} bytes, of {at}, sealed to the key {key}.
Verified: read back from the disk, restored to scratch databases, the same contents.
{databases}
files: {files}{gone}
fingerprint {fingerprint}
anchor {head}
Write the last two lines down elsewhere. Then take the file away from this machine."""


class Command(BaseCommand):
    help = """Writes all databases and saved documents to a new file that only the private key of backups opens, and
    proves it by restoring it to scratch databases. Others may go on writing. Status 1 too if it had to leave out a
    database that is away. docs/operations.md"""

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="a new file; nothing is written over")

    def handle(self, *, file, verbosity, **options):
        if settings.PUBLIC_ONLY:
            raise CommandError("PUBLIC_ONLY is on: make backups where the working database is.")
        try:
            made = making.make_backup(file, say=self.stderr.write if verbosity > 1 else lambda text: None)
        except (CannotCopy, CannotOpen, Busy, NoGroupKey, FileExistsError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"No backup was made: {str(error).strip()}. See manage.py doctor") from error
        self.stdout.write(
            DONE.format(
                file=file,
                size=made.size,
                at=made.at,
                key=made.key,
                databases="\n".join(
                    f"{alias}: {it.tables} tables, {it.rows:,} rows" for alias, it in made.databases.items()
                ),
                files=made.files,
                gone=f"; {made.gone} were deleted while the backup was made" if made.gone else "",
                fingerprint=made.fingerprint,
                head=" ".join(map(str, made.head)) if made.head else "none: there is no history yet",
            )
        )
        for alias, it in made.databases.items():
            if it.unguarded:
                self.stderr.write(f"History in {alias} is not guarded: {', '.join(it.unguarded)}. See manage.py doctor")
        if made.left_out:
            raise CommandError(
                "\n".join([f"{file} stands and can be restored, but not all is in it.", *_lacking(made)])
            )


def _lacking(made) -> list[str]:
    return [
        f"LEFT OUT: the database {alias} did not answer, with its {databases.what_stands_in(alias)}. See that it does; "
        "then manage.py backup FILE, with the name of another file."
        for alias in made.left_out
    ]
