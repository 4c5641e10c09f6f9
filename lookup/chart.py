"""The chart “who said how many, when”: one mark for each figure, in the order of their days. An SVG that stretches.

Across, marks stand at percentages of the width; down, at pixels. Letters so keep their size on a telephone and under a
magnifying glass. Colour tells nothing: it is that of the text around it. The same figures stand in the table below.
"""

from dataclasses import dataclass
from math import ceil, log10
from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookup import words
from sources.choices import Bound

LINE, LETTERS = 18, 38  # pixels from line to line; letters that fit on a telephone
TOP, BETWEEN, MARK = 26, 14, 22  # pixels: the numbers above, between two rows, the height of a mark
OPEN_UPWARDS = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.MORE_THAN_ANOTHER)
DOT, HOLLOW, ARROW, SPAN, FROM_ZERO = "dot", "hollow", "arrow", "span", "from_zero"


@dataclass
class Row:
    """One figure. `start` and `end` are percentages of the width."""

    figure: str
    when: str  # empty where it is too long to stand beside the figure: then it is the first of the lines
    standing: str
    lines: list[tuple[int, str]]  # each with its height on the chart
    top: int
    middle: int  # the height of the mark
    shape: str
    start: str
    end: str


@dataclass
class Chart:
    title: str
    description: str
    rows: list[Row]
    ticks: list[tuple[str, str, str]]  # percentage, number, how the number is anchored
    height: int

    @property
    def is_long(self) -> bool:
        return len(self.rows) > 8


def chart(what: str, figures) -> Chart | None:
    """Of the `FigureShown` of one thing counted; None where there are not two numbers to compare."""
    drawn = sorted((shown for shown in figures if _numbers(shown.toll)), key=_order)
    numbers = [value for shown in drawn for value in _numbers(shown.toll)]
    if len(drawn) < 2:
        return None
    steps = scale(max(numbers))
    rows, top = [], TOP
    for shown in drawn:
        row = _row(shown, top, steps[-1])
        rows.append(row)
        top = row.middle + MARK // 2 + BETWEEN
    anchors = ["start", *["middle"] * (len(steps) - 2), "end"]
    ticks = [
        (_percent(step, steps[-1]), words.number(step), anchor) for step, anchor in zip(steps, anchors, strict=True)
    ]
    return Chart(
        _("%(what)s: who said how many, when") % {"what": what}, _description(drawn, numbers), rows, ticks, top
    )


def scale(greatest: int) -> list[int]:
    """From zero in round steps to where the greatest number still fits: `[0, 100, 200, 300]`."""
    rough = max(greatest, 1) / 4
    power = 10 ** int(log10(rough)) if rough >= 1 else 1
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough)
    return [step * number for number in range(ceil(max(greatest, 1) / step) + 1)]


def _numbers(toll) -> list[int]:
    return [value for value in (toll.low, toll.high) if value is not None]


def _shape(toll) -> str:
    low, high = toll.low, toll.high
    if None not in (low, high) and low != high:
        return SPAN
    if toll.bound in OPEN_UPWARDS:
        return ARROW
    if toll.bound == Bound.AT_MOST:
        return FROM_ZERO
    return DOT if toll.bound == Bound.EXACTLY else HOLLOW


def _row(shown, top, greatest) -> Row:
    told = [shown.voice.standing, shown.voice.speaker_text, "; ".join([*shown.whom, *shown.where])]
    when = _when(shown)
    if len(f"{shown.figure} · {when}") > LETTERS:
        told, when = [when, *told], ""
    texts = [line for text in filter(None, told) for line in wrap(text, LETTERS)]
    ends = _numbers(shown.toll)
    return Row(
        figure=shown.figure,
        when=when,
        standing=shown.voice.standing,
        lines=[(top + LINE * number, text) for number, text in enumerate(texts, start=2)],
        top=top + LINE,
        middle=top + LINE * (len(texts) + 1) + MARK // 2 + 4,
        shape=_shape(shown.toll),
        start=_percent(min(ends), greatest),
        end=_percent(max(ends), greatest),
    )


def _when(shown) -> str:
    report = shown.voice.report
    if shown.as_of or shown.voice.said_on or not (report and report.published_on):
        return shown.as_of or shown.voice.said_on or _("date not said")
    return _("in a report of %(date)s") % {"date": words.date(report.published_on, report.published_on_inferred)}


def _percent(value: int, greatest: int) -> str:
    return f"{100 * value / greatest:.4g}%"


def _order(shown):
    toll, report = shown.toll, shown.voice.report
    day = toll.as_of_earliest or toll.as_of_latest or toll.said_on_earliest or toll.said_on_latest
    day = day or (report and (report.published_on_earliest or report.published_on_latest))
    return (day is None, str(day or ""), _numbers(toll), toll.public_id)


def _description(figures, numbers) -> str:
    count = ngettext(
        "%(count)d figure, from %(low)s to %(high)s, in the order of their days.",
        "%(count)d figures, from %(low)s to %(high)s, in the order of their days.",
        len(figures),
    ) % {"count": len(figures), "low": words.number(min(numbers)), "high": words.number(max(numbers))}
    return f"{count} {_('The table below holds the same figures.')}"
