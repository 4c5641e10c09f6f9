"""Researchers who save through the pages, and an import that runs meanwhile."""

import subprocess
import sys
import threading
import time
from pathlib import Path

from config.environment import BASE_DIR
from drill.servers import Browser, environment
from drill.writers import Writer

PAUSE = 5.0  # seconds between two saves of one researcher
MAPPING = """
name = "invented list"
kind = "killed"
key = "row"
[columns]
row = "number"
name_kk = "name_kk"
age = "age"
sex = "sex"
links = "links"
"""


class Researcher(Writer):
    """A writer of the drill who reads between two saves, and goes on when one fails. `took`: seconds of each save."""

    def __init__(self, number: int, seed: int, is_over: threading.Event):
        super().__init__(number, seed)
        self.over, self.took, self.not_saved = is_over, [], []

    def _step(self):
        try:
            super()._step()
        except OSError as error:
            if not self.over.is_set():
                self.not_saved.append(str(error))
        self.over.wait(PAUSE * self.chance.uniform(0.5, 1.5))

    def _send(self, story, save, send):
        start = time.perf_counter()
        try:
            super()._send(story, save, send)
        finally:
            self.took.append(time.perf_counter() - start)


class Writing:
    """So many researchers at work, and the import of so many rows, until it is left."""

    def __init__(self, url: str, port: int, cookies: list[dict], reviewer: dict, *, rows: int, folder: Path):
        self.url, self.rows, self.folder = url, rows, folder
        self.over = threading.Event()
        self.researchers = [Researcher(number, 1, self.over) for number in range(len(cookies))]
        is_over = self.over.is_set
        self.threads = [
            threading.Thread(target=one.work, args=(Browser(port, own), Browser(port, reviewer), is_over, is_over))
            for one, own in zip(self.researchers, cookies, strict=True)
        ]
        self.import_took = self.importer = self.process = self.ended_at = None
        self.said = ""  # by the import

    def hand_in(self):
        """A list, which is imported from now on."""
        from benches.importing import write_list
        from sources.models import Report

        self.list, self.mapping = self.folder / "list.csv", self.folder / "mapping.toml"
        write_list(self.list, self.rows)
        self.mapping.write_text(MAPPING, encoding="utf-8")
        self.report = Report.objects.order_by("-pk").first().public_id
        self.importer = threading.Thread(target=self._import)
        self.importer.start()

    def wait_for_import(self, seconds: float | None = None):
        """Until it has ended, or for so long."""
        self.importer.join(seconds)

    def end_import(self):
        """If it has not ended by itself."""
        from desk.models import ImportBatch

        at = ImportBatch.objects.order_by("-pk").first()
        self._kill()
        if self.process and self.process.returncode < 0:
            self.ended_at = at

    def _kill(self):
        if self.process:
            self.process.kill()
        self.importer.join()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.over.set()
        for thread in self.threads:
            thread.join()
        if self.importer:
            self._kill()

    def _import(self):
        apart = {
            "DJANGO_SETTINGS_MODULE": "benches.measured.documents_apart",
            "BENCH_DOCUMENTS": str(self.folder / "files"),
        }
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        command = [sys.executable, "manage.py", "import_people", self.list, "--list", self.report]
        command += ["--mapping", self.mapping]
        start = time.perf_counter()
        self.process = subprocess.Popen(  # noqa: S603 (our own)
            command, env=environment(self.url, **apart), cwd=BASE_DIR, **pipes
        )
        self.said = self.process.communicate()[0]
        self.import_took = time.perf_counter() - start

    def lines(self) -> list[str]:
        """What became of it, in words."""
        took = sorted(second for one in self.researchers for second in one.took)
        faults = [f"{type(one.stopped_by).__name__}: {one.stopped_by}" for one in self.researchers if one.stopped_by]
        lost = [told for one in self.researchers for told in one.not_saved]
        told = [
            f"{len(self.researchers)} researchers tried {len(took)} saves, one each {PAUSE:.0f} s; {len(lost)} failed"
        ]
        told[0] += f" ({', '.join(sorted(set(lost)))})" if lost else ""
        if took:
            told[0] += f"; 95 of 100 within {took[min(len(took) - 1, int(0.95 * len(took)))] * 1000:.0f} ms"
        if self.ended_at:
            told.append(
                f"the import was killed after {self.import_took:.0f} s, {self.ended_at.get_task_display()}: "
                f"{self.ended_at.done:,} of {self.rows:,} rows"
            )
        elif self.import_took:
            outcome = "whole" if self.process.returncode == 0 else f"NOT: {self.said[-500:]}"
            told.append(f"{self.rows:,} rows were imported in {self.import_took:.0f} s: {outcome}")
        return told + [f"A researcher was stopped by {fault}" for fault in faults]
