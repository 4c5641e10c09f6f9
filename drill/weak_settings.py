"""The settings of a register that loses what it was given: the drill must notice."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES

# Against a kill: no journal on the disk, and pages of a change that is not over are written into the file.
WITHOUT_JOURNAL = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=1; PRAGMA foreign_keys=ON;"
# Against a power cut: all as it should be, but nobody waits for the disk.
WITHOUT_WAITING = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"

DEBUG = True  # else the server refuses to start like this
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    chosen = WITHOUT_WAITING if os.environ.get("DRILL_POWER") else WITHOUT_JOURNAL
    DATABASES["default"]["OPTIONS"]["init_command"] = chosen
