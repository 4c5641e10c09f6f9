"""The servers as deploy/ has them: gunicorn for staff, on PostgreSQL another one for visitors, and nginx before it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drill.proxies import ONION, Nginx
from drill.servers import Server

HOSTS = f"127.0.0.1 localhost {ONION}"


class VisitorsServer(Server):
    """It knows the public database alone."""

    def __init__(self, url: str, said: Path):
        super().__init__(url, said)
        known = {name: value for name, value in self.environment.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        self.environment = {**known, "PUBLIC_ONLY": "on", "PUBLIC_DATABASE_URL": url, "ALLOWED_HOSTS": HOSTS}


@contextmanager
def servers(url: str, folder: Path) -> Iterator[tuple[Server, Server]]:
    """For staff and for visitors; on SQLite one serves both, as docs/deploy.md says."""
    staff = Server(url, folder / "staff.said", ALLOWED_HOSTS=HOSTS)
    visitors = staff if url.startswith("sqlite") else VisitorsServer(url, folder / "visitors.said")
    started = [staff] if visitors is staff else [staff, visitors]
    try:
        for server in started:
            server.start()
        yield staff, visitors
    finally:
        for server in started:
            if server.process:
                server.kill()


@contextmanager
def proxied(visitors: Server, folder: Path) -> Iterator[str]:
    """The URL of nginx before it: of the onion address, where limits are on all together and nobody speaks TLS."""
    with Nginx(folder, visitors=1, onion=visitors.port) as nginx:
        yield f"http://127.0.0.1:{nginx.tor}"


def memory_of_workers(server: Server) -> list[tuple[float, float]]:
    """MB of each worker: its share (PSS) and what it holds (RSS)."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            rollup = (path / "smaps_rollup").read_text() if parent == server.process.pid else ""
        except (OSError, IndexError):
            continue
        if rollup:
            sizes = dict(re.findall(r"^(Pss|Rss):\s+(\d+) kB", rollup, re.MULTILINE))
            found.append((int(sizes["Pss"]) / 1024, int(sizes["Rss"]) / 1024))
    return sorted(found)
