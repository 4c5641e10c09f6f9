"""What somebody who reaches the database can do to history, once the triggers are out of the way. Raw SQL alone.

Each takes a `random.Random` and spoils something that it chooses; whoever does it knows how every hash is computed.
"""

from datetime import UTC

from django.db import connection

from audit.models import STATED_BY_CHANGE, STATED_BY_SEAL, STATED_BY_VALUE, commit_change, commit_value, hash_seal


def edit_a_value(chance):
    value = one(chance, "audit_changevalue", "erased_at IS NULL")
    write("audit_changevalue", value["id"], after='"another"')


def edit_a_value_with_its_commitment(chance):
    value = one(chance, "audit_changevalue", "erased_at IS NULL") | {"after": '"another"'}
    write(
        "audit_changevalue", value["id"], after=value["after"], commitment=commit_value(stated(value, STATED_BY_VALUE))
    )


def edit_a_change_with_all_its_commitments(chance):
    value = one(chance, "audit_changevalue", "erased_at IS NULL") | {"after": '"another"'}
    write(
        "audit_changevalue", value["id"], after=value["after"], commitment=commit_value(stated(value, STATED_BY_VALUE))
    )
    recommit(value["change_id"])


def delete_a_change(chance):
    change = one(chance, "audit_change")
    run("DELETE FROM audit_changevalue WHERE change_id = %s", change["id"])
    run("DELETE FROM audit_change WHERE id = %s", change["id"])


def delete_a_change_with_its_seal(chance):
    """The seals after it are left as they are, so the numbers have a gap."""
    seal = one(chance, "audit_seal", "number < (SELECT max(number) FROM audit_seal)")
    run("DELETE FROM audit_changevalue WHERE change_id = %s", seal["change"])
    run("DELETE FROM audit_change WHERE id = %s", seal["change"])
    run("DELETE FROM audit_seal WHERE number = %s", seal["number"])


def delete_a_value(chance):
    run("DELETE FROM audit_changevalue WHERE id = %s", one(chance, "audit_changevalue")["id"])


def erase_a_value_in_silence(chance):
    value = one(chance, "audit_changevalue", "erased_at IS NULL")
    run(
        "UPDATE audit_changevalue SET before = '', after = '', salt = '', erased_at = CURRENT_TIMESTAMP WHERE id = %s",
        value["id"],
    )


def insert_a_change(chance):
    change = one(chance, "audit_change") | {"id": 10**6, "reason": "said so"}
    columns = ", ".join(f'"{name}"' for name in change)
    run(f"INSERT INTO audit_change ({columns}) VALUES ({', '.join(['%s'] * len(change))})", *change.values())
    recommit(change["id"])


def swap_two_changes(chance):
    """Each takes the other's place in the chain."""
    first, second = chance.sample(rows("audit_seal"), 2)
    run("UPDATE audit_seal SET change = -1 WHERE number = %s", first["number"])
    for seal, other in ((second, first), (first, second)):
        run(
            "UPDATE audit_seal SET change = %s, commitment = %s WHERE number = %s",
            other["change"],
            other["commitment"],
            seal["number"],
        )


def name_another_author(chance):
    change = one(chance, "audit_change")
    write("audit_change", change["id"], by_name="somebody else")
    recommit(change["id"])


def set_back_the_time(chance):
    change = one(chance, "audit_change")
    run("UPDATE audit_change SET at = '2022-01-05 10:00:00+00:00' WHERE id = %s", change["id"])


def cut_off_the_end(chance):
    """Nothing that is left shows it: only an anchor."""
    kept = chance.randint(0, len(rows("audit_seal")) - 1)
    for seal in rows("audit_seal")[kept:]:
        run("DELETE FROM audit_changevalue WHERE change_id = %s", seal["change"])
        run("DELETE FROM audit_change WHERE id = %s", seal["change"])
    run("DELETE FROM audit_seal WHERE number > %s", kept)


def make_the_chain_anew(chance):
    """Edit a change and compute every hash from there on: only an anchor shows it."""
    edit_a_change_with_all_its_commitments(chance)
    reseal()


KINDS = [
    edit_a_value,
    edit_a_value_with_its_commitment,
    edit_a_change_with_all_its_commitments,
    delete_a_change,
    delete_a_change_with_its_seal,
    delete_a_value,
    erase_a_value_in_silence,
    insert_a_change,
    swap_two_changes,
    name_another_author,
    set_back_the_time,
    cut_off_the_end,
    make_the_chain_anew,
]


# Raw SQL


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def rows(table, where="1 = 1") -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY 1")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def one(chance, table, where="1 = 1") -> dict:
    return chance.choice(rows(table, where))


def write(table, key, **values):
    settings = ", ".join(f'"{name}" = %s' for name in values)
    run(f"UPDATE {table} SET {settings} WHERE id = %s", *values.values(), key)


def stated(row, names) -> dict:
    stated = {name: row[name] for name in names}
    return stated | {"at": in_iso(row["at"])} if "at" in stated else stated


def in_iso(at) -> str:
    """A time as it was hashed: SQLite gives it without its zone."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()


def recommit(change):
    values = [value["commitment"] for value in rows("audit_changevalue", f"change_id = {change}")]
    row = rows("audit_change", f"id = {change}")[0]
    write("audit_change", change, commitment=commit_change(stated(row, STATED_BY_CHANGE), values))


def reseal():
    commitments, previous = {row["id"]: row["commitment"] for row in rows("audit_change")}, ""
    for seal in rows("audit_seal"):
        seal |= {"commitment": commitments[seal["change"]], "previous": previous}
        previous = hash_seal(stated(seal, STATED_BY_SEAL))
        run(
            "UPDATE audit_seal SET commitment = %s, previous = %s, hash = %s WHERE number = %s",
            seal["commitment"],
            seal["previous"],
            previous,
            seal["number"],
        )
