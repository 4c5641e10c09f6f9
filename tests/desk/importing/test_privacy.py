import pytest

from desk.importing.privacy import private_number


def an_iin(start="85031230012"):
    """An invented number whose last digit is right."""
    return next(start + str(last) for last in range(10) if private_number(start + str(last)))


@pytest.mark.parametrize("text", [an_iin(), f"ИИН {an_iin()}, Алматы", f"(ЖСН:{an_iin()})"])
def test_an_identity_number_is_seen_in_any_text(text):
    assert private_number(text) == "identity"


@pytest.mark.parametrize(
    "text",
    [
        "+7 701 000 00 00",
        "87010000000",
        "тел. 8 (701) 000-00-00, мать",
        "+77010000000",
        "+996 555 00-00-00",
        "7 701 000 00 00",
        "тел.77010000000",
        "7 (727) 200-00-00",
        "мать: 701 000 00 00",
        "7010000000",
        "(701) 000-00-00",
        "https://wa.me/77010000000",
        "t.me/+77010000000",
        "https://api.whatsapp.com/send?phone=77010000000",
    ],
)
def test_a_telephone_number_is_seen_in_any_text(text):
    assert private_number(text) == "telephone"


@pytest.mark.parametrize(
    "text",
    [
        "217500121000123",
        "850312300120",
        "05.01.2022",
        "дело № 1-234/2022",
        "43.238949, 76.889709",
        "https://a.kz/87010000000",
        "https://a.kz/?id=7010000000&p=77010000000",
        "https://t.me/c/7010000000/5",
        "https://tele.me/t/77010000000",
        "https://a.kz/news-7010000000",
        "77.7010000000",
        "7 700 000 000",
        "7 января 2022",
        "убиты 7, ранены 701",
        "710 000 00 00",
        "747120000012345",
    ],
)
def test_other_numbers_are_left(text):
    assert private_number(text) == ""
