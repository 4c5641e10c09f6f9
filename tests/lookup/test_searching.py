import pytest

from lookup import searching
from lookup.filters import PeopleFilter
from lookup.models import PublishedPerson
from lookup.searching import MAX_RESULTS, search
from tests.builders import a_casualty, a_casualty_claim, a_kinship, a_name, a_named_person, a_person, a_place, changed


def names(result):
    return [one.line.person.name or one.line.person.description for one in result.found]


def ways(result):
    return [one.how for one in result.found]


# By their own names


@pytest.mark.parametrize(
    "typed",
    ["Ақжан Төлеген", "төлеген", "  ТӨЛЕГЕН   ақжан ", "aqzhan", "Tolegen", "Akjan", "Ақжан-Төлеген", "Ақжан 🙂"],
)
def test_a_name_is_found_in_any_public_spelling(register, typed):
    assert names(search(typed)) == ["Ақжан Төлеген"]


def test_all_words_must_stand_in_one_spelling(killed, publish):
    person = killed("Айша Қамыс")
    a_name(person, "Gulnar Baq", kind="variant")
    publish(person)
    assert search("Aysha Qamys").found
    assert search("Gulnar").found
    assert not search("Aysha Baq").found


def test_letters_typed_as_two_characters_are_found(killed):
    killed("Сәкенбай Нұр")
    assert search("Сәкенба" + "и\u0306").found


def test_somebody_who_is_not_published_is_not_found(register):
    assert search("Ренатқұпия").found == []


def test_people_who_are_named_but_have_no_page_do_not_count(publish):
    publish(a_named_person("Сәкен Нұр"))
    assert search("Сәкен").found == []


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("Сәкенбай Нұрлан", "same name: Сәкенбай Нұрлан"),
        ("нұрлан сәкенбай", "same name: Сәкенбай Нұрлан"),
        ("Sakenbay Nurlan", "other spelling: Сәкенбай Нұрлан"),
        ("Сәкенбай", "part of the name: Сәкенбай Нұрлан"),
        ("Sakenbai", "part of the name, other spelling: Сәкенбай Нұрлан"),
        ("Сакенбек Нурлан", "similar name: Сәкенбай Нұрлан"),
    ],
)
def test_a_result_says_which_spelling_matched_and_how(killed, typed, way):
    killed("Сәкенбай Нұрлан")
    assert ways(search(typed)) == [way]


def test_the_spelling_that_matched_is_named_and_not_the_one_shown_first(register):
    assert ways(search("Akjan Tolegen")) == ["same name: Akjan Tolegen"]


def test_strangers_do_not_fill_the_list(killed):
    for name in ("Айша Қамыс", "Болат Жүніс", "Кәрім Сейіт"):
        killed(name)
    assert names(search("Айша Қамыс")) == ["Айша Қамыс"]


def test_no_more_than_twenty_are_found_and_that_is_said(killed):
    for number in range(MAX_RESULTS + 1):
        killed(f"Айша Қамыс {number}")
    result = search("Қамыс")
    assert (len(result.found), result.is_cut) == (MAX_RESULTS, True)


def test_twenty_are_not_cut(killed):
    for number in range(MAX_RESULTS):
        killed(f"Айша Қамыс {number}")
    assert not search("Қамыс").is_cut


@pytest.mark.parametrize(("typed", "one_word"), [("Қамыс", True), ("А. Қамыс", True), ("Айша Қамыс", False)])
def test_one_name_alone_is_noticed(killed, typed, one_word):
    killed("Айша Қамыс")
    result = search(typed)
    assert (names(result), result.is_one_word) == (["Айша Қамыс"], one_word)


@pytest.mark.parametrize("typed", ["А.", "А. Қ.", "а қ"])
def test_initials_alone_find_nobody(killed, typed):
    killed("Айша Қамыс")
    result = search(typed)
    assert (result.found, result.is_initials) == ([], True)


# Through others


@pytest.fixture
def related(publish):
    """`related("wife", sex="male")`: somebody killed, without a name, who has this relative in one claim."""

    def related(relation, name="Бекбол Төлеген", **values):
        person, relative = a_person(description="Somebody", description_is_public=True, **values), a_named_person(name)
        a_kinship(person, relative, relation=relation)
        publish(relative, person, a_casualty(person=person))
        return person, relative

    return related


@pytest.mark.parametrize(
    ("sex", "way"),
    [
        ("male", "found through his wife, Бекбол Төлеген"),
        ("female", "found through her wife, Бекбол Төлеген"),
        ("unknown", "found through the wife, Бекбол Төлеген"),
        ("", "found through the wife, Бекбол Төлеген"),
    ],
)
def test_a_relative_leads_to_the_person(related, sex, way):
    related("wife", sex=sex)
    result = search("Бекбол Төлеген")
    assert (names(result), ways(result)) == (["Somebody"], [way])


def test_a_relative_found_in_another_spelling_says_so(related):
    related("father", sex="male")
    assert ways(search("Tolegen")) == ["found through his father, Бекбол Төлеген (part of the name, other spelling)"]


@pytest.mark.parametrize("most", [1000, 0], ids=["their ids are read", "the database is asked"])
def test_a_relation_told_the_other_way_round_leads_on_too(publish, killed, most, monkeypatch):
    monkeypatch.setattr(searching, "MAX_LEADING", most)
    wife = a_named_person("Айша Қамыс")
    husband = killed(description="Husband", sex="male")
    a_kinship(wife, husband, relation="husband")
    publish(wife)
    result = search("Айша Қамыс")
    assert (names(result), ways(result)) == (["Husband"], ["found as husband of Айша Қамыс"])


