"""A disk that fills up under the real server: reading goes on, what is sent is told from what is saved, and all is well
when there is room again."""

import os
import secrets
from pathlib import Path

from drill import clusters, disks, registers
from drill.servers import Browser, Server

KILOBYTES = {"sqlite": 40_000, "postgres": 160_000}
STEP = 4096


def run(database: str, folder: Path, *, quick: bool = False) -> list[str]:
    """What did not go as it should, in words."""
    with disks.small(folder / "disk", kilobytes=KILOBYTES[database]) as home:
        cluster = clusters.Cluster(home / "pg") if database == "postgres" else None
        server = None
        try:
            if cluster:
                logs = folder / "logs"  # on a disk of its own, as docs/deploy.md asks for
                logs.mkdir()
                clusters.give(logs)
                cluster.make(waldir=logs / "wal")
                cluster.start()
            url = cluster.url() if cluster else f"sqlite:///{home}/register.sqlite3"
            server = Server(url, folder / "server")
            return _fill(server, url, home, quick)
        finally:
            registers.leave()
            if server and server.process:
                server.kill()
            if cluster:
                cluster.kill()


def _fill(server, url, home, quick) -> list[str]:
    registers.set_up(url)
    cookies = registers.make(quick=quick)
    from drill.writers import REPORTS
    from sources.models import Report
    from tests.admin_forms import AdminForm

    server.start()
    browser = Browser(server.port, cookies["researcher"])
    typed = {"title": "Four days in Zhuparly", "captured_text": secrets.token_hex(200_000)}
    form = AdminForm(browser, f"{REPORTS}add/")
    pages = [REPORTS, "/admin/", "/en/", "/en/about/", f"{REPORTS}add/"]
    faults = [f"{page} is not answered before" for page in pages if browser.get(page).status_code != 200]
    _give_back_space()
    _fill_up(home / "waste")
    refused = form.send(typed)
    text = refused.content.decode()
    if refused.status_code != 503 or "<h1>Not saved</h1>" not in " ".join(text.split()).replace("> ", ">"):
        faults.append(f"The full disk was answered with {refused.status_code}")
    if any(value not in text for value in typed.values()):
        faults.append("What was typed is not on the page.")
    for page in pages * 4:  # each thread of the server has a connection of its own
        try:
            browser.get(page)
        except OSError as error:
            faults.append(f"{page} while the disk is full: {error}")
    if Report.objects.exists():
        faults.append("Something was saved although the page says that nothing was.")
    (home / "waste").unlink()
    again = form.again(refused).send()
    if again.status_code != 302 or [it.captured_text for it in Report.objects.all()] != [typed["captured_text"]]:
        faults.append(f"With room again, the same form was answered with {again.status_code}")
    return faults


def _give_back_space():
    """What SQLite keeps of its log of changes to write over, which is room of its own."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_up(path: Path):
    """Until not one more block can be written."""
    file = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(file, bytes(STEP))
    except OSError:
        os.close(file)
