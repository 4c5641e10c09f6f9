"""Kill a register at random moments under writers, and check that nothing that it acknowledged is lost.

    bin/drill [sqlite|postgres] [KILLS] [--power] [--weak] [--quick] [--seed NUMBER]
    bin/drill [sqlite|postgres] --full [--quick]

Starts the server as bin/run does on a register of its own, lets four writers save and publish through the pages of the
admin, kills all of it with SIGKILL, starts it again and compares: each save that was acknowledged is there, with its
history and what is public of it; one that was not is there whole or not at all; the chain of history holds. Of
PostgreSQL, the server of the register, that of the database or both are killed.

--power cuts the power of the disk first, as root: what was not synced is gone. --weak runs on settings that lose
saves, which must be noticed: it ends with the first fault. --full fills the disk under the server, as root, instead of
killing it. --quick makes the tables at once, not by the migrations. Fails, and says each fault, if there is one.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from drill import clusters, disks, full, registers
from drill.servers import Browser, Server

WRITERS = 4
LONGEST = 2.5  # seconds of writing between two kills
EACH = 10  # kills between two proofs of the whole history


def arguments():
    parser = argparse.ArgumentParser(
        prog="bin/drill", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("database", nargs="?", default="sqlite", choices=["sqlite", "postgres"])
    parser.add_argument("kills", nargs="?", default=200, type=int)
    parser.add_argument("--power", action="store_true")
    parser.add_argument("--weak", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    return parser.parse_args()


class Drill:
    def __init__(self, given, folder: Path):
        self.given, self.folder, self.chance = given, folder, random.Random(given.seed)
        self.disk = disks.PoweredDisk(folder / "disk") if given.power else None
        home = folder / "disk"
        home.mkdir(exist_ok=True)
        self.cluster = clusters.Cluster(home / "pg") if given.database == "postgres" else None
        self.url = self.cluster.url() if self.cluster else f"sqlite:///{home}/register.sqlite3"
        more = {"DJANGO_SETTINGS_MODULE": "drill.weak_settings"} if given.weak else {}
        self.more = more | ({"DRILL_POWER": "1"} if given.power else {})
        self.server = Server(self.url, folder / "server", **self.more)

    def run(self) -> list[str]:
        """The faults that were found."""
        if self.cluster:
            self.cluster.make()
            self._start_database()
        registers.set_up(self.url, **self.more)
        from drill.checking import Report
        from drill.writers import Writer

        cookies, report = registers.make(quick=self.given.quick), Report()
        writers = [Writer(number, self.given.seed) for number in range(WRITERS)]
        self.server.launch()
        for number in range(1, self.given.kills + 1):
            self.server.wait()
            failed = self._kill_under(writers, cookies)
            stories = [story for writer in writers for story in writer.stories]
            report.check(stories, thoroughly=self.given.weak or number % EACH == 0 or number == self.given.kills)
            report.faults += failed
            report.count(stories)
            self._tell(number, report)
            if report.faults:
                break
        return report.faults or report.nothing_was_tried()

    def _kill_under(self, writers, cookies) -> list[str]:
        """Returns when all that was killed is up again: what failed before the kill. The first kill waits for a save
        that was acknowledged, so that there is something to lose."""
        dying, over = threading.Event(), threading.Event()
        browsers = [[Browser(self.server.port, cookies[name]) for name in ("researcher", "reviewer")] for _ in writers]
        threads = [
            threading.Thread(target=writer.work, args=(*pair, over.is_set, dying.is_set))
            for writer, pair in zip(writers, browsers, strict=True)
        ]
        registers.leave()
        for thread in threads:
            thread.start()
        while not any(writer.has_saved() for writer in writers) and any(thread.is_alive() for thread in threads):
            time.sleep(0.01)
        time.sleep(self.chance.uniform(0.2, LONGEST))
        which = "both" if self.given.power or self.given.weak else self.chance.choice(["both", "database", "server"])
        which = which if self.cluster else "server"
        dying.set()
        self._kill(which)
        over.set()
        self._start_again(which)
        for thread in threads:
            thread.join()
        stopped = [writer.stopped_by for writer in writers if writer.stopped_by]
        for error in stopped:
            if not isinstance(error, OSError):
                raise error
        return [f"FAILED before anything was killed: {error}" for error in stopped]

    def _kill(self, which: str):
        if self.disk:
            self.disk.cut_power()
        if which != "server" and self.cluster:
            self.cluster.kill()
        if which != "database":
            self.server.kill()

    def _start_again(self, which: str):
        if self.disk:
            self.disk.restart()
        if which != "server":
            self._start_database()
        if which != "database":
            self.server.launch()

    def _start_database(self):
        if self.cluster:
            weak = {"synchronous_commit": "off", "wal_writer_delay": "10s"} if self.given.weak else {}
            self.cluster.start(**weak)

    def _tell(self, number, report):
        if number % EACH == 0 or number == self.given.kills or report.faults:
            print(
                f"{number} kills: {report.saved} saves were acknowledged; of those without an answer {report.whole} "
                f"were there whole, {report.absent} not at all. Faults: {len(report.faults)}",
                flush=True,
            )

    def end(self):
        registers.leave()
        if self.server.process:
            self.server.kill()
        if self.cluster:
            self.cluster.kill()
        if self.disk:
            self.disk.unmount()


def main() -> int:
    given = arguments()
    if (given.power or given.full) and os.geteuid():
        sys.exit("This mounts a disk of its own, which only root may.")
    if given.database == "postgres" and clusters.programs() is None:
        sys.exit("PostgreSQL is missing. As root: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="drill") as name:
        folder = Path(name)
        folder.chmod(0o711)  # the account of PostgreSQL passes through
        faults = full.run(given.database, folder, quick=given.quick) if given.full else under_kills(given, folder)
    for fault in faults[:20]:
        print(fault)
    print(f"FAILED: {len(faults)} faults." if faults else "Nothing was lost, nothing is half written.")
    return bool(faults)


def under_kills(given, folder) -> list[str]:
    print(f"{given.database}, {given.kills} kills, seed {given.seed}", flush=True)
    drill = Drill(given, folder)
    try:
        return drill.run()
    finally:
        drill.end()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_given: sys.exit(1))  # so that it takes its servers and disks along
    sys.exit(main())
