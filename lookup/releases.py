"""What the page tells of releases."""

from functools import cached_property
from typing import NamedTuple

from django.urls import reverse

from lookup.downloads import FILES
from lookup.downloads.comparing import Kind
from lookup.models import PublishedRelease


class Line(NamedTuple):
    """How many lines of one file were added, changed, merged and withdrawn: each with the word for it."""

    file: str
    numbers: list[tuple[str, int]]


class Shown:
    """One release: the issue that is served, if there is one, and those that are served no more."""

    def __init__(self, name: str, issues: list[PublishedRelease], base: str):
        self.name, self._base = name, base
        issues = sorted(issues, key=lambda issue: issue.number, reverse=True)
        self.served = next((issue for issue in issues if issue.is_served), None)
        self.gone = [issue for issue in issues if not issue.is_served]

    @property
    def address(self) -> str:
        return f"{self._base}{self.served.get_absolute_url()}"

    @cached_property
    def changes(self) -> list[Line]:
        found = self.served.changes
        return [
            Line(name, [(kind.label, found[name].get(kind, 0)) for kind in Kind]) for name in FILES if name in found
        ]


class Releases:
    """All of them, the newest first. `base`: scheme and host of the site."""

    def __init__(self, base: str):
        issues: dict[str, list[PublishedRelease]] = {}
        for issue in PublishedRelease.objects.all():
            issues.setdefault(issue.release, []).append(issue)
        newest = sorted(issues, key=lambda name: tuple(map(int, name.split("."))), reverse=True)
        self.shown = [Shown(name, issues[name], base) for name in newest]
        self.kinds, self.sums = Kind.labels, reverse("files:sums")
