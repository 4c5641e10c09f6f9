"""The real server, as `bin/run` starts it, and a browser without a window."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from config.environment import BASE_DIR


def environment(url: str, **more) -> dict[str, str]:
    """All that the server is told; nothing of what is set around us."""
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "HTTPS": "off",
        "SECRET_KEY": "s" * 50,
    }
    return {**own, "DATABASE_URL": url, "GROUP_PUBLIC_KEY_FILE": "var/no_key_in_drills", **more}


class Server:
    def __init__(self, url: str, said: Path, **more):
        self.environment, self.said, self.process = environment(url, **more), said, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self):
        self.launch()
        self.wait()

    def launch(self):
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=BASE_DIR, stdout=said, stderr=said, start_new_session=True
            )

    def wait(self):
        """Returns when a page was answered."""
        while self.process.poll() is None:
            try:
                if Browser(self.port).get("/en/about/").status_code == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"The server did not start:\n{self.said.read_text(errors='replace')[-3000:]}")

    def kill(self):
        """SIGKILL to all its processes at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while _has_members(self.process.pid):
            time.sleep(0.01)


def _has_members(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return any(_group(pid) == group for pid in filter(str.isdecimal, os.listdir("/proc")))


def _group(pid: str) -> int | None:
    try:
        state, _parent, group = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:3]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in "ZX" else int(group)


class Page(NamedTuple):
    status_code: int
    headers: dict[str, str]
    content: bytes


class Browser:
    """Of somebody who is signed in, if cookies are given; each page over a connection of its own."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None):
        self.port, self.key = port, secrets.token_hex(16)
        self.cookies = {**(cookies or {}), "csrftoken": self.key}

    def get(self, address) -> Page:
        """Raises OSError also where the page says that the register does not answer."""
        page = self._ask("GET", address)
        if page.status_code >= 500:
            raise ConnectionResetError(f"answered {page.status_code}")
        return page

    def post(self, address, form, **_options) -> Page:
        self.posted = address, form
        typed = {**form, "csrfmiddlewaretoken": self.key}
        return self._ask("POST", address, urlencode(typed, doseq=True))

    def _ask(self, method, address, body=None) -> Page:
        """Raises OSError where no whole answer came."""
        visit = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            visit.request(method, address, body=body, headers=headers)
            answer = visit.getresponse()
            return Page(answer.status, dict(answer.getheaders()), answer.read())
        except http.client.HTTPException as error:
            raise ConnectionResetError("half an answer") from error
        finally:
            visit.close()
