"""Researchers and a reviewer who save through the pages of the admin, and remember what they were told."""

import random
import re
from dataclasses import dataclass, field
from enum import StrEnum

from drill.servers import Browser
from tests.admin_forms import AdminForm

REPORTS, PEOPLE = "/admin/sources/report/", "/admin/people/person/"
DOOR = "/admin/publishing/publication/record/sources.report/"
ASKED = re.compile(r'name="(answer-\d+)"')
SYLLABLES = ["ба", "ге", "ду", "жа", "зе", "ки", "ло", "ма", "не", "пу", "ра", "са", "то", "фе", "ша"]


class Told(StrEnum):
    SAVED = "saved"  # the answer said so
    NOTHING = "nothing"  # no answer came, or one that did not say so


@dataclass
class Save:
    """One press on a button. `texts` are in no other save."""

    act: str  # add, change, publish
    texts: list[str]
    told: Told = Told.NOTHING
    token: str = ""
    form: tuple | None = None  # what was sent where, to send it again


@dataclass
class Story:
    """One record, and all that was done to it."""

    address: str
    key: str = ""
    saves: list[Save] = field(default_factory=list)


class NotAccepted(Exception):
    """The page refused what the drill typed: a fault of the drill."""


class Writer:
    def __init__(self, number: int, seed: int):
        self.chance = random.Random(f"{seed}/{number}")
        self.number, self.count, self.stories, self.stopped_by = number, 0, [], None

    def work(self, researcher: Browser, reviewer: Browser, is_over, is_dying):
        """Until the server does not answer as it should, which nobody but who kills it may cause: `is_dying` says
        whether that has begun, `is_over` whether it is done."""
        self.researcher, self.reviewer, self.is_dying = researcher, reviewer, is_dying
        try:
            self._send_again()
            while not is_over():
                self._step()
        except Exception as error:  # before the kill: a fault of the drill or of the register, which ends the drill
            if not (isinstance(error, OSError) and is_dying()):
                self.stopped_by = error

    def has_saved(self) -> bool:
        return any(save.told == Told.SAVED for story in self.stories for save in story.saves)

    def _step(self):
        known = [story for story in self.stories[-10:] if story.address == REPORTS and story.key]
        act = self.chance.choice([self._add_report, self._add_person, self._change, self._publish])
        if act in (self._change, self._publish) and not known:
            act = self._add_report
        act(self.chance.choice(known)) if act in (self._change, self._publish) else act()

    def _add_report(self):
        self._add(REPORTS, [f"Report of {self._word()}"], lambda form, texts: {"title": texts[0]}, "_review")

    def _add_person(self):
        texts = [f"{self._word()} {self._word()}" for _ in range(2)]
        self._add(PEOPLE, texts, self._names, "_save")

    @staticmethod
    def _names(form, texts):
        """Two names in two parts: whole is both."""
        first = {"names-0-text": texts[0]}
        form.values.update({name: [""] for name in first if name not in form.values})
        count = int(form.values["names-TOTAL_FORMS"][0])
        more = form.part("names", {"text": texts[1]}) if count == 1 else {}
        return first | more

    def _add(self, address, texts, typed, button):
        form = AdminForm(self.researcher, f"{address}add/")
        story = Story(address, saves=[Save("add", texts, token=form.values["form_token"][0])])
        form.values["_continue"] = ["1"]
        values = typed(form, texts)
        self.stories.append(story)
        self._send(story, story.saves[0], lambda: form.send(values, button=button))

    def _change(self, story):
        save = Save("change", [f"Report of {self._word()}"])
        form = AdminForm(self.researcher, f"{REPORTS}{story.key}/change/")
        story.saves.append(save)
        self._send(story, save, lambda: form.send({"title": save.texts[0]}, button="_review"))

    def _publish(self, story):
        address = f"{DOOR}{story.key}/"
        page = self.reviewer.get(address).content.decode()
        version = re.search(r'name="version" value="(\d+)"', page)
        if 'value="publish"' not in page or version is None:
            return  # it is public as it stands
        title = next(save.texts[0] for save in reversed(story.saves) if save.act != "publish")
        save = Save("publish", [title])
        story.saves.append(save)
        typed = {"act": "publish", "reason": "read twice", "version": version[1]}
        self._send(story, save, lambda: self.reviewer.post(address, typed))

    def _send(self, story, save, send):
        try:
            answer = send()
        finally:
            if save.act == "add":
                save.form = self.researcher.posted
        if answer.status_code == 200 and (asked := set(ASKED.findall(answer.content.decode()))):
            address, form = save.form  # whether somebody with such a name is here already
            answers = dict.fromkeys(asked, "not_sure")
            return self._send(story, save, lambda: self.researcher.post(address, form | answers))
        if answer.status_code == 302:
            save.told, save.form = Told.SAVED, None
            story.key = story.key or re.search(r"/(\d+)/change/", answer.headers["Location"])[1]
        elif answer.status_code < 500 and not self.is_dying():
            raise NotAccepted(f"{save.act} of {story.address}: {answer.status_code}\n{answer.content.decode()[-6000:]}")
        else:
            raise ConnectionResetError(f"answered {answer.status_code}")

    def _send_again(self):
        """A form without an answer is sent once more, as whoever reloads the page does: it makes one record."""
        for story in self.stories:
            if story.saves[0].form:
                address, form = story.saves[0].form
                self._send(story, story.saves[0], lambda a=address, f=form: self.researcher.post(a, f))

    def _word(self) -> str:
        """Letters that no other word has: the number of the writer and of the word, and some that are drawn."""
        self.count += 1
        digits, base, left = [], len(SYLLABLES), self.count * 10 + self.number
        while left:
            digits.append(left % base)
            left //= base
        drawn = [self.chance.choice(SYLLABLES)]
        return "".join([SYLLABLES[digit] for digit in digits] + ["й"] + drawn).capitalize()
