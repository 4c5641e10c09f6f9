import html
import re

import pytest

from lookup.search_page import MAX_LENGTH, readable
from lookup.searching import MAX_RESULTS
from sources.choices import TermList
from tests.builders import a_casualty, a_kinship, a_name, a_named_person, a_place, a_term


@pytest.fixture
def results(visitor):
    """`results("Ақжан", happened="killed")`: the page that answers a search, in one line."""

    def results(typed, **chosen):
        response = visitor.post("/en/search/", {"name": typed, **chosen})
        assert response.status_code == 200
        return html.unescape(" ".join(response.content.decode().split()))

    return results


def entries(page):
    return re.findall(r"<details.*?</details>", page.split('<ul class="people results">')[1])


# Results


def test_a_result_tells_the_person_apart_before_it_is_opened(register, results):
    (entry,) = entries(results("Төлеген"))
    summary = entry.split("</summary>")[0]
    for words in ("Ақжан Төлеген", "Part of the name", "Sex: male", "age then: 28", "5 January 2022", "Zhuparly"):
        assert words in summary


def test_an_opened_result_holds_the_conclusions_and_no_claim(register, results):
    (entry,) = entries(results("Төлеген"))
    inside = entry.split("</summary>")[1]
    for words in ("Killed", "probable", "Zhuparly", "Detained", "Charged after death", "Akjan Tolegen"):
        assert words in inside
    assert "nothing recorded" not in inside
    assert "Three days in Zhuparly" not in inside


def test_the_page_of_the_person_opens_beside_the_results_and_says_so(register, results, page_of):
    (entry,) = entries(results("Төлеген"))
    assert f'<a href="{page_of(register.akzhan)}" target="_blank" rel="noopener">' in entry
    assert "opens in a new tab" in entry
    assert entry.count("<a ") == 1


def test_a_name_written_from_right_to_left_does_not_turn_the_words_around_it(killed, publish, results, read, page_of):
    person, wife = killed("Ақжан Төлеген", sex="male"), a_named_person("نۇرلان قامىس")
    a_name(person, "اقجان تولەگەن")
    a_kinship(person, wife, relation="wife")
    publish(wife, person)
    (entry,) = entries(results("نۇرلان قامىس"))
    assert "Found through his wife, \u2068نۇرلان قامىس\u2069" in entry
    assert "Other spellings: <bdi>اقجان تولەگەن</bdi>" in entry
    (entry,) = entries(results("اقجان تولەگەن"))
    assert "\u2068اقجان تولەگەن\u2069" in entry


def test_one_result_is_open_and_several_are_not(killed, results):
    killed("Айша Қамыс")
    assert "<details open" in entries(results("Айша Қамыс"))[0]
    killed("Айша Қамыс")
    assert not any("<details open" in entry for entry in entries(results("Айша Қамыс")))


def test_more_than_twenty_ask_for_one_more_detail(killed, results):
    for number in range(MAX_RESULTS + 1):
        killed(f"Айша Қамыс {number}")
    page = results("Айша Қамыс")
    assert len(entries(page)) == MAX_RESULTS
    assert "More than 20 people" in page
    assert "Add one more detail" in page


def test_a_given_name_alone_asks_for_one_more_detail(killed, results):
    killed("Айша Қамыс")
    assert "One name alone fits many people" in results("Айша")
    assert "One name alone fits many people" not in results("Айша Қамыс")


def test_initials_ask_for_one_more_detail_and_keep_what_was_chosen(killed, results):
    killed("Айша Қамыс")
    page = results("А. Қ.", happened="killed")
    assert "One more detail is needed" in page
    assert '<option value="killed" selected>' in page
    assert 'href="/en/people/?happened=killed"' in page
    assert 'value="А. Қ."' in page


# Nobody found


@pytest.mark.parametrize("typed", ["Төлеген", "Zzyzx Qqq", "А. Қ.", "", "…", "x" * 999])
def test_every_answer_says_that_not_everyone_is_public(register, results, typed):
    main = results(typed).split("<main")[1].split("</main>")[0]
    assert "Not everyone who is known is public" in main
    assert "does not exist" not in main


def test_no_result_says_what_to_try(register, results):
    page = results("Zzyzx Qqq")
    assert "This does not mean that nothing is known." in page
    for words in ("spelling", "father's name", "year of birth", "place", "name of a relative"):
        assert words in page
    for address in ("/en/people/names/", "/en/people/", "/en/people/?named=no"):
        assert f'href="{address}"' in page


