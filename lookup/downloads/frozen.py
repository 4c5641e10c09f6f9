"""The package of a release: the data, what changed, and the checksum of each file in it."""

import csv
import io
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from lookup.downloads import FILES, description
from lookup.downloads.archive import zipped
from lookup.downloads.comparing import CHANGES, Change, Kind, Lines, counted, digested, has_lines
from lookup.downloads.writing import csv_parts

LANGUAGE = "en"  # of the labels; what columns and codes mean is told in all
SUMS = "SHA256SUMS"


class Frozen:
    """One package, written once. When `parts` ran to their end, the rest tells what is in it."""

    def __init__(self, *, name: str, day: str, before: str, is_anew: bool, find_changes: Callable):
        """`before`: the release that it is compared with; `is_anew`: it takes the place of an earlier issue;
        `find_changes` is given the lines and returns the changes."""
        self.name, self.day, self.before, self._is_anew = name, day, before, is_anew
        self._find_changes: Callable[[Lines], list[Change]] = find_changes
        self.lines: Lines = {}
        self.changes: list[Change] = []
        self.files: list[dict] = []  # of each: name, size, sha256; public is the sum of the whole alone

    @property
    def citation(self) -> str:
        with translation.override(LANGUAGE):
            register = _("Tizim: a register of the killed and the detained")
            return _("%(register)s. Release %(name)s, %(day)s.") % {
                "register": register,
                "name": self.name,
                "day": self.day,
            }

    def parts(self) -> Iterator[bytes]:
        """The bytes of the ZIP."""
        return zipped((name, self._summed(name, parts)) for name, parts in self._members())

    def _members(self) -> Iterator[tuple[str, Iterable[str]]]:
        """What tells of the data comes after it: what it tells is known then."""
        for file in FILES.values():
            parts = csv_parts(file, code=LANGUAGE)
            if has_lines(file):
                parts = digested(parts, self.lines.setdefault(file.name, {}))
            yield f"data/{file.name}.csv", parts
        self.changes = self._find_changes(self.lines)
        files = [*FILES.values(), CHANGES]
        yield "data/changes.csv", [_as_csv([Change._fields, *self.changes])]
        yield "dictionary.csv", [_as_csv(description.dictionary(files))]
        yield "codes.csv", [_as_csv(description.codes(files))]
        with translation.override(LANGUAGE):
            about = description.Release(self.name, self.day, self.citation, self._told())
            described, readme = (
                description.datapackage(files, (), LANGUAGE, about),
                description.readme(files, (), about),
            )
        yield "datapackage.json", [json.dumps(self._with_sums(described), ensure_ascii=False, indent=1)]
        yield "README.md", [readme]
        yield SUMS, ["".join(f"{file['sha256']}  {file['name']}\n" for file in self.files)]

    def _summed(self, name: str, parts: Iterable[str]) -> Iterator[str]:
        total, size = sha256(), 0
        for part in parts:
            content = part.encode()
            total.update(content)
            size += len(content)
            yield part
        self.files.append({"name": name, "size": size, "sha256": total.hexdigest()})

    def _with_sums(self, described: dict) -> dict:
        known = {file["name"]: file for file in self.files}
        for resource in described["resources"]:
            file = known[resource["path"]]
            resource |= {"bytes": file["size"], "hash": f"sha256:{file['sha256']}"}
        return described | {"salt": secrets.token_hex(32)}  # whoever knows the sum cannot guess what was taken away

    def _told(self) -> str:
        """What changed, in words."""
        told = [_("It takes the place of an earlier issue, which is served no more.")] if self._is_anew else []
        return "\n\n".join([*told, self._told_of_changes()])

    def _told_of_changes(self) -> str:
        if not self.before:
            return _("This is the first release: there is none to compare it with.")
        labels = dict(Kind.choices)
        told = [
            f"- {file}: " + ", ".join(f"{number} {labels[kind]}" for kind, number in kinds.items())
            for file, kinds in counted(self.changes).items()
        ]
        since = _("What changed since release %s, by file; line by line in data/changes.csv:") % self.before
        return "\n".join([since, "", *(told or [_("Nothing.")])])


def _as_csv(rows: Iterable[tuple]) -> str:
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue()
