"""DATABASE_URL, PUBLIC_DATABASE_URL and INBOX_DATABASE_URL, in the two forms that Tizim runs on, and which tables stand
where."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from config.environment import BASE_DIR

KEPT_OPEN = 60  # seconds; measured: on PostgreSQL more than three times the pages a second, on SQLite an eighth more
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "CONN_MAX_AGE": KEPT_OPEN}  # config/kept_connections.py
SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",  # a writer waits at the start, where waiting is safe
    "timeout": 50,  # seconds: a large import writes for so long, and a page is waited for 60 (deploy/nginx)
}
# To compile a query takes longer than it saves of any of ours: counting the children of 100,000 took twice as long.
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}
# A file of public tables has no log beside it, so that an account that may not write there can read it.
PUBLIC_OPTIONS = SQLITE_OPTIONS | {"init_command": SQLITE_OPTIONS["init_command"].replace("=WAL", "=DELETE")}
# The file cannot be written through this connection, whatever its rights on the disk.
READ_ONLY_OPTIONS = {"init_command": "PRAGMA query_only=ON; PRAGMA foreign_keys=ON;", "timeout": 20}
PUBLIC = "public"  # the alias of the public database, where it is not the working one
INBOX = "inbox"  # of the database of sealed messages, where it is neither of these
REACHED = {"lookup": (PUBLIC,), "letterbox": (INBOX, PUBLIC)}  # apps with tables that a public process reaches


class PublicTables:
    """The router of several databases: the tables of `lookup/` stand in the public one; those of the letterbox in
    their own, else in the public one; all others in the working one."""

    def db_for_read(self, model, **hints):
        return self._place(model._meta.app_label)

    db_for_write = db_for_read

    def allow_relation(self, one, other, **hints):
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db, app_label, **hints):
        return db == self._place(app_label)

    @staticmethod
    def _place(app_label):
        return next((alias for alias in REACHED.get(app_label, ()) if alias in connections.settings), "default")


def chosen(*, working: str, public: str, public_only: bool, inbox: str = "") -> tuple[dict, list[str]]:
    """DATABASES and DATABASE_ROUTERS. A public process has the public database as its own, and that of the sealed
    messages, if there is one."""
    if public_only:
        if not public:
            raise ImproperlyConfigured(
                "PUBLIC_ONLY is on: set PUBLIC_DATABASE_URL to the database of the public tables."
            )
        entries = {"default": public_entry(public)}
    else:
        entries = {"default": parse(working)}
        _add(entries, PUBLIC, public and public_entry(public))
    _add(entries, INBOX, inbox and public_entry(inbox, "INBOX_DATABASE_URL"))
    return entries, ["config.database.PublicTables"] if len(entries) > 1 else []


def _add(entries: dict, alias: str, entry: dict | str):
    """Unless it is none, or one that is there already."""
    if entry and all(_place(entry) != _place(other) for other in entries.values()):
        entries[alias] = entry


def public_entry(url: str, setting: str = "PUBLIC_DATABASE_URL") -> dict:
    """The entry of a database that has tables which a public process reaches, and no others."""
    entry = parse(url, setting)
    if entry["ENGINE"].endswith("postgresql"):
        entry["OPTIONS"].setdefault("connect_timeout", "5")  # seconds that staff wait for it at most
    elif entry["OPTIONS"] == SQLITE_OPTIONS:
        entry["OPTIONS"] = dict(PUBLIC_OPTIONS)
    return entry


def _place(entry: dict) -> tuple:
    """What tells one database from another, whoever opens it."""
    host = entry.get("HOST") or entry["OPTIONS"].get("host", "")
    return entry["ENGINE"], os.path.normpath(entry["NAME"]), host, entry.get("PORT", "")


def parse(url: str, setting: str = "DATABASE_URL") -> dict:
    """The entry for DATABASES that `sqlite:///path` or `postgres://user:password@host:port/name?options` names.

    A path after `sqlite:///` is relative to the folder of `manage.py`; `sqlite:////path` is absolute; `?mode=ro`
    after it opens the file for reading only. In a user name or a password, write signs such as @ : / ? # % as
    %40 %3A %2F %3F %23 %25. The URL is never repeated in an error: it may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{setting} cannot be read: the port must be a number, and signs in the password must be written as %40."
        ) from error
    name = unquote(parts.path[1:])
    if parts.scheme == "sqlite":
        if parts.netloc or not name:
            raise ImproperlyConfigured(f"{setting}: write three slashes and a path: sqlite:///var/tizim.sqlite3.")
        path = name if name == ":memory:" else BASE_DIR / name
        if parts.query == "mode=ro" and name != ":memory:":
            address = f"{path.absolute().as_uri()}?mode=ro"
            return SQLITE | {"NAME": address, "OPTIONS": dict(READ_ONLY_OPTIONS)}
        if parts.query:
            raise ImproperlyConfigured(f"{setting}: after the path of a file only ?mode=ro may stand.")
        return SQLITE | {"NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{setting} must start with sqlite:/// or postgres://.")
    if not name or "/" in name:
        raise ImproperlyConfigured(f"{setting} names no database: write postgres://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port or "",
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": POSTGRESQL_OPTIONS | dict(parse_qsl(parts.query)),
    }
