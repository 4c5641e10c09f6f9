"""A file that has grown over its limit holds a second subject, which becomes a second file."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"models": 300, "admin": 250}  # lines


def too_long(folder: Path, subject: str) -> list[str]:
    """The files of a subject that are over its limit: `models.py`, `admin_reports.py`, all in `models/`."""
    paths = [*folder.glob(f"*/{subject}*.py"), *folder.glob(f"*/{subject}/*.py")]
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path.relative_to(folder)}: {count}" for path, count in lines.items() if count > LIMITS[subject]]


@pytest.mark.parametrize("subject", LIMITS)
def test_no_file_is_over_its_limit(subject):
    assert too_long(ROOT, subject) == []


@pytest.mark.parametrize("subject", LIMITS)
def test_a_file_over_its_limit_is_found(subject, tmp_path):
    (tmp_path / "people").mkdir()
    path = tmp_path / "people" / f"{subject}.py"
    path.write_text("\n" * LIMITS[subject])
    assert too_long(tmp_path, subject) == []
    path.write_text("\n" * (LIMITS[subject] + 1))
    assert too_long(tmp_path, subject) == [f"people/{subject}.py: {LIMITS[subject] + 1}"]
