"""Signing in, as a person does it: password, telephone, paper."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from accounts import second_factor
from accounts.models import Delay, RecoveryCodes, Telephone
from audit.models import Change
from tests.accounts.phone import PASSWORD, code_of, give_code, give_password, is_in, shown_by, sign_in, time_passes
from tests.conftest import signed_in


def text(response) -> str:
    return response.content.decode()


def secret_on(page) -> bytes:
    """The secret, as it stands on the page of enrolment."""
    from base64 import b32decode

    return b32decode(re.search(r'class="secret">([A-Z2-7 ]+)<', text(page))[1].replace(" ", ""))


def enrol(client, follow=True):
    page = client.get("/admin/enrol/")
    return client.post("/admin/enrol/", {"code": shown_by(secret_on(page))}, follow=follow)


def codes_on(page) -> list[str]:
    return re.findall(r"<code>([a-z0-9-]{19})</code>", text(page))


def lengthen_the_delay():
    """After three wrong attempts one waits two seconds; a slow machine takes as long for the next attempt."""
    assert Delay.objects.filter(attempts=3).update(attempts=8, last_at=timezone.now()) == 1


# The first sign-in


def test_the_first_sign_in_leads_to_enrolment(client, newcomer):
    page = client.post(
        "/admin/login/", {"username": "researcher", "password": PASSWORD, "next": "/admin/"}, follow=True
    )
    assert page.redirect_chain[-1][0].startswith("/admin/enrol/")
    assert not is_in(client)


def test_the_page_of_enrolment_shows_a_picture_and_the_secret_as_text(client, newcomer):
    give_password(client)
    page = text(client.get("/admin/enrol/"))
    assert re.search(r'<path d="M\d+ \d+h1v1h-1z', page)
    assert 'style="' not in page
    assert re.search(r'class="secret">([A-Z2-7]{4} ){7}[A-Z2-7]{4}<', page)


def test_the_picture_says_what_the_telephone_needs(newcomer, settings):
    settings.OTP_TOTP_ISSUER = "Notes"
    telephone = second_factor.would_be(newcomer, second_factor.new_seed())
    secret = telephone.secret.replace(" ", "")
    assert telephone.config_url == (
        f"otpauth://totp/Notes%3Aresearcher?secret={secret}&algorithm=SHA1&digits=6&period=30&issuer=Notes"
    )
    width, path = second_factor.squares(telephone)
    assert (width - 2 * 4 - 17) % 4 == 0  # a white border of four, and a size that such pictures have
    assert path.count("M") > 500


def test_a_wrong_code_enrols_nothing(client, newcomer):
    give_password(client)
    client.get("/admin/enrol/")
    page = client.post("/admin/enrol/", {"code": "000000"})
    assert "The code is not right" in text(page)
    assert not Telephone.objects.exists()


def test_the_secret_stays_the_same_while_one_tries(client, newcomer):
    give_password(client)
    first = secret_on(client.get("/admin/enrol/"))
    assert secret_on(client.post("/admin/enrol/", {"code": "000000"})) == first


def test_a_secret_that_somebody_saw_earlier_is_not_enrolled(newcomer):
    thief, owner = Client(), Client()
    give_password(thief)
    seen = secret_on(thief.get("/admin/enrol/"))
    give_password(owner)
    assert secret_on(owner.get("/admin/enrol/")) != seen


def test_ten_codes_are_shown_once_and_open_nothing_before_they_are_kept(client, newcomer):
    give_password(client)
    enrol(client)
    assert not is_in(client)
    codes = codes_on(client.post("/admin/recovery-codes/", {"make": "1"}))
    assert len(set(codes)) == 10
    assert not is_in(client)
    assert second_factor.accepted(newcomer, codes[0]) is None
    assert codes_on(client.get("/admin/recovery-codes/")) == []
    assert client.post("/admin/recovery-codes/", {"keep": "1"}).url == "/admin/"
    assert is_in(client)


def test_who_closed_the_browser_before_keeping_the_codes_makes_new_ones(client, newcomer):
    give_password(client)
    enrol(client)
    lost = codes_on(client.post("/admin/recovery-codes/", {"make": "1"}))
    later = Client()
    time_passes(newcomer)
    give_password(later)
    assert give_code(later, code_of(newcomer)).url.startswith("/admin/recovery-codes/")
    kept = codes_on(later.post("/admin/recovery-codes/", {"make": "1"}))
    later.post("/admin/recovery-codes/", {"keep": "1"})
    assert is_in(later)
    assert not set(lost) & set(kept)
    assert second_factor.accepted(newcomer, lost[0]) is None


def test_codes_cannot_be_kept_that_were_not_made(client, newcomer):
    give_password(client)
    enrol(client)
    assert "make them again" in text(client.post("/admin/recovery-codes/", {"keep": "1"}))
    assert not is_in(client)


def test_codes_are_not_made_before_the_telephone_was_proved(client, newcomer):
    give_password(client)
    assert client.post("/admin/recovery-codes/", {"make": "1"}).status_code == 302
    assert not RecoveryCodes.objects.exists()


# Every later sign-in


def test_password_and_code_open_the_admin_and_lead_where_one_wanted(client, enrolled):
    assert client.get("/admin/people/person/").url == "/admin/login/?next=/admin/people/person/"
    give_password(client, to="/admin/people/person/")
    assert not is_in(client)
    assert give_code(client, code_of(enrolled), to="/admin/people/person/").url == "/admin/people/person/"
    assert is_in(client)


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\0"])
def test_signing_in_leads_to_no_other_site(client, enrolled, to):
    step = give_password(client, to=to).url
    assert step == "/admin/second-factor/"
    assert client.get(step).status_code == 200
    assert give_code(client, code_of(enrolled), to=to).url == "/admin/"


def test_a_code_is_good_once(client, enrolled):
    code = code_of(enrolled)
    sign_in(client, enrolled)
    thief = Client()
    give_password(thief)
    assert "was used before" in text(give_code(thief, code))
    assert not is_in(thief)


def test_the_code_that_enrolled_cannot_be_used_again(client, newcomer):
    give_password(client)
    enrol(client)
    thief = Client()
    give_password(thief)
    give_code(thief, code_of(newcomer))
    assert "second_factor_given" not in thief.session


def test_a_recovery_code_opens_once_however_it_is_typed(client, enrolled):
    give_password(client)
    code = enrolled.codes[3]
    page = client.post("/admin/second-factor/", {"code": f" {code.upper().replace('-', ' ')} "}, follow=True)
    assert "9 recovery codes are left" in text(page)
    assert is_in(client)
    thief = Client()
    give_password(thief)
    give_code(thief, code)
    assert not is_in(thief)


def test_the_code_of_another_account_opens_nothing(client, enrolled, reviewer):
    Telephone.objects.create(user=reviewer, name="telephone", key=second_factor.new_seed())
    give_password(client)
    give_code(client, code_of(reviewer))
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", "0", "abc", "９９９９９９", "-00001", "1e5", "\0", "0" * 1000])
def test_what_is_no_code_is_answered_with_an_error(client, enrolled, code):
    give_password(client)
    page = give_code(client, code)
    assert page.status_code == 200
    assert "errorlist" in text(page)
    assert not is_in(client)


def test_after_wrong_codes_one_waits_and_even_the_right_one_waits(client, enrolled):
    give_password(client)
    for _time in range(3):
        give_code(client, "000000")
    lengthen_the_delay()
    assert "Wait" in text(give_code(client, code_of(enrolled)))
    assert not is_in(client)


def test_the_owner_is_told_of_wrong_codes(client, enrolled):
    from accounts.delays import FORGOTTEN_AFTER

    give_password(client)
    for _time in range(5):
        give_code(client, "000000")
        Delay.objects.update(last_at=Delay.objects.first().last_at - FORGOTTEN_AFTER / 2)
    give_code(client, code_of(enrolled))
    assert "5 wrong codes were typed" in text(client.get("/admin/"))


@pytest.mark.parametrize("name", ["researcher", "nobody of this name"])
def test_after_wrong_passwords_one_waits_whether_there_is_an_account_or_not(client, newcomer, name):
    answers = [text(give_password(client, name, "wrong")) for _time in range(3)]
    assert "do not belong together" in answers[2]
    assert "Wait" not in answers[2]
    lengthen_the_delay()
    assert "Wait" in text(give_password(client, name, "wrong"))
    assert "Wait" in text(give_password(Client(REMOTE_ADDR="203.0.113.9"), name, PASSWORD))


def test_a_closed_account_is_answered_like_a_wrong_password(client, enrolled):
    enrolled.is_active = False
    enrolled.save()
    assert "do not belong together" in text(give_password(client))


def test_who_gave_the_password_can_leave(client, enrolled):
    give_password(client)
    client.post("/admin/leave/")
    assert "_auth_user_id" not in client.session


def test_half_way_no_table_is_named(client, enrolled):
    give_password(client)
    assert "/admin/people/" not in text(client.get("/admin/second-factor/"))


# My sign-in


def test_another_telephone_takes_the_place_of_the_first(client, enrolled):
    other = sign_in(Client(), enrolled)
    sign_in(client, enrolled)
    old = Telephone.objects.get().pk
    page = client.get("/admin/enrol/")
    client.post("/admin/enrol/", {"code": shown_by(secret_on(page)), "password": PASSWORD})
    assert Telephone.objects.get().pk != old
    assert is_in(client)
    assert not is_in(other)


def power() -> list:
    """What would let somebody in again."""
    return [list(table.objects.values(key)) for table, key in ((Telephone, "key"), (RecoveryCodes, "pk"))] + [
        list(User.objects.values("password"))
    ]


@pytest.mark.parametrize("address", ["/admin/enrol/", "/admin/recovery-codes/", "/admin/password_change/"])
def test_a_stolen_session_gives_no_lasting_power(client, enrolled, address):
    sign_in(client, enrolled)
    before = power()
    code = shown_by(secret_on(client.get("/admin/enrol/")))
    new = {"new_password1": "the words of a thief", "new_password2": "the words of a thief"}

    def guess(password):
        return text(
            client.post(address, {"code": code, "make": "1", "password": password, "old_password": password} | new)
        )

    assert "This is not your password" in [guess("guessed") for _time in range(3)][0]
    lengthen_the_delay()
    assert "Wait" in guess(PASSWORD)
    assert power() == before


def test_new_codes_take_the_place_of_the_old_when_they_are_kept(client, enrolled):
    sign_in(client, enrolled)
    new = codes_on(client.post("/admin/recovery-codes/", {"make": "1", "password": PASSWORD}))
    assert second_factor.accepted(enrolled, enrolled.codes[0])
    client.post("/admin/recovery-codes/", {"keep": "1"})
    assert second_factor.accepted(enrolled, enrolled.codes[1]) is None
    assert second_factor.accepted(enrolled, new[0])


def test_signing_out_everywhere(client, enrolled):
    others = [sign_in(Client(), enrolled) for _number in range(2)]
    sign_in(client, enrolled)
    page = client.post("/admin/my-sign-in/", follow=True)
    assert "signed out everywhere" in text(page)
    assert not any(is_in(one) for one in [client, *others])


def test_signing_out_everywhere_leaves_others_in(client, enrolled, reviewer_client):
    sign_in(client, enrolled).post("/admin/my-sign-in/")
    assert is_in(reviewer_client)


def test_enrolment_is_in_history(client, newcomer):
    give_password(client)
    enrol(client)
    change = Change.objects.get()
    assert (change.table, change.row, change.by_name) == ("auth.user", str(newcomer.pk), "researcher")


def test_a_session_of_the_cast_is_what_signing_in_makes(client, enrolled):
    """The tests' short cut opens the same session as the pages do."""
    sign_in(client, enrolled)
    assert set(signed_in(enrolled).session.keys()) == set(client.session.keys()) - {"_messages"}
