from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.core.management import BaseCommand, CommandError

from desk.redaction import CannotRedact, redact
from desk.redaction_traces import found_elsewhere
from records import public_id
from records.models import Record, StaleVersion, VersionedModel


class Command(BaseCommand):
    help = """Erases from history what a field of a record held, and from all that was published of it. The proof of
    history stays whole, and who erased it and why is recorded. The value itself is never printed.
    Afterwards manage.py purge takes the bytes out of the files."""

    def add_arguments(self, parser):
        parser.add_argument("record", help="public id, such as K7Q2M-9XD4T, or table and key, such as places.place:7")
        parser.add_argument("field", help="name of the field, of the record or of its parts, such as occupation")
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
        for column, count in found_elsewhere(done.texts).items():
            self.stdout.write(f"Still in {column}, rows: {count}. If it is the same matter, erase or correct it there.")
        self.stdout.write("Next: manage.py purge. Backups, exports and printed pages are not reached by either.")


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
