"""deploy/: the configuration of nginx, run for real before the real server, and the units of systemd."""

import http.client
import io
import re
import shutil
import subprocess
import time
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.management import get_commands
from django.urls import reverse

from config.environment import BASE_DIR, read_env_file
from desk.importing import worker
from desk.importing.files import LARGEST
from desk.importing.refusals import MEGABYTE
from drill.proxies import CONFIGURATION, NGINX, ONION, Nginx, free_ports
from tests.apart import public_process
from tests.builders import a_casualty, a_named_person, published

UNITS = sorted((BASE_DIR / "deploy/systemd").glob("*.*"))
NAME, TYPED = "Ақжан Төлеген", "Qulager"

with_nginx = pytest.mark.skipif(not NGINX or not shutil.which("openssl"), reason="apt-get install nginx-light openssl")
with_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is missing")


@with_nginx
def test_nginx_finds_no_fault_in_the_configuration(tmp_path):
    done = subprocess.run(Nginx(tmp_path, visitors=1).command("-t"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


@with_nginx
def test_visitors_are_served_and_no_log_tells_who_asked_for_what(apart, reviewer, tmp_path):
    person = a_named_person(NAME)
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    hosts = {"ALLOWED_HOSTS": "register.example 0123456789abcdef.onion", "HTTPS": "on"}
    with (
        public_process(apart.for_reading, tmp_path, **hosts) as process,
        Nginx(tmp_path, visitors=process.port) as nginx,
    ):
        status, page, headers = nginx.ask(f"/en/p/{person.shown_id}?name={TYPED}")
        assert (status, NAME in page) == (200, True)
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert nginx.ask("/en/search/", "POST", f"name={TYPED}", **form)[0] == 200
        assert nginx.ask("/en/search/", "POST", "name=" + "a" * 600_000, **form)[0] == 413
        assert nginx.ask("/static/lookup/nothing.css")[0] == 404
        assert nginx.ask("/", host="register.example", port=nginx.http)[2]["Location"] == "https://register.example/"
        with pytest.raises((http.client.HTTPException, OSError)):
            nginx.ask("/", host="elsewhere.example")
        logs, said = nginx.logs, (tmp_path / "said").read_text()
    assert re.search(r"^\S+ page GET 200 \d+ [\d.]+$", logs, re.MULTILINE)
    assert "127.0.0.1" not in logs
    for secret in (TYPED, person.shown_id, person.public_id, "Quxarek", "/en/"):
        assert secret not in logs + said


@with_nginx
def test_the_onion_address_reaches_a_process_of_its_own(apart, tmp_path):
    host = ONION
    hosts = {"ALLOWED_HOSTS": host, "HTTPS": "off"}
    with (
        public_process(apart.for_reading, tmp_path, **hosts) as process,
        Nginx(tmp_path, visitors=1, onion=process.port) as nginx,
    ):
        status, page, headers = nginx.ask("/en/about/", host=host, port=nginx.tor)
    assert status == 200
    assert f"http://{host}/kk/about/" in page
    assert "Strict-Transport-Security" not in headers


@with_nginx
def test_a_flood_is_told_to_wait_and_an_absent_server_is_said(tmp_path):
    with Nginx(tmp_path, visitors=free_ports(1)[0]) as nginx:
        answers = [nginx.ask("/en/", port=None) for _again in range(3)]
        assert [status for status, _page, _headers in answers] == [502] * 3
        assert "The register does not answer now" in answers[0][1]
        attempts = (nginx.ask("/admin/login/", "POST", "", host="staff.register.example") for _again in range(100))
        refused = next(answer for answer in attempts if answer[0] != 502)
        assert (refused[0], "Too many ask at this moment" in refused[1]) == (429, True)
        assert "127.0.0.1" not in nginx.logs


@with_nginx
@pytest.mark.parametrize(
    ("zone", "method", "host"),
    [
        ("together", "GET", "register.example"),
        ("together", "GET", "staff.register.example"),
        ("neighbours", "GET", "register.example"),
        ("searches", "POST", "register.example"),
    ],
)
def test_each_limit_by_itself_turns_a_flood_away(zone, method, host, tmp_path):
    with Nginx(tmp_path, visitors=1, limit=zone) as nginx:
        assert [nginx.ask("/en/search/", method, host=host)[0] for _again in range(4)] == [502, 502, 502, 429]
        if zone == "searches":
            assert nginx.ask("/en/search/")[0] == 502
        assert "127.0.0.1" not in nginx.logs


@pytest.mark.parametrize("server", CONFIGURATION.read_text(encoding="utf-8").split("\n    server {")[3:])
def test_each_server_says_why_it_answers_nothing(server):
    assert set(re.findall(r"error_page (.*);", server)) == {
        "413 /_too_large.html",
        "429 /_busy.html",
        "502 503 504 /_away.html",
    }


@with_nginx
def test_a_long_list_is_handed_on_and_what_is_too_large_is_said_in_three_languages(tmp_path):
    longest = max(LARGEST.values())
    with a_server_that_tells_lengths() as staff, Nginx(tmp_path, visitors=1, staff=staff) as nginx:

        def sent(address, length, body=None, host="staff.register.example"):
            length = {"Content-Length": str(length)}
            status, page, _headers = nginx.ask(address, "POST", body, host=host, **length)
            return status, page if status == 200 else [word in page for word in ("сақталған", "сохранено", "saved")]

        add, many = reverse("admin:desk_importbatch_add"), 40 * MEGABYTE
        assert sent(add, many, io.BytesIO(b"a" * many)) == (200, str(many))
        assert [path for path in (tmp_path / "client_body").rglob("*") if path.is_file()] == []
        assert sent(add, longest + 20 * MEGABYTE) == (413, [True] * 3)
        assert sent("/admin/sources/report/paste/", many) == (413, [True] * 3)
        assert sent("/en/tell/", MEGABYTE, host="register.example") == (413, [True] * 3)
    assert (
        longest + MEGABYTE < 210 * MEGABYTE
    )  # what the configuration says, with room for what is sent around the list


@with_nginx
def test_lists_that_are_sent_slowly_do_not_hold_up_the_register(tmp_path):
    """Which serves one at a time here; nginx keeps what is not there whole."""
    add, staff_host, length = (
        reverse("admin:desk_importbatch_add"),
        "staff.register.example",
        {"Content-Length": "1000"},
    )
    with (
        a_server_that_tells_lengths() as staff,
        Nginx(tmp_path, visitors=1, staff=staff) as nginx,
        ExitStack() as slow,
    ):

        def sent_slowly():
            visit = slow.enter_context(closing(nginx.visit(staff_host)))
            visit.request("POST", add, body=b"a", headers={"Host": staff_host} | length)

        def sent():
            return nginx.ask(add, "POST", b"a" * 1000, host=staff_host)[0]

        for _again in range(2):
            sent_slowly()
        assert sent() == 200
        sent_slowly()
        until = time.monotonic() + 20
        while (status := sent()) == 200 and time.monotonic() < until:  # the third has not come yet
            pass
        assert status == 503


@contextmanager
def a_server_that_tells_lengths():
    """Its port; it answers how many bytes of the body came."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            length = left = int(self.headers["Content-Length"])
            while left:
                left -= len(self.rfile.read(min(left, MEGABYTE)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(str(length).encode())

        def log_message(self, *_told):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


# The units


@with_systemd
def test_systemd_finds_no_fault_in_the_units(tmp_path):
    for unit in UNITS:
        told = unit.read_text(encoding="utf-8").replace("/srv/tizim/.venv/bin/", "/usr/bin/env ")
        (tmp_path / unit.name).write_text(told, encoding="utf-8")
    names = [str(tmp_path / unit.name.replace("@", "@web")) for unit in UNITS]
    for unit in tmp_path.glob("*@*"):
        shutil.copy(unit, str(unit).replace("@", "@web"))
    command = ["systemd-analyze", "verify", "--man=no", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_unit_runs_what_there_is_under_an_account_of_its_own_and_may_do_little(unit):
    told = unit.read_text(encoding="utf-8")
    assert set(re.findall(r"manage\.py ([a-z_]+)", told)) <= set(get_commands())
    account = "tizim-public" if "public" in unit.name else "tizim"
    assert f"\nUser={account}\n" in told
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "UMask=0077",
        "CapabilityBoundingSet=",
    ):
        assert f"\n{line}\n" in told
    assert ("/srv/tizim/var" in told.replace("InaccessiblePaths=-/srv/tizim/var", "")) == (account == "tizim")


def test_each_timer_is_started_by_the_command_that_is_documented():
    told = (BASE_DIR / "docs/deploy.md").read_text(encoding="utf-8")
    timers = {unit.stem for unit in UNITS if unit.suffix == ".timer"}
    assert set(re.findall(r"(tizim-[a-z-]+@?)(?:web)?\.timer", told)) == timers
    assert timers <= {unit.stem for unit in UNITS if unit.suffix == ".service"}
    assert "tizim-release" in timers


@pytest.mark.parametrize("timer", [unit for unit in UNITS if unit.suffix == ".timer"], ids=lambda unit: unit.stem)
def test_what_a_timer_starts_raises_an_alarm_when_it_fails(timer):
    """By a unit that has the settings which the server of that timer has."""
    ours = {"tizim-public-doctor@": "tizim-public-alarm@%i", "tizim-public-files@": "tizim-public-files-alarm@%i"}
    alarm = ours.get(timer.stem, "tizim-alarm@%N")
    assert f"\nOnFailure={alarm}.service\n" in timer.with_suffix(".service").read_text(encoding="utf-8")
    named = f"{alarm.partition('@')[0]}@.service"
    told = (timer.parent / named).read_text(encoding="utf-8")
    assert "\nRestart=on-failure\n" in told
    named = f"{timer.stem}%i" if timer.stem in ours else "%i"
    assert f"manage.py alarm {named}\n" in told


def test_an_import_is_done_in_a_unit_of_its_own_that_pages_leave_word_for():
    """In that of the pages it would end with them, and take their memory."""
    folder = BASE_DIR / "deploy/systemd"
    told = (folder / "tizim-imports.service").read_text(encoding="utf-8")
    assert "manage.py run_imports\n" in told
    assert "\nMemoryMax=" in told
    waits_for = f"\nPathModified=/srv/tizim/var/{worker.WORD}\n"
    assert waits_for in (folder / "tizim-imports.path").read_text(encoding="utf-8")
    assert read_env_file(BASE_DIR / "deploy/settings/register.env")["IMPORTS_BY_A_UNIT"] == "on"
    assert "tizim-imports.path" in (BASE_DIR / "docs/deploy.md").read_text(encoding="utf-8")


def test_a_command_by_hand_has_the_settings_and_the_account_of_the_register(tmp_path):
    """As bin/manage gives it to systemd-run, which stands aside here."""
    for name, said in {"systemd-run": 'printf "%s\\n" "$@"', "id": "echo ${ACCOUNT:-0}"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{said}\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "register.env").touch()
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "REGISTER_ENV": str(tmp_path / "register.env")}

    def run(**more):
        command = [BASE_DIR / "bin/manage", "backup", "two words"]
        return subprocess.run(
            command, env=environment | more, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    given = run().stdout.splitlines()
    assert given[-3:] == ["manage.py", "backup", "two words"]
    assert {
        "--uid=tizim",
        f"--working-directory={BASE_DIR}",
        f"--property=EnvironmentFile={tmp_path}/register.env",
    } <= set(given)
    assert (run(ACCOUNT="1000").returncode, "sudo bin/manage" in run(ACCOUNT="1000").stderr) == (1, True)
    (tmp_path / "register.env").unlink()  # as where visitors alone are served
    refused = run()
    assert (refused.returncode, refused.stdout, "tizim-public-doctor@web" in refused.stderr) == (1, "", True)
    assert "sudo bin/manage" in run(ACCOUNT="1000").stderr  # who may not look whether it is there


@pytest.mark.parametrize(
    "path", ["gunicorn.conf.py", "deploy/systemd/tizim.service", "deploy/systemd/tizim-public@.service"]
)
def test_the_servers_keep_no_log_of_requests(path):
    """It would name addresses. How they are started, tests/test_bench.py compares."""
    told = (BASE_DIR / path).read_text(encoding="utf-8").lower()
    assert "gunicorn" in told
    assert "access" not in told.replace("inaccessible", "")


@pytest.mark.parametrize("name", ["register.env", "public-web.env", "public-onion.env"])
def test_an_example_of_settings_sets_what_is_known(name):
    known = set(re.findall(r"^#([A-Z_]+)=", (BASE_DIR / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(read_env_file(BASE_DIR / "deploy/settings" / name)) - known <= {"ENV_FILE"}
