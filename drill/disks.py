"""Small disks of our own, mounted by root: one that fills up, and one whose power can be cut."""

import fcntl
import os
import struct
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

EXT4_SHUTDOWN, WITHOUT_WRITING = 0x8004587D, 2  # an ioctl of ext4: what is not on the disk yet stays out of it


def can_mount(folder: Path) -> bool:
    """Whether this account may mount here."""
    try:
        with small(folder, kilobytes=64):
            return True
    except OSError:
        return False


@contextmanager
def small(folder: Path, *, kilobytes: int):
    """A disk in memory that holds no more than this."""
    folder.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "drill", folder)
    try:
        yield folder
    finally:
        _unmount(folder)


class PoweredDisk:
    """An ext4 disk in a file. A power cut leaves of it what had reached the disk: what a program was told is synced."""

    def __init__(self, folder: Path, *, megabytes: int = 2000):
        self.folder, self.image = folder, folder.with_suffix(".img")
        folder.mkdir(exist_ok=True)
        with self.image.open("wb") as image:
            image.truncate(megabytes * 1024 * 1024)
        _run("mkfs.ext4", "-q", self.image)
        self.mount()

    def mount(self):
        _run("mount", "-o", "loop", self.image, self.folder)

    def cut_power(self):
        """From here on nothing is written, and what was written without being synced is gone with `restart`."""
        root = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(root, EXT4_SHUTDOWN, struct.pack("I", WITHOUT_WRITING))
        os.close(root)

    def restart(self):
        """When whoever had a file open there is gone."""
        self.unmount()
        self.mount()

    def unmount(self):
        _unmount(self.folder)


def _unmount(folder):
    """Threads of what was killed may hold a file a moment longer."""
    for _again in range(200):
        try:
            return _run("umount", folder)
        except OSError:
            time.sleep(0.05)
    return _run("umount", folder)


def _run(*command):
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr.strip())
