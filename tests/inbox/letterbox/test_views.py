"""What a visitor sees who writes, and who reads an answer: without script, account or cookie."""

import re

import pytest
from django.db import DatabaseError

from inbox import acts
from inbox.letterbox import receipts, sending, views
from inbox.letterbox.choices import Kind
from inbox.letterbox.forms import LONGEST
from inbox.letterbox.models import Message
from tests.builders import a_casualty, a_named_person, published
from tests.letters import a_case, opened, sealed_for

CODE = re.compile(r"<code>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){5})</code>")
TYPED = {
    "who": "Ақжан Төлеген",
    "last_seen": "5 қаңтар",
    "relation": "ана",
    "text": "Ұлым үйге келмеді",
    "contact": "c",
}


def tell(visitor, kind="tracing", **typed):
    return visitor.post(f"/en/tell/{kind}/", TYPED | typed)


def the_code(response) -> str:
    return CODE.search(response.content.decode())[1]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_sealed_and_kept(visitor, db, kind):
    response = tell(visitor, kind)
    (message,) = Message.objects.all()
    text = opened(message.sealed)
    assert f"Kind: {kind}" in text
    assert "Contact: c" in text
    assert text.endswith("Ұлым үйге келмеді")
    assert receipts.read(the_code(response))


def test_a_tracing_request_says_who_when_and_how_related(visitor, db):
    tell(visitor)
    text = opened(Message.objects.get().sealed)
    assert "Who: Ақжан Төлеген\nLast seen: 5 қаңтар\nRelated how: ана" in text


def test_nothing_of_it_is_in_the_row(visitor, db):
    tell(visitor)
    row = str(Message.objects.values_list().get())
    assert not [word for word in TYPED.values() if len(word) > 1 and word in row]
    assert "Ақжан" not in row


def test_no_address_agent_or_hour_is_kept(visitor, db):
    visitor.post("/en/tell/news/", TYPED, REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="Quxarek/1")
    assert {field.name for field in Message._meta.fields} == {"id", "arrived_on", "sealed", "receipt", "answer_key"}
    assert not re.search(r"203\.0|Quxarek", opened(Message.objects.get().sealed))
    assert Message._meta.get_field("arrived_on").get_internal_type() == "DateField"


def test_the_page_on_which_the_link_stood_is_carried(visitor, db, reviewer):
    person = a_named_person()
    published(a_casualty(person=person), by=reviewer)
    published(person, by=reviewer)
    page = visitor.get(f"/en/p/{person.shown_id}").content.decode()
    choose = re.search(r'href="(/[^"]*tell/\?about=[^"]+)"', page)[1]
    form = re.search(r'href="(/[^"]*tell/correction/\?about=[^"]+)"', visitor.get(choose).content.decode())[1]
    assert f'value="{person.shown_id}"' in visitor.get(form).content.decode()


def test_an_address_writes_nothing_but_a_number_into_the_form(visitor, db):
    page = visitor.get("/en/tell/news/?about=Quxarek").content.decode()
    assert "Quxarek" not in page.split("<main", 1)[1]


@pytest.mark.parametrize("address", ["/en/", "/en/search/"])
def test_the_way_in_stands_where_nobody_was_found(visitor, db, address):
    page = visitor.post(address, {"name": "Ешкім Жоқ"}) if address == "/en/search/" else visitor.get(address)
    assert 'id="tell-us"' in page.content.decode()


# Nothing is lost


@pytest.mark.parametrize(
    "typed",
    [
        {"text": "ә" * (LONGEST + 1)},
        {"who": ""},
        {"contact": "line\x00s"},
        {"who": "x" * 501},
    ],
    ids=["too long", "no name", "control character", "long line"],
)
def test_after_an_error_all_that_was_typed_stands_in_the_page(visitor, db, typed):
    response = tell(visitor, **typed)
    page = response.content.decode()
    assert (response.status_code, Message.objects.count()) == (200, 0)
    assert "Nothing was sent yet" in page
    assert "aria-invalid" in page
    for name, value in (TYPED | typed).items():
        assert value.replace("\x00", "\ufffd") in page or value in page, name


def test_the_longest_text_is_kept_whole(visitor, db):
    response = tell(visitor, text="😀" * LONGEST)
    assert response.status_code == 200
    assert opened(Message.objects.get().sealed).count("😀") == LONGEST


def kept_nowhere(monkeypatch, settings, gate):
    def fails(*_given, **_named):
        raise DatabaseError("no room")

    monkeypatch.setattr(Message, "save", fails)


def no_key(monkeypatch, settings, gate):
    settings.GROUP_PUBLIC_KEY = ""


def flood(monkeypatch, settings, gate):
    while gate.admits("127.0.0.1"):
        pass


