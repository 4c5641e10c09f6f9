import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from lookup.chart import ARROW, DOT, FROM_ZERO, HOLLOW, LETTERS, SPAN, scale
from lookup.figures import Figures
from tests.builders import a_report, a_toll, an_organisation

SHAPES = [
    ({"low": 7, "bound": "exactly"}, DOT),
    ({"low": 7, "bound": "at_least"}, ARROW),
    ({"low": 7, "bound": "more_than"}, ARROW),
    ({"low": 7, "bound": "more_than_another"}, ARROW),
    ({"low": 7, "bound": "about"}, HOLLOW),
    ({"low": None, "high": 7, "bound": "at_most"}, FROM_ZERO),
    ({"low": 7, "bound": "at_most"}, FROM_ZERO),
    ({"low": 7, "high": 9, "bound": "about"}, SPAN),
    ({"low": 7, "high": 7, "bound": "exactly"}, DOT),
]


@pytest.fixture
def drawn(publish):
    """`drawn({"low": 7}, …)`: the chart of figures with these values, beside one of a hundred."""

    def drawn(*many):
        for values in ({"low": 100, "bound": "exactly"}, *many):
            publish(a_toll(**values))
        (group,) = Figures().groups
        return group.chart

    return drawn


def row(chart, figure):
    return next(row for row in chart.rows if row.figure == figure)


@pytest.mark.parametrize(("values", "shape"), SHAPES, ids=[f"{one['bound']} {shape}" for one, shape in SHAPES])
def test_a_bound_has_a_mark_of_its_own(drawn, values, shape):
    shapes = [row.shape for row in drawn(values).rows]
    assert sorted(shapes) == sorted([DOT, shape])


def test_a_mark_stands_where_its_number_is(drawn):
    chart = drawn({"low": 25, "high": 50, "bound": "about"})
    assert (row(chart, "about 25–50").start, row(chart, "about 25–50").end) == ("25%", "50%")
    assert row(chart, "100").start == "100%"


def test_a_figure_without_a_number_stands_in_the_table_alone(drawn, read):
    chart = drawn({"low": 25, "bound": "exactly"}, {"low": None, "bound": "vague", "wording": "dozens"})
    assert [row.figure for row in chart.rows] == ["25", "100"]
    assert "“dozens”" in read(reverse("lookup:figures"))


def test_one_number_alone_makes_no_chart(drawn):
    assert drawn({"low": None, "bound": "vague", "wording": "dozens"}) is None


def test_marks_stand_in_the_order_of_their_days(drawn, publish):
    reported = publish(a_report(published_on="2022-01-07"))
    days = [{"low": 1, "as_of": "2022-02"}, {"low": 2, "said_on": "2022-01-05"}, {"low": 3, "as_of": "../2022-01-06"}]
    days += [{"low": 4, "report": reported}]
    chart = drawn(*({"bound": "exactly", **one} for one in days))
    assert [row.figure for row in chart.rows] == ["2", "3", "4", "1", "100"]
    assert row(chart, "4").when == "in a report of 7 January 2022"
    assert row(chart, "100").when == "date not said"


def test_a_retracted_figure_is_struck_and_says_so(figures, read):
    page = read(reverse("lookup:figures"))
    chart = page[page.index("<svg") : page.rindex("</svg>")]
    assert re.search(r'<tspan[^>]*text-decoration="line-through">164</tspan>', chart)
    assert "retracted, 10 January 2022" in chart
    assert chart.count("M-10 10 L10 -10") == 1


def test_long_words_are_broken_into_lines(drawn):
    body = an_organisation("The Committee of the Relatives of Reed Street and of the Whole Town of Zhuparly")
    chart = drawn({"low": 7, "bound": "exactly", "attribution": "named", "claimant_organisation": body})
    assert max(len(text) for _height, text in row(chart, "7").lines) <= 38
    assert "Whole Town" in " ".join(text for _height, text in row(chart, "7").lines)


@pytest.mark.parametrize("greatest", [0, 1, 4, 5, 9, 99, 100, 238, 20_001])
def test_the_scale_goes_from_zero_in_round_steps(greatest):
    steps = scale(greatest)
    assert steps[0] == 0
    assert steps[-1] >= greatest
    assert len(steps) <= 6
    assert len({after - before for before, after in zip(steps, steps[1:], strict=False)}) == 1


def test_it_is_whole_xml_without_style_or_script(figures, read):
    page = read(reverse("lookup:figures"))
    chart = page[page.index("<svg") : page.rindex("</svg>") + 6]
    for element in ElementTree.fromstring(chart).iter():  # noqa: S314 (our own page)
        assert not {"style", "onload", "onclick", "href"} & set(element.attrib)
        assert element.tag.rpartition("}")[2] in {
            "svg",
            "title",
            "desc",
            "text",
            "tspan",
            "line",
            "path",
            "circle",
            "g",
        }


def test_it_is_named_and_described_and_its_table_follows(figures, read):
    page = read(reverse("lookup:figures"))
    names = re.search(r'aria-labelledby="(\S+) (\S+)"\s+width', page).groups()
    assert all(f'id="{name}"' in page for name in names)
    assert "3 figures, from 19 to 225, in the order of their days." in page
    assert page.index("</svg>") < page.index('<div id="table-1">')


def test_a_long_date_is_not_cut_off_on_a_telephone(drawn):
    chart = drawn({"low": 7, "bound": "at_least", "as_of": "2022-01-05/2022-01-06", "as_of_inferred": True})
    short, long = row(chart, "100"), row(chart, "at least 7")
    assert short.when == "date not said"
    assert long.when == ""
    assert "inferred" in " ".join(text for _height, text in long.lines)
    assert all(len(text) <= LETTERS for _height, text in long.lines)
