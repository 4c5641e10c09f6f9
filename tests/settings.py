"""The settings of the tests: the same on every machine. Of what is set there, only DATABASE_URL counts."""

import os

from config import environment

environment.stored.clear()
for name in (
    "DEBUG",
    "HTTPS",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "TIME_ZONE",
    "REQUIRE_SECOND_PERSON",
    "IMPORTS_BY_A_UNIT",
):
    os.environ.pop(name, None)
os.environ.pop("GROUP_PUBLIC_KEY", None)
os.environ.pop("BACKUP_PUBLIC_KEY", None)
os.environ["GROUP_PUBLIC_KEY_FILE"] = os.environ["BACKUP_PUBLIC_KEY_FILE"] = "var/no_key_in_tests"
os.environ["DOWNLOADS_DIR"] = os.devnull  # nothing is kept but where a test says so
os.environ["HTTPS"] = "off"  # the test client and the live server speak plain http
os.environ["SECRET_KEY"] = "a key for tests only, which guards nothing at all"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
IMPORTS_IN_A_PROCESS = False
WHITENOISE_AUTOREFRESH = True  # no warning where nothing was collected

DATABASES["default"]["CONN_MAX_AGE"] = 0  # a test leaves no connection behind
