"""100,000 changes verified, by `verify_history`'s own code, beside bare SHA-256 over the same bytes in the same run.

Makes a history of its own in a temporary SQLite file; with DATABASE_URL set, in that database, which must be empty.
"""

import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

FIELDS = ("occupation", "sex", "description", "home_place", "born_on")  # changed at once
CHUNK = 2000  # changes written at once


def write(changes: int):
    """Changes as `history.write` makes them, and their seals."""
    from audit import chain
    from audit.models import Change, ChangeValue, Unsealed

    for start in range(0, changes, CHUNK):
        made = []
        for number in range(start, min(start + CHUNK, changes)):
            change = Change(by=1, by_name="researcher", act="changed", table="people.person", row=str(number % 5000))
            change.set_values = [
                ChangeValue(
                    table=change.table, row=change.row, field=name, before='"пекарь"', after=f'"{name} {number}"'
                )
                for name in FIELDS
            ]
            for value in change.set_values:
                value.seal()
            change.commitment = change.commit_to([value.commitment for value in change.set_values])
            made.append(change)
        Change.objects.bulk_create(made)
        for change in made:
            for value in change.set_values:
                value.change = change
        ChangeValue.objects.bulk_create(value for change in made for value in change.set_values)
        Unsealed.objects.bulk_create(Unsealed(change=change.pk) for change in made)
    chain.seal()


def hashed() -> list[bytes]:
    """The bytes that a verification hashes."""
    from audit import chain
    from audit.models import STATED_BY_CHANGE, STATED_BY_SEAL, STATED_BY_VALUE, canonical

    found = []
    for line in chain.lines():
        found.append(canonical([str(line["seal"][name]) for name in STATED_BY_SEAL]).encode())
        commitments = sorted(value["commitment"] for value in line["values"])
        found.append(canonical([*(str(line["change"][name]) for name in STATED_BY_CHANGE), *commitments]).encode())
        found += [canonical([value[name] for name in STATED_BY_VALUE]).encode() for value in line["values"]]
    return found


def measure(changes: int):
    from django.db import connection

    from audit import chain, verifying
    from audit.models import Change, Seal

    if Change.objects.exists():
        sys.exit("This database holds history. Set DATABASE_URL to an empty one, or leave it out.")
    write(changes)
    head = Seal.objects.last()
    start, worked = perf_counter(), process_time()
    faults = list(verifying.faults(chain.lines(), {head.number: head.hash}))
    seconds, worked = perf_counter() - start, process_time() - worked
    if faults or head.number != changes:
        sys.exit("What was written does not verify: the measurement is worth nothing.")
    texts = hashed()
    start = process_time()
    for text in texts:
        sha256(text).hexdigest()
    baseline = process_time() - start
    print(f"{connection.vendor}: {changes:,} changes with {changes * len(FIELDS):,} values")  # noqa: T201
    print(f"verified                    {seconds:>10.2f} s, of these at work {worked:.2f} s")  # noqa: T201
    print(f"bare SHA-256, same bytes    {baseline:>10.2f} s at work, {len(texts):,} texts")  # noqa: T201
    print(f"ratio, at work              {worked / baseline:>10.1f}")  # noqa: T201


def main():
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'history.sqlite3'}")
        os.environ.setdefault("SECRET_KEY", "measures only")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        measure(changes)


if __name__ == "__main__":
    main()
