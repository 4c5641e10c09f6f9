from lookup import report_page
from tests.builders import a_casualty, a_casualty_claim, a_named_person, a_report, an_organisation


def test_the_report_shows_what_it_says_of_whom(register, read, page_of):
    page = " ".join(read(page_of(register.first)).split())
    assert f'<a href="{page_of(register.akzhan)}">Ақжан Төлеген</a>: harm' in page
    assert "Төлеген Бекбол, father" in page
    assert "That the charge be dropped." in page


def test_the_report_shows_its_figures(figures, read, page_of):
    page = read(page_of(figures.report))
    assert "at least 225" in page
    assert "Figures are never added up." in page


def test_what_is_missing_is_said_and_what_is_inferred_too(publish, read, page_of):
    report = a_report("", publisher=an_organisation("Reed Gazette"), publisher_inferred=True, kind="article")
    publish(report)
    page = read(page_of(report))
    assert "Untitled article, Reed Gazette (inferred), date not known" in page
    assert page.count("not known") >= 3
    assert "Nothing that it says about people is public." in page


def test_an_address_is_followed_without_telling_from_where(publish, read, page_of):
    report = publish(a_report(url="https://news.example/1"))
    link = '<a rel="external noreferrer noopener" href="https://news.example/1">'
    assert link in read(page_of(report))
    assert report_page.safe_address("javascript:alert(1)") == ""


def test_claims_on_unpublished_people_are_left_out(publish, read, page_of):
    report, person = publish(a_report()), a_named_person("Ешкімге Айтпа")
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, report=report, name_as_printed="Ешкімге", harm="killed")
    publish(casualty)
    assert "Ешкімге" not in read(page_of(report))
    assert "Nothing that it says about people is public." in read(page_of(report))


def test_many_claims_go_over_pages(publish, read, page_of, monkeypatch):
    monkeypatch.setattr(report_page, "PAGE_SIZE", 2)
    person, report = a_named_person(), a_report()
    casualty = a_casualty(person=person)
    for _ in range(3):
        a_casualty_claim(casualty, report=report, harm="killed")
    publish(person, report, casualty)
    assert "Page 1 of 2" in read(page_of(report))
    assert '<ol class="claims" start="3">' in read(f"{page_of(report)}?page=2")
