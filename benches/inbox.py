"""A flood of messages from one source, beside a visitor who reads meanwhile; and wrong receipt codes beside right ones.

    bin/bench inbox [MESSAGES]     1,000 in one minute unless told otherwise

Starts the register with gunicorn, as `bin/run` does, on a temporary SQLite file and a key of its own. The baseline is
the same reader before the flood, in the same run.
"""

import base64
import http.client
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

MINUTE = 60.0  # seconds
PAUSE = 0.2  # seconds between two pages of the reader
CODES = 100
LETTER = {"text": "x" * 20_000, "who": "y" * 200, "contact": ""}


class Site:
    """The register as its own process; addresses are asked one connection each."""

    def __init__(self, folder: Path):
        from nacl.public import PrivateKey

        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.database = folder / "inbox.sqlite3"
        key = base64.b64encode(bytes(PrivateKey.generate().public_key)).decode()
        self.environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "GROUP_PUBLIC_KEY": key,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "HTTPS": "off",
            "DEBUG": "off",
            "ALLOWED_HOSTS": "127.0.0.1",
        }

    def __enter__(self):
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "--verbosity=0"], env=self.environment, check=True)  # noqa: S603
        subprocess.run([*manage, "collectstatic", "--noinput", "--verbosity=0"], env=self.environment, check=True)  # noqa: S603
        server = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        self.server = subprocess.Popen(server, env=self.environment, stderr=subprocess.DEVNULL)  # noqa: S603
        for _again in range(100):
            try:
                self.ask("/en/")
                return self
            except OSError:
                time.sleep(0.2)
        raise SystemExit("The server did not start.")

    def __exit__(self, *_error):
        self.server.terminate()
        self.server.wait()

    def ask(self, address: str, typed: dict | None = None) -> tuple[int, str, float]:
        """Status, text and milliseconds."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = urlencode(typed) if typed else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if typed else {}
        connection.request("POST" if typed else "GET", address, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, (time.perf_counter() - start) * 1000

    def size(self) -> int:
        """Bytes of the database on the disk, with what is not yet written back."""
        return sum(path.stat().st_size for path in self.database.parent.glob("inbox.sqlite3*"))


def read(site: Site, until: threading.Event, found: list[float]):
    while not until.is_set():
        status, _text, took = site.ask("/en/people/")
        if status != 200:
            raise SystemExit(f"The reader was answered {status}.")
        found.append(took)
        time.sleep(PAUSE)


def reading(site: Site, act) -> tuple[list[float], object]:
    """Milliseconds of the reader's pages while something else is done, and what that returns."""
    found, until = [], threading.Event()
    reader = threading.Thread(target=read, args=(site, until, found))
    reader.start()
    try:
        return found, act()
    finally:
        until.set()
        reader.join()


def flood(site: Site, messages: int) -> Counter:
    """From one source, evenly over a minute."""
    start, answers = time.perf_counter(), Counter()
    for number in range(messages):
        time.sleep(max(0.0, start + number * MINUTE / messages - time.perf_counter()))
        answers[site.ask("/en/tell/news/", LETTER | {"text": f"{number} {LETTER['text']}"[:20_000]})[0]] += 1
    return answers


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def codes(site: Site) -> tuple[list[float], list[float]]:
    """Milliseconds of codes that a message was kept under, and of codes that nobody was given."""
    from inbox.letterbox import receipts

    page = site.ask("/en/tell/news/", LETTER | {"text": "one more"})[1]
    kept = re.search(r'class="code"[^>]*>\s*<code[^>]*>([^<]+)', page)
    if kept is None:
        raise SystemExit("No message could be kept to ask for its answer.")
    right, wrong = [], []
    for _again in range(CODES):
        right.append(site.ask("/en/tell/answer/", {"code": kept[1]})[2])
        wrong.append(site.ask("/en/tell/answer/", {"code": receipts.shown(receipts.new_code())})[2])
    return right, wrong


def main():
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder)) as site:
        right, wrong = codes(site)
        alone, _slept = reading(site, lambda: time.sleep(20))
        before = site.size()
        beside, answers = reading(site, lambda: flood(site, messages))
        grown = site.size() - before
    lines = [
        f"sqlite: {messages:,} messages of 20,000 characters in a minute from one source",
        f"answered: {', '.join(f'{count} with {status}' for status, count in sorted(answers.items()))}",
        f"the database grew by {grown / 1024:,.0f} KiB, of {messages * 20_000 / 1024:,.0f} KiB that were sent",
        f"a reader meanwhile: 95 % in {p95(beside):.0f} ms, before in {p95(alone):.0f} ms: ratio "
        f"{p95(beside) / p95(alone):.2f}",
        f"a code that holds a message: median {statistics.median(right):.1f} ms; one never given: "
        f"{statistics.median(wrong):.1f} ms; ratio {statistics.median(wrong) / statistics.median(right):.3f}",
    ]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    django.setup()
    main()
