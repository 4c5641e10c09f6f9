"""The outlines of the regions, as `bin/make_map.py` wrote them into `boundaries.json`."""

import json
from functools import cache
from pathlib import Path

BOUNDARIES = Path(__file__).with_name("boundaries.json")
# Made on 8 June 2022 out of regions that the map still shows whole (fixtures/reference/SOURCES.md).
PART_OF_THEN = {"100000000": "630000000", "330000000": "190000000", "620000000": "350000000"}


@cache
def boundaries() -> dict:
    """`width`, `height` and `regions`: each with `code`, `path` (empty for a point), `at`, and a name by language."""
    return json.loads(BOUNDARIES.read_text(encoding="utf-8"))
