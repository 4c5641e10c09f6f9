import pytest

from tests.builders import a_statement, published


@pytest.fixture
def page(register, reviewer, read):
    published(a_statement(kind="order", summary="To open fire.", label_as_printed="bandits"), by=reviewer)
    return " ".join(read("/statements/").split())


def test_statements_stand_by_kind(page):
    assert page.index(">Demand</h2>") < page.index("That the charge be dropped.") < page.index(">Order</h2>")


def test_a_statement_names_by_whom_to_whom_and_concerning_whom(page, register, page_of):
    demand = page.split("That the charge be dropped.")[1].split("</article>")[0]
    assert "Төлеген Бекбол" in demand
    assert "Court of Zhuparly" in demand
    akzhan = f'<a href="{page_of(register.akzhan)}">Ақжан Төлеген</a>'
    assert f"{akzhan}, name withheld" in demand or f"name withheld, {akzhan}" in demand  # in the order of their ids


def test_a_label_stays_in_quotation_marks(page):
    assert "“bandits”" in page


def test_one_kind_can_be_chosen(page, read):
    chosen = read("/statements/?kind=order")
    assert "To open fire." in chosen
    assert "That the charge be dropped." not in chosen


def test_a_kind_that_is_not_there_shows_all(page, read):
    assert "That the charge be dropped." in read("/statements/?kind=nonsense")
