from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.core.management import BaseCommand, CommandError

from desk.importing.erasing import CannotErase, erase_gone, erase_row, gone_records, row_of
from desk.models import ImportRow
from desk.redaction import CannotRedact, redact
from desk.redaction_traces import found_elsewhere
from publishing import shelf
from records import public_id
from records.models import Record, StaleVersion, VersionedModel

IN_RELEASES = (
    "Releases hold what was published with it: {names}. It leaves them when each record that showed it is withdrawn, "
    "taken back into work and published again; then manage.py release --reissue."
)
FILES_LEFT = (
    "Erased, but these files could not be deleted, and nothing names them any more: {names}. Delete them by hand in "
    "the folder of documents (MEDIA_ROOT)."
)
NEXT = "Next: manage.py purge. Backups, exports and printed pages are not reached by either."


class Command(BaseCommand):
    help = """Erases from history what a field of a record held, and from all that was published of it. The proof of
    history stays whole, and who erased it and why is recorded. The value itself is never printed.
    Afterwards manage.py purge takes the bytes out of the files."""

    def add_arguments(self, parser):
        parser.add_argument(
            "record",
            help="""public id, such as K7Q2M-9XD4T, or table and key, such as
            places.place:7, or an import and the row of its list, such as import:12:340""",
        )
        parser.add_argument(
            "field",
            help="""name of the field, of the record or of its parts, such as
            occupation; all, of what an undone import took out""",
        )
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who decided it")
        parser.add_argument("--reason", required=True, help="why, and on what ground; do not repeat the value in it")
        parser.add_argument(
            "--change", type=int, metavar="N", help="only the value that this change wrote, wherever it stands"
        )
        parser.add_argument("--clear", action="store_true", help="empty the field too, if it still holds the value")

    def handle(self, *, record, field, by, reason, change, clear, **options):
        account = User.objects.filter(username=by).first()
        if account is None:
            raise CommandError(f"There is no account {by!r}.")
        found = find_record(record)
        if found is None and not (change or clear):
            self._redact_import(record, field, account, reason)
            return
        if found is None:
            raise CommandError(f"There is no record {record!r}. Write its public id, or table and key: places.place:7")
        try:
            done = redact(record=found, field=field, by=account, reason=reason, change=change, clear=clear)
        except (CannotRedact, FieldDoesNotExist) as error:
            raise CommandError(str(error)) from error
        except StaleVersion as error:
            raise CommandError(
                "Somebody saved the record at this moment. Look at it and run the command again."
            ) from error
        self.stdout.write(
            f"{done.values} values erased from history, {done.publications} publications rid of them: "
            f"change {done.change.pk}."
        )
        elsewhere = found_elsewhere(done.texts)
        for column, count in elsewhere.items():
            self.stdout.write(f"Still in {column}, rows: {count}. If it is the same matter, erase or correct it there.")
        if "publishing.publication.values" in elsewhere and (names := sorted(shelf.names_that_stand())):
            self.stdout.write(IN_RELEASES.format(names=", ".join(names)))
        self.stdout.write(NEXT)
        if done.files_left:
            raise CommandError(FILES_LEFT.format(names=", ".join(done.files_left)))

    def _redact_import(self, record, field, account, reason):
        """A row of an import, or what was taken out when an import was undone."""
        if not reason.strip():
            raise CommandError("Write why, and on what ground: --reason.")
        rows, gone = find_gone(record)
        if not rows and not gone:
            raise CommandError(f"There is no record {record!r}. Write its public id, or table and key: places.place:7")
        erased, standing = 0, []
        for row in rows:
            try:
                values, still_there = erase_row(row, field=field, by=account, reason=reason)
            except CannotErase as error:
                raise CommandError(str(error)) from error
            erased, standing = erased + values, [*standing, *still_there]
        erased += erase_gone(gone, field=field, by=account, reason=reason)
        self.stdout.write(f"{erased} values erased from history, {len(rows)} rows of imports struck out.")
        for table, key in standing:
            self.stdout.write(f"Still in the register: {table}:{key}. Redact it by that name.")
        for batch in sorted({row.batch_id for row in rows if row.batch.file}):
            self.stdout.write(f"The list itself is kept: manage.py delete_list {batch} takes it away.")
        self.stdout.write(NEXT)


def find_record(named: str) -> VersionedModel | None:
    """The record with this public id, or with this table and key."""
    table, colon, key = named.partition(":")
    if colon:
        models = [model for model in apps.get_models() if model._meta.label_lower == table.lower()]
        fits = models and key.isdecimal() and issubclass(models[0], VersionedModel)
        return models[0]._meta.concrete_model._base_manager.filter(pk=key).first() if fits else None
    meant = public_id.read(named)
    records = [model for model in apps.get_models() if issubclass(model, Record) and not model._meta.proxy]
    found = (model._base_manager.filter(public_id=meant).first() for model in records if meant)
    return next(filter(None, found), None)


def find_gone(named: str) -> tuple[list[ImportRow], list[tuple[str, str]]]:
    """Rows of imports, and records that were taken out with an import; of a person who was, the rows about them."""
    word, _colon, place = named.partition(":")
    if word == "import":
        batch, _colon, number = place.partition(":")
        if not (batch.isdecimal() and number.isdecimal()):
            raise CommandError("Write the number of the import and of the row of its list: import:12:340")
        try:
            return [row_of(int(batch), int(number))], []
        except CannotErase as error:
            raise CommandError(str(error)) from error
    gone = gone_records(public_id.read(named) or "")
    people = [key for table, key in gone if table == "people.person"]
    rows = list(ImportRow.objects.filter(person__in=people).select_related("batch"))
    return rows, [place for place in gone if not rows or place[0] != "people.person"]
