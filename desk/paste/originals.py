"""Read what somebody pasted or saved: the text, and what the file says about itself. Nothing is fetched. No Django.

A file is judged by its bytes; what its name promises must agree with them.
"""

import io
import logging
import re
import unicodedata
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from hashlib import sha256
from pathlib import PurePath

import trafilatura
from pypdf import PdfReader

LARGEST = 20 * 1024 * 1024  # bytes of an original
LONGEST = 500_000  # characters of captured text, as `sources.models.report.CAPTURED_TEXT_LENGTH`
MOST_PAGES = 1_000

_NAMES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml", ".mht": "mhtml",
    ".pdf": "pdf", ".txt": "text", ".text": "text", ".md": "text",
}  # fmt: skip
ENDINGS = {"html": ".html", "mhtml": ".mhtml", "pdf": ".pdf", "text": ".txt"}
_NO_TEXT = (
    (b"PK\x03\x04", "office"), (b"\xd0\xcf\x11\xe0", "office"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"), (b"RIFF", "picture"), (b"\x1f\x8b", "packed"), (b"Rar!", "packed"), (b"7z\xbc\xaf", "packed"),
    (b"{\\rtf", "office"),
)  # fmt: skip
_LATIN_OR_CYRILLIC = {0x00, 0x04, 0x20}  # the upper halves of letters and punctuation in UTF-16
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]+")  # pictures and typefaces inside a page: only their bulk
_CHARSET = re.compile(rb"""<(?:meta[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f\U000f0000-\U0010fffd]"
)

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of each odd byte of a file that it can read all the same


class Unreadable(Exception):
    """The file cannot be taken; `code` says why, see `desk.paste.refusals.REFUSED`."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


@dataclass
class Original:
    """What was handed in, byte by byte, and what could be read in it. Empty means: it does not say."""

    content: bytes
    kind: str  # html, mhtml, pdf or text
    text: str = ""
    title: str = ""
    publisher: str = ""  # as the page names its site, or the host
    published_on: str = ""  # as the file writes it
    authors: str = ""
    url: str = ""
    is_cut: bool = False  # the text was longer than a report can hold
    has_no_text: bool = False  # pictures of pages

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def stored_name(self) -> str:
        return f"{self.sha256}{ENDINGS[self.kind]}"


def read_pasted(text: str) -> Original:
    """The original of pasted text is the text as it came, in UTF-8."""
    if not text.strip():
        raise Unreadable("empty")
    return _finished(Original(text.encode("utf-8", "surrogatepass"), "text", text))


def read_file(content: bytes, name: str) -> Original:
    """Read a saved page, a PDF or a text. Raises `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable("large")
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    kind, promised = kind_of(content), _NAMES.get(PurePath(name.lower()).suffix)
    if kind in ("office", "picture", "packed"):
        raise Unreadable(kind)
    if promised is None:
        raise Unreadable("unknown")
    if promised != kind and not (kind == "text" and promised == "html") and not (kind == "html" and promised == "text"):
        raise Unreadable(f"not_{promised}")
    original = Original(content, promised if {kind, promised} == {"html", "text"} else kind)
    {"html": _read_html, "mhtml": _read_mhtml, "pdf": _read_pdf, "text": _read_text}[original.kind](original)
    return _finished(original)


def kind_of(content: bytes) -> str:
    """What the bytes are, whatever the name says."""
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    for magic, kind in _NO_TEXT:
        if content.startswith(magic):
            return kind
    if re.search(rb"^MIME-Version:", start, re.IGNORECASE | re.MULTILINE) and b"multipart/related" in content[:4096]:
        return "mhtml"
    plain = start.replace(b"\0", b"")  # UTF-16
    return "html" if _HTML.search(plain) else "text"


def decoded(content: bytes, declared: str = "") -> str:
    """The text of bytes: by their mark, by what they declare, as UTF-8 or UTF-16, at last as windows-1251."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _by(content, "utf-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _by(content, "utf-8-sig")
    for encoding, high in (("utf-16-le", content[1:4000:2]), ("utf-16-be", content[:4000:2])):
        if sum(byte in _LATIN_OR_CYRILLIC for byte in high) > 0.9 * len(high):
            return _by(content, encoding)
    for encoding in filter(None, (declared, "utf-8", "windows-1251")):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding != "windows-1251" or _reads_as_words(text):
            return text
    if not _has_no_controls(content):
        raise Unreadable("encoding")
    return content.decode("windows-1252", errors="replace")


def _by(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("damaged") from None


def _reads_as_words(text: str) -> bool:
    """Cyrillic letters in runs; Latin letters with marks, read as windows-1251, stand alone among plain ones."""
    letters = re.findall(r"[А-Яа-яЁёІіЎўЈјЄєЇїҐґ]", text)
    runs = re.findall(r"[А-Яа-яЁёІіЎўЄєЇїҐґ]{3,}", text)
    return sum(map(len, runs)) > len(letters) / 2 if letters else True


def _has_no_controls(content: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in content[:4000])


def _read_text(original):
    original.text = decoded(original.content)
    controls = sum(unicodedata.category(letter) == "Cc" for letter in original.text[:4000] if letter not in "\t\n\r\f")
    if "\0" in original.text or controls > 20:
        raise Unreadable("encoding")


def _read_html(original, page=None):
    declared = _CHARSET.search(original.content[:4096])
    page = (
        decoded(original.content, declared[1].decode("ascii", "replace") if declared else "") if page is None else page
    )
    page = _EMBEDDED.sub("", page.replace("\0", ""))
    try:
        found = trafilatura.bare_extraction(
            page,
            url=original.url or None,
            with_metadata=True,
            include_comments=False,
            favor_recall=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # whatever a parser makes of a broken page
        raise Unreadable("damaged") from error
    if found is None or not (found.text or "").strip():
        raise Unreadable("no_article")
    original.text = found.text
    original.title, original.authors = found.title or "", found.author or ""
    original.publisher = found.sitename or found.hostname or ""
    original.published_on, original.url = found.date or "", original.url or found.url or ""


def _read_mhtml(original):
    """A page that a browser saved as a single file."""
    message = BytesParser(policy=policy.default).parsebytes(original.content)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        raise Unreadable("damaged")
    address = str(message.get("Snapshot-Content-Location", "")).strip()
    original.url = address if address.startswith(("http://", "https://")) else ""
    body = part.get_payload(decode=True) or b""
    _read_html(original, decoded(body, part.get_content_charset() or ""))


def _read_pdf(original):
    try:
        reader = PdfReader(io.BytesIO(original.content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("locked")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable("large")
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            length += len(pages[-1])
            if length > LONGEST:
                break
        information = reader.metadata or {}
        original.title = str(information.get("/Title") or "")
        original.authors = str(information.get("/Author") or "")
    except Unreadable:
        raise
    except Exception as error:  # a broken file raises almost anything; one that is locked by AES asks for a library
        code = "locked" if type(error).__name__ in ("DependencyError", "FileNotDecryptedError") else "damaged"
        raise Unreadable(code) from error
    original.text = "\n\n".join(page.strip() for page in pages if page.strip())
    original.has_no_text = not original.text


def _finished(original: Original) -> Original:
    """Without the characters that no text of the register may hold; the original keeps them."""
    for name in ("text", "title", "publisher", "authors", "url"):
        value = _HIDDEN.sub("", getattr(original, name).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
        value = unicodedata.normalize("NFC", value).strip()
        setattr(original, name, value if name == "text" else " ".join(value.split()))
    original.is_cut = len(original.text) > LONGEST
    original.text = original.text[:LONGEST]
    return original
