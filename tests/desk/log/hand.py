"""A hand that logs from a report in a real browser, and counts what it does.

An input is one field that is filled: typed into, chosen in, ticked, or taken from the text. A click is a press of a
button, a link, or a choice below a name that was typed. A load is a page that the server sends.
"""

import re
from dataclasses import dataclass, field

from playwright.sync_api import expect


@dataclass
class Hand:
    page: object
    inputs: int = 0
    clicks: int = 0
    loads: int = 0
    done: list = field(default_factory=list)

    def open(self, address):
        self.page.goto(address)
        self.clicks += 1
        self.loads += 1

    def counted(self) -> dict[str, int]:
        return {"inputs": self.inputs, "clicks": self.clicks, "page loads": self.loads}

    # Inputs

    def show(self, name):
        """Close the choices of the input before; open what folds away, if this input lies in it."""
        self.page.keyboard.press("Escape")
        folded = self.page.locator(f"details:not([open]):has([name='{name}']) > summary")
        if folded.count():
            folded.click()
            self.clicks += 1

    def type(self, name, text):
        self.show(name)
        self.page.locator(f"[name='{name}']").fill(text)
        self.inputs += 1

    def select(self, name, value=None, *, label=None):
        self.show(name)
        self.page.locator(f"select[name='{name}']").select_option(value, label=label)
        self.inputs += 1

    def tick(self, name):
        self.show(name)
        self.page.locator(f"[name='{name}']").check()
        self.inputs += 1

    def terms(self, name, *labels):
        """By keyboard: some letters, and Enter for the first word left."""
        self.show(name)
        for label in labels:
            self.page.locator(f"#id_{name}").focus()
            self.page.keyboard.type(label)
            self.page.keyboard.press("Enter")
            expect(self.option(name, label).locator("input")).to_be_checked()
            self.inputs += 1

    def pick(self, name, typed, label=""):
        """Type a name; with a label, click that choice. Without one, the only row with that name is meant."""
        self.show(name)
        box = self.page.locator(f".pick:has(> #id_{name})")
        box.locator(f"#id_{name}").fill(typed)
        expect(box).to_have_attribute("data-found", typed)
        self.inputs += 1
        if label:
            box.locator(".option", has_text=label).first.click()
            self.clicks += 1

    def new_person(self, name, typed):
        """Somebody new is what is ticked, unless something else is."""
        self.show(name)
        self.page.locator(f"#id_{name}").fill(typed)
        self.inputs += 1
        if not self.page.locator(f"[name='{name}_choice'][value='']").is_checked():
            self.page.locator(f"#id_{name} + .options .none").click()
            self.clicks += 1

    def option(self, name, label):
        words = re.compile(rf"^\s*{re.escape(label)}\s*$")
        return self.page.locator(f"#id_{name} + .options .option").filter(has_text=words)

    def take(self, name, words):
        """Go to an input, select words in the text with the keyboard's own means, and take them with Enter."""
        self.show(name)
        self.page.locator(f"#id_{name}").focus()
        self.page.evaluate(
            """words => {
                const text = document.querySelector('[data-captured]');
                const from = text.value.indexOf(words);
                text.focus();
                text.setSelectionRange(from, from + words.length);
            }""",
            words,
        )
        self.page.keyboard.press("Enter")
        expect(self.page.locator(f"#id_{name}")).to_have_value(words)
        self.inputs += 1

    # Saving

    def save(self, button="_next"):
        self.page.keyboard.press("Escape")
        with self.page.expect_navigation():
            self.page.locator(f"#log_form button[name={button}]").click()
        self.clicks += 1
        self.loads += 1
        told = self.page.locator(".errorlist").all_inner_texts()
        assert not told, told
        expect(self.page.locator(".messagelist .success")).to_be_visible()