@pytest.mark.parametrize(("fault", "status"), [(kept_nowhere, 503), (no_key, 503), (flood, 429)])
def test_what_cannot_be_kept_stands_in_the_page_with_its_code(visitor, db, monkeypatch, settings, gate, fault, status):
    fault(monkeypatch, settings, gate)
    response = tell(visitor, code=(code := receipts.new_code()))
    page = response.content.decode()
    assert response.status_code == status
    assert "nothing is lost" in page
    assert code in page
    assert not [value for value in TYPED.values() if value not in page]
    assert Message.objects.count() == 0


def test_nobody_is_asked_to_write_what_cannot_be_taken(visitor, db, settings):
    settings.GROUP_PUBLIC_KEY = ""
    for address in ("/en/tell/", "/en/tell/tracing/"):
        page = visitor.get(address).content.decode()
        assert "Messages cannot be taken here" in page
        assert "<textarea" not in page


def test_the_same_form_sent_twice_is_one_message_with_one_code(visitor, db):
    code = receipts.new_code()
    given = [the_code(tell(visitor, code=code)) for _again in range(2)]
    assert given == [receipts.shown(code)] * 2
    assert Message.objects.count() == 1


def test_more_written_under_one_code_is_another_message(visitor, db):
    code = receipts.new_code()
    tell(visitor, code=code)
    tell(visitor, code=code, text="Тағы бір сөз")
    assert len(set(Message.objects.values_list("receipt", flat=True))) == 1
    assert Message.objects.count() == 2


def test_a_code_that_is_none_is_replaced(visitor, db):
    assert receipts.read(the_code(tell(visitor, code="AAAA")))


def test_an_unknown_kind_is_not_found(visitor, db):
    assert visitor.get("/en/tell/nonsense/").status_code == 404


@pytest.mark.parametrize("address", ["/en/tell/", "/en/tell/tracing/", "/en/tell/answer/"])
def test_nothing_of_it_stays_in_a_browser(visitor, db, address):
    response = visitor.get(address)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


# Reading the answer


def read(visitor, code):
    return visitor.post("/en/tell/answer/", {"code": code})


def test_the_code_opens_the_answer(visitor, db, reviewer):
    code = receipts.new_code()
    case = a_case(code=code)
    acts.answer(case=case, sealed=sealed_for(case, "Ол тірі.\n\nКеліңіз."), by=reviewer)
    assert "Ол тірі." in read(visitor, receipts.shown(code).lower()).content.decode()


def test_nobody_elses_code_opens_it(visitor, db, reviewer):
    case = a_case(code=receipts.new_code())
    acts.answer(case=case, sealed=sealed_for(case, "Ол тірі."), by=reviewer)
    assert "тірі" not in read(visitor, receipts.new_code()).content.decode()


def test_a_receipt_that_waits_and_one_that_never_was_are_answered_alike(visitor, db, django_assert_num_queries):
    waits, never = receipts.new_code(), receipts.new_code()
    a_case(code=waits)
    with django_assert_num_queries(1):
        one = read(visitor, waits)
    with django_assert_num_queries(1):
        other = read(visitor, never)
    assert one.status_code == other.status_code == 200
    assert one.content.replace(waits.encode(), b"") == other.content.replace(never.encode(), b"")
    assert dict(one.headers) == dict(other.headers)


def test_both_take_the_slow_way(visitor, db, monkeypatch):
    made = []
    monkeypatch.setattr(sending, "Receipt", lambda code: made.append(code) or receipts.Receipt(code))
    codes = [receipts.new_code(), receipts.new_code()]
    a_case(code=codes[0])
    for code in codes:
        read(visitor, code)
    assert made == codes


def test_a_slip_in_the_code_is_told(visitor, db):
    page = read(visitor, "K7Q2-K7Q2").content.decode()
    assert "compare each of the six groups" in page
    assert "K7Q2-K7Q2" in page


def test_a_damaged_answer_is_told(visitor, db, reviewer):
    code = receipts.new_code()
    case = a_case(code=code)
    acts.answer(case=case, sealed=sealed_for(case, "words")[:-8] + "AAAAAAA=", by=reviewer)
    assert "damaged" in read(visitor, code).content.decode()


# A thousand a minute from one source


def test_a_flood_is_stopped_before_anything_slow_and_others_get_through(visitor, db, monkeypatch):
    made = []
    monkeypatch.setattr(sending, "Receipt", lambda code: made.append(code) or receipts.Receipt(code))
    answers = [tell(visitor, text=f"{number}").status_code for number in range(200)]
    share = views.GATE.most // views.GATE.share
    assert (answers.count(200), answers.count(429)) == (share, 200 - share)
    assert len(made) == share
    assert Message.objects.count() == share
    other = visitor.post("/en/tell/news/", TYPED, REMOTE_ADDR="192.0.2.9")
    assert receipts.read(the_code(other))
    assert visitor.get("/en/people/").status_code == 200
