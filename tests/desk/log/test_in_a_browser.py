"""Log from a report in a real browser: the articles of January 2022, selecting text, the keyboard, errors."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from people.models import Person
from sources.models import Kinship, Report, Statement, Toll
from tests.browser import PHONE, WIDE, barriers, is_within, sign_in
from tests.builders import a_person, a_place, a_report, a_term, an_incident, changed
from tests.desk.facts import article_000, article_001
from tests.desk.facts.checks import InDatabase, Row
from tests.desk.log.articles import Writer, entries, load_what_is_known_before
from tests.desk.log.hand import Hand
from victims.models import Casualty, CasualtyClaim

LOGGED = ("tolls", "toll_relations", "statements", "casualty_claims", "charge_updates")
OF_ANOTHER_REPORT = ["000-10"]  # a headline to which the first article points


@pytest.fixture
def january(transactional_db, researcher, reviewer, tmp_path):
    load_what_is_known_before(tmp_path, by=researcher, reviewer=reviewer)


@pytest.fixture
def page(browser_page, researcher_client):
    sign_in(browser_page, researcher_client)
    browser_page.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    return browser_page


def log_article(hand, key):
    """Everything that the entries of one report hold: deaths and injuries, charges, figures, statements."""
    writer = Writer(hand, key)
    for entry in entries("casualty"):
        claims = [claim for claim in entry["claim"] if claim["report"] == key]
        for number, claim in enumerate(claims):
            writer.casualty(entry, claim) if number == 0 else writer.one_more(entry, claim)
    for entry in entries("charge"):
        claims = [claim for claim in entry["update"] if claim["report"] == key]
        for number, claim in enumerate(claims):
            writer.charge(entry, claim) if number == 0 else writer.one_more_of_charge(entry, claim)
    waiting = entries("toll", report=key)
    while waiting:  # a figure that others name stands before them
        keys = {it["key"] for it in waiting}
        entry = next(it for it in waiting if not keys & {other["other"] for other in it.get("relation", [])})
        writer.toll(entry)
        waiting.remove(entry)
    for entry in entries("statement", report=key):
        writer.statement(entry)
    return writer


def faults(article, tables) -> list[str]:
    reader = InDatabase()
    facts = [checks for fact, checks in article.FACTS.items() if fact not in OF_ANOTHER_REPORT]
    checks = [check for some in facts for check in some if isinstance(check, Row)]
    return [fault for check in checks if check.table in tables for fault in reader.faults(check)]


def remember(name, counts):
    """Print what was counted, and write it down where `COUNTED_IN` names a folder."""
    print(name, counts)  # noqa: T201 (this is what the test is for)
    if folder := os.environ.get("COUNTED_IN"):
        (Path(folder) / f"{name}.json").write_text(json.dumps(counts), encoding="utf-8")


def test_the_first_victim_of_the_first_article_needs_no_more_than_twelve_inputs(january, page):
    text = "Nurbolat Alpamys. Murat Abdiraiym. July 11.\nRFE/RL."
    changed(Report.objects.get(title__startswith="Relatives"), captured_text=text)
    hand = Hand(page)
    hand.open(f"/admin/sources/report/{Report.objects.get(title__startswith='Relatives').pk}/log/casualty/?harm=killed")
    hand.take("person", "Nurbolat Alpamys")
    hand.select("sex", "male")
    hand.type("harmed_on", "January")
    hand.terms("methods", "gunshot")
    hand.select("status", "protester")
    hand.select("armed", "no")
    hand.select("activity", label="peaceful protest")
    hand.take("claimant", "Murat Abdiraiym")
    hand.select("relation", "father")
    hand.pick("relay", "RFE/RL")
    hand.take("said_on", "July 11")
    hand.type("circumstances", "Shot dead at a rally; unarmed, his father says.")
    hand.save()
    remember("first_victim", hand.counted())
    assert hand.inputs <= 12
    claim, kin = CasualtyClaim.objects.get(), Kinship.objects.get()
    assert (claim.name_as_printed, claim.sex, claim.harm, claim.armed) == ("Nurbolat Alpamys", "male", "killed", "no")
    assert (claim.harmed_on, claim.said_on, claim.said_on_inferred) == ("2022-01", "2022-07-11", True)
    assert (kin.relative.shown_name, kin.relation) == ("Murat Abdiraiym", "father")
    assert claim.relayed_by.other_names == "RFE/RL"
    assert claim.quotation  # it was taken with the name


def test_a_family_of_three_takes_one_page_and_two_more_submits(january, page):
    hand = Hand(page)
    writer = Writer(hand, "police-figures-for-almaty")
    family = [entry for entry in entries("casualty") if entry["incident"] == "shooting-of-a-family"]
    for entry in family:
        writer.casualty(entry, entry["claim"][0])
    remember("family_of_three", hand.counted())
    assert hand.loads == 4  # the page, and one after each submit
    claims = CasualtyClaim.objects.all()
    assert claims.count() == 3
    assert {(it.harmed_on, it.harmed_place.name_en, it.harm, it.time_of_day) for it in claims} == {
        ("2022-01-08", "Taldykorgan", "killed", "evening")
    }
    assert {it.claimant_organisation.kind for it in claims} == {"unnamed_group"}
    assert Casualty.objects.filter(age_low=15, person__sex="female").count() == 1


def test_the_first_article_is_logged_completely(january, page):
    hand = Hand(page)
    log_article(hand, "relatives-demand-justice")
    remember("first_article", hand.counted())
    assert (Casualty.objects.count(), Toll.objects.count(), Statement.objects.count()) == (3, 10, 11)
    assert faults(article_000, LOGGED) == []


def test_the_second_article_is_logged_from_its_page(january, page):
    hand = Hand(page)
    log_article(hand, "police-figures-for-almaty")
    remember("second_article", hand.counted())
    assert (Casualty.objects.count(), CasualtyClaim.objects.count()) == (4, 8)
    assert (Toll.objects.count(), Statement.objects.count()) == (11, 10)
    assert Person.objects.filter(names=None).count() == 4
    assert faults(article_001, LOGGED) == []


# The page itself

TEXT = "Temir Oralbai said it on January 5.\nHis son of 12 was shot near the market. At least 14 people were hurt."


@pytest.fixture
def report(transactional_db):
    """An invented report with a text, and the words that its forms choose from."""
    a_term("counted", "injured")
    a_term("method", "gunshot")
    a_person("Темір Оралбай", occupation="baker")
    return a_report(captured_text=TEXT, published_on="2022-01-12", language="en", incidents=[an_incident()])


def open_form(page, report, what="casualty"):
    hand = Hand(page)
    hand.open(f"/admin/sources/report/{report.pk}/log/{what}/")
    return hand


def select(page, words):
    """As a mouse does: the browser selects, then the button goes up."""
    page.evaluate(
        """words => {
            const text = document.querySelector('[data-captured]');
            const from = text.value.indexOf(words);
            text.setSelectionRange(from, from + words.length);
            text.dispatchEvent(new PointerEvent('pointerup', { pointerType: 'mouse', bubbles: true }));
        }""",
        words,
    )


@pytest.mark.parametrize(
    ("field", "words"),
    [("person", "Temir Oralbai"), ("harmed_on", "January 5"), ("age", "12"), ("site", "near the market")],
)
def test_what_is_selected_fills_the_input_one_came_from_and_its_sentence_is_quoted(report, page, field, words):
    hand = open_form(page, report)
    hand.show(field)
    page.locator(f"#id_{field}").focus()
    select(page, words)
    expect(page.locator(f"#id_{field}")).to_have_value(words)
    expect(page.locator(f"#id_{field}")).to_be_focused()
    sentence = next(part for part in TEXT.replace("\n", " ").replace(". ", ".|").split("|") if words in part)
    expect(page.locator("#id_quotation")).to_have_value(sentence)


@pytest.mark.parametrize(
    ("field", "words"),
    [("harmed_on", "near the market"), ("place", "14"), ("methods", "shot"), ("harmed_on", TEXT)],
    ids=["no date", "no name", "a list", "a passage"],
)
def test_what_does_not_fit_the_input_becomes_the_quotation(report, page, field, words):
    open_form(page, report)
    page.locator(f"#id_{field}").focus()
    select(page, words)
    expect(page.locator("#id_quotation")).to_have_value(words)
    expect(page.locator(f"#id_{field}")).to_have_value("")


def test_a_word_is_taken_with_a_double_click(report, page):
    open_form(page, report)
    page.locator("#id_person").focus()
    page.locator("[data-captured]").dblclick(position={"x": 30, "y": 22})
    expect(page.locator("#id_person")).to_have_value("Temir")


def test_text_is_selected_and_taken_by_keyboard_alone(report, page):
    open_form(page, report)
    page.locator("#id_person").focus()
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("'captured' in document.activeElement.dataset"):
            break
    page.keyboard.press("Control+Home")
    for _letter in "Temir Oralbai":
        page.keyboard.press("Shift+ArrowRight")
    page.evaluate("document.querySelector('#id_claimant').dispatchEvent(new FocusEvent('focusin', { bubbles: true }))")
    page.keyboard.type("x")  # nothing typed gets into the text
    page.keyboard.press("Enter")
    expect(page.locator("#id_claimant")).to_have_value("Temir Oralbai")
    assert page.locator("[data-captured]").input_value() == TEXT


def test_a_death_is_logged_by_keyboard_alone(report, page):
    """Name, choice of someone known, harm, means, save: no mouse."""
    hand = open_form(page, report)
    expect(page.locator("#id_person")).to_be_focused()
    page.keyboard.type("Temir Oralbai")
    expect(page.locator(".pick:has(> #id_person)")).to_have_attribute("data-found", "Temir Oralbai")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=person_choice]:checked")).not_to_have_value("")
    page.locator("#id_harm").focus()
    page.keyboard.type("k")
    page.locator("#id_methods").focus()
    page.keyboard.type("gun")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert hand.page.url.partition("?after=")[1]
    casualty = Casualty.objects.get()
    assert (casualty.person.occupation, casualty.harm) == ("baker", "killed")
    assert [str(term) for term in casualty.methods.all()] == ["gunshot"]


def test_the_first_error_has_the_focus_and_what_was_typed_stays(report, page):
    open_form(page, report, "toll")
    page.locator("#id_wording").fill("no figure at all")
    page.locator("#id_summary").fill("Hurt near the market.")
    page.locator("button[name=_save]").click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("#id_wording")).to_be_focused()
    expect(page.locator("#id_wording")).to_have_value("no figure at all")
    expect(page.locator("#id_summary")).to_have_value("Hurt near the market.")


def test_who_types_names_another_one_than_the_one_kept(report, page):
    near, far = a_place("Near", name_en="Near"), a_place("Far", name_en="Far")
    hand = open_form(page, report)
    hand.type("description", "Boy near the market")
    hand.select("harm", "killed")
    hand.pick("place", "Near")
    hand.save()
    expect(page.locator("[name=place_choice]:checked")).to_have_value(str(near.pk))
    hand.pick("place", "Far")
    expect(page.locator("[name=place_choice]:checked")).to_have_value(str(far.pk))


def test_a_person_chosen_here_stays_chosen_while_the_printed_name_is_typed(report, page):
    hand = open_form(page, report)
    hand.pick("person", "Temir Oralbai", "baker")
    hand.pick("person", "Old Temeke")
    expect(page.locator("[name=person_choice]:checked")).to_have_value(f"person-{Person.objects.get().pk}")


def test_without_a_script_a_person_already_there_is_logged(report, browser, live_server, researcher_client):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, researcher_client)
    page.goto(f"/admin/sources/report/{report.pk}/log/casualty/?harm=killed")
    page.locator("#id_person").fill("Temir Oralbai")
    page.get_by_role("button", name="Look up what was typed").click()
    page.locator("#id_person").focus()
    page.locator("#id_person + .options .option", has_text="baker").click()
    page.get_by_role("button", name="Save and log next").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    context.close()
    assert Casualty.objects.get().person.occupation == "baker"


STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"


@pytest.mark.any_database
@pytest.mark.parametrize("what", ["casualty", "toll", "statement"])
def test_the_page_works_under_a_strict_policy(report, page, faults, what):
    def with_policy(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})

    page.route("**/log/*/", with_policy)
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    open_form(page, report, what)
    field = "claimant"
    page.locator(f"#id_{field}").focus()
    select(page, "Temir Oralbai")
    expect(page.locator(f".pick:has(> #id_{field})")).to_have_attribute("data-found", "Temir Oralbai")


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("what", ["casualty", "detention", "charge", "toll", "statement"])
def test_axe_finds_nothing(report, page, viewport, what):
    open_form(page, report, what)
    assert barriers(page) == []
    page.locator("button[name=_save]").click()  # with errors, and choices in sight
    page.locator(".errornote").wait_for()
    page.wait_for_load_state()  # with the script
    page.locator("#id_claimant").fill("Temir")
    expect(page.locator(".pick:has(> #id_claimant)")).to_have_attribute("data-found", "Temir")
    assert barriers(page) == []
    assert is_within(page, viewport)


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_text_stands_beside_the_form_or_below_it(report, page, viewport):
    open_form(page, report)
    text, form = page.locator("[data-captured]").bounding_box(), page.locator("#log_form").bounding_box()
    if viewport is WIDE:
        assert text["x"] >= form["x"] + form["width"]
        page.locator("#id_quotation").scroll_into_view_if_needed()
        box = page.locator("[data-captured]").bounding_box()
        assert box["y"] + box["height"] > viewport["height"] / 2  # still in sight
    else:
        assert text["y"] >= form["y"] + form["height"]
