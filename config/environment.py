"""Reads a setting from the environment or, where it is not set there, from `.env` beside `manage.py`
(or the file that ENV_FILE names)."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def read_env_file(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a file; quotes around a value are dropped, nothing is expanded."""
    values = {}
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith("#"):
            continue
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not name.isidentifier():
            raise ImproperlyConfigured(f"{path.name}, line {number}: write NAME=value, or # before a comment.")
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        values[name] = value
    return values


stored = read_env_file(BASE_DIR / os.environ.get("ENV_FILE", ".env"))


def text(name: str, default: str = "") -> str:
    """An empty value counts as not set."""
    return os.environ.get(name) or stored.get(name) or default


def flag(name: str, default: bool) -> bool:
    value = text(name, "on" if default else "off").lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {value!r}: write on or off.")
    return value in YES


def number(name: str, default: int) -> int:
    """A whole number, one or more."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal() and int(value)):
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number above zero.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Values with commas or spaces between them."""
    return text(name, default).replace(",", " ").split()
