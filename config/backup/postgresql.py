"""PostgreSQL's own programs that copy a database and put it back, and a database to try it in."""

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, transaction

from config.backup.databases import CannotCopy, beside

FOLDERS = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"]
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
SERVICE = "tizim"  # the name in the file that tells the programs where the server is
OURS = "manage.py backup tries a copy here and then drops this database"
# What texts of this database are made of; the last two have other names, or none, in other versions of PostgreSQL.
TEXTS = """SELECT pg_encoding_to_char(encoding), datcollate, datctype, to_jsonb(it) ->> 'datlocprovider',
    coalesce(to_jsonb(it) ->> 'datlocale', to_jsonb(it) ->> 'daticulocale')
FROM pg_database it WHERE datname = current_database()"""
PROVIDERS = {"i": "LOCALE_PROVIDER icu ICU_LOCALE", "b": "LOCALE_PROVIDER builtin BUILTIN_LOCALE"}
NOT_OF_A_PROGRAM = {"password", "client_encoding", "cursor_factory"}


def program(name: str, *, server: int, written_by: int = 0) -> tuple[Path, int]:
    """Path and version of `pg_dump` or `pg_restore`: the server's own version or the next newer one, and no older than
    the one that wrote the dump."""
    found = {version: path for path in reversed(_paths(name)) if (version := _version(path))}
    wanted = max(server, written_by)
    if fitting := sorted(version for version in found if version >= wanted):
        return found[fitting[0]], fitting[0]
    if found:
        raise CannotCopy(
            f"{name} is of version {max(found)}, and version {wanted} is needed (the server is of version {server}): "
            f"an older one cannot read it. As root: apt-get install postgresql-client-{wanted}"
        )
    raise CannotCopy(
        f"{name} is not on this machine; it belongs to the client programs of PostgreSQL. "
        f"As root: apt-get install postgresql-client-{wanted}"
    )


def _paths(name: str) -> list[Path]:
    """Those in folders of one version first: the one in PATH may be a wrapper that chooses by itself."""
    paths = [path for pattern in FOLDERS for path in Path("/").glob(f"{pattern[1:]}/{name}")]
    in_path = shutil.which(name)
    return [*paths, *([Path(in_path)] if in_path else [])]


def _version(path: Path) -> int:
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603
    except OSError:
        return 0
    read = VERSION.search(told.stdout)
    return int(read[1]) if read else 0


def server_version(connection) -> int:
    connection.ensure_connection()
    return connection.pg_version // 10_000


def run(command: list, connection, folder: Path):
    """Start a program of PostgreSQL. Where the server is and who asks stands in a file of the private folder, the
    password in the environment: neither is in the list of processes."""
    told = connection.get_connection_params()
    service = folder / f"{connection.alias}.service"
    lines = [f"{name}={value}" for name, value in told.items() if name not in NOT_OF_A_PROGRAM and value is not None]
    service.write_text("\n".join([f"[{SERVICE}]", *lines, ""]), encoding="utf-8")
    environment = os.environ | {"PGSERVICEFILE": str(service)}
    if told.get("password"):
        environment["PGPASSWORD"] = str(told["password"])
    return subprocess.Popen(  # noqa: S603
        [*map(str, command), f"--dbname=service={SERVICE}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process, what: str):
    try:
        _out, said = process.communicate()
    except BaseException:  # who was stopped stops it too
        process.kill()
        process.wait()
        raise
    if process.returncode:
        raise CannotCopy(f"{what} failed: {said.strip()[:2000] or f'status {process.returncode}'}")


@contextmanager
def one_moment(connection):
    """A transaction that sees one moment; answers the name by which pg_dump sees the same."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


@contextmanager
def dumping(connection, path: Path, folder: Path):
    """Write the database to `path`; what the body reads through the connection is of the same moment. Answers the
    version of pg_dump."""
    pg_dump, version = program("pg_dump", server=server_version(connection))
    with one_moment(connection) as moment:
        options = ["--format=custom", "--compress=0", "--no-owner", "--no-acl", f"--snapshot={moment}"]
        process = run([pg_dump, *options, f"--file={path}"], connection, folder)
        try:
            yield version
            wait_for(process, "pg_dump")
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def put_back(path: Path, connection, folder: Path, *, written_by: int):
    """Restore a dump into an empty database, whole or not at all."""
    server = server_version(connection)
    pg_restore, _version = program("pg_restore", server=server, written_by=written_by)
    connection.close()
    options = ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction"]
    wait_for(run([pg_restore, *options, path], connection, folder), "pg_restore")


@contextmanager
def scratch(connection):
    """An empty database beside this one, of the same encoding and locale, which nobody else may enter; dropped at the
    end."""
    name = f"{connection.settings_dict['NAME'][:40]}_scratch_of_backup"
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        _drop_a_left_one(cursor, name, quoted)
        as_here, values = _texts_as_here(cursor)
        try:
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0 {as_here}", values)
        except DatabaseError as error:
            role = connection.settings_dict["USER"] or "the role"
            raise CannotCopy(
                f"No scratch database could be made to try the backup in ({str(error).strip()}). "
                f"As an administrator of the server: ALTER ROLE {role} CREATEDB"
            ) from error
    other = beside(connection, name)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE {quoted} IS '{OURS}'")  # first: by it a left one is known
            cursor.execute(f"REVOKE CONNECT ON DATABASE {quoted} FROM PUBLIC")
        yield other
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def _texts_as_here(cursor) -> tuple[str, list[str]]:
    """Options of CREATE DATABASE, and their values. Elsewhere a text may be longer, or two words in another order."""
    cursor.execute(TEXTS)
    *values, provider, locale = cursor.fetchone()
    options = "ENCODING %s LC_COLLATE %s LC_CTYPE %s"
    if provider in PROVIDERS:
        return f"{options} {PROVIDERS[provider]} %s", [*values, locale]
    return f"{options} LOCALE_PROVIDER libc" if provider else options, values


def _drop_a_left_one(cursor, name: str, quoted: str):
    """Of a run that was killed. A database of that name which is not ours is left alone."""
    cursor.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
        [name],
    )
    found = cursor.fetchone()
    if found and found[0] != OURS:
        raise CannotCopy(f"There is a database {name}, which manage.py backup did not make: rename it.")
    if found:
        cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")
