import pytest

from lookup.filters import WAYS
from people.models import Person
from tests.builders import a_casualty, a_charge, a_detention, a_named_person, a_person, a_place


@pytest.fixture
def people(publish):
    """Four people to whom different things happened."""
    town = a_place(code="zhuparly")
    hurt, held, charged = (a_named_person(name) for name in ("Алма", "Болат", "Кәрім"))
    unnamed = a_person()
    publish(hurt, held, charged, unnamed)
    publish(
        a_casualty(person=hurt, harm="injured", harmed_place=town, harmed_on="2022-01-05"),
        a_detention(
            person=held, status="held", arrested_place=a_place("Қамысты", name_en="Qamysty"), arrested_on="2022-01"
        ),
        a_charge(person=charged, posthumous="yes"),
        a_casualty(person=unnamed, harm="killed", died_place=town, died_on="2022-01-07", age_low=12, age_high=12),
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", {"Алма", "Болат", "Кәрім", "Person without a public name"}),
        ("happened=injured", {"Алма"}),
        ("happened=detained", {"Болат"}),
        ("happened=charged", {"Кәрім"}),
        ("custody=held", {"Болат"}),
        ("charged=yes", {"Кәрім"}),
        ("charged=no", set()),
        ("place=zhuparly", {"Алма", "Person without a public name"}),
        ("place=Qamysty", {"Болат"}),
        ("when=5.01.2022", {"Алма", "Болат"}),
        ("when=January+2022", {"Алма", "Болат", "Person without a public name"}),
        ("when=2022-01-06/2022-01-08", {"Болат", "Person without a public name"}),
        ("when=2021", set()),
        ("when=2022&happened=killed", {"Person without a public name"}),
        ("when=2022-01-07&happened=injured", set()),
        ("happened=detained&place=zhuparly", set()),
        ("happened=charged&place=zhuparly", set()),
        ("custody=not_released", {"Болат"}),
        ("age=child", {"Person without a public name"}),
        ("born=2009", {"Person without a public name"}),
        ("born=1990", set()),
        ("named=no", {"Person without a public name"}),
        ("named=yes&happened=injured", {"Алма"}),
    ],
)
def test_people_are_chosen(people, read, asked, expected):
    page = read(f"/people/?{asked}")
    names = {"Алма", "Болат", "Кәрім", "Person without a public name"}
    assert {name for name in names if f">{name}</a>" in page} == expected


def test_nobody_fits_and_the_page_says_what_to_do(people, read):
    assert "Nobody with a public page fits all these choices." in read("/people/?custody=released")


def test_a_choice_that_is_not_in_the_list_is_said(people, read):
    page = read("/people/?happened=nonsense&page=x")
    assert "It was left out." in page
    assert ">Алма</a>" in page


def test_people_stand_in_the_order_of_letters_and_the_unnamed_last(people, read):
    page = read("/people/")
    places = [page.index(f">{name}</a>") for name in ("Алма", "Болат", "Кәрім", "Person without a public name")]
    assert places == sorted(places)


def test_more_than_a_page_of_people_go_over_two(killed, read):
    for number in range(51):
        killed(f"Адам {number:02}")
    assert read("/people/").count('class="name"') == 50
    second = read("/people/?happened=killed&page=2")
    assert second.count('class="name"') == 1
    assert "?happened=killed&amp;page=1" in second


def test_harm_place_and_date_are_asked_of_one_event(publish, killed, read):
    here, there = a_place(code="here"), a_place(code="there")
    person = killed("Алма")
    publish(a_casualty(person=person, harm="injured", harmed_place=here, harmed_on="2022-01-04"))
    publish(a_detention(person=person, arrested_place=there, arrested_on="2022-01-09"))
    assert "Алма</a>" in read("/people/?happened=injured&place=here&when=2022-01-04")
    assert "Алма</a>" in read("/people/?happened=detained&place=there")
    assert "Алма</a>" not in read("/people/?happened=injured&place=there")
    assert "Алма</a>" not in read("/people/?place=here&when=2022-01-09")
    assert "Алма</a>" in read("/people/?happened=killed&custody=not_released")


def test_what_was_ruled_out_is_chosen_by_nothing_but_the_person_is_still_found(publish, read, visitor):
    person, town = a_named_person("Алма Қамыс"), a_place(code="zhuparly")
    values = {"harmed_place": town, "harmed_on": "2022-01-05", "confirmation": "ruled_out"}
    publish(person, a_casualty(person=person, **values))
    publish(a_detention(person=person, status="held", confirmation="ruled_out"))
    for asked in ("happened=killed", "happened=detained", "place=zhuparly", "when=2022", "custody=held"):
        assert "Алма Қамыс</a>" not in read(f"/people/?{asked}")
    assert "Алма Қамыс</a>" in read("/people/")
    assert "Алма Қамыс" in visitor.post("/en/search/", {"name": "Алма Камыс"}).content.decode()


@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        ({"status": "held"}, True),
        ({"status": "unknown"}, True),
        ({"status": ""}, True),
        ({"status": "", "released_on": "2022-02"}, False),
        ({"status": "released"}, False),
        ({"status": "died_in_custody"}, False),
    ],
)
def test_still_held_or_not_known(publish, killed, read, values, is_open):
    publish(a_detention(person=killed("Алма"), **values))
    assert ("Алма</a>" in read("/people/?custody=not_released")) == is_open


def test_what_is_chosen_stays_chosen_and_the_choices_stay_open(people, read):
    page = read("/people/?happened=killed&when=5.01.2022")
    assert "<details open" in page
    assert '<option value="killed" selected>' in page
    assert 'value="5.01.2022"' in page
    assert "read as: 5 January 2022" in " ".join(page.split())
    assert "<details open" not in read("/people/")


@pytest.mark.parametrize("query", [query for query, _label in WAYS])
def test_a_link_into_the_list_is_a_choice_of_the_form(people, read, query):
    page = read(f"/people/?{query}")
    assert "It was left out." not in page
    assert f'<a href="?{query}" aria-current="page">' in page


def test_a_larger_place_holds_what_lies_in_it(publish, killed, read):
    country = a_place(code="kz", kind="country", name_kk="Қазақстан", name_en="Kazakhstan")
    city = a_place(code="zhuparly", parent=country)
    shop = a_place("Дүкен", name_en="Shop", kind="site", parent=city)
    killed("Алма"), killed("Болат")
    for name, place in (("Алма", shop), ("Болат", a_place("Қамысты", name_en="Qamysty", code="qamysty"))):
        publish(a_casualty(person=Person.objects.get(shown_name=name), harmed_place=place))
    page = read("/people/")
    for key, name in (("kz", "Kazakhstan"), ("zhuparly", "Zhuparly"), ("Shop", "Shop")):
        assert f'value="{key}">{name}' in page
        found = read(f"/people/?place={key}")
        assert "Алма</a>" in found
        assert "Болат</a>" not in found


def test_a_place_is_offered_once_by_its_label(people, read):
    page = read("/people/")
    assert page.count('<option value="zhuparly">Zhuparly</option>') == 1
    assert page.count('<option value="Qamysty">Qamysty</option>') == 1
