"""The settings of a register whose documents lie in a folder of the measurement, which is thrown away with it."""

import os

from config.settings import *  # noqa: F403

MEDIA_ROOT = os.environ["BENCH_DOCUMENTS"]