def test_a_choice_that_leaves_nobody_can_be_taken_back(killed, results, visitor):
    killed("Айша Қамыс")
    page = results("Айша Қамыс", happened="missing")
    assert "Without your other choices, 1 person with such a name is found." in page
    assert '<input type="hidden" name="name" value="Айша Қамыс">' in page


# Choices beside the name


def test_choices_narrow_the_results_and_stay_chosen(publish, killed, results):
    town = a_place(code="zhuparly")
    publish(a_casualty(person=killed("Айша Қамыс"), harm="injured", harmed_place=town))
    killed("Айша Қамыс")
    page = results("Айша Қамыс", place="zhuparly")
    assert len(entries(page)) == 1
    assert '<option value="zhuparly" selected>' in page


def test_choices_without_a_name_lead_to_the_list(killed, results):
    killed("Айша Қамыс")
    page = results("", happened="killed", place="nowhere")
    assert 'href="/en/people/?happened=killed"' in page


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("happened", "nonsense", "It was left out."),
        ("when", "yesterday", "This cannot be read as a date."),
        ("born", "'90", "Write the year with four digits, such as 1990."),
        ("born", "19\x0090", "It was left out."),
    ],
)
def test_a_choice_that_cannot_be_read_is_said_and_left_out(killed, results, name, value, says):
    killed("Айша Қамыс")
    page = results("Айша Қамыс", **{name: value})
    assert says in page
    assert len(entries(page)) == 1


# What was typed


@pytest.mark.parametrize("typed", ["", "   ", "\t\n", "\x00", "\u202e", "\u200b"])
def test_nothing_typed_is_answered_kindly(register, results, typed):
    page = results(typed)
    assert "No name was typed." in page
    assert "Ақжан" not in page


@pytest.mark.parametrize("typed", ["…", "%", "_", "''", "—", "🙂", "1990"])
def test_signs_without_a_letter_are_answered_kindly(register, results, typed):
    page = results(typed)
    assert "There is no letter in this" in page
    assert f'value="{typed}"' in page
    assert "Ақжан" not in page


def test_what_is_too_long_stays_and_is_said(register, results):
    page = results("Ақжан " * 100)
    assert f"599 letters long; a name has at most {MAX_LENGTH}" in page
    assert "Ақжан " * 99 in page
    assert 'class="name"' not in page


def test_a_problem_is_tied_to_the_input(register, results):
    page = results("…")
    assert 'aria-invalid="true" aria-describedby="name-problem name-hint"' in page
    assert 'id="name-problem"' in page


def test_what_cannot_be_seen_is_not_shown_again():
    assert readable("  Ақ\x00жан\u202e \n Т\u200bөө") == "Ақ жан Төө"


def test_a_name_pasted_with_hidden_marks_is_found(killed, results):
    killed("Айша Қамыс")
    assert len(entries(results("\u202aАй\u200bша\u202c Қа\u00adмыс"))) == 1


def test_a_name_in_an_address_is_not_read(killed, visitor):
    killed("Айша Қамыс")
    page = visitor.get("/en/search/?name=Айша+Қамыс").content.decode()
    assert "Айша" not in page


def test_the_page_without_a_search_offers_other_ways(db, visitor):
    page = visitor.get("/en/search/").content.decode()
    assert 'href="/en/people/names/"' in page
    assert 'role="alert"' not in page


def test_somebody_without_a_name_is_found_through_a_relative_and_told_apart(register, publish, results):
    from tests.builders import a_kinship, a_person

    husband, wife = a_person(description="Welder", description_is_public=True, sex="male"), a_named_person("Айша Қамыс")
    a_kinship(husband, wife, relation="wife")
    publish(wife, husband, a_casualty(person=husband, harmed_on="2022-01-06"))
    (entry,) = entries(results("Айша Қамыс"))
    assert "Welder" in entry
    assert "Found through his wife, Айша Қамыс" in entry
    assert "6 January 2022" in entry


def test_results_tell_nothing_that_is_hard_to_read(publish, visitor):
    person = a_named_person("Ақжан Төлеген")
    hard = {
        "wound_sites": [a_term(TermList.WOUND_SITE, "head_wound")],
        "methods": [a_term(TermList.METHOD, "gunshot")],
    }
    publish(person, a_casualty(person=person, **hard))
    page = visitor.post("/en/search/", {"name": "Ақжан Төлеген"}).content.decode()
    assert "<details open" in page
    assert "head wound" not in page
    assert "gunshot" not in page
