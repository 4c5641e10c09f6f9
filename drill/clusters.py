"""A PostgreSQL server of our own in a folder, reached by a unix socket beside its data."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

SAFE = {"listen_addresses": "", "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def programs() -> Path | None:
    """The newest folder with `initdb`, or None where there is no PostgreSQL."""
    beside = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    folders += [Path(beside).resolve().parent] if beside else []
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


def account() -> dict:
    """For `subprocess`: the server refuses to run as root."""
    if os.geteuid():
        return {}
    names = [it.pw_name for it in pwd.getpwall()]
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def give(folder: Path):
    """To the account of the server."""
    if owner := account():
        os.chown(folder, owner["user"], owner["group"])


class Cluster:
    """`folder` must be short: a socket in it has at most 107 characters."""

    def __init__(self, folder: Path):
        self.folder, self.data, self.process = folder, folder / "data", None
        folder.mkdir(exist_ok=True)
        give(folder)

    def url(self, database="postgres", role="postgres") -> str:
        return f"postgres://{role}@/{database}?host={self.folder}"

    def make(self, **apart):
        """An empty one; `waldir=PATH` keeps its log of changes elsewhere."""
        more = [f"--{name}={path}" for name, path in apart.items()]
        self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", *more)

    def copy(self, of: "Cluster"):
        """A standby of a running one, which it follows from its start on, as docs/deploy.md makes it."""
        slot = ["--create-slot", "--slot=standby"]
        own = ["--host", of.folder, "--username=postgres"]
        self._run("pg_basebackup", *own, *slot, "--write-recovery-conf", "--checkpoint=fast")

    def start(self, **settings):
        """Our own child, so that nothing of it is left when it is gone. Returns when it answers."""
        options = [f"-c{name}={value}" for name, value in {**SAFE, **settings}.items()]
        pid_file = self.data / "postmaster.pid"
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [programs() / "postgres", "-D", self.data, "-k", self.folder, *options],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **account(),
            )
        while self.process.poll() is None:
            told = pid_file.read_text().split("\n") if pid_file.exists() else []
            if told[:1] == [str(self.process.pid)] and told[7:8] and told[7].strip() in ("ready", "standby"):
                return
            time.sleep(0.02)
        raise RuntimeError(f"PostgreSQL did not start:\n{self._told()}")

    def kill(self):
        """SIGKILL to the server and all that it started, at once; returns when they are gone."""
        if self.process is None:
            return
        pids = {self.process.pid}
        pids |= {
            pid for pid in map(int, filter(str.isdecimal, os.listdir("/proc"))) if _parent(pid) == self.process.pid
        }
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        while any(_parent(pid) is not None for pid in pids):
            time.sleep(0.01)
        self.process = None

    def stop(self):
        """As an administrator stops it: nothing is left to be recovered at the next start."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()
            self.process = None

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _told(self) -> str:
        paths = [path for path in map(self.folder.joinpath, ("said", "log")) if path.exists()]
        return "\n".join(path.read_text(errors="replace")[-2000:] for path in paths)

    def _run(self, program, *options):
        with (self.folder / "said").open("ab") as said:
            done = subprocess.run(
                [programs() / program, f"--pgdata={self.data}", *options],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
                **account(),
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{self._told()}")


def _parent(pid: int) -> int | None:
    """None once it is gone, even if nobody has asked for what it left."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in "ZX" else int(parent)
