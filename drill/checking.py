"""What stands in the register after a crash, held against what the writers were told."""

import json
from collections import Counter, defaultdict
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from drill.writers import PEOPLE, REPORTS, Save, Story, Told

KEPT = {("sources.report", "title"): REPORTS, ("people.name", "text"): PEOPLE}


class Stored:
    """All that the writers can have written, read at once."""

    def __init__(self):
        from audit.models import ChangeValue, FormToken
        from lookup.models import PublishedReport
        from people.models import Name
        from publishing.models import Publication
        from sources.models import Report

        self.tokens = set(FormToken.objects.values_list("token", flat=True))
        self.written = Counter()  # how many changes in history wrote the text
        for table, name, after in ChangeValue.objects.values_list("table", "field", "after"):
            if (table, name) in KEPT and after:
                self.written[json.loads(after)] += 1
        self.titles = {str(key): title for key, title in Report.objects.values_list("pk", "title")}
        self.names = defaultdict(set)
        for person, text in Name.objects.values_list("person_id", "text"):
            self.names[str(person)].add(text)
        ids = {public_id: str(key) for key, public_id in Report.objects.values_list("pk", "public_id")}
        self.publications, self.public = defaultdict(list), {}
        for public_id, values in Publication.objects.order_by("pk").values_list("public_id", "values"):
            self.publications[ids.get(public_id, "")].append(values["title"])
        for public_id, title in PublishedReport.objects.values_list("public_id", "title"):
            self.public[ids.get(public_id, "")] = title

    def key_of(self, story: Story) -> str:
        """Of a story whose first answer never came."""
        texts = set(story.saves[0].texts)
        found = [key for key, title in self.titles.items() if title in texts]
        found += [key for key, names in self.names.items() if names & texts]
        return found[0] if found else ""


class Report:
    """What came of it: `faults` is empty, or the drill failed."""

    def __init__(self):
        self.faults, self.saved, self.whole, self.absent = [], 0, 0, 0

    def check(self, stories: list[Story], *, thoroughly: bool):
        """After a restart. What was saved without an answer counts as saved from now on."""
        try:
            self.faults += _faults_of_database(thoroughly)
            stored = Stored()
            for story in stories:
                self._check(story, stored)
        except (DatabaseError, CommandError) as error:
            self.faults.append(f"The register cannot be read: {error}")

    def _check(self, story, stored):
        story.key = story.key or stored.key_of(story)
        for save in list(story.saves):
            times = self._times(save, story, stored)
            if save.told == Told.SAVED and 0 in times:
                self._fault("LOST, although it was acknowledged", story, save)
            elif len(set(times)) > 1 or (save.token and (save.token in stored.tokens) != bool(times[0])):
                self._fault("HALF WRITTEN", story, save)
            elif max(times) > 1 and save.act != "publish":
                self._fault("WRITTEN TWICE", story, save)
            elif save.told == Told.NOTHING:
                self._settle(save, story, is_there=bool(times[0]))
        self._check_as_it_stands(story, stored)

    @staticmethod
    def _times(save, story, stored):
        if save.act == "publish":
            return [stored.publications[story.key].count(save.texts[0])]
        return [stored.written[text] for text in save.texts]

    def _settle(self, save, story, *, is_there):
        if is_there:
            self.whole += 1
            save.told = Told.SAVED
        else:
            self.absent += 1
            if save.act != "add":  # a record is added again, with the same form
                story.saves.remove(save)

    def _check_as_it_stands(self, story, stored):
        kept = [save for save in story.saves if save.told == Told.SAVED]
        if not kept or self.faults:
            return
        last = [save for save in kept if save.act != "publish"][-1]
        now = {stored.titles.get(story.key)} if story.address == REPORTS else stored.names[story.key]
        if now != set(last.texts):
            self._fault("NOT AS IT WAS SAVED LAST", story, last)
        if story.address != REPORTS:
            return
        published = [save.texts[0] for save in kept if save.act == "publish"]
        if stored.public.get(story.key) != (published[-1] if published else None):
            self._fault("NOT PUBLIC AS IT WAS PUBLISHED", story, last)

    def _fault(self, what, story: Story, save: Save):
        self.faults.append(f"{what}: {save.act} {save.texts} of {story.address}{story.key}")

    def count(self, stories):
        self.saved = sum(save.told == Told.SAVED for story in stories for save in story.saves) - self.whole

    def nothing_was_tried(self) -> list[str]:
        return [] if self.saved else ["NOTHING WAS SAVED in all that time, so that nothing could be lost."]


def _faults_of_database(thoroughly: bool) -> list[str]:
    from publishing import delivery

    faults = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")  # of a file too broken for that, reading raises DatabaseError
            told = [line for (line,) in cursor.fetchall()]
        faults += [f"SQLite: {line}" for line in told if line != "ok"]
    if thoroughly:
        said = StringIO()
        try:
            call_command("verify_history", stdout=said, stderr=said)
        except CommandError as error:
            faults.append(f"{said.getvalue()[:2000]}{error}")
        if wrong := delivery.records_that_differ():
            faults.append(f"{wrong} records are not public as they were published.")
    return faults