def test_nobody_is_left_out_where_the_first_claims_tell_of_the_same_people(related, publish, monkeypatch):
    monkeypatch.setattr(searching, "MAX_LEADING", 2)
    for person, relative in [related("brother", f"Ержан Сейіт {number}") for number in range(3)]:
        for _again in range(2):
            a_kinship(person, relative, relation="brother")
        publish(person)
    found = [names(search(f"Ержан Сейіт {number}")) for number in range(3)]
    assert all(found), found


@pytest.mark.parametrize("most", [1000, 0], ids=["their ids are read", "the database is asked"])
def test_a_speaker_leads_to_the_person_spoken_of(publish, most, monkeypatch):
    monkeypatch.setattr(searching, "MAX_LEADING", most)
    speaker, person = a_named_person("Бекбол Төлеген"), a_person(description="Somebody", description_is_public=True)
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, attribution="named", claimant_person=speaker, claimant_is_public=True)
    publish(speaker, person, casualty)
    assert ways(search("Бекбол Төлеген")) == ["found through Бекбол Төлеген, who speaks of this person"]


def test_a_relative_who_speaks_is_first_of_all_a_relative(publish):
    wife, person = a_named_person("Айша Қамыс"), a_person(description="Welder", description_is_public=True, sex="male")
    casualties = [a_casualty(person=person) for _number in range(4)]  # whichever id is first in order
    for casualty in casualties:
        a_casualty_claim(casualty, attribution="named", claimant_person=wife, claimant_is_public=True)
    a_kinship(person, wife, relation="wife")
    publish(wife, person, *casualties)
    assert ways(search("Айша Қамыс")) == ["found through his wife, Айша Қамыс"]


def test_a_relation_that_was_taken_back_says_so(publish):
    person, wife = a_person(description="Husband", description_is_public=True, sex="male"), a_named_person("Айша Қамыс")
    a_kinship(person, wife, relation="wife", standing="retracted", standing_on="2022-02-01")
    publish(wife, person, a_casualty(person=person))
    assert ways(search("Айша Қамыс")) == ["found through his wife, Айша Қамыс, retracted, 1 February 2022"]


def test_a_relative_whose_name_is_not_public_leads_nowhere(publish):
    person, wife = a_person(description="Husband", description_is_public=True), a_person("Айша Қамыс")
    a_kinship(person, wife, relation="wife")
    publish(wife, person, a_casualty(person=person))
    assert search("Айша Қамыс").found == []


def test_somebody_found_in_two_ways_stands_there_once_under_the_own_name(related, publish):
    person, _father = related("father", name="Төлеген Бекбол")
    a_name(person, "Ақжан Төлеген")
    publish(changed(person, name_is_public=True))
    assert ways(search("Төлеген")) == ["part of the name: Ақжан Төлеген"]


def test_people_of_similar_names_do_not_crowd_out_a_relative(related, killed):
    for number in range(MAX_RESULTS + 1):
        killed(f"Айша Бекболатова {number}")
    related("wife", name="Айша Бекболова", sex="male")
    assert "found through his wife, Айша Бекболова" in ways(search("Айша Бекболова"))


# Among the people chosen


def test_the_choices_apply_before_the_nearest_are_taken(killed, publish):
    for number in range(MAX_RESULTS + 5):
        killed(f"Айша Қамыс {number}")
    hurt = a_named_person("Айша Қамысбек")
    publish(hurt, a_casualty(person=hurt, harm="injured", harmed_place=a_place(code="zhuparly")))
    chosen = PeopleFilter({"happened": "injured"}, PublishedPerson.objects.with_page())
    assert names(search("Айша Қамыс", chosen.qs)) == ["Айша Қамысбек"]


def test_the_choices_apply_to_those_found_through_others_too(related):
    related("wife")
    chosen = PeopleFilter({"happened": "missing"}, PublishedPerson.objects.with_page())
    assert search("Бекбол Төлеген", chosen.qs).found == []
    assert search("Бекбол Төлеген").found


def kin(person, other):
    a_kinship(person, other, relation="wife")


def kin_of(person, other):
    a_kinship(other, person, relation="husband")


def spoken_of(person, other):
    a_casualty_claim(person.casualties.get(), attribution="named", claimant_person=other, claimant_is_public=True)


@pytest.mark.parametrize("related_by", [kin, kin_of, spoken_of])
def test_those_who_lead_to_others_do_not_crowd_out_who_leads_to_the_chosen(publish, monkeypatch, related_by):
    monkeypatch.setattr(searching, "MAX_THROUGH", 1)
    for name, harm in (("Айша Қамыс", "killed"), ("Айша Қамысбек", "injured")):
        wife, husband = a_named_person(name), a_person(description=harm, description_is_public=True)
        casualty = a_casualty(person=husband, harm=harm)
        related_by(husband, wife)
        publish(wife, husband, casualty)
    chosen = PeopleFilter({"happened": "injured"}, PublishedPerson.objects.with_page())
    assert names(search("Айша Қамыс")) == ["killed"]
    assert names(search("Айша Қамыс", chosen.qs)) == ["injured"]


def test_nobody_chosen_is_not_everybody(killed):
    killed("Айша Қамыс")
    assert search("Айша Қамыс", PublishedPerson.objects.none()).found == []
