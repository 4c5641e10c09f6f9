"""What a person reads on a page of HTML, or hears: texts, and the attributes that are shown or spoken."""

import re
from html.parser import HTMLParser

SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title", "data-heading", "data-failure")
UNREAD = {"script", "style", "code", "kbd", "textarea"}  # code and keys are the same in every language
WITHOUT_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")  # Latin; one letter alone is no word
# Numbers of records (K7Q2M-9XD4T), tables (people.person), files and columns of files («person»).
CODE = re.compile(
    r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|\b(?:data/)?[a-z_]+\.[a-z]+\b|\bREADME\.md\b|\bSHA256SUMS\b|«(?:person|id)»|\A\{.*\}\Z"
)


class Texts(HTMLParser):
    """Gathers `texts`; passes over what a `lang` attribute says is in another language than the page."""

    def __init__(self, language: str):
        super().__init__()
        self.language, self.texts, self._passed_over = language, [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        is_foreign = given.get("lang", self.language) != self.language
        if tag not in WITHOUT_END and (self._passed_over or tag in UNREAD or is_foreign):
            self._passed_over.append(tag)
        elif not self._passed_over:
            self.texts += [given[name] for name in SPOKEN if given.get(name)]
            if tag == "input" and given.get("type") in ("submit", "button", "reset"):
                self.texts.append(given.get("value") or "")

    def handle_endtag(self, tag):
        if self._passed_over and tag == self._passed_over[-1]:
            self._passed_over.pop()

    def handle_data(self, data):
        if data.strip() and not self._passed_over:
            self.texts.append(data.strip())


def texts(html: str, language: str) -> list[str]:
    parser = Texts(language)
    parser.feed(html)
    return parser.texts


def latin_words(html: str, language: str) -> dict[str, str]:
    """Each word in Latin letters that is read on the page, with the text in which it stands."""
    return {word: text for text in texts(html, language) for word in WORD.findall(CODE.sub("", text))}
