"""What is read in a saved page, a PDF or a text, and what is refused."""

import io
import socket
from hashlib import sha256

import pytest
from pypdf import PdfReader, PdfWriter

from desk.paste import originals
from desk.paste.originals import Unreadable, decoded, read_file, read_pasted
from desk.paste.refusals import REFUSED, refusal
from tests.desk.paste.files import KAZAKH, PARAGRAPHS, RUSSIAN, a_page, a_pdf, a_single_file_page


def test_a_page_tells_title_publisher_date_and_text():
    original = read_file(a_page().encode(), "three-days.html")
    assert (original.title, original.publisher, original.published_on) == (
        "Three days in Zhuparly",
        "Reed News",
        "2022-01-08",
    )
    assert all(paragraph in original.text for paragraph in PARAGRAPHS)
    assert "Sport" not in original.text


def test_the_original_is_kept_as_it_came_and_named_by_its_hash():
    content = a_page().encode()
    original = read_file(content, "three-days.html")
    assert original.content == content
    assert original.stored_name == f"{sha256(content).hexdigest()}.html"


def test_a_page_saved_as_one_file_tells_its_address():
    original = read_file(a_single_file_page(), "three-days.mhtml")
    assert original.url == "https://news.example/three-days"
    assert PARAGRAPHS[0] in original.text


def test_a_pdf_tells_its_text_and_title():
    original = read_file(a_pdf(), "three-days.pdf")
    assert (original.text, original.title) == ("Three people were shot near the market.", "Three days")


def test_a_pdf_of_pictures_is_taken_and_said_to_have_no_text():
    original = read_file(a_pdf(text=""), "scan.pdf")
    assert original.has_no_text
    assert original.text == ""


def test_a_pdf_locked_for_changes_only_is_read():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf())))
    writer.encrypt(user_password="", owner_password="secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    assert "shot near the market" in read_file(file.getvalue(), "a.pdf").text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"])
@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_russian_is_read_in_any_usual_encoding(encoding, name):
    text = a_page([RUSSIAN] * 3, charset=encoding.removesuffix("-sig")) if name.endswith("html") else RUSSIAN * 3
    assert RUSSIAN in read_file(text.encode(encoding), name).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_kazakh_is_read_in_any_usual_encoding(encoding):
    assert read_file(KAZAKH.encode(encoding), "a.txt").text == KAZAKH


def test_a_page_without_a_word_on_its_encoding_is_windows_1251():
    page = a_page([RUSSIAN] * 3).replace('<meta charset="utf-8">', "")
    assert RUSSIAN in read_file(page.encode("windows-1251", "replace"), "a.html").text


def test_a_page_that_declares_an_encoding_that_is_none_is_read_all_the_same():
    assert PARAGRAPHS[0] in read_file(a_page(charset="no-such").encode(), "a.html").text


def test_french_is_not_taken_for_russian():
    assert decoded("blessé à l'hôpital, tué".encode("windows-1252")) == "blessé à l'hôpital, tué"


def test_hidden_characters_leave_the_text_and_stay_in_the_original():
    original = read_pasted("one\u202etwo\u00adthree\u200b\r\nfour\u0007")
    assert original.text == "onetwothree\nfour"
    assert "\u202e".encode() in original.content


def test_a_text_that_is_too_long_is_cut_and_said_to_be(monkeypatch):
    monkeypatch.setattr(originals, "LONGEST", 10)
    original = read_pasted("a" * 11)
    assert (original.text, original.is_cut, len(original.content)) == ("a" * 10, True, 11)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "empty"),
        (b"\0\0 \r\n", "a.txt", "empty"),
        (b"hello there", "a.pdf", "not_pdf"),
        (a_pdf(), "a.html", "not_html"),
        (a_pdf(), "a.txt", "not_text"),
        (b"hello there", "a.mhtml", "not_mhtml"),
        (a_pdf(), "a.docx", "unknown"),
        (b"hello there", "letter", "unknown"),
        (b"PK\x03\x04" + b"x" * 50, "a.html", "office"),
        (b"PK\x03\x04" + b"x" * 50, "a.docx", "office"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "a.doc", "office"),
        (b"\x89PNG\r\n" + b"x" * 50, "a.pdf", "picture"),
        (b"\x1f\x8b" + b"x" * 50, "a.txt", "packed"),
        (a_pdf()[:300], "a.pdf", "damaged"),
        (b"%PDF-1.7 and then nothing of the kind", "a.pdf", "damaged"),
        (a_pdf(password="secret"), "a.pdf", "locked"),
        (b"<html><body><script>load()</script></body></html>", "a.html", "no_article"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--", "a.mht", "damaged"),
        (bytes(range(1, 32)) * 20, "a.txt", "encoding"),
        (b"\xff\xfe\x00", "a.txt", "damaged"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_next_step(content, name, code):
    with pytest.raises(Unreadable) as refused:
        read_file(content, name)
    assert refused.value.code == code
    assert len(refusal(refused.value).messages[0]) > 20


def test_what_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(originals, "LARGEST", 10)
    with pytest.raises(Unreadable) as refused:
        read_file(b"a" * 11, "a.txt")
    assert refused.value.code == "large"


def test_every_refusal_is_told_and_none_is_told_in_vain():
    raised = {"empty", "large", "office", "picture", "packed", "unknown", "damaged", "locked", "encoding", "no_article"}
    assert set(REFUSED) == raised | {f"not_{kind}" for kind in ("pdf", "html", "mhtml", "text")}


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_args):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = (
        '<link rel="canonical" href="https://news.example/a"><link rel="stylesheet" href="https://news.example/a.css">'
    )
    assert read_file(a_page(head=head).encode(), "a.html").url == "https://news.example/a"
