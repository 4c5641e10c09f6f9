"""nginx, as deploy/ configures it, before a real server; only ports, paths and the account are others."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

from config.environment import BASE_DIR

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CONFIGURATION = BASE_DIR / "deploy/nginx/nginx.conf"
ONION = "0123456789abcdef.onion"  # the name under which plain http is answered
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def free_ports(count) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Nginx:
    """As it is deployed, but for ports, paths and the account."""

    def __init__(self, folder: Path, *, visitors: int, onion: int = 1, staff: int = 1, limit=""):
        """With the name of a zone as `limit` only that limit of requests is kept, and soon reached."""
        self.folder, (self.http, self.https, self.tor) = folder, free_ports(3)
        told = CONFIGURATION.read_text(encoding="utf-8")
        for before, after in {
            "user www-data;": f"{'user root; ' if os.geteuid() == 0 else ''}daemon off; lock_file {folder}/lock;",
            "/run/nginx.pid": f"{folder}/pid",
            "/var/log/nginx": str(folder),
            "/etc/tizim/tls": str(folder),
            "/srv/tizim": str(BASE_DIR),
            "127.0.0.1:8080": f"127.0.0.1:{self.tor}",
            "127.0.0.1:8000": f"127.0.0.1:{staff}",
            "127.0.0.1:8001": f"127.0.0.1:{visitors}",
            "127.0.0.1:8002": f"127.0.0.1:{onion}",
            "http {": "http {\n" + "".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY),
        }.items():
            if before not in told:
                raise ValueError(f"{CONFIGURATION} does not say {before}")
            told = told.replace(before, after)
        told = re.sub(r"listen \[::\]:.*", "", told)
        if limit:
            told = re.sub(rf"limit_req zone=(?!{limit} ).*", "", told)
            told = re.sub(r"rate=\d+r/s", "rate=1r/m", re.sub(r"burst=\d+", "burst=2", told))
        told = told.replace("listen 80", f"listen 127.0.0.1:{self.http}").replace(
            "listen 443", f"listen 127.0.0.1:{self.https}"
        )
        (folder / "nginx.conf").write_text(told, encoding="utf-8")
        subject = ["-subj", "/CN=register.example", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        command = [shutil.which("openssl"), "req", "-x509", *key, *subject]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    def command(self, *options):
        return [NGINX, "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "error.log"), *options]

    def __enter__(self):
        self.process = subprocess.Popen(self.command(), cwd=self.folder)
        while self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.https), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return self
        raise RuntimeError((self.folder / "error.log").read_text())

    def __exit__(self, *_error):
        self.process.terminate()
        self.process.wait(timeout=30)

    def visit(self, host) -> http.client.HTTPSConnection:
        """Over TLS, as somebody who knows the server by this name."""
        anybody = ssl.create_default_context()
        anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", self.https), timeout=30)
        visit = http.client.HTTPSConnection("127.0.0.1", self.https, timeout=30)
        visit.sock = anybody.wrap_socket(plain, server_hostname=host)
        return visit

    def ask(self, address, method="GET", body=None, *, host="register.example", port=None, **headers):
        """Over TLS; at another port without."""
        visit = self.visit(host) if port is None else http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        visit.request(method, address, body=body, headers={"Host": host, "User-Agent": "Quxarek/1.0", **headers})
        answer = visit.getresponse()
        found = answer.status, answer.read().decode(), dict(answer.getheaders())
        visit.close()
        return found

    @property
    def logs(self) -> str:
        return "".join(path.read_text() for path in self.folder.glob("*.log"))
