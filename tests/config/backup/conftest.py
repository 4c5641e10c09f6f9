from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from config.backup.making import Made, make_backup
from tests.builders import a_casualty, a_named_person
from tests.registers import Machine, backup_key, machines, use_key  # noqa: F401 (fixtures)


class Register(NamedTuple):
    machine: Machine
    folder: Path  # for backups

    def backed_up(self, name="backup") -> tuple[Path, Made]:
        path = self.folder / name
        return path, make_backup(path)

    def left_over(self) -> list[str]:
        """What a backup or restore left that it should have taken away."""
        found = [*self.folder.glob("*.part"), *self.machine.var.glob("backup.work"), *self.machine.var.glob("*.new")]
        return sorted(str(path) for path in found)


def fill():
    """A named person with a death, and a saved document."""
    a_casualty(person=a_named_person("Ақжан Төлеген"))
    FileSystemStorage(location=settings.MEDIA_ROOT).save("snapshots/page.html", ContentFile(b"Zhuparly, a long report"))
    use_key()


@pytest.fixture
def register(machines, tmp_path) -> Register:  # noqa: F811
    """One machine with a register in it; it is in use."""
    machine = machines.filled("here").use()
    fill()
    folder = tmp_path / "kept"
    folder.mkdir()
    return Register(machine, folder)
