"""Settings are read once, when a process starts: so these tests start processes."""

import os
import subprocess
import sys

import pytest

from config.environment import BASE_DIR

KEY = "a key that is long enough for the checks of 50 characters: 1234567890"
SERVER = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "register.example", "DATABASE_URL": "sqlite:///:memory:"}


def python(*arguments, **environment):
    """A process that sees these variables only, and no `.env`."""
    start = "import sys; from config import environment; environment.stored.clear(); sys.argv[0] = 'manage.py'; "
    program = start + "from django.core.management import execute_from_command_line as run; run(sys.argv)"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def setting(name, **environment):
    done = python("shell", "-v0", "-c", f"from django.conf import settings; print(settings.{name})", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_without_a_secret_key_it_does_not_start(tmp_path):
    done = python("check", SECRET_KEY_FILE=str(tmp_path / "none"))
    assert done.returncode != 0
    assert "bin/run" in done.stderr.splitlines()[-1]


def test_the_secret_key_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert setting("SECRET_KEY", SECRET_KEY_FILE=str(tmp_path / "key")) == KEY


def test_a_server_passes_the_checks_for_deployment():
    done = python("check", "--deploy", "--fail-level", "WARNING", **SERVER)
    assert done.returncode == 0, done.stderr


def test_a_key_that_is_too_short_does_not_pass_them():
    done = python("check", "--deploy", "--fail-level", "WARNING", **SERVER | {"SECRET_KEY": "short"})
    assert "security.W009" in done.stderr


@pytest.mark.parametrize("name", ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"])
def test_https_is_on_unless_it_is_switched_off(name):
    assert setting(name, **SERVER) == "True"
    assert setting(name, **SERVER, HTTPS="off") == "False"


def test_the_second_person_is_required_unless_that_is_switched_off():
    assert setting("REQUIRE_SECOND_PERSON", **SERVER) == "True"
    assert setting("REQUIRE_SECOND_PERSON", **SERVER, REQUIRE_SECOND_PERSON="off") == "False"


# A process for visitors alone

PUBLIC = {"PUBLIC_ONLY": "on", "PUBLIC_DATABASE_URL": "sqlite:///:memory:"}


def test_a_public_process_has_the_public_database_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/public.sqlite3"
    assert setting("DATABASES['default']['NAME']", **PUBLIC | {"PUBLIC_DATABASE_URL": url}) == url[10:]
    assert setting("DATABASES.keys()", **PUBLIC) == "dict_keys(['default'])"


def test_a_public_process_needs_its_database():
    done = python("check", PUBLIC_ONLY="on")
    assert "PUBLIC_DATABASE_URL" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("told", ["DATABASE_URL", "SECRET_KEY"])
def test_a_public_process_does_not_start_where_it_could_read_what_it_must_not_know(told):
    done = python("check", **PUBLIC, **{told: SERVER[told]})
    assert done.returncode != 0
    assert f"{told} is set" in done.stderr.splitlines()[-1]
    assert SERVER[told] not in done.stderr


def test_a_public_process_reads_no_secret_key(tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert setting("SECRET_KEY", **PUBLIC, SECRET_KEY_FILE=str(tmp_path / "key")) not in ("", KEY)


def test_a_public_process_has_no_part_that_knows_staff():
    apps = setting("INSTALLED_APPS", **PUBLIC)
    parts = apps + setting("MIDDLEWARE", **PUBLIC) + setting("TEMPLATES", **PUBLIC)
    for word in ("desk", "publishing", "people", "audit", "admin", "auth", "session", "messages", "otp"):
        assert word not in parts, word


def test_a_public_process_passes_the_checks_for_deployment():
    done = python("check", "--deploy", "--fail-level", "WARNING", **PUBLIC, ALLOWED_HOSTS="register.example")
    assert done.returncode == 0, done.stderr


def test_two_databases_stand_apart_only_where_they_are_two(tmp_path):
    one = {"DATABASE_URL": f"sqlite:///{tmp_path}/one.sqlite3"}
    for same in ("", one["DATABASE_URL"], f"sqlite:///{tmp_path}/../{tmp_path.name}/one.sqlite3"):
        assert setting("DATABASES.keys()", **SERVER | one, PUBLIC_DATABASE_URL=same) == "dict_keys(['default'])"
    other = {"PUBLIC_DATABASE_URL": f"sqlite:///{tmp_path}/two.sqlite3"}
    assert setting("DATABASES.keys()", **SERVER | one | other) == "dict_keys(['default', 'public'])"
    assert setting("DATABASE_ROUTERS", **SERVER | one | other) == "['config.database.PublicTables']"
